"""Timed: `#/components/schemas/Timed` of the contract."""

from __future__ import annotations

from datetime import datetime

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Timed"]


@define(kw_only=True, repr=False)
class Timed(Model):
    """The object Timed."""

    name: str
    at: datetime | Unset = UNSET
