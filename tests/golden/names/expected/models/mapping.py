"""Mapping: `#/components/schemas/Mapping` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .any_model import AnyModel

__all__ = ["Mapping"]


@define(kw_only=True, repr=False)
class Mapping(Model):
    """The object Mapping."""

    any: AnyModel | Unset = UNSET
