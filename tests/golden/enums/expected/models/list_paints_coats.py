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

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_INT


ListPaintsCoatsValue: TypeAlias = Literal[
    -1,
    0,
    1,
]
"""The documented values of `ListPaintsCoats` as a Literal type."""
