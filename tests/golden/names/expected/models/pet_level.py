"""PetLevel: `#/components/schemas/Pet/properties/level` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_INT, OpenIntEnum

__all__ = ["PetLevel", "PetLevelValue"]


class PetLevel(OpenIntEnum):
    """The values of PetLevel."""

    BELOW = -1
    GROUND = 0
    TOP = 10

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_INT


PetLevelValue: TypeAlias = Literal[
    -1,
    0,
    10,
]
"""The documented values of `PetLevel` as a Literal type."""
