"""Colour2: `#/components/schemas/Colour` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["Colour2", "Colour2Value"]


class Colour2(OpenStrEnum):
    """The values of Colour2."""

    GREEN = "green"

    if TYPE_CHECKING:  # A `match` over all members needs a default case.
        _UNKNOWN = ANY_STR


Colour2Value: TypeAlias = Literal["green",]
"""The values of `Colour2` as literals."""
