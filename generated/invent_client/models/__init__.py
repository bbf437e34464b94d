"""The models of Invent. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .broadcast import Broadcast
    from .broadcast_status import BroadcastStatus
    from .broadcast_status_filter import BroadcastStatusFilter
    from .broadcast_template import BroadcastTemplate
    from .segment import Segment

__all__ = [
    "Broadcast",
    "BroadcastStatus",
    "BroadcastStatusFilter",
    "BroadcastTemplate",
    "Segment",
]

_MODULES: dict[str, str] = {
    "Broadcast": ".broadcast",
    "BroadcastStatus": ".broadcast_status",
    "BroadcastStatusFilter": ".broadcast_status_filter",
    "BroadcastTemplate": ".broadcast_template",
    "Segment": ".segment",
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
