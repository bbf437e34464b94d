"""ColourValue: `#/components/schemas/colour_value` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["ColourValue", "ColourValueDict"]


@define(kw_only=True, repr=False)
class ColourValue(Model):
    """The object ColourValue."""

    hex: str | Unset = UNSET


class ColourValueDict(TypedDict, total=False):
    """A dict with the properties of `ColourValue` by JSON names, for arguments of methods."""

    hex: str
