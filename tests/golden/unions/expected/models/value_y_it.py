"""ValueYIt: `#/components/schemas/Value/properties/it/anyOf/4` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["ValueYIt"]


@define(kw_only=True, repr=False)
class ValueYIt(Model):
    """The object ValueYIt."""

    y: int
