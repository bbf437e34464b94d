"""FileKind: `#/components/schemas/File/properties/kind` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["FileKind", "FileKindValue"]


class FileKind(OpenStrEnum):
    """The values of FileKind."""

    TEXT = "text"
    IMAGE = "image"


FileKindValue: TypeAlias = Literal[
    "text",
    "image",
]
"""The values of `FileKind` as literals."""
