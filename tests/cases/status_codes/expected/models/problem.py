"""Problem: `#/components/schemas/Problem` of the contract."""

from __future__ import annotations

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["Problem"]


@model
class Problem(Model):
    """The object Problem."""

    title: str | Unset = UNSET
