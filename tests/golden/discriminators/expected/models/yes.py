"""Yes: `#/components/schemas/Yes` of the contract."""

from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Yes"]


@define(kw_only=True, repr=False)
class Yes(Model):
    """The object Yes."""

    ok: Literal[True] = True
    id: int | Unset = UNSET
