"""Nullable: `#/components/schemas/Nullable` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Nullable"]


@define(kw_only=True, repr=False)
class Nullable(Model):
    """The object Nullable."""

    x: str | Unset = UNSET
