"""Mapping: `#/components/schemas/Mapping` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._model import Model, model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .any_model import AnyModel

__all__ = ["Mapping"]


@model
class Mapping(Model):
    """The object Mapping."""

    any: AnyModel | Unset = UNSET
