"""CreateDrawingBodyLinesItem: `#/paths/~1drawings/post/requestBody/content/multipart~1form-data/schema/properties/lines/items` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["CreateDrawingBodyLinesItem", "CreateDrawingBodyLinesItemDict"]


@define(kw_only=True, repr=False)
class CreateDrawingBodyLinesItem(Model):
    """The object CreateDrawingBodyLinesItem."""

    from_: int | Unset = field(default=UNSET, metadata={"json_name": "from"})
    to: int | Unset = UNSET


CreateDrawingBodyLinesItemDict = TypedDict(
    "CreateDrawingBodyLinesItemDict",
    {
        "from": "int",
        "to": "int",
    },
    total=False,
)
"""A dict with the properties of `CreateDrawingBodyLinesItem` by JSON names, for arguments of methods."""
