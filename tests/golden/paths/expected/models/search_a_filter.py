"""SearchAFilter: `#/paths/~1search?type=a/get/parameters/2/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .search_a_filter_any_item import SearchAFilterAnyItem, SearchAFilterAnyItemDict

__all__ = ["SearchAFilter", "SearchAFilterDict"]


@define(kw_only=True, repr=False)
class SearchAFilter(Model):
    """The object SearchAFilter."""

    any: list[SearchAFilterAnyItem] | Unset = UNSET
    tag: list[str] | Unset = UNSET


class SearchAFilterDict(TypedDict, total=False):
    """A dict with the properties of `SearchAFilter` by JSON names, for arguments of methods."""

    any: Sequence[SearchAFilterAnyItem | SearchAFilterAnyItemDict]
    tag: Sequence[str]
