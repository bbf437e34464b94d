"""MakeThingXVersion: `#/paths/~1versions~1{version}~1things~1{id}~1{format}/post/parameters/5/schema` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["MakeThingXVersion", "MakeThingXVersionValue"]


class MakeThingXVersion(OpenStrEnum):
    """The values of MakeThingXVersion."""

    V1 = "v1"


MakeThingXVersionValue: TypeAlias = Literal["v1",]
"""The values of `MakeThingXVersion` as literals."""
