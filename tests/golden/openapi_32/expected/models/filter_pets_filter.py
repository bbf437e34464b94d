"""FilterPetsFilter: `#/paths/~1pets/get/parameters/0/content/application~1x-www-form-urlencoded/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FilterPetsFilter", "FilterPetsFilterDict"]


@define(kw_only=True, repr=False)
class FilterPetsFilter(Model):
    """The object FilterPetsFilter."""

    name: str | Unset = UNSET
    age: list[int] | Unset = UNSET


class FilterPetsFilterDict(TypedDict, total=False):
    """A dict with the properties of `FilterPetsFilter` by JSON names, for arguments of methods."""

    name: str
    age: Sequence[int]
