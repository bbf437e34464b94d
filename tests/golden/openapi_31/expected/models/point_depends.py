"""PointDepends: `#/components/schemas/Point/properties/depends` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["PointDepends", "PointDependsDict"]


@define(kw_only=True, repr=False)
class PointDepends(Model):
    """The object PointDepends."""

    a: str | Unset = UNSET
    b: str | Unset = UNSET


class PointDependsDict(TypedDict, total=False):
    """A dict with the properties of `PointDepends` by JSON names, for arguments of methods."""

    a: str
    b: str
