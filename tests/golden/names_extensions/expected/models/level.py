"""Level: `#/components/schemas/Level` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["Level", "LevelValue"]


class Level(OpenStrEnum):
    """The values of Level."""

    LOW = "1"
    HIGH = "2"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


LevelValue: TypeAlias = Literal[
    "1",
    "2",
]
"""The documented values of `Level` as a Literal type."""
