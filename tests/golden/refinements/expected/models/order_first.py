"""OrderFirst: `#/components/schemas/Order/properties/first/anyOf/0` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["OrderFirst"]


@define(kw_only=True, repr=False)
class OrderFirst(Model):
    """The object OrderFirst."""

    x: str
    y: int | Unset = UNSET
