"""Python client for Zoo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._client import AsyncZoo, Zoo
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
from ._metadata import VERSION, ZooError
from ._pages import AsyncPage, AsyncPages, Page
from ._response import RawResponse, Redirect
from ._types import UNSET, Unset

if TYPE_CHECKING:
    from . import models as models
    from ._hooks import CallEvent as CallEvent
    from ._hooks import Hooks as Hooks
    from .models.arrival import Arrival
    from .models.cat import Cat
    from .models.departure import Departure
    from .models.dog import Dog
    from .models.event import Event
    from .models.get_homes_response import GetHomesResponse
    from .models.value import Value
    from .models.value_string_it import ValueStringIt
    from .models.value_string_until import ValueStringUntil
    from .models.value_x_it import ValueXIt
    from .models.value_y_it import ValueYIt

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "Arrival",
    "AsyncPage",
    "AsyncPages",
    "AsyncZoo",
    "AuthenticationError",
    "BadRequestError",
    "CallEvent",
    "Cat",
    "ConflictError",
    "Departure",
    "Dog",
    "Event",
    "GetHomesResponse",
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
    "UnprocessableEntityError",
    "Unset",
    "Value",
    "ValueStringIt",
    "ValueStringUntil",
    "ValueXIt",
    "ValueYIt",
    "Zoo",
    "ZooError",
    "__version__",
    "models",
]

__version__ = VERSION

_MODELS: frozenset[str] = frozenset(
    {
        "Arrival",
        "Cat",
        "Departure",
        "Dog",
        "Event",
        "GetHomesResponse",
        "Value",
        "ValueStringIt",
        "ValueStringUntil",
        "ValueXIt",
        "ValueYIt",
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
