"""The models of Archive. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .event import Event
    from .list_boxes_response import ListBoxesResponse
    from .list_changes_response import ListChangesResponse
    from .list_events_response import ListEventsResponse
    from .list_further_response import ListFurtherResponse
    from .list_further_response_meta import ListFurtherResponseMeta
    from .list_steps_response import ListStepsResponse
    from .list_steps_response_data_item import ListStepsResponseDataItem
    from .search_body_page import SearchBodyPage
    from .search_response import SearchResponse

__all__ = [
    "Event",
    "ListBoxesResponse",
    "ListChangesResponse",
    "ListEventsResponse",
    "ListFurtherResponse",
    "ListFurtherResponseMeta",
    "ListStepsResponse",
    "ListStepsResponseDataItem",
    "SearchBodyPage",
    "SearchResponse",
]

_MODULES: dict[str, str] = {
    "Event": ".event",
    "ListBoxesResponse": ".list_boxes_response",
    "ListChangesResponse": ".list_changes_response",
    "ListEventsResponse": ".list_events_response",
    "ListFurtherResponse": ".list_further_response",
    "ListFurtherResponseMeta": ".list_further_response_meta",
    "ListStepsResponse": ".list_steps_response",
    "ListStepsResponseDataItem": ".list_steps_response_data_item",
    "SearchBodyPage": ".search_body_page",
    "SearchResponse": ".search_response",
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
