"""Order: `#/components/schemas/Order` of the contract."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .item import Item
    from .order_first import OrderFirst
    from .order_label import OrderLabel
    from .order_meta import OrderMeta
    from .order_state import OrderState

__all__ = ["Order"]


@define(kw_only=True, repr=False)
class Order(Model):
    """The object Order."""

    meta: OrderMeta | Unset = UNSET
    """What it is about."""
    count: int | Unset = UNSET
    """At least 0."""
    note: str
    state: OrderState | Unset = UNSET
    kind: Literal["order"] | Unset = "order"
    size: str | int | Unset = UNSET
    lines: list[Item] | Unset = UNSET
    prices: dict[str, int | float] | Unset = UNSET
    marks: dict[str, int] | Unset = UNSET
    pair: list[str | int] | Unset = UNSET
    tags: list[str] | Unset = UNSET
    first: OrderFirst | Unset | None = UNSET
    last: list[Item] | Unset | None = UNSET
    restricted: str | Unset = UNSET
    when: date | datetime | Unset = UNSET
    one_of_two: dict[str, Any] | Unset = UNSET
    label: OrderLabel | str | Unset = UNSET
