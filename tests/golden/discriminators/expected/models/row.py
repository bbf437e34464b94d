"""Row: `#/components/schemas/Row` of the contract."""

from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Row"]


@define(kw_only=True, repr=False)
class Row(Model):
    """The object Row."""

    type: Literal[1] = 1
    id: int | Unset = UNSET
