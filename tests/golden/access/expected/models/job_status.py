"""JobStatus: `#/components/schemas/Job/properties/status` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["JobStatus", "JobStatusValue"]


class JobStatus(OpenStrEnum):
    """The values of JobStatus."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


JobStatusValue: TypeAlias = Literal[
    "running",
    "done",
    "failed",
]
"""The documented values of `JobStatus` as a Literal type."""
