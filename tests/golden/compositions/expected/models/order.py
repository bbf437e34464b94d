"""Order: `#/components/schemas/Order` of the contract."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .named import Named
    from .order_owed_either import OrderOwedEither
    from .order_paid_either import OrderPaidEither

__all__ = ["Order"]


@define(kw_only=True, repr=False)
class Order(Model):
    """The object Order."""

    name: str
    at: datetime | Unset = UNSET
    note: str | Unset = UNSET
    id: str
    limited: str | Unset = UNSET
    whole: int | Unset = UNSET
    impossible: Any | Unset = UNSET
    """Typed `Any`: no value matches all of its `allOf`."""
    perhaps: Named | Unset | None = UNSET
    described: Named | Unset = UNSET
    """Who made it."""
    lists: list[str] | list[int] | str | Unset = UNSET
    nested: str | bool | int | Unset | None = UNSET
    either: OrderPaidEither | OrderOwedEither | Unset = UNSET
    negative: Any | Unset = UNSET
    """Typed `Any`: the schema only excludes values or states dependencies."""
    conditional: Any | Unset = UNSET
    """Typed `Any`: the schema only excludes values or states dependencies."""
    never: Any | Unset = UNSET
    """Typed `Any`: no value at all is allowed here."""
    anything: Any | Unset = UNSET
