"""Point: `#/components/schemas/Point` of the contract."""

from __future__ import annotations

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["Point"]


@model
class Point(Model):
    """The object Point."""

    x: int
    y: int | float | Unset = UNSET
