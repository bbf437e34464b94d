"""CreateChargeBodyCard: `#/paths/~1charges/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/card` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["CreateChargeBodyCard", "CreateChargeBodyCardDict"]


@define(kw_only=True, repr=False)
class CreateChargeBodyCard(Model):
    """The object CreateChargeBodyCard."""

    number: str | Unset = UNSET
    cvc: str | Unset = UNSET


class CreateChargeBodyCardDict(TypedDict, total=False):
    """A dict with the properties of `CreateChargeBodyCard` by JSON names, for arguments of methods."""

    number: str
    cvc: str
