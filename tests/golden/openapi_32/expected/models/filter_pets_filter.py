"""FilterPetsFilter: `#/paths/~1pets/get/parameters/0/content/application~1x-www-form-urlencoded/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["FilterPetsFilter"]


@define(kw_only=True, repr=False)
class FilterPetsFilter(Model):
    """The object FilterPetsFilter."""

    name: str | Unset = UNSET
    age: list[int] | Unset = UNSET
