"""Noop: `#/components/schemas/Noop` of the contract."""

from __future__ import annotations

from typing import Literal, TypedDict

from attrs import define

from .._model import Model
from .._types import Unset

__all__ = ["Noop", "NoopDict"]


@define(kw_only=True, repr=False)
class Noop(Model):
    """The object Noop."""

    type: Literal["noop"] | Unset = "noop"
    """Default: noop."""


class NoopDict(TypedDict, total=False):
    """A dict with the properties of `Noop` by JSON names, for arguments of methods."""

    type: Literal["noop"]
