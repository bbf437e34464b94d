"""Cat: `#/components/schemas/Cat` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Cat"]


@define(kw_only=True, repr=False)
class Cat(Model):
    """The object Cat."""

    kind: str = "cat"
    lives: int | Unset = UNSET
