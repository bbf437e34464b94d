"""NewOrderAddress: `#/components/schemas/NewOrder/properties/address` of the contract."""

from __future__ import annotations

from .._model import Model, member, model
from .._types import UNSET, Unset

__all__ = ["NewOrderAddress"]


@model
class NewOrderAddress(Model):
    """The object NewOrderAddress."""

    street: str | Unset = UNSET
    class_: str | Unset = member(wire="class", default=UNSET)
