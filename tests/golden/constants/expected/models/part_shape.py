"""PartShape: `#/components/schemas/Part/properties/shape` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["PartShape", "PartShapeValue"]


class PartShape(OpenStrEnum):
    """The values of PartShape."""

    ROUND = "round"


PartShapeValue: TypeAlias = Literal["round",]
"""The values of `PartShape` as literals."""
