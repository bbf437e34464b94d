"""Other: `#/components/schemas/Other` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Other"]


@define(kw_only=True, repr=False)
class Other(Model):
    """The object Other."""

    kind: str
    name: str | Unset = UNSET
