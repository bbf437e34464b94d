"""ItemPage: `#/components/schemas/ItemPage` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .item import Item
    from .special import Special

__all__ = ["ItemPage"]


@define(kw_only=True, repr=False)
class ItemPage(Model):
    """The derived page decides the types of the generic one."""

    items: list[Item]
    by_name: dict[str, Item] | Unset = UNSET
    first: Special | Unset = UNSET
