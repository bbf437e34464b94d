"""Pet: `#/components/schemas/Pet` of the contract."""

from __future__ import annotations

from attrs import define, field

from .._model import Model
from .._types import READ_ONLY

__all__ = ["Pet"]


@define(kw_only=True, repr=False)
class Pet(Model):
    """The object Pet."""

    id: int = field(default=READ_ONLY, metadata={"read_only": True})
    name: str
