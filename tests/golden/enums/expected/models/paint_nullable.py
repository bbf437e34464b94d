"""PaintNullable: `#/components/schemas/Paint/properties/nullable` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["PaintNullable", "PaintNullableValue"]


class PaintNullable(OpenStrEnum):
    """The values of PaintNullable."""

    A = "a"


PaintNullableValue: TypeAlias = Literal["a",]
"""The values of `PaintNullable` as literals."""
