"""OwnPageFirst: `#/components/schemas/OwnPage/allOf/properties/first` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["OwnPageFirst"]


@define(kw_only=True, repr=False)
class OwnPageFirst(Model):
    """The object OwnPageFirst."""

    x: str
    z: bool | Unset = UNSET
