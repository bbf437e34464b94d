"""Conditional: `#/components/schemas/Conditional` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Conditional"]


@define(kw_only=True, repr=False)
class Conditional(Model):
    """Properties that only hold under a condition are optional."""

    kind: str
    size: int | Unset = UNSET
    note: str | int | Unset = UNSET
    deep: bool | Unset = UNSET
