"""Level: `#/components/schemas/Level` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["Level", "LevelValue"]


class Level(OpenStrEnum):
    """The values of Level."""

    LOW = "1"
    HIGH = "2"


LevelValue: TypeAlias = Literal[
    "1",
    "2",
]
"""The values of `Level` as literals."""
