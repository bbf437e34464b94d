"""Priority: `#/components/schemas/Priority` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["Priority", "PriorityValue"]


class Priority(OpenStrEnum):
    """The values of Priority."""

    LOW = "low"
    HIGH = "high"

    if TYPE_CHECKING:  # A `match` over all members needs a default case.
        _UNKNOWN = ANY_STR


PriorityValue: TypeAlias = Literal[
    "low",
    "high",
]
"""The values of `Priority` as literals."""
