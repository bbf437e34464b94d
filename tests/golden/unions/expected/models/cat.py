"""Cat: `#/components/schemas/Cat` of the contract."""

from __future__ import annotations

from attrs import define, field

from .._model import Model

__all__ = ["Cat"]


@define(kw_only=True, repr=False)
class Cat(Model):
    """The object Cat."""

    pet_type: str = field(metadata={"json_name": "petType"})
    name: str
