"""The models of Consts, each imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .make_thing_body_kind import MakeThingBodyKind
    from .make_thing_x_version import MakeThingXVersion
    from .noop import Noop
    from .part import Part
    from .part_shape import PartShape
    from .stop import Stop
    from .thing import Thing

__all__ = [
    "MakeThingBodyKind",
    "MakeThingXVersion",
    "Noop",
    "Part",
    "PartShape",
    "Stop",
    "Thing",
]

_MODULES: dict[str, str] = {
    "MakeThingBodyKind": ".make_thing_body_kind",
    "MakeThingXVersion": ".make_thing_x_version",
    "Noop": ".noop",
    "Part": ".part",
    "PartShape": ".part_shape",
    "Stop": ".stop",
    "Thing": ".thing",
}


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
