"""StrictPage: `#/components/schemas/StrictPage` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .item import Item
    from .strict_page_first import StrictPageFirst

__all__ = ["StrictPage"]


@define(kw_only=True, repr=False)
class StrictPage(Model):
    """A part may only require what another one describes."""

    items: list[Item]
    by_name: dict[str, Item] | Unset = UNSET
    first: StrictPageFirst | Unset = UNSET
