"""SearchThingsFilter: `#/paths/~1things~1{kind}~1{ids}{point}/get/parameters/16/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["SearchThingsFilter"]


@define(kw_only=True, repr=False)
class SearchThingsFilter(Model):
    """The object SearchThingsFilter."""

    color: str | Unset = UNSET
    size: list[int] | Unset = UNSET
