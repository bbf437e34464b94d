"""Query: `#/components/schemas/Query` of the contract."""

from __future__ import annotations

from datetime import date

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["Query"]


@model
class Query(Model):
    """The object Query."""

    since: date
    top: int | Unset = UNSET
