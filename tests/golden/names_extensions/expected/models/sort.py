"""Sort: `#/components/schemas/Kind` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_INT, OpenIntEnum

__all__ = ["Sort", "SortValue"]


class Sort(OpenIntEnum):
    """The values of Sort."""

    BASIC = 1
    """For one."""
    PRO = 2
    """For many."""

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_INT


SortValue: TypeAlias = Literal[
    1,
    2,
]
"""The documented values of `Sort` as a Literal type."""
