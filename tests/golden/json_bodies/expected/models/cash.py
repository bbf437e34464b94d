"""Cash: `#/components/schemas/Cash` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Cash", "CashDict"]


@define(kw_only=True, repr=False)
class Cash(Model):
    """The object Cash."""

    kind: Literal["cash"] = "cash"


class CashDict(TypedDict, total=False):
    """A dict with the properties of `Cash` by JSON names, for arguments of methods."""

    kind: Required[Literal["cash"]]
