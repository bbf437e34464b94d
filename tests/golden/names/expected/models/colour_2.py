"""Colour2: `#/components/schemas/Colour` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["Colour2", "Colour2Value"]


class Colour2(OpenStrEnum):
    """The values of Colour2."""

    GREEN = "green"


Colour2Value: TypeAlias = Literal["green",]
"""The values of `Colour2` as literals."""
