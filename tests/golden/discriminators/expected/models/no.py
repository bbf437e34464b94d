"""No: `#/components/schemas/No` of the contract."""

from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["No"]


@define(kw_only=True, repr=False)
class No(Model):
    """The object No."""

    ok: Literal[False] = False
    id: int | Unset = UNSET
