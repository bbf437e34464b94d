"""BroadcastStatus: `#/components/schemas/BroadcastStatus` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["BroadcastStatus", "BroadcastStatusValue"]


class BroadcastStatus(OpenStrEnum):
    """The status of a broadcast."""

    DRAFT = "DRAFT"
    SCHEDULED = "SCHEDULED"
    SENDING = "SENDING"
    SENT = "SENT"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


BroadcastStatusValue: TypeAlias = Literal[
    "DRAFT",
    "SCHEDULED",
    "SENDING",
    "SENT",
    "CANCELLED",
    "FAILED",
]
"""The documented values of `BroadcastStatus` as a Literal type."""
