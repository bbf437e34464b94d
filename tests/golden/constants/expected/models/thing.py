"""Thing: `#/components/schemas/Thing` of the contract."""

from __future__ import annotations

from typing import Literal

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Thing"]


@define(kw_only=True, repr=False)
class Thing(Model):
    """The object Thing."""

    type: Literal["thing"] = "thing"
    ratio: int | float = 1.5
    ok: Literal[True] = True
    none: None = None
    version: Literal[1] = 1
    set_by_server: Literal["x"] | Unset = field(default=UNSET, metadata={"read_only": True})
    mask: int | Unset = field(default=36893488147419103232, metadata={"type": "Literal[36893488147419103232]"})
