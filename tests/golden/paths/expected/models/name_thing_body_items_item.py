"""NameThingBodyItemsItem: `#/paths/~1things~1{id}#byName/put/requestBody/content/application~1x-www-form-urlencoded/schema/properties/items/items` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["NameThingBodyItemsItem", "NameThingBodyItemsItemDict"]


@define(kw_only=True, repr=False)
class NameThingBodyItemsItem(Model):
    """The object NameThingBodyItemsItem."""

    price: str | Unset = UNSET
    count: int | Unset = UNSET


class NameThingBodyItemsItemDict(TypedDict, total=False):
    """A dict with the properties of `NameThingBodyItemsItem` by JSON names, for arguments of methods."""

    price: str
    count: int
