"""Unused: `#/components/schemas/Unused` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["Unused", "UnusedValue"]


class Unused(OpenStrEnum):
    """The values of Unused."""

    A = "a"
    B = "b"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


UnusedValue: TypeAlias = Literal[
    "a",
    "b",
]
"""The documented values of `Unused` as a Literal type."""
