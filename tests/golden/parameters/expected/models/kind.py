"""Kind: `#/components/schemas/Kind` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["Kind", "KindValue"]


class Kind(OpenStrEnum):
    """The values of Kind."""

    BIG = "big"
    SMALL_ISH = "small-ish"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


KindValue: TypeAlias = Literal[
    "big",
    "small-ish",
]
"""The documented values of `Kind` as a Literal type."""
