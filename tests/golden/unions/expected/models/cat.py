"""Cat: `#/components/schemas/Cat` of the contract."""

from __future__ import annotations

from attrs import define, field

from .._model import Model

__all__ = ["Cat"]


@define(kw_only=True, repr=False)
class Cat(Model):
    """The object Cat."""

    _tags = (("petType", ("cat", "kitten")),)

    pet_type: str = field(metadata={"wire": "petType"})
    name: str
