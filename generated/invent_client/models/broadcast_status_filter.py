"""BroadcastStatusFilter: `#/components/schemas/BroadcastStatusFilter` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["BroadcastStatusFilter", "BroadcastStatusFilterValue"]


class BroadcastStatusFilter(OpenStrEnum):
    """Which broadcasts to list, by status."""

    ALL = "ALL"
    DRAFT = "DRAFT"
    SCHEDULED = "SCHEDULED"
    SENDING = "SENDING"
    SENT = "SENT"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


BroadcastStatusFilterValue: TypeAlias = Literal[
    "ALL",
    "DRAFT",
    "SCHEDULED",
    "SENDING",
    "SENT",
    "CANCELLED",
    "FAILED",
]
"""The documented values of `BroadcastStatusFilter` as a Literal type."""
