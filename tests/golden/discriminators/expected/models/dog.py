"""Dog: `#/components/schemas/Dog` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Dog"]


@define(kw_only=True, repr=False)
class Dog(Model):
    """The object Dog."""

    kind: str | Unset = "d"
    sort: str | Unset = "1d"
    name: str
    tricks: int | Unset = UNSET
