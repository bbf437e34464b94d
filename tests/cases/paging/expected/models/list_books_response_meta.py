"""ListBooksResponseMeta: `#/paths/~1books/get/responses/200/content/application~1json/schema/properties/meta` of the contract."""

from __future__ import annotations

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["ListBooksResponseMeta"]


@model
class ListBooksResponseMeta(Model):
    """The object ListBooksResponseMeta."""

    next_cursor: str | None
    total: int | Unset = UNSET
