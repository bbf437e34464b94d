"""Point: `#/components/schemas/Point` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Point", "PointDict"]


@define(kw_only=True, repr=False)
class Point(Model):
    """The object Point."""

    x: int
    y: int | float | Unset = UNSET


class PointDict(TypedDict, total=False):
    """A dict with the properties of `Point` by JSON names, for arguments of methods."""

    x: Required[int]
    y: int | float
