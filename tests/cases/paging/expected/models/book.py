"""Book: `#/components/schemas/Book` of the contract."""

from __future__ import annotations

from .._model import Model, model

__all__ = ["Book"]


@model
class Book(Model):
    """The object Book."""

    title: str
