"""EnvelopeState: `#/components/schemas/Envelope/properties/state` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["EnvelopeState", "EnvelopeStateValue"]


class EnvelopeState(OpenStrEnum):
    """The values of EnvelopeState."""

    A = "a"
    B = "b"
    C = "c"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


EnvelopeStateValue: TypeAlias = Literal[
    "a",
    "b",
    "c",
]
"""The documented values of `EnvelopeState` as a Literal type."""
