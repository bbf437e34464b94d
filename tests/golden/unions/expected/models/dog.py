"""Dog: `#/components/schemas/Dog` of the contract."""

from __future__ import annotations

from attrs import define, field

from .._model import Model

__all__ = ["Dog"]


@define(kw_only=True, repr=False)
class Dog(Model):
    """The object Dog."""

    _tags = (("petType", ("dog",)),)

    pet_type: str = field(metadata={"wire": "petType"})
    name: str
