"""ListBooksResponseMeta: `#/paths/~1books/get/responses/200/content/application~1json/schema/properties/meta` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["ListBooksResponseMeta"]


@define(kw_only=True, repr=False)
class ListBooksResponseMeta(Model):
    """The object ListBooksResponseMeta."""

    next_cursor: str | None
    total: int | Unset = UNSET
