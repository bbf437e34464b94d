"""Python client for Streams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._client import AsyncStreams, Streams
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
from ._metadata import VERSION, StreamsError
from ._pages import AsyncPage, AsyncPages, Page
from ._response import RawResponse, Redirect
from ._types import UNSET, Unset

if TYPE_CHECKING:
    from . import models as models
    from ._hooks import CallEvent as CallEvent
    from ._hooks import Hooks as Hooks
    from .models.done import Done
    from .models.event import Event
    from .models.get_deltas_response import GetDeltasResponse
    from .models.get_deltas_response_data import GetDeltasResponseData
    from .models.get_ticks_response import GetTicksResponse
    from .models.get_ticks_response_event import GetTicksResponseEvent

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncPage",
    "AsyncPages",
    "AsyncStreams",
    "AuthenticationError",
    "BadRequestError",
    "CallEvent",
    "ConflictError",
    "Done",
    "Event",
    "GetDeltasResponse",
    "GetDeltasResponseData",
    "GetTicksResponse",
    "GetTicksResponseEvent",
    "Hooks",
    "InternalServerError",
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
    "Streams",
    "StreamsError",
    "UnprocessableEntityError",
    "Unset",
    "__version__",
    "models",
]

__version__ = VERSION

_MODELS: frozenset[str] = frozenset(
    {
        "Done",
        "Event",
        "GetDeltasResponse",
        "GetDeltasResponseData",
        "GetTicksResponse",
        "GetTicksResponseEvent",
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
