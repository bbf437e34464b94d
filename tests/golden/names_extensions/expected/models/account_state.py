"""AccountState: `#/components/schemas/State` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["AccountState", "AccountStateValue"]


class AccountState(OpenStrEnum):
    """The values of AccountState."""

    ACTIVE = "a"
    """In use."""
    BLOCKED = "b"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


AccountStateValue: TypeAlias = Literal[
    "a",
    "b",
]
"""The documented values of `AccountState` as a Literal type."""
