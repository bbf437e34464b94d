"""The marker of a member that is not there, which is something else than one that is null."""

from __future__ import annotations

from enum import Enum
from typing import Final

__all__ = ["UNSET", "Unset"]


class Unset(Enum):
    """The type of `UNSET`. As an enum of one, type checkers can tell it apart: `if x is not UNSET`."""

    UNSET = "UNSET"

    def __bool__(self) -> bool:
        """Count as false, as `None` does."""
        return False

    def __repr__(self) -> str:
        """Print as it is written."""
        return "UNSET"

    __str__ = __repr__


UNSET: Final = Unset.UNSET
"""Stands where a member is absent: `broadcast.name is UNSET`."""
