"""Dog: `#/components/schemas/Dog` of the contract."""

from __future__ import annotations

from attrs import define, field

from .._model import Model

__all__ = ["Dog"]


@define(kw_only=True, repr=False)
class Dog(Model):
    """The object Dog."""

    pet_type: str = field(default="dog", metadata={"json_name": "petType"})
    name: str
