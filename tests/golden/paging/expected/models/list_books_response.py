"""ListBooksResponse: `#/paths/~1books/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from .book import Book
    from .list_books_response_meta import ListBooksResponseMeta

__all__ = ["ListBooksResponse"]


@define(kw_only=True, repr=False)
class ListBooksResponse(Model):
    """The object ListBooksResponse."""

    data: list[Book]
    meta: ListBooksResponseMeta
