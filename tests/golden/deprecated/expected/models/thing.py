"""Thing: `#/components/schemas/Thing` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Thing"]


@define(kw_only=True, repr=False)
class Thing(Model):
    """The object Thing."""

    name: str
    label: str | Unset = UNSET
    """Its old name. Deprecated."""
