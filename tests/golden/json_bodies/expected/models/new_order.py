"""NewOrder: `#/components/schemas/NewOrder` of the contract."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from attrs import define, field

from .._model import Model
from .._types import READ_ONLY, UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Required

    from .line import Line, LineDict
    from .new_order_address import NewOrderAddress, NewOrderAddressDict
    from .priority import Priority, PriorityValue

__all__ = ["NewOrder", "NewOrderDict"]


@define(kw_only=True, repr=False)
class NewOrder(Model):
    """The object NewOrder."""

    id: str = field(default=READ_ONLY, metadata={"read_only": True})
    """The server gives it."""
    customer: str
    """Who pays. At most 40 characters."""
    lines: list[Line]
    priority: Priority | Unset = UNSET
    ship_on: date | Unset = UNSET
    ordered_at: datetime | Unset = UNSET
    reference: UUID | Unset = UNSET
    secret: str | Unset = UNSET
    gift: bool | Unset = UNSET
    """Default: false."""
    address: NewOrderAddress | Unset = UNSET


class NewOrderDict(TypedDict, total=False):
    """A dict with the properties of `NewOrder` by JSON names, for arguments of methods."""

    customer: Required[str]
    lines: Required[Sequence[Line | LineDict]]
    priority: Priority | PriorityValue
    ship_on: date | str
    ordered_at: datetime | str
    reference: UUID | str
    secret: Required[str]
    gift: bool
    address: NewOrderAddress | NewOrderAddressDict
