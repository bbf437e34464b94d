"""Mapping: `#/components/schemas/Mapping` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .any_model import AnyModel, AnyModelDict

__all__ = ["Mapping", "MappingDict"]


@define(kw_only=True, repr=False)
class Mapping(Model):
    """The object Mapping."""

    any: AnyModel | Unset = UNSET


class MappingDict(TypedDict, total=False):
    """A dict with the properties of `Mapping` by JSON names, for arguments of methods."""

    any: AnyModel | AnyModelDict
