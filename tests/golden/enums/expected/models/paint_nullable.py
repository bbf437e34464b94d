"""PaintNullable: `#/components/schemas/Paint/properties/nullable` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["PaintNullable", "PaintNullableValue"]


class PaintNullable(OpenStrEnum):
    """The values of PaintNullable."""

    A = "a"

    if TYPE_CHECKING:  # a `match` over all members is not complete
        _UNKNOWN = ANY_STR


PaintNullableValue: TypeAlias = Literal["a",]
"""The values of `PaintNullable` as literals."""
