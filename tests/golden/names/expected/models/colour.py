"""Colour: `#/components/schemas/colour` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["Colour", "ColourValue2"]


class Colour(OpenStrEnum):
    """The values of Colour."""

    RED = "red"
    RED_ = "Red"
    RED_2 = "RED"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


ColourValue2: TypeAlias = Literal[
    "red",
    "Red",
    "RED",
]
"""The documented values of `Colour` as a Literal type."""
