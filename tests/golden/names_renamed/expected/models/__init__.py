"""The models of Renamed. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .animal import Animal
    from .animal_mood import AnimalMood
    from .get_walk_response import GetWalkResponse
    from .size import Size

    Pet = Animal

    PetTemper = AnimalMood

__all__ = [
    "Animal",
    "AnimalMood",
    "GetWalkResponse",
    "Size",
]

_MODULES: dict[str, str] = {
    "Animal": ".animal",
    "AnimalMood": ".animal_mood",
    "GetWalkResponse": ".get_walk_response",
    "Size": ".size",
}

_FORMER_NAMES: dict[str, str] = {
    "Pet": "Animal",
    "PetTemper": "AnimalMood",
}


if not TYPE_CHECKING:  # Type checkers know the names above, and report any other name.

    def __getattr__(name: str) -> object:
        if name in _FORMER_NAMES:
            from .._renamed import warn_renamed

            warn_renamed(name, name := _FORMER_NAMES[name])
        if name not in _MODULES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module

        value: object = getattr(import_module(_MODULES[name], __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
