"""Part: `#/components/schemas/Part` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Part", "PartDict"]


@define(kw_only=True, repr=False)
class Part(Model):
    """The object Part."""

    shape: Literal["round"] = "round"
    size: int | Unset = UNSET


class PartDict(TypedDict, total=False):
    """A dict with the properties of `Part` by JSON names, for arguments of methods."""

    shape: Required[Literal["round"]]
    size: int
