"""EnvelopeState: `#/components/schemas/Envelope/properties/state` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["EnvelopeState", "EnvelopeStateValue"]


class EnvelopeState(OpenStrEnum):
    """The values of EnvelopeState."""

    A = "a"
    B = "b"
    C = "c"


EnvelopeStateValue: TypeAlias = Literal[
    "a",
    "b",
    "c",
]
"""The values of `EnvelopeState` as literals."""
