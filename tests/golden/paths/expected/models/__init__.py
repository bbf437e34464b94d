"""The models of Paths. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .name_thing_body_items_item import NameThingBodyItemsItem
    from .search_a_filter import SearchAFilter
    from .search_a_filter_any_item import SearchAFilterAnyItem
    from .search_a_page import SearchAPage

__all__ = [
    "NameThingBodyItemsItem",
    "SearchAFilter",
    "SearchAFilterAnyItem",
    "SearchAPage",
]

_MODULES: dict[str, str] = {
    "NameThingBodyItemsItem": ".name_thing_body_items_item",
    "SearchAFilter": ".search_a_filter",
    "SearchAFilterAnyItem": ".search_a_filter_any_item",
    "SearchAPage": ".search_a_page",
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
