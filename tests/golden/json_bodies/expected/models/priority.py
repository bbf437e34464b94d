"""Priority: `#/components/schemas/Priority` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["Priority", "PriorityValue"]


class Priority(OpenStrEnum):
    """The values of Priority."""

    LOW = "low"
    HIGH = "high"


PriorityValue: TypeAlias = Literal[
    "low",
    "high",
]
"""The values of `Priority` as literals."""
