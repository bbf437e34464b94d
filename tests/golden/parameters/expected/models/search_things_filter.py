"""SearchThingsFilter: `#/paths/~1things~1{kind}~1{ids}{point}/get/parameters/16/schema` of the contract."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SearchThingsFilter", "SearchThingsFilterDict"]


@define(kw_only=True, repr=False)
class SearchThingsFilter(Model):
    """The object SearchThingsFilter."""

    color: str | Unset = UNSET
    size: list[int] | Unset = UNSET
    made: date | Unset = UNSET


class SearchThingsFilterDict(TypedDict, total=False):
    """A dict with the properties of `SearchThingsFilter` by JSON names, for arguments of methods."""

    color: str
    size: Sequence[int]
    made: date | str
