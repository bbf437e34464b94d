"""Fair: `#/components/schemas/Fair` of the contract."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Fair", "FairDict"]


@define(kw_only=True, repr=False)
class Fair(Model):
    """The object Fair."""

    hall: str
    when: date


class FairDict(TypedDict, total=False):
    """A dict with the properties of `Fair` by JSON names, for arguments of methods."""

    hall: Required[str]
    when: Required[date | str]
