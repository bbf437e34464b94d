"""BroadcastStatusFilter: `#/components/schemas/BroadcastStatusFilter` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

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
