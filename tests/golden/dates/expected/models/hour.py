"""Hour: `#/components/schemas/Hour` of the contract."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypedDict

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Hour", "HourDict"]


@define(kw_only=True, repr=False)
class Hour(Model):
    """The object Hour."""

    kind: Literal["hour"] = "hour"
    when: datetime


class HourDict(TypedDict, total=False):
    """A dict with the properties of `Hour` by JSON names, for arguments of methods."""

    kind: Required[Literal["hour"]]
    when: Required[datetime | str]
