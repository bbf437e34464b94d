"""Narrow: `#/components/schemas/Narrow` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .narrow_named_score import NarrowNamedScore
    from .narrow_object import NarrowObject
    from .narrow_object_or_nothing import NarrowObjectOrNothing
    from .narrow_words import NarrowWords

__all__ = ["Narrow"]


@define(kw_only=True, repr=False)
class Narrow(Model):
    """The object Narrow."""

    text: str | Unset = UNSET
    text_of_union: str | Unset = UNSET
    text_of_two_unions: str | Unset = UNSET
    text_or_nothing: str | Unset | None = UNSET
    text_of_object: str | Unset = UNSET
    whole: int | Unset | None = UNSET
    words: NarrowWords | Unset = UNSET
    scores: dict[str, int] | Unset = UNSET
    named_score: NarrowNamedScore | Unset = UNSET
    object_or_nothing: NarrowObjectOrNothing | Unset | None = UNSET
    object: NarrowObject | Unset = UNSET
