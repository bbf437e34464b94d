"""PetLevel: `#/components/schemas/Pet/properties/level` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenIntEnum

__all__ = ["PetLevel", "PetLevelValue"]


class PetLevel(OpenIntEnum):
    """The values of PetLevel."""

    BELOW = -1
    GROUND = 0
    TOP = 10


PetLevelValue: TypeAlias = Literal[
    -1,
    0,
    10,
]
"""The values of `PetLevel` as literals."""
