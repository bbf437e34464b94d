"""Departure: `#/components/schemas/Departure` of the contract."""

from __future__ import annotations

from datetime import datetime

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["Departure"]


@model
class Departure(Model):
    """The object Departure."""

    _tags = (("type", ("Departure",)),)

    type: str
    at: datetime
    reason: str | Unset = UNSET
