"""Python client for Owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._client import AsyncOwners, Owners
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
from ._metadata import VERSION, OwnersError
from ._pages import AsyncPage, AsyncPages, Page
from ._response import RawResponse, Redirect
from ._types import UNSET, Unset

if TYPE_CHECKING:
    from . import models as models
    from .models.owner import Owner
    from .models.pet import Pet

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncOwners",
    "AsyncPage",
    "AsyncPages",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "InternalServerError",
    "Mismatch",
    "NotFoundError",
    "Owner",
    "Owners",
    "OwnersError",
    "Page",
    "PaginationError",
    "PermissionDeniedError",
    "Pet",
    "RateLimitError",
    "RawResponse",
    "Redirect",
    "ResponseTooLargeError",
    "ResponseValidationError",
    "UnprocessableEntityError",
    "Unset",
    "__version__",
    "models",
]

__version__ = VERSION

_MODELS: frozenset[str] = frozenset(
    {
        "Owner",
        "Pet",
    }
)


def __getattr__(name: str) -> object:
    # Models load attrs and msgspec, so they are imported on first use.
    if name == "models" or name in _MODELS:
        from importlib import import_module

        models = import_module(".models", __name__)
        value: object = models if name == "models" else getattr(models, name)
        globals()[name] = value
        return value
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
