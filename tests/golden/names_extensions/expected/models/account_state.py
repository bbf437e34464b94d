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

    if TYPE_CHECKING:  # A `match` over all members needs a default case.
        _UNKNOWN = ANY_STR


AccountStateValue: TypeAlias = Literal[
    "a",
    "b",
]
"""The values of `AccountState` as literals."""
