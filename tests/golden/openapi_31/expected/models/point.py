"""Point: `#/components/schemas/Point` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .point_closed import PointClosed
    from .point_deep import PointDeep
    from .point_depends import PointDepends

__all__ = ["Point"]


@define(kw_only=True, repr=False)
class Point(Model):
    """The object Point."""

    at: list[int | float]
    """Where it is."""
    tail: list[str | int] | Unset = UNSET
    short: list[str | int] | Unset = UNSET
    """At most 2 items."""
    open: list[Any] | Unset = UNSET
    """Typed `list[Any]`: items after the first 1 may be anything."""
    bare: list[str] | Any | Unset = field(
        default=UNSET, metadata={"type": "list[str] | dict[str, Any] | str | int | float | bool | None"}
    )
    many: str | int | Unset | None = UNSET
    deep: PointDeep | list[int] | Unset | None = UNSET
    height: int | Unset = UNSET
    """Greater than 0. Less than 10."""
    json: str | Unset = UNSET
    picture: str | Unset = UNSET
    yes: Any | Unset = UNSET
    no: Any | Unset = UNSET
    """Typed `Any`: no value at all is allowed here."""
    closed: PointClosed | Unset = UNSET
    depends: PointDepends | Unset = UNSET
