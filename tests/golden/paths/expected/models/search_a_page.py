"""SearchAPage: `#/paths/~1search?type=a/get/parameters/1/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SearchAPage", "SearchAPageDict"]


@define(kw_only=True, repr=False)
class SearchAPage(Model):
    """The object SearchAPage."""

    number: int | Unset = UNSET
    sort: list[str] | Unset = UNSET


class SearchAPageDict(TypedDict, total=False):
    """A dict with the properties of `SearchAPage` by JSON names, for arguments of methods."""

    number: int
    sort: Sequence[str]
