"""Types that many modules of the package use, such as UNSET (an argument or property without a value)."""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from enum import Enum
from os import PathLike
from typing import IO, Any, Final, Literal, NamedTuple, TypeAlias

__all__ = ["READ_ONLY", "UNSET", "Discriminator", "FileContent", "FileTypes", "Progress", "Unset"]


class Unset(Enum):
    """The type of `UNSET`. It is an enum, so that type checkers can narrow a type in `if x is not UNSET`."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        """Return False, so that conditions treat `UNSET` like `None`."""
        return False

    def __repr__(self) -> str:
        """Return "UNSET"."""
        return "UNSET"

    __str__ = __repr__


UNSET: Final = Unset.UNSET
"""The value of a model's attribute whose property is absent, as in `thing.name is UNSET`."""

READ_ONLY: Final[Any] = UNSET
"""The default of a `readOnly` property, which only the server sets: responses contain it, and requests omit it."""


FileContent: TypeAlias = bytes | IO[bytes] | PathLike[str] | Iterable[bytes] | AsyncIterable[bytes]
"""Content to upload. Files, paths and iterables are read while they are sent; async iterables need the async client."""

FileTypes: TypeAlias = (
    FileContent
    | tuple[str | None, FileContent]
    | tuple[str | None, FileContent, str | None]
    | tuple[str | None, FileContent, str | None, Mapping[str, str]]
)
"""A file to upload: its content or path (`pathlib.Path`); or a tuple of name, content, media type and headers.

If the media type is None or missing, it is that of the name.
"""


Progress: TypeAlias = Callable[[int, int | None], object]
"""A function that is called with the number of bytes transferred, and the total number or None if it is unknown."""


class Discriminator(NamedTuple):
    """The discriminator of a union of objects: a property whose value selects the model class."""

    json_name: str
    mapping: tuple[tuple[str, str], ...]
    """Pairs: a value of the discriminator property as text, and the name of the model class, as in ("cat", "Cat")."""
    default: str | None
    """The name of the model class for values that are not in `mapping`; None if the contract states no default."""
