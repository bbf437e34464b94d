"""AuthorListResultItemsItem: `#/components/schemas/AuthorList/properties/result/anyOf/0/properties/items/items` of the contract."""

from __future__ import annotations

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["AuthorListResultItemsItem"]


@model
class AuthorListResultItemsItem(Model):
    """The object AuthorListResultItemsItem."""

    name: str | Unset = UNSET
