"""The models of Refine. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conditional import Conditional
    from .envelope import Envelope
    from .envelope_meta import EnvelopeMeta
    from .envelope_state import EnvelopeState
    from .item import Item
    from .item_page import ItemPage
    from .narrow import Narrow
    from .narrow_named_score import NarrowNamedScore
    from .narrow_object import NarrowObject
    from .narrow_object_or_nothing import NarrowObjectOrNothing
    from .narrow_words import NarrowWords
    from .nullable import Nullable
    from .order import Order
    from .order_first import OrderFirst
    from .order_label import OrderLabel
    from .order_meta import OrderMeta
    from .order_state import OrderState
    from .own_page import OwnPage
    from .own_page_first import OwnPageFirst
    from .page import Page
    from .referring_page import ReferringPage
    from .special import Special
    from .strict_page import StrictPage
    from .strict_page_first import StrictPageFirst

__all__ = [
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
    "Page",
    "ReferringPage",
    "Special",
    "StrictPage",
    "StrictPageFirst",
]

_MODULES: dict[str, str] = {
    "Conditional": ".conditional",
    "Envelope": ".envelope",
    "EnvelopeMeta": ".envelope_meta",
    "EnvelopeState": ".envelope_state",
    "Item": ".item",
    "ItemPage": ".item_page",
    "Narrow": ".narrow",
    "NarrowNamedScore": ".narrow_named_score",
    "NarrowObject": ".narrow_object",
    "NarrowObjectOrNothing": ".narrow_object_or_nothing",
    "NarrowWords": ".narrow_words",
    "Nullable": ".nullable",
    "Order": ".order",
    "OrderFirst": ".order_first",
    "OrderLabel": ".order_label",
    "OrderMeta": ".order_meta",
    "OrderState": ".order_state",
    "OwnPage": ".own_page",
    "OwnPageFirst": ".own_page_first",
    "Page": ".page",
    "ReferringPage": ".referring_page",
    "Special": ".special",
    "StrictPage": ".strict_page",
    "StrictPageFirst": ".strict_page_first",
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
