"""The models of Files API. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .create_drawing_body_lines_item import CreateDrawingBodyLinesItem
    from .create_drawing_body_size import CreateDrawingBodySize
    from .settings import Settings
    from .upload_file_response import UploadFileResponse

__all__ = [
    "CreateDrawingBodyLinesItem",
    "CreateDrawingBodySize",
    "Settings",
    "UploadFileResponse",
]

_MODULES: dict[str, str] = {
    "CreateDrawingBodyLinesItem": ".create_drawing_body_lines_item",
    "CreateDrawingBodySize": ".create_drawing_body_size",
    "Settings": ".settings",
    "UploadFileResponse": ".upload_file_response",
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
