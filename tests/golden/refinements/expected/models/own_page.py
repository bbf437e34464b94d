"""OwnPage: `#/components/schemas/OwnPage` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .item import Item
    from .own_page_first import OwnPageFirst

__all__ = ["OwnPage"]


@define(kw_only=True, repr=False)
class OwnPage(Model):
    """The properties beside an `allOf` refine those of its parts, too."""

    items: list[Item]
    by_name: dict[str, Item] | Unset = UNSET
    first: OwnPageFirst | Unset = UNSET
