"""Button: `#/components/schemas/Button` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Button", "ButtonDict"]


@define(kw_only=True, repr=False)
class Button(Model):
    """The object Button."""

    type: Literal[2] = 2
    id: int | Unset = UNSET


class ButtonDict(TypedDict, total=False):
    """A dict with the properties of `Button` by JSON names, for arguments of methods."""

    type: Required[Literal[2]]
    id: int
