"""Part: `#/components/schemas/Part` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define, field

from .. import models
from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from typing import Required

    from .part_shape import PartShape, PartShapeValue

__all__ = ["Part", "PartDict"]


@define(kw_only=True, repr=False)
class Part(Model):
    """The object Part."""

    shape: PartShape = field(factory=lambda: models.PartShape("round"))
    size: int | Unset = UNSET


class PartDict(TypedDict, total=False):
    """`Part` as plain data, for arguments."""

    shape: Required[PartShape | PartShapeValue]
    size: int
