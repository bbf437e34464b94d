"""PointDeep: `#/components/schemas/Point/properties/deep` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["PointDeep", "PointDeepDict"]


@define(kw_only=True, repr=False)
class PointDeep(Model):
    """The object PointDeep."""

    a: str | Unset = UNSET


class PointDeepDict(TypedDict, total=False):
    """A dict with the properties of `PointDeep` by JSON names, for arguments of methods."""

    a: str
