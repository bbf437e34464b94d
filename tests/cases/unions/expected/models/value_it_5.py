"""ValueIt5: `#/components/schemas/Value/properties/it/anyOf/4` of the contract."""

from __future__ import annotations

from .._model import Model, model

__all__ = ["ValueIt5"]


@model
class ValueIt5(Model):
    """The object ValueIt5."""

    y: int
