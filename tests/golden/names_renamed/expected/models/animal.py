"""Animal: `#/components/schemas/Animal` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .size import Size

__all__ = ["Animal"]


@define(kw_only=True, repr=False)
class Animal(Model):
    """The object Animal."""

    size: Size | Unset = UNSET
