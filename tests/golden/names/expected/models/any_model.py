"""AnyModel: `#/components/schemas/Any` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .colour_value import ColourValue, ColourValueDict

__all__ = ["AnyModel", "AnyModelDict"]


@define(kw_only=True, repr=False)
class AnyModel(Model):
    """The object AnyModel."""

    value: ColourValue | Unset = UNSET


class AnyModelDict(TypedDict, total=False):
    """A dict with the properties of `AnyModel` by JSON names, for arguments of methods."""

    value: ColourValue | ColourValueDict
