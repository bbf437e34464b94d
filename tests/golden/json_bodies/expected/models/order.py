"""Order: `#/components/schemas/Order` of the contract."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from .._types import READ_ONLY, UNSET, Unset

if TYPE_CHECKING:
    from .line import Line
    from .priority import Priority

__all__ = ["Order"]


@define(kw_only=True, repr=False)
class Order(Model):
    """The object Order."""

    id: str = field(default=READ_ONLY, metadata={"read_only": True})
    customer: str
    lines: list[Line]
    priority: Priority | Unset = UNSET
    ordered_at: datetime | Unset = UNSET
    secret: str | Unset = UNSET
