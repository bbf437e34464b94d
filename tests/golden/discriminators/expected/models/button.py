"""Button: `#/components/schemas/Button` of the contract."""

from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Button"]


@define(kw_only=True, repr=False)
class Button(Model):
    """The object Button."""

    type: Literal[2] = 2
    id: int | Unset = UNSET
