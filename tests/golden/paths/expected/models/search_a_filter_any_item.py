"""SearchAFilterAnyItem: `#/paths/~1search?type=a/get/parameters/2/schema/properties/any/items` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["SearchAFilterAnyItem", "SearchAFilterAnyItemDict"]


@define(kw_only=True, repr=False)
class SearchAFilterAnyItem(Model):
    """The object SearchAFilterAnyItem."""

    name: str | Unset = UNSET


class SearchAFilterAnyItemDict(TypedDict, total=False):
    """A dict with the properties of `SearchAFilterAnyItem` by JSON names, for arguments of methods."""

    name: str
