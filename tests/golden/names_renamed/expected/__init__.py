"""Python client for Renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._client import AsyncRenamed, Renamed
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
from ._metadata import VERSION, RenamedError
from ._pages import AsyncPage, AsyncPages, Page
from ._response import RawResponse, Redirect
from ._types import UNSET, Unset

if TYPE_CHECKING:
    from . import models as models
    from ._hooks import CallEvent as CallEvent
    from ._hooks import Hooks as Hooks
    from .models.animal import Animal
    from .models.animal_mood import AnimalMood
    from .models.get_walk_response import GetWalkResponse
    from .models.size import Size

    Pet = Animal

    PetTemper = AnimalMood

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "Animal",
    "AnimalMood",
    "AsyncPage",
    "AsyncPages",
    "AsyncRenamed",
    "AuthenticationError",
    "BadRequestError",
    "CallEvent",
    "ConflictError",
    "GetWalkResponse",
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
    "Renamed",
    "RenamedError",
    "ResponseTooLargeError",
    "ResponseValidationError",
    "Size",
    "UnprocessableEntityError",
    "Unset",
    "__version__",
    "models",
]

__version__ = VERSION

_MODELS: frozenset[str] = frozenset(
    {
        "Animal",
        "AnimalMood",
        "GetWalkResponse",
        "Size",
    }
)

_FORMER_NAMES: dict[str, str] = {
    "Pet": "Animal",
    "PetTemper": "AnimalMood",
}


if not TYPE_CHECKING:  # Type checkers know the names above, and report any other name.

    def __getattr__(name: str) -> object:
        if name in _FORMER_NAMES:
            from ._renamed import warn_renamed

            warn_renamed(name, name := _FORMER_NAMES[name])
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
