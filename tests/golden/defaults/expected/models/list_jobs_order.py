"""ListJobsOrder: `#/paths/~1jobs/get/parameters/3/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["ListJobsOrder", "ListJobsOrderValue"]


class ListJobsOrder(OpenStrEnum):
    """The values of ListJobsOrder."""

    UP = "up"
    DOWN = "down"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


ListJobsOrderValue: TypeAlias = Literal[
    "up",
    "down",
]
"""The documented values of `ListJobsOrder` as a Literal type."""
