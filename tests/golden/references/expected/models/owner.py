"""Owner: `#/components/schemas/a.b~1c/$defs/Owner` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Owner"]


@define(kw_only=True, repr=False)
class Owner(Model):
    """The object Owner."""

    name: str | Unset = UNSET
