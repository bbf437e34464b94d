"""Leaf: `#/x-documents/schemas~1parts.yaml/Leaf` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .tree import Tree

__all__ = ["Leaf"]


@define(kw_only=True, repr=False)
class Leaf(Model):
    """The object Leaf."""

    on: Tree | Unset = UNSET
