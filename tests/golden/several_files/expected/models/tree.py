"""Tree: `#/x-documents/schemas~1tree.yaml` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .kind import Kind
    from .leaf import Leaf

__all__ = ["Tree"]


@define(kw_only=True, repr=False)
class Tree(Model):
    """A tree, of trees."""

    kind: Kind
    leaf: Leaf | Unset = UNSET
    trees: list[Tree] | Unset = UNSET
