"""Job: `#/components/schemas/Job` of the contract."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Job"]


@define(kw_only=True, repr=False)
class Job(Model):
    """The object Job."""

    at: datetime | Unset = UNSET
    """Default: yesterday."""
    on: date | Unset = UNSET
    id: UUID | Unset = UNSET
    """Default: not-one."""
    mail: str | Unset = UNSET
    address: str | Unset = UNSET
    took: str | Unset = UNSET
    secret: str | Unset = UNSET
    raw: str | Unset = UNSET
    odd: str | Unset = UNSET
    big: int | Unset = UNSET
    """Default: 9223372036854775808."""
    exact: int | float | Unset = UNSET
    """Default: 0.1."""
    text_number: str | Unset = UNSET
    map: dict[str, Any] | Unset = UNSET
    """Default: {"a": 1}."""
    null_default: str | Unset = UNSET
    """Default: null."""
