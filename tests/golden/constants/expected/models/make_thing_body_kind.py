"""MakeThingBodyKind: `#/paths/~1versions~1{version}~1things~1{id}~1{format}/post/requestBody/content/application~1json/schema/properties/kind` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["MakeThingBodyKind", "MakeThingBodyKindValue"]


class MakeThingBodyKind(OpenStrEnum):
    """The values of MakeThingBodyKind."""

    ONLY = "only"

    if TYPE_CHECKING:  # a `match` over all members is not complete
        _UNKNOWN = ANY_STR


MakeThingBodyKindValue: TypeAlias = Literal["only",]
"""The values of `MakeThingBodyKind` as literals."""
