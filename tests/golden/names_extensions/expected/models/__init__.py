"""The models of Extensions. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .account import Account
    from .account_state import AccountState
    from .level import Level
    from .size import Size
    from .sku_tier import SkuTier
    from .sort import Sort
    from .unused import Unused

__all__ = [
    "Account",
    "AccountState",
    "Level",
    "Size",
    "SkuTier",
    "Sort",
    "Unused",
]

_MODULES: dict[str, str] = {
    "Account": ".account",
    "AccountState": ".account_state",
    "Level": ".level",
    "Size": ".size",
    "SkuTier": ".sku_tier",
    "Sort": ".sort",
    "Unused": ".unused",
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
