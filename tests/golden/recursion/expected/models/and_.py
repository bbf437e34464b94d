"""And: `#/components/schemas/And` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from .is_ import Is

__all__ = ["And"]


@define(kw_only=True, repr=False)
class And(Model):
    """The object And."""

    _tags = (("op", ("and",)),)

    op: str
    all: list[And | Is]
