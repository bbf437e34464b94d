"""Cat: `#/components/schemas/Cat` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Cat", "CatDict"]


@define(kw_only=True, repr=False)
class Cat(Model):
    """The object Cat."""

    pet_type: str = field(metadata={"json_name": "petType"})
    name: str


class CatDict(TypedDict, total=False):
    """A dict with the properties of `Cat` by JSON names, for arguments of methods."""

    petType: Required[str]
    name: Required[str]
