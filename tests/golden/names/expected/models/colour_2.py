"""Colour2: `#/components/schemas/Colour` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["Colour2", "Colour2Value"]


class Colour2(OpenStrEnum):
    """The values of Colour2."""

    GREEN = "green"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


Colour2Value: TypeAlias = Literal["green",]
"""The documented values of `Colour2` as a Literal type."""
