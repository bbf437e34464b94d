"""Size: `#/components/schemas/AccountDTO/properties/size` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Size"]


@define(kw_only=True, repr=False)
class Size(Model):
    """The object Size."""

    wide: int | Unset = UNSET
