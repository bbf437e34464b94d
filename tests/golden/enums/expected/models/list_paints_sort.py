"""ListPaintsSort: `#/paths/~1paints/get/parameters/1/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["ListPaintsSort", "ListPaintsSortValue"]


class ListPaintsSort(OpenStrEnum):
    """The values of ListPaintsSort."""

    CREATED = "created"
    MINUS_CREATED = "-created"
    PLUS_CREATED = "+created"
    EMPTY = ""
    A_B = "a b"
    A_B_ = "a_b"
    A_B_2 = "A-B"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


ListPaintsSortValue: TypeAlias = Literal[
    "created",
    "-created",
    "+created",
    "",
    "a b",
    "a_b",
    "A-B",
]
"""The documented values of `ListPaintsSort` as a Literal type."""
