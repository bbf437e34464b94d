"""Pet: `#/components/schemas/Pet` of the contract."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .pet_level import PetLevel
    from .pet_status import PetStatus

__all__ = ["Pet"]


@define(kw_only=True, repr=False)
class Pet(Model):
    """The object Pet."""

    id: int
    class_: str | Unset = field(default=UNSET, metadata={"json_name": "class"})
    from_: str | Unset = field(default=UNSET, metadata={"json_name": "from"})
    field_2nd: str | Unset = field(default=UNSET, metadata={"json_name": "2nd"})
    a_b: str | Unset = field(default=UNSET, metadata={"json_name": "a-b"})
    a_b_: str | Unset = field(default=UNSET, metadata={"json_name": "a_b"})
    date_: date | Unset = field(default=UNSET, metadata={"json_name": "date"})
    born: date | Unset = UNSET
    to_dict_: bool | Unset = field(default=UNSET, metadata={"json_name": "to_dict"})
    quoted_name: str | Unset = field(default=UNSET, metadata={"json_name": 'quoted"name'})
    größe: int | Unset = UNSET
    status: PetStatus | Unset = UNSET
    level: PetLevel | Unset = UNSET
