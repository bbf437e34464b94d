"""Created: `#/components/schemas/Created` of the contract."""

from __future__ import annotations

from datetime import datetime

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Created"]


@define(kw_only=True, repr=False)
class Created(Model):
    """The object Created."""

    id: str
    at: datetime | Unset = UNSET
