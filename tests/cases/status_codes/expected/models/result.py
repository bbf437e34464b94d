"""Result: `#/components/schemas/Result` of the contract."""

from __future__ import annotations

from .._model import Model, model

__all__ = ["Result"]


@model
class Result(Model):
    """The object Result."""

    value: int
