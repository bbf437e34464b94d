"""Created: `#/components/schemas/Created` of the contract."""

from __future__ import annotations

from datetime import datetime

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["Created"]


@model
class Created(Model):
    """The object Created."""

    id: str
    at: datetime | Unset = UNSET
