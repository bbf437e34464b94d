"""OrderState: `#/components/schemas/Order/properties/state` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["OrderState", "OrderStateValue"]


class OrderState(OpenStrEnum):
    """The values of OrderState."""

    B = "b"
    C = "c"


OrderStateValue: TypeAlias = Literal[
    "b",
    "c",
]
"""The values of `OrderState` as literals."""
