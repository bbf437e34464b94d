"""Trip: `#/components/schemas/Trip` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from typing import Required

    from .leg import Leg, LegDict

__all__ = ["Trip", "TripDict"]


@define(kw_only=True, repr=False)
class Trip(Model):
    """The object Trip."""

    leg: Leg
    next: Trip | Unset = UNSET


class TripDict(TypedDict, total=False):
    """A dict with the properties of `Trip` by JSON names, for arguments of methods."""

    leg: Required[Leg | LegDict]
    next: Trip | TripDict
