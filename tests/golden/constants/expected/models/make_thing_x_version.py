"""MakeThingXVersion: `#/paths/~1versions~1{version}~1things~1{id}~1{format}/post/parameters/5/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["MakeThingXVersion", "MakeThingXVersionValue"]


class MakeThingXVersion(OpenStrEnum):
    """The values of MakeThingXVersion."""

    V1 = "v1"

    if TYPE_CHECKING:  # a `match` over all members is not complete
        _UNKNOWN = ANY_STR


MakeThingXVersionValue: TypeAlias = Literal["v1",]
"""The values of `MakeThingXVersion` as literals."""
