"""Account: `#/components/schemas/AccountDTO` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .account_state import AccountState
    from .level import Level
    from .size import Size
    from .sku_tier import SkuTier

__all__ = ["Account"]


@define(kw_only=True, repr=False)
class Account(Model):
    """The object Account."""

    owner: str | Unset = field(default=UNSET, metadata={"json_name": "n_1"})
    note: str | Unset = field(default=UNSET, metadata={"json_name": "n_2"})
    state: AccountState | Unset = UNSET
    level: Level | Unset = UNSET
    tier: SkuTier | Unset = UNSET
    size: Size | Unset = UNSET
