"""AnimalMood: `#/components/schemas/Animal/properties/mood` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["AnimalMood", "AnimalMoodValue"]


class AnimalMood(OpenStrEnum):
    """The values of AnimalMood."""

    GOOD = "good"
    BAD = "bad"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


AnimalMoodValue: TypeAlias = Literal[
    "good",
    "bad",
]
"""The documented values of `AnimalMood` as a Literal type."""
