"""ValueIt4: `#/components/schemas/Value/properties/it/anyOf/3` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["ValueIt4"]


@define(kw_only=True, repr=False)
class ValueIt4(Model):
    """The object ValueIt4."""

    x: int
