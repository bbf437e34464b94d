"""Leg: `#/components/schemas/Leg` of the contract."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Leg", "LegDict"]


@define(kw_only=True, repr=False)
class Leg(Model):
    """The object Leg."""

    day: date | Unset = UNSET
    at: datetime | Unset = UNSET
    either: date | int | Unset = UNSET


class LegDict(TypedDict, total=False):
    """A dict with the properties of `Leg` by JSON names, for arguments of methods."""

    day: date | str
    at: datetime | str
    either: date | str | int
