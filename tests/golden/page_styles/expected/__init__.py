"""Python client for Archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._client import Archive, AsyncArchive
from ._exceptions import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    InternalServerError,
    Mismatch,
    NotFoundError,
    PaginationError,
    PermissionDeniedError,
    RateLimitError,
    ResponseTooLargeError,
    ResponseValidationError,
    UnprocessableEntityError,
)
from ._metadata import VERSION, ArchiveError
from ._pages import AsyncPage, AsyncPages, Page
from ._response import RawResponse, Redirect
from ._types import UNSET, Unset

if TYPE_CHECKING:
    from . import models as models
    from ._hooks import CallEvent as CallEvent
    from ._hooks import Hooks as Hooks
    from .models.event import Event
    from .models.list_boxes_response import ListBoxesResponse
    from .models.list_changes_response import ListChangesResponse
    from .models.list_events_response import ListEventsResponse
    from .models.list_further_response import ListFurtherResponse
    from .models.list_further_response_meta import ListFurtherResponseMeta
    from .models.list_steps_response import ListStepsResponse
    from .models.list_steps_response_data_item import ListStepsResponseDataItem
    from .models.search_body_page import SearchBodyPage
    from .models.search_response import SearchResponse

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "Archive",
    "ArchiveError",
    "AsyncArchive",
    "AsyncPage",
    "AsyncPages",
    "AuthenticationError",
    "BadRequestError",
    "CallEvent",
    "ConflictError",
    "Event",
    "Hooks",
    "InternalServerError",
    "ListBoxesResponse",
    "ListChangesResponse",
    "ListEventsResponse",
    "ListFurtherResponse",
    "ListFurtherResponseMeta",
    "ListStepsResponse",
    "ListStepsResponseDataItem",
    "Mismatch",
    "NotFoundError",
    "Page",
    "PaginationError",
    "PermissionDeniedError",
    "RateLimitError",
    "RawResponse",
    "Redirect",
    "ResponseTooLargeError",
    "ResponseValidationError",
    "SearchBodyPage",
    "SearchResponse",
    "UnprocessableEntityError",
    "Unset",
    "__version__",
    "models",
]

__version__ = VERSION

_MODELS: frozenset[str] = frozenset(
    {
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
    }
)


if not TYPE_CHECKING:  # Type checkers know the names above, and report any other name.

    def __getattr__(name: str) -> object:
        # Models import attrs and msgspec, which are slow to import, so models are imported on first use.
        if name == "models" or name in _MODELS:
            from importlib import import_module

            models = import_module(".models", __name__)
            value: object = models if name == "models" else getattr(models, name)
            globals()[name] = value
            return value
        if name in {"CallEvent", "Hooks"}:  # imported on first use: few programs have hooks
            from . import _hooks

            return getattr(_hooks, name)
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
