"""Size: `#/components/schemas/Size` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["Size", "SizeValue"]


class Size(OpenStrEnum):
    """The values of Size."""

    SMALL = "small"
    LARGE = "large"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


SizeValue: TypeAlias = Literal[
    "small",
    "large",
]
"""The documented values of `Size` as a Literal type."""
