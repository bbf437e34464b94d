"""Line: `#/components/schemas/Line` of the contract."""

from __future__ import annotations

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["Line"]


@model
class Line(Model):
    """The object Line."""

    sku: str
    count: int | Unset = UNSET
    """Without it, the server takes 1."""
