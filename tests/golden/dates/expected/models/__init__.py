"""The models of Bookings. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .call import Call
    from .fair import Fair
    from .filter import Filter
    from .hour import Hour
    from .leg import Leg
    from .night import Night
    from .trip import Trip

__all__ = [
    "Call",
    "Fair",
    "Filter",
    "Hour",
    "Leg",
    "Night",
    "Trip",
]

_MODULES: dict[str, str] = {
    "Call": ".call",
    "Fair": ".fair",
    "Filter": ".filter",
    "Hour": ".hour",
    "Leg": ".leg",
    "Night": ".night",
    "Trip": ".trip",
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
