"""ValueIt5: `#/components/schemas/Value/properties/it/anyOf/4` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["ValueIt5"]


@define(kw_only=True, repr=False)
class ValueIt5(Model):
    """The object ValueIt5."""

    y: int
