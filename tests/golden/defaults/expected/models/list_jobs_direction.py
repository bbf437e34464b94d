"""ListJobsDirection: `#/paths/~1jobs/get/parameters/7/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["ListJobsDirection", "ListJobsDirectionValue"]


class ListJobsDirection(OpenStrEnum):
    """The values of ListJobsDirection."""

    UP = "up"
    DOWN = "down"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


ListJobsDirectionValue: TypeAlias = Literal[
    "up",
    "down",
]
"""The documented values of `ListJobsDirection` as a Literal type."""
