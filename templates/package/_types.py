"""The marker of a member that is not there, which is something else than one that is null."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from os import PathLike
from typing import IO, Final, TypeAlias

__all__ = ["UNSET", "FileContent", "FileTypes", "Unset"]


class Unset(Enum):
    """The type of `UNSET`. As an enum of one, type checkers can tell it apart: `if x is not UNSET`."""

    UNSET = "UNSET"

    def __bool__(self) -> bool:
        """Count as false, as `None` does."""
        return False

    def __repr__(self) -> str:
        """Print as it is written."""
        return "UNSET"

    __str__ = __repr__


UNSET: Final = Unset.UNSET
"""Stands where a member is absent: `thing.name is UNSET`."""

FileContent: TypeAlias = bytes | IO[bytes] | PathLike[str]
FileTypes: TypeAlias = (
    FileContent
    | tuple[str | None, FileContent]
    | tuple[str | None, FileContent, str]
    | tuple[str | None, FileContent, str, Mapping[str, str]]
)
"""A file to upload: its content or path (a `pathlib.Path`); or a tuple of name, content, media type, part headers."""
