"""Note: `#/components/schemas/Note` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Note", "NoteDict"]


@define(kw_only=True, repr=False)
class Note(Model):
    """The object Note."""

    kind: Literal["note"] = "note"
    text: str


class NoteDict(TypedDict, total=False):
    """A dict with the properties of `Note` by JSON names, for arguments of methods."""

    kind: Required[Literal["note"]]
    text: Required[str]
