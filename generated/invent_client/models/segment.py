"""Segment: `#/components/schemas/Segment` of the contract."""

from __future__ import annotations

from datetime import datetime

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["Segment"]


@model
class Segment(Model):
    """A group of contacts that a broadcast goes to."""

    id: str | Unset = UNSET
    name: str | Unset = UNSET
    contacts_count: int | float | Unset = UNSET
    created_at: datetime | Unset = UNSET
    updated_at: datetime | Unset = UNSET
