"""Value: `#/components/schemas/Value` of the contract."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .value_string_it import ValueStringIt
    from .value_string_until import ValueStringUntil
    from .value_x_it import ValueXIt
    from .value_y_it import ValueYIt

__all__ = ["Value"]


@define(kw_only=True, repr=False)
class Value(Model):
    """The object Value."""

    it: ValueStringIt | int | list[str] | ValueXIt | ValueYIt | None
    deleted: Literal[True] | Unset = True
    either: str | bool | Unset = UNSET
    until: ValueStringUntil | date | Unset = UNSET
