"""Part: `#/components/schemas/Part` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .. import models
from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .part_shape import PartShape

__all__ = ["Part"]


@define(kw_only=True, repr=False)
class Part(Model):
    """The object Part."""

    shape: PartShape = field(factory=lambda: models.PartShape("round"))
    size: int | Unset = UNSET
