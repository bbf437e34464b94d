"""SearchThingsLevel: `#/paths/~1things~1{kind}~1{ids}{point}/get/parameters/9/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_INT, OpenIntEnum

__all__ = ["SearchThingsLevel", "SearchThingsLevelValue"]


class SearchThingsLevel(OpenIntEnum):
    """The values of SearchThingsLevel."""

    VALUE_1 = 1
    VALUE_2 = 2
    VALUE_3 = 3

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_INT


SearchThingsLevelValue: TypeAlias = Literal[
    1,
    2,
    3,
]
"""The documented values of `SearchThingsLevel` as a Literal type."""
