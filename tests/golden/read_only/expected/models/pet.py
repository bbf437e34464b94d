"""Pet: `#/components/schemas/Pet` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define, field

from .._model import Model
from .._types import READ_ONLY

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Pet", "PetDict"]


@define(kw_only=True, repr=False)
class Pet(Model):
    """The object Pet."""

    id: int = field(default=READ_ONLY, metadata={"read_only": True})
    name: str


class PetDict(TypedDict, total=False):
    """A dict with the properties of `Pet` by JSON names, for arguments of methods."""

    name: Required[str]
