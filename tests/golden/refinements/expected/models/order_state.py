"""OrderState: `#/components/schemas/Order/properties/state` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["OrderState", "OrderStateValue"]


class OrderState(OpenStrEnum):
    """The values of OrderState."""

    B = "b"
    C = "c"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


OrderStateValue: TypeAlias = Literal[
    "b",
    "c",
]
"""The documented values of `OrderState` as a Literal type."""
