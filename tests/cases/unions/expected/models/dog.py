"""Dog: `#/components/schemas/Dog` of the contract."""

from __future__ import annotations

from .._model import Model, member, model

__all__ = ["Dog"]


@model
class Dog(Model):
    """The object Dog."""

    _tags = (("petType", ("dog",)),)

    pet_type: str = member(wire="petType")
    name: str
