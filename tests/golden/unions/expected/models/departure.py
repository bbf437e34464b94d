"""Departure: `#/components/schemas/Departure` of the contract."""

from __future__ import annotations

from datetime import datetime

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Departure"]


@define(kw_only=True, repr=False)
class Departure(Model):
    """The object Departure."""

    type: str = "Departure"
    at: datetime
    reason: str | Unset = UNSET
