"""Paint: `#/components/schemas/Paint` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .finish import Finish
    from .grade import Grade

__all__ = ["Paint"]


@define(kw_only=True, repr=False)
class Paint(Model):
    """The object Paint."""

    finish: Finish
    grade: Grade | Unset = UNSET
    mixed: str | int | float | bool | Unset | None = UNSET
    nullable: Literal["a"] | Unset | None = UNSET
    nothing: Any | Unset = UNSET
    """Typed `Any`: no value at all is allowed here."""
    only_null: Unset | None = UNSET
    flag: bool | Unset = UNSET
    weight: int | float | Unset = UNSET
    kind: Literal['it\'s "so" \\ so'] | Unset = 'it\'s "so" \\ so'
    edition: Literal[3] | Unset = 3
    rate: int | float | Unset = 1.5
    always: Literal[True] | Unset = True
    none: Unset | None = UNSET
    shape: Any | Unset = field(factory=lambda: {"a": 1})
    """Typed `Any`: the constant is an object or an array."""
