"""Arrival: `#/components/schemas/Arrival` of the contract."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from .cat import Cat
    from .dog import Dog

__all__ = ["Arrival"]


@define(kw_only=True, repr=False)
class Arrival(Model):
    """The object Arrival."""

    type: Literal["arrival"] = "arrival"
    at: datetime
    animal: Cat | Dog = field(
        metadata={
            "type": "Annotated[Cat | Dog, Discriminator(\"petType\", (('cat', 'Cat'), ('kitten', 'Cat'), ('dog', 'Dog')), None)]"
        }
    )
