"""SearchBodyPage: `#/paths/~1search/post/requestBody/content/application~1json/schema/properties/page` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["SearchBodyPage", "SearchBodyPageDict"]


@define(kw_only=True, repr=False)
class SearchBodyPage(Model):
    """The object SearchBodyPage."""

    cursor: str | Unset = UNSET
    size: int | Unset = UNSET


class SearchBodyPageDict(TypedDict, total=False):
    """A dict with the properties of `SearchBodyPage` by JSON names, for arguments of methods."""

    cursor: str
    size: int
