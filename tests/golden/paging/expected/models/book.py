"""Book: `#/components/schemas/Book` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["Book"]


@define(kw_only=True, repr=False)
class Book(Model):
    """The object Book."""

    title: str
