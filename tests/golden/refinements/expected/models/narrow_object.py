"""NarrowObject: `#/components/schemas/Narrow/properties/object` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["NarrowObject"]


@define(kw_only=True, repr=False)
class NarrowObject(Model):
    """The object NarrowObject."""

    x: str | Unset = UNSET
