"""Python client for Files API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._client import AsyncFiles, Files
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
from ._metadata import VERSION, FilesError
from ._pages import AsyncPage, AsyncPages, Page
from ._response import RawResponse, Redirect
from ._types import UNSET, Unset

if TYPE_CHECKING:
    from . import models as models
    from ._hooks import CallEvent as CallEvent
    from ._hooks import Hooks as Hooks
    from .models.create_drawing_body_lines_item import CreateDrawingBodyLinesItem
    from .models.create_drawing_body_size import CreateDrawingBodySize
    from .models.settings import Settings
    from .models.upload_file_response import UploadFileResponse

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncFiles",
    "AsyncPage",
    "AsyncPages",
    "AuthenticationError",
    "BadRequestError",
    "CallEvent",
    "ConflictError",
    "CreateDrawingBodyLinesItem",
    "CreateDrawingBodySize",
    "Files",
    "FilesError",
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
    "Settings",
    "UnprocessableEntityError",
    "Unset",
    "UploadFileResponse",
    "__version__",
    "models",
]

__version__ = VERSION

_MODELS: frozenset[str] = frozenset(
    {
        "CreateDrawingBodyLinesItem",
        "CreateDrawingBodySize",
        "Settings",
        "UploadFileResponse",
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
