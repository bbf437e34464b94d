"""Event: `#/components/schemas/Event` of the contract."""

from __future__ import annotations

from datetime import datetime

from attrs import define

from .._model import Model

__all__ = ["Event"]


@define(kw_only=True, repr=False)
class Event(Model):
    """The object Event."""

    type: str
    at: datetime
