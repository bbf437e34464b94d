"""AnyModel: `#/components/schemas/Any` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._model import Model, model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .colour_value import ColourValue

__all__ = ["AnyModel"]


@model
class AnyModel(Model):
    """The object AnyModel."""

    value: ColourValue | Unset = UNSET
