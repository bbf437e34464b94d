"""Stop: `#/components/schemas/Stop` of the contract."""

from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from .._types import Unset

__all__ = ["Stop"]


@define(kw_only=True, repr=False)
class Stop(Model):
    """The object Stop."""

    type: Literal["stop"] | Unset = "stop"
    """Default: stop."""
