"""GetTicksResponseEvent: `#/paths/~1ticks/get/responses/200/content/text~1event-stream/schema/properties/event` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["GetTicksResponseEvent", "GetTicksResponseEventValue"]


class GetTicksResponseEvent(OpenStrEnum):
    """The values of GetTicksResponseEvent."""

    ERROR = "error"
    TICK = "tick"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


GetTicksResponseEventValue: TypeAlias = Literal[
    "error",
    "tick",
]
"""The documented values of `GetTicksResponseEvent` as a Literal type."""
