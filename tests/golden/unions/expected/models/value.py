"""Value: `#/components/schemas/Value` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .value_it_1 import ValueIt1
    from .value_it_4 import ValueIt4
    from .value_it_5 import ValueIt5

__all__ = ["Value"]


@define(kw_only=True, repr=False)
class Value(Model):
    """The object Value."""

    it: ValueIt1 | int | list[str] | ValueIt4 | ValueIt5 | None
    deleted: Literal[True] | Unset = True
    either: str | bool | Unset = UNSET
