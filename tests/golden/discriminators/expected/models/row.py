"""Row: `#/components/schemas/Row` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Row", "RowDict"]


@define(kw_only=True, repr=False)
class Row(Model):
    """The object Row."""

    type: Literal[1] = 1
    id: int | Unset = UNSET


class RowDict(TypedDict, total=False):
    """A dict with the properties of `Row` by JSON names, for arguments of methods."""

    type: Required[Literal[1]]
    id: int
