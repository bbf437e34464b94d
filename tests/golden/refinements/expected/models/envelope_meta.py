"""EnvelopeMeta: `#/components/schemas/Envelope/properties/meta` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["EnvelopeMeta"]


@define(kw_only=True, repr=False)
class EnvelopeMeta(Model):
    """What it is about."""

    id: str | Unset = UNSET
