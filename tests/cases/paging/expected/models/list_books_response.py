"""ListBooksResponse: `#/paths/~1books/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._model import Model, model

if TYPE_CHECKING:
    from .book import Book
    from .list_books_response_meta import ListBooksResponseMeta

__all__ = ["ListBooksResponse"]


@model
class ListBooksResponse(Model):
    """The object ListBooksResponse."""

    data: list[Book]
    meta: ListBooksResponseMeta
