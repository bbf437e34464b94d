"""ListJobsOrder: `#/paths/~1jobs/get/parameters/3/schema` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["ListJobsOrder", "ListJobsOrderValue"]


class ListJobsOrder(OpenStrEnum):
    """The values of ListJobsOrder."""

    UP = "up"
    DOWN = "down"


ListJobsOrderValue: TypeAlias = Literal[
    "up",
    "down",
]
"""The values of `ListJobsOrder` as literals."""
