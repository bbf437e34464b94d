"""Cash: `#/components/schemas/Cash` of the contract."""

from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model

__all__ = ["Cash"]


@define(kw_only=True, repr=False)
class Cash(Model):
    """The object Cash."""

    kind: Literal["cash"] = "cash"
