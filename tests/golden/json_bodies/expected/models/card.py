"""Card: `#/components/schemas/Card` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Card", "CardDict"]


@define(kw_only=True, repr=False)
class Card(Model):
    """The object Card."""

    kind: Literal["card"] = "card"
    number: str


class CardDict(TypedDict, total=False):
    """A dict with the properties of `Card` by JSON names, for arguments of methods."""

    kind: Required[Literal["card"]]
    number: Required[str]
