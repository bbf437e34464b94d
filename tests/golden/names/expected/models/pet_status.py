"""PetStatus: `#/components/schemas/Pet/properties/status` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["PetStatus", "PetStatusValue"]


class PetStatus(OpenStrEnum):
    """The values of PetStatus."""

    EMPTY = ""
    PLUS_1 = "+1"
    MINUS_1 = "-1"
    IN_STOCK = "in stock"
    IN_STOCK_ = "In-Stock"
    NONE = "None"
    QUOTED_WORD = 'quoted "word"'

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


PetStatusValue: TypeAlias = Literal[
    "",
    "+1",
    "-1",
    "in stock",
    "In-Stock",
    "None",
    'quoted "word"',
]
"""The documented values of `PetStatus` as a Literal type."""
