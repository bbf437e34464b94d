"""ValueXIt: `#/components/schemas/Value/properties/it/anyOf/3` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["ValueXIt"]


@define(kw_only=True, repr=False)
class ValueXIt(Model):
    """The object ValueXIt."""

    x: int
