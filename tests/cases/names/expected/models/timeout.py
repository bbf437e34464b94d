"""Timeout: `#/components/schemas/Timeout` of the contract."""

from __future__ import annotations

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["Timeout"]


@model
class Timeout(Model):
    """The object Timeout."""

    seconds: int | Unset = UNSET
