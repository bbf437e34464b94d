"""The models of Streams. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .done import Done
    from .event import Event
    from .get_deltas_response import GetDeltasResponse
    from .get_deltas_response_data import GetDeltasResponseData
    from .get_ticks_response import GetTicksResponse
    from .get_ticks_response_event import GetTicksResponseEvent

__all__ = [
    "Done",
    "Event",
    "GetDeltasResponse",
    "GetDeltasResponseData",
    "GetTicksResponse",
    "GetTicksResponseEvent",
]

_MODULES: dict[str, str] = {
    "Done": ".done",
    "Event": ".event",
    "GetDeltasResponse": ".get_deltas_response",
    "GetDeltasResponseData": ".get_deltas_response_data",
    "GetTicksResponse": ".get_ticks_response",
    "GetTicksResponseEvent": ".get_ticks_response_event",
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
