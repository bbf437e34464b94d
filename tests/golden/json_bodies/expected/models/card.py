"""Card: `#/components/schemas/Card` of the contract."""

from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model

__all__ = ["Card"]


@define(kw_only=True, repr=False)
class Card(Model):
    """The object Card."""

    kind: Literal["card"] = "card"
    number: str
