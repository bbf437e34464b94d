"""ABC: `#/components/schemas/a.b~1c` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .abc_grown import ABCGrown
    from .owner import Owner

__all__ = ["ABC"]


@define(kw_only=True, repr=False)
class ABC(Model):
    """The object ABC."""

    id: str
    """Which thing."""
    owner: Owner | Unset = UNSET
    grown: ABCGrown | Unset = UNSET
    told: Owner | Unset = UNSET
    """Said beside the reference."""
    anchored: Owner | Unset = UNSET
    dynamic: Owner | Unset = UNSET
    element: Any | Unset = UNSET
    """Typed `Any`: the target of a `$dynamicRef` depends on the schema from which it is reached."""
    again: Owner | Unset = UNSET
