"""The models of Zoo. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .arrival import Arrival
    from .cat import Cat
    from .departure import Departure
    from .dog import Dog
    from .event import Event
    from .get_homes_response import GetHomesResponse
    from .value import Value
    from .value_string_it import ValueStringIt
    from .value_string_until import ValueStringUntil
    from .value_x_it import ValueXIt
    from .value_y_it import ValueYIt

__all__ = [
    "Arrival",
    "Cat",
    "Departure",
    "Dog",
    "Event",
    "GetHomesResponse",
    "Value",
    "ValueStringIt",
    "ValueStringUntil",
    "ValueXIt",
    "ValueYIt",
]

_MODULES: dict[str, str] = {
    "Arrival": ".arrival",
    "Cat": ".cat",
    "Departure": ".departure",
    "Dog": ".dog",
    "Event": ".event",
    "GetHomesResponse": ".get_homes_response",
    "Value": ".value",
    "ValueStringIt": ".value_string_it",
    "ValueStringUntil": ".value_string_until",
    "ValueXIt": ".value_x_it",
    "ValueYIt": ".value_y_it",
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
