"""CreateDrawingBodySize: `#/paths/~1drawings/post/requestBody/content/multipart~1form-data/schema/properties/size` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["CreateDrawingBodySize", "CreateDrawingBodySizeDict"]


@define(kw_only=True, repr=False)
class CreateDrawingBodySize(Model):
    """The object CreateDrawingBodySize."""

    height: int | Unset = UNSET
    width: int | Unset = UNSET


class CreateDrawingBodySizeDict(TypedDict, total=False):
    """A dict with the properties of `CreateDrawingBodySize` by JSON names, for arguments of methods."""

    height: int
    width: int
