"""Special: `#/components/schemas/Special` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Special"]


@define(kw_only=True, repr=False)
class Special(Model):
    """The object Special."""

    x: str
    y: int | Unset = UNSET
