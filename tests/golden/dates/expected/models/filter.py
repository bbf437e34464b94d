"""Filter: `#/components/schemas/Filter` of the contract."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Filter", "FilterDict"]


@define(kw_only=True, repr=False)
class Filter(Model):
    """The object Filter."""

    from_: date | Unset = field(default=UNSET, metadata={"json_name": "from"})
    to: datetime | Unset = UNSET


FilterDict = TypedDict(
    "FilterDict",
    {
        "from": "date | str",
        "to": "datetime | str",
    },
    total=False,
)
"""A dict with the properties of `Filter` by JSON names, for arguments of methods."""
