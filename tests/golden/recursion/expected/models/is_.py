"""Is: `#/components/schemas/Is` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Is", "IsDict"]


@define(kw_only=True, repr=False)
class Is(Model):
    """The object Is."""

    op: str = "is"
    value: str


class IsDict(TypedDict, total=False):
    """A dict with the properties of `Is` by JSON names, for arguments of methods."""

    op: Required[str]
    value: Required[str]
