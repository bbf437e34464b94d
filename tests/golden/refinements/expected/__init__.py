"""Python client for Refine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._client import AsyncRefine, Refine
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
from ._metadata import VERSION, RefineError
from ._pages import AsyncPage, AsyncPages, Page
from ._response import RawResponse, Redirect
from ._types import UNSET, Unset

if TYPE_CHECKING:
    from . import models as models
    from ._hooks import CallEvent as CallEvent
    from ._hooks import Hooks as Hooks
    from .models.conditional import Conditional
    from .models.envelope import Envelope
    from .models.envelope_meta import EnvelopeMeta
    from .models.envelope_state import EnvelopeState
    from .models.item import Item
    from .models.item_page import ItemPage
    from .models.narrow import Narrow
    from .models.narrow_named_score import NarrowNamedScore
    from .models.narrow_object import NarrowObject
    from .models.narrow_object_or_nothing import NarrowObjectOrNothing
    from .models.narrow_words import NarrowWords
    from .models.nullable import Nullable
    from .models.order import Order
    from .models.order_first import OrderFirst
    from .models.order_label import OrderLabel
    from .models.order_meta import OrderMeta
    from .models.order_state import OrderState
    from .models.own_page import OwnPage
    from .models.own_page_first import OwnPageFirst
    from .models.referring_page import ReferringPage
    from .models.special import Special
    from .models.strict_page import StrictPage
    from .models.strict_page_first import StrictPageFirst

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncPage",
    "AsyncPages",
    "AsyncRefine",
    "AuthenticationError",
    "BadRequestError",
    "CallEvent",
    "Conditional",
    "ConflictError",
    "Envelope",
    "EnvelopeMeta",
    "EnvelopeState",
    "Hooks",
    "InternalServerError",
    "Item",
    "ItemPage",
    "Mismatch",
    "Narrow",
    "NarrowNamedScore",
    "NarrowObject",
    "NarrowObjectOrNothing",
    "NarrowWords",
    "NotFoundError",
    "Nullable",
    "Order",
    "OrderFirst",
    "OrderLabel",
    "OrderMeta",
    "OrderState",
    "OwnPage",
    "OwnPageFirst",
    "Page",
    "PaginationError",
    "PermissionDeniedError",
    "RateLimitError",
    "RawResponse",
    "Redirect",
    "ReferringPage",
    "Refine",
    "RefineError",
    "ResponseTooLargeError",
    "ResponseValidationError",
    "Special",
    "StrictPage",
    "StrictPageFirst",
    "UnprocessableEntityError",
    "Unset",
    "__version__",
    "models",
]

__version__ = VERSION

_MODELS: frozenset[str] = frozenset(
    {
        "Conditional",
        "Envelope",
        "EnvelopeMeta",
        "EnvelopeState",
        "Item",
        "ItemPage",
        "Narrow",
        "NarrowNamedScore",
        "NarrowObject",
        "NarrowObjectOrNothing",
        "NarrowWords",
        "Nullable",
        "Order",
        "OrderFirst",
        "OrderLabel",
        "OrderMeta",
        "OrderState",
        "OwnPage",
        "OwnPageFirst",
        "ReferringPage",
        "Special",
        "StrictPage",
        "StrictPageFirst",
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
