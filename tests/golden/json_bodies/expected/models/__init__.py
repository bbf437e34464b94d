"""The models of Shop API. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .card import Card
    from .cash import Cash
    from .line import Line
    from .new_order import NewOrder
    from .new_order_address import NewOrderAddress
    from .order import Order
    from .priority import Priority

__all__ = [
    "Card",
    "Cash",
    "Line",
    "NewOrder",
    "NewOrderAddress",
    "Order",
    "Priority",
]

_MODULES: dict[str, str] = {
    "Card": ".card",
    "Cash": ".cash",
    "Line": ".line",
    "NewOrder": ".new_order",
    "NewOrderAddress": ".new_order_address",
    "Order": ".order",
    "Priority": ".priority",
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
