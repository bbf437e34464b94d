"""Timeout: `#/components/schemas/Timeout` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Timeout", "TimeoutDict"]


@define(kw_only=True, repr=False)
class Timeout(Model):
    """The object Timeout."""

    seconds: int | Unset = UNSET


class TimeoutDict(TypedDict, total=False):
    """A dict with the properties of `Timeout` by JSON names, for arguments of methods."""

    seconds: int
