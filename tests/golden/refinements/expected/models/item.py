"""Item: `#/components/schemas/Item` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["Item"]


@define(kw_only=True, repr=False)
class Item(Model):
    """The object Item."""

    x: str
