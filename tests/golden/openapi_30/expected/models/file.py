"""File: `#/components/schemas/File` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .file_kind import FileKind
    from .owner import Owner

__all__ = ["File"]


@define(kw_only=True, repr=False)
class File(Model):
    """The object File."""

    size: int | None
    """Greater than 0."""
    name: str | None
    kind: FileKind | Unset | None = UNSET
    owner: Owner | Unset | None = UNSET
    owners: list[Owner] | Unset | None = UNSET
    beside: Owner | Unset = UNSET
    """Typed without null: OpenAPI 3.0 ignores `nullable` beside a `$ref`. Move the `$ref` into an `allOf` to
    allow null.
    """
    alias: Owner | Unset = UNSET
    """Typed without null: OpenAPI 3.0 ignores `nullable` beside a `$ref`. Move the `$ref` into an `allOf` to
    allow null.
    """
    secret: str | Unset = UNSET
    checked: bool | Unset | None = field(default=UNSET, metadata={"read_only": True})
