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

    if TYPE_CHECKING:  # A `match` over all members needs a default case.
        _UNKNOWN = ANY_STR


ColourValue2: TypeAlias = Literal[
    "red",
    "Red",
    "RED",
]
"""The values of `Colour` as literals."""
