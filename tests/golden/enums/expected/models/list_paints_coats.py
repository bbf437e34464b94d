"""ListPaintsCoats: `#/paths/~1paints/get/parameters/2/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_INT, OpenIntEnum

__all__ = ["ListPaintsCoats", "ListPaintsCoatsValue"]


class ListPaintsCoats(OpenIntEnum):
    """The values of ListPaintsCoats."""

    VALUE_NEGATIVE_1 = -1
    VALUE_0 = 0
    VALUE_1 = 1

    if TYPE_CHECKING:  # A `match` over all members needs a default case.
        _UNKNOWN = ANY_INT


ListPaintsCoatsValue: TypeAlias = Literal[
    -1,
    0,
    1,
]
"""The values of `ListPaintsCoats` as literals."""
