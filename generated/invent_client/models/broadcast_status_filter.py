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

    if TYPE_CHECKING:  # A `match` over all members needs a default case.
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
"""The values of `BroadcastStatusFilter` as literals."""
