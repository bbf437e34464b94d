"""AuthorListResultItemsItem: `#/components/schemas/AuthorList/properties/result/anyOf/0/properties/items/items` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["AuthorListResultItemsItem"]


@define(kw_only=True, repr=False)
class AuthorListResultItemsItem(Model):
    """The object AuthorListResultItemsItem."""

    name: str | Unset = UNSET
