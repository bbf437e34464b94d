"""ReferringPage: `#/components/schemas/ReferringPage` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .conditional import Conditional
    from .item import Item

__all__ = ["ReferringPage"]


@define(kw_only=True, repr=False)
class ReferringPage(Model):
    """Since OpenAPI 3.1, the properties beside a `$ref` refine those of its target."""

    items: list[Conditional]
    by_name: dict[str, Any]
    first: Item | Unset = UNSET
