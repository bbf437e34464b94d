"""Cash: `#/components/schemas/Cash` of the contract."""

from __future__ import annotations

from typing import Literal

from .._model import Model, model

__all__ = ["Cash"]


@model
class Cash(Model):
    """The object Cash."""

    kind: Literal["cash"]
