"""Draft: `#/components/schemas/Draft` of the contract."""

from __future__ import annotations

from datetime import datetime

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Draft"]


@define(kw_only=True, repr=False)
class Draft(Model):
    """The object Draft."""

    name: str
    at: datetime | Unset = UNSET
    note: str | Unset = UNSET
