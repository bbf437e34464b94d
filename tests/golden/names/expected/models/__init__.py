"""The models of Pet API. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .any_model import AnyModel
    from .colour import Colour
    from .colour_2 import Colour2
    from .colour_value import ColourValue
    from .mapping import Mapping
    from .operation import Operation
    from .page import Page
    from .pet import Pet
    from .pet_level import PetLevel
    from .pet_status import PetStatus
    from .timeout import Timeout

__all__ = [
    "AnyModel",
    "Colour",
    "Colour2",
    "ColourValue",
    "Mapping",
    "Operation",
    "Page",
    "Pet",
    "PetLevel",
    "PetStatus",
    "Timeout",
]

_MODULES: dict[str, str] = {
    "AnyModel": ".any_model",
    "Colour": ".colour",
    "Colour2": ".colour_2",
    "ColourValue": ".colour_value",
    "Mapping": ".mapping",
    "Operation": ".operation",
    "Page": ".page",
    "Pet": ".pet",
    "PetLevel": ".pet_level",
    "PetStatus": ".pet_status",
    "Timeout": ".timeout",
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
