"""Dog: `#/components/schemas/Dog` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Dog", "DogDict"]


@define(kw_only=True, repr=False)
class Dog(Model):
    """The object Dog."""

    pet_type: str = field(default="dog", metadata={"json_name": "petType"})
    name: str


class DogDict(TypedDict, total=False):
    """A dict with the properties of `Dog` by JSON names, for arguments of methods."""

    petType: Required[str]
    name: Required[str]
