"""Stop: `#/components/schemas/Stop` of the contract."""

from __future__ import annotations

from typing import Literal, TypedDict

from attrs import define

from .._model import Model
from .._types import Unset

__all__ = ["Stop", "StopDict"]


@define(kw_only=True, repr=False)
class Stop(Model):
    """The object Stop."""

    type: Literal["stop"] | Unset = "stop"
    """Default: stop."""


class StopDict(TypedDict, total=False):
    """A dict with the properties of `Stop` by JSON names, for arguments of methods."""

    type: Literal["stop"]
