"""Done: `#/components/schemas/Done` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["Done", "DoneValue"]


class Done(OpenStrEnum):
    """The values of Done."""

    DONE = "[DONE]"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


DoneValue: TypeAlias = Literal["[DONE]",]
"""The documented values of `Done` as a Literal type."""
