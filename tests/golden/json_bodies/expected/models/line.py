"""Line: `#/components/schemas/Line` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Line"]


@define(kw_only=True, repr=False)
class Line(Model):
    """The object Line."""

    sku: str
    count: int | Unset = UNSET
    """Default: 1."""
