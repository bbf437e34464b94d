"""Arrival: `#/components/schemas/Arrival` of the contract."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from .cat import Cat
    from .dog import Dog

__all__ = ["Arrival"]


@define(kw_only=True, repr=False)
class Arrival(Model):
    """The object Arrival."""

    _tags = (("type", ("arrival",)),)

    type: Literal["arrival"]
    at: datetime
    animal: Cat | Dog
