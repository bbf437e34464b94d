"""The models of OpenAPI 31. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .point import Point
    from .point_closed import PointClosed
    from .point_deep import PointDeep
    from .point_depends import PointDepends

__all__ = [
    "Point",
    "PointClosed",
    "PointDeep",
    "PointDepends",
]

_MODULES: dict[str, str] = {
    "Point": ".point",
    "PointClosed": ".point_closed",
    "PointDeep": ".point_deep",
    "PointDepends": ".point_depends",
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
