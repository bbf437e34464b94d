"""Finish: `#/components/schemas/Finish` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["Finish", "FinishValue"]


class Finish(OpenStrEnum):
    """The values of Finish."""

    MATT = "matt"
    MATT_ = "Matt"
    MATT_2 = "MATT"
    MATT_3 = "matt!"
    GLOSS = "gloss"
    NONE = "None"
    CLASS = "class"
    TWO_LINES = "two\nlines"
    日本 = "日本"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


FinishValue: TypeAlias = Literal[
    "matt",
    "Matt",
    "MATT",
    "matt!",
    "gloss",
    "None",
    "class",
    "two\nlines",
    "日本",
]
"""The documented values of `Finish` as a Literal type."""
