"""Point: `#/components/schemas/Point` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Point"]


@define(kw_only=True, repr=False)
class Point(Model):
    """The object Point."""

    x: int
    y: int | float | Unset = UNSET
