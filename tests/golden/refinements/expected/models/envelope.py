"""Envelope: `#/components/schemas/Envelope` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .envelope_meta import EnvelopeMeta
    from .envelope_state import EnvelopeState
    from .item import Item

__all__ = ["Envelope"]


@define(kw_only=True, repr=False)
class Envelope(Model):
    """The object Envelope."""

    meta: EnvelopeMeta | Unset = UNSET
    """What it is about."""
    count: int | float | Unset = UNSET
    """At least 0."""
    note: str | Unset | None = UNSET
    state: EnvelopeState | Unset = UNSET
    kind: str | Unset = UNSET
    size: str | int | Unset | None = UNSET
    lines: list[Any] | Unset = UNSET
    prices: dict[str, Any] | Unset = UNSET
    marks: dict[str, Any] | Unset = UNSET
    pair: list[Any] | Unset = UNSET
    tags: list[Any] | Unset = UNSET
    first: Item | Unset | None = UNSET
    last: list[Any] | Unset | None = UNSET
