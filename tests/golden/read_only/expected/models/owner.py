"""Owner: `#/components/schemas/Owner` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define, field

from .._model import Model
from .._types import READ_ONLY, UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Required

    from .pet import Pet, PetDict

__all__ = ["Owner", "OwnerDict"]


@define(kw_only=True, repr=False)
class Owner(Model):
    """The object Owner."""

    id: int = field(default=READ_ONLY, metadata={"read_only": True})
    name: str
    token: str | Unset = UNSET
    pets: list[Pet] | Unset = UNSET


class OwnerDict(TypedDict, total=False):
    """A dict with the properties of `Owner` by JSON names, for arguments of methods."""

    name: Required[str]
    token: Required[str]
    pets: Sequence[Pet | PetDict]
