"""Problem: `#/components/schemas/Problem` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Problem"]


@define(kw_only=True, repr=False)
class Problem(Model):
    """The object Problem."""

    title: str | Unset = UNSET
    detail: str | Unset = UNSET
