"""The models of Compositions. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .draft import Draft
    from .named import Named
    from .order import Order
    from .order_owed_either import OrderOwedEither
    from .order_paid_either import OrderPaidEither
    from .timed import Timed

__all__ = [
    "Draft",
    "Named",
    "Order",
    "OrderOwedEither",
    "OrderPaidEither",
    "Timed",
]

_MODULES: dict[str, str] = {
    "Draft": ".draft",
    "Named": ".named",
    "Order": ".order",
    "OrderOwedEither": ".order_owed_either",
    "OrderPaidEither": ".order_paid_either",
    "Timed": ".timed",
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
