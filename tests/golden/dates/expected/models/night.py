"""Night: `#/components/schemas/Night` of the contract."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, TypedDict

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Night", "NightDict"]


@define(kw_only=True, repr=False)
class Night(Model):
    """The object Night."""

    kind: Literal["night"] = "night"
    when: date


class NightDict(TypedDict, total=False):
    """A dict with the properties of `Night` by JSON names, for arguments of methods."""

    kind: Required[Literal["night"]]
    when: Required[date | str]
