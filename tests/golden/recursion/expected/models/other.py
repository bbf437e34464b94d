"""Other: `#/components/schemas/Other` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .node import Node

__all__ = ["Other"]


@define(kw_only=True, repr=False)
class Other(Model):
    """The object Other."""

    node: Node | Unset | None = UNSET
