"""OrderState: `#/components/schemas/Order/properties/state` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["OrderState", "OrderStateValue"]


class OrderState(OpenStrEnum):
    """The values of OrderState."""

    B = "b"
    C = "c"

    if TYPE_CHECKING:  # A `match` over all members needs a default case.
        _UNKNOWN = ANY_STR


OrderStateValue: TypeAlias = Literal[
    "b",
    "c",
]
"""The values of `OrderState` as literals."""
