"""Segment: `#/components/schemas/Segment` of the contract."""

from __future__ import annotations

from datetime import datetime

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Segment"]


@define(kw_only=True, repr=False)
class Segment(Model):
    """A group of contacts that a broadcast goes to."""

    id: str | Unset = UNSET
    name: str | Unset = UNSET
    contacts_count: int | float | Unset = UNSET
    created_at: datetime | Unset = UNSET
    updated_at: datetime | Unset = UNSET
