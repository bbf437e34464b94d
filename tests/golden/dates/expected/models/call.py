"""Call: `#/components/schemas/Call` of the contract."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Call", "CallDict"]


@define(kw_only=True, repr=False)
class Call(Model):
    """The object Call."""

    number: str
    when: datetime


class CallDict(TypedDict, total=False):
    """A dict with the properties of `Call` by JSON names, for arguments of methods."""

    number: Required[str]
    when: Required[datetime | str]
