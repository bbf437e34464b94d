"""Other: `#/components/schemas/Other` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .node import Node, NodeDict

__all__ = ["Other", "OtherDict"]


@define(kw_only=True, repr=False)
class Other(Model):
    """The object Other."""

    node: Node | Unset | None = UNSET


class OtherDict(TypedDict, total=False):
    """A dict with the properties of `Other` by JSON names, for arguments of methods."""

    node: Node | NodeDict | None
