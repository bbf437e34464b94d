"""OrderMeta: `#/components/schemas/Order/properties/meta` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["OrderMeta"]


@define(kw_only=True, repr=False)
class OrderMeta(Model):
    """What it is about."""

    id: str | Unset = UNSET
    size: int
