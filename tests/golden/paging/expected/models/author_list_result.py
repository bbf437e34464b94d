"""AuthorListResult: `#/components/schemas/AuthorList/properties/result/anyOf/0` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .author_list_result_items_item import AuthorListResultItemsItem

__all__ = ["AuthorListResult"]


@define(kw_only=True, repr=False)
class AuthorListResult(Model):
    """The object AuthorListResult."""

    items: list[AuthorListResultItemsItem] | Unset | None = UNSET
    count: int | Unset = UNSET
