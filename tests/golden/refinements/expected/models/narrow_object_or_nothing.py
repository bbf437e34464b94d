"""NarrowObjectOrNothing: `#/components/schemas/Narrow/properties/object_or_nothing` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["NarrowObjectOrNothing"]


@define(kw_only=True, repr=False)
class NarrowObjectOrNothing(Model):
    """The object NarrowObjectOrNothing."""

    x: str | Unset = UNSET
    y: str | Unset = UNSET
