"""Query: `#/components/schemas/Query` of the contract."""

from __future__ import annotations

from datetime import date

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Query"]


@define(kw_only=True, repr=False)
class Query(Model):
    """The object Query."""

    since: date
    top: int | Unset = UNSET
