"""OrderLabel: `#/components/schemas/Order/allOf/1/properties/label` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["OrderLabel"]


@define(kw_only=True, repr=False)
class OrderLabel(Model):
    """The object OrderLabel."""

    x: str
    z: str | Unset = UNSET
