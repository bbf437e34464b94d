"""Card: `#/components/schemas/Card` of the contract."""

from __future__ import annotations

from typing import Literal

from .._model import Model, model

__all__ = ["Card"]


@model
class Card(Model):
    """The object Card."""

    kind: Literal["card"]
    number: str
