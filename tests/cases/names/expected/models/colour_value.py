"""ColourValue: `#/components/schemas/colour_value` of the contract."""

from __future__ import annotations

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["ColourValue"]


@model
class ColourValue(Model):
    """The object ColourValue."""

    hex: str | Unset = UNSET
