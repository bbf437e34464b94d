"""ColourValue: `#/components/schemas/colour_value` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["ColourValue"]


@define(kw_only=True, repr=False)
class ColourValue(Model):
    """The object ColourValue."""

    hex: str | Unset = UNSET
