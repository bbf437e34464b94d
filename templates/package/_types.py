"""The marker of a member that is not there, which is something else than one that is null."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable
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

FileContent: TypeAlias = bytes | IO[bytes] | PathLike[str] | Iterable[bytes] | AsyncIterable[bytes]
"""What can be uploaded. All but bytes is read while it is sent; an async iterable needs the async client."""

FileTypes: TypeAlias = FileContent | tuple[str | None, FileContent] | tuple[str | None, FileContent, str]
"""A file to upload: its content or its path (a `pathlib.Path`), or also its name, or also its media type."""
