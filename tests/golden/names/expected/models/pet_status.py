"""PetStatus: `#/components/schemas/Pet/properties/status` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

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


PetStatusValue: TypeAlias = Literal[
    "",
    "+1",
    "-1",
    "in stock",
    "In-Stock",
    "None",
    'quoted "word"',
]
"""The values of `PetStatus` as literals."""
