"""Colour: `#/components/schemas/colour` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["Colour", "ColourValue2"]


class Colour(OpenStrEnum):
    """The values of Colour."""

    RED = "red"
    RED_ = "Red"
    RED_2 = "RED"


ColourValue2: TypeAlias = Literal[
    "red",
    "Red",
    "RED",
]
"""The values of `Colour` as literals."""
