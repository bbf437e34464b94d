"""PartShape: `#/components/schemas/Part/properties/shape` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["PartShape", "PartShapeValue"]


class PartShape(OpenStrEnum):
    """The values of PartShape."""

    ROUND = "round"

    if TYPE_CHECKING:  # a `match` over all members is not complete
        _UNKNOWN = ANY_STR


PartShapeValue: TypeAlias = Literal["round",]
"""The values of `PartShape` as literals."""
