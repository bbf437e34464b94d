"""ABCGrown: `#/components/schemas/a.b~1c/properties/grown` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["ABCGrown"]


@define(kw_only=True, repr=False)
class ABCGrown(Model):
    """The object ABCGrown."""

    name: str | Unset = UNSET
    age: int
