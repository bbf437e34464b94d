"""Item: `#/components/schemas/Item` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Item"]


@define(kw_only=True, repr=False)
class Item(Model):
    """The object Item."""

    name: str | Unset = UNSET
