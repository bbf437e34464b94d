"""The models of Library. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .author_list import AuthorList
    from .author_list_result import AuthorListResult
    from .author_list_result_items_item import AuthorListResultItemsItem
    from .book import Book
    from .list_books_response import ListBooksResponse
    from .list_books_response_meta import ListBooksResponseMeta

__all__ = [
    "AuthorList",
    "AuthorListResult",
    "AuthorListResultItemsItem",
    "Book",
    "ListBooksResponse",
    "ListBooksResponseMeta",
]

_MODULES: dict[str, str] = {
    "AuthorList": ".author_list",
    "AuthorListResult": ".author_list_result",
    "AuthorListResultItemsItem": ".author_list_result_items_item",
    "Book": ".book",
    "ListBooksResponse": ".list_books_response",
    "ListBooksResponseMeta": ".list_books_response_meta",
}


if not TYPE_CHECKING:  # Type checkers know the names above, and report any other name.

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module

        value: object = getattr(import_module(_MODULES[name], __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
