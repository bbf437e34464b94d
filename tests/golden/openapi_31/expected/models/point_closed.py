"""PointClosed: `#/components/schemas/Point/properties/closed` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["PointClosed", "PointClosedDict"]


@define(kw_only=True, repr=False)
class PointClosed(Model):
    """The object PointClosed."""

    a: str | Unset = UNSET


class PointClosedDict(TypedDict, total=False):
    """A dict with the properties of `PointClosed` by JSON names, for arguments of methods."""

    a: str
