"""The models of Maps. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .price import Price
    from .settings import Settings
    from .settings_closed import SettingsClosed
    from .settings_extended import SettingsExtended
    from .settings_loose import SettingsLoose
    from .settings_open import SettingsOpen

__all__ = [
    "Price",
    "Settings",
    "SettingsClosed",
    "SettingsExtended",
    "SettingsLoose",
    "SettingsOpen",
]

_MODULES: dict[str, str] = {
    "Price": ".price",
    "Settings": ".settings",
    "SettingsClosed": ".settings_closed",
    "SettingsExtended": ".settings_extended",
    "SettingsLoose": ".settings_loose",
    "SettingsOpen": ".settings_open",
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
