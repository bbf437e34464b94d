"""FileKind: `#/components/schemas/File/properties/kind` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["FileKind", "FileKindValue"]


class FileKind(OpenStrEnum):
    """The values of FileKind."""

    TEXT = "text"
    IMAGE = "image"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


FileKindValue: TypeAlias = Literal[
    "text",
    "image",
]
"""The documented values of `FileKind` as a Literal type."""
