"""The models of Enums. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .finish import Finish
    from .grade import Grade
    from .list_paints_coats import ListPaintsCoats
    from .list_paints_sort import ListPaintsSort
    from .paint import Paint

__all__ = [
    "Finish",
    "Grade",
    "ListPaintsCoats",
    "ListPaintsSort",
    "Paint",
]

_MODULES: dict[str, str] = {
    "Finish": ".finish",
    "Grade": ".grade",
    "ListPaintsCoats": ".list_paints_coats",
    "ListPaintsSort": ".list_paints_sort",
    "Paint": ".paint",
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
