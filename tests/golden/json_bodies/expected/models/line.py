"""Line: `#/components/schemas/Line` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Line", "LineDict"]


@define(kw_only=True, repr=False)
class Line(Model):
    """The object Line."""

    sku: str
    count: int | Unset = UNSET
    """Default: 1."""


class LineDict(TypedDict, total=False):
    """A dict with the properties of `Line` by JSON names, for arguments of methods."""

    sku: Required[str]
    count: int
