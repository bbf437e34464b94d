"""Event: `#/components/schemas/Event` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Event"]


@define(kw_only=True, repr=False)
class Event(Model):
    """The object Event."""

    id: str
    name: str | Unset = UNSET
