"""Page: `#/components/schemas/Page` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .item import Item

__all__ = ["Page"]


@define(kw_only=True, repr=False)
class Page(Model):
    """The object Page."""

    items: list[Any]
    by_name: dict[str, Any] | Unset = UNSET
    first: Item | Unset = UNSET
