"""Priority: `#/components/schemas/Priority` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["Priority", "PriorityValue"]


class Priority(OpenStrEnum):
    """The values of Priority."""

    LOW = "low"
    HIGH = "high"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


PriorityValue: TypeAlias = Literal[
    "low",
    "high",
]
"""The documented values of `Priority` as a Literal type."""
