"""AccountState: `#/components/schemas/State` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["AccountState", "AccountStateValue"]


class AccountState(OpenStrEnum):
    """The values of AccountState."""

    ACTIVE = "a"
    """In use."""
    BLOCKED = "b"


AccountStateValue: TypeAlias = Literal[
    "a",
    "b",
]
"""The values of `AccountState` as literals."""
