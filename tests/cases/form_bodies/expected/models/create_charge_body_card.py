"""CreateChargeBodyCard: `#/paths/~1charges/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/card` of the contract."""

from __future__ import annotations

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["CreateChargeBodyCard"]


@model
class CreateChargeBodyCard(Model):
    """The object CreateChargeBodyCard."""

    number: str | Unset = UNSET
    cvc: str | Unset = UNSET
