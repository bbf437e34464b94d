"""ValueIt4: `#/components/schemas/Value/properties/it/anyOf/3` of the contract."""

from __future__ import annotations

from .._model import Model, model

__all__ = ["ValueIt4"]


@model
class ValueIt4(Model):
    """The object ValueIt4."""

    x: int
