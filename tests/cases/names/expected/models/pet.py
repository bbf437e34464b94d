"""Pet: `#/components/schemas/Pet` of the contract."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .._model import Model, member, model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .pet_level import PetLevel
    from .pet_status import PetStatus

__all__ = ["Pet"]


@model
class Pet(Model):
    """The object Pet."""

    id: int
    class_: str | Unset = member(wire="class", default=UNSET)
    from_: str | Unset = member(wire="from", default=UNSET)
    field_2nd: str | Unset = member(wire="2nd", default=UNSET)
    a_b: str | Unset = member(wire="a-b", default=UNSET)
    a_b_: str | Unset = member(wire="a_b", default=UNSET)
    date_: date | Unset = member(wire="date", default=UNSET)
    born: date | Unset = UNSET
    to_dict_: bool | Unset = member(wire="to_dict", default=UNSET)
    quoted_name: str | Unset = member(wire='quoted"name', default=UNSET)
    größe: int | Unset = UNSET
    status: PetStatus | Unset = UNSET
    level: PetLevel | Unset = UNSET
