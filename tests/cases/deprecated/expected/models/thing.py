"""Thing: `#/components/schemas/Thing` of the contract."""

from __future__ import annotations

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["Thing"]


@model
class Thing(Model):
    """The object Thing."""

    name: str
    label: str | Unset = UNSET
    """Its old name. Deprecated."""
