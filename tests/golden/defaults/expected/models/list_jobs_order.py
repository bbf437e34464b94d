"""ListJobsOrder: `#/paths/~1jobs/get/parameters/3/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["ListJobsOrder", "ListJobsOrderValue"]


class ListJobsOrder(OpenStrEnum):
    """The values of ListJobsOrder."""

    UP = "up"
    DOWN = "down"

    if TYPE_CHECKING:  # A `match` over all members needs a default case.
        _UNKNOWN = ANY_STR


ListJobsOrderValue: TypeAlias = Literal[
    "up",
    "down",
]
"""The values of `ListJobsOrder` as literals."""
