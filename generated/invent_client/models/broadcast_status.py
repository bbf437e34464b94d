"""BroadcastStatus: `#/components/schemas/BroadcastStatus` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["BroadcastStatus", "BroadcastStatusValue"]


class BroadcastStatus(OpenStrEnum):
    """The status of a broadcast."""

    DRAFT = "DRAFT"
    SCHEDULED = "SCHEDULED"
    SENDING = "SENDING"
    SENT = "SENT"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"


BroadcastStatusValue: TypeAlias = Literal[
    "DRAFT",
    "SCHEDULED",
    "SENDING",
    "SENT",
    "CANCELLED",
    "FAILED",
]
"""The values of `BroadcastStatus` as literals."""
