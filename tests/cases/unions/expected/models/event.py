"""Event: `#/components/schemas/Event` of the contract."""

from __future__ import annotations

from datetime import datetime

from .._model import Model, model

__all__ = ["Event"]


@model
class Event(Model):
    """The object Event."""

    type: str
    at: datetime
