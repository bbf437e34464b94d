"""Cat: `#/components/schemas/Cat` of the contract."""

from __future__ import annotations

from .._model import Model, member, model

__all__ = ["Cat"]


@model
class Cat(Model):
    """The object Cat."""

    _tags = (("petType", ("cat", "kitten")),)

    pet_type: str = member(wire="petType")
    name: str
