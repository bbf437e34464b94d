"""SkuTier: `#/components/schemas/AccountDTO/properties/tier` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["SkuTier", "SkuTierValue"]


class SkuTier(OpenStrEnum):
    """The values of SkuTier."""

    FREE = "free"
    PAID = "paid"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


SkuTierValue: TypeAlias = Literal[
    "free",
    "paid",
]
"""The documented values of `SkuTier` as a Literal type."""
