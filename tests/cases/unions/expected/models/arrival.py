"""Arrival: `#/components/schemas/Arrival` of the contract."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from .._model import Model, model

if TYPE_CHECKING:
    from .cat import Cat
    from .dog import Dog

__all__ = ["Arrival"]


@model
class Arrival(Model):
    """The object Arrival."""

    _tags = (("type", ("arrival",)),)

    type: Literal["arrival"]
    at: datetime
    animal: Cat | Dog
