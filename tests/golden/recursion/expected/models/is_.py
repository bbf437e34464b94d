"""Is: `#/components/schemas/Is` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["Is"]


@define(kw_only=True, repr=False)
class Is(Model):
    """The object Is."""

    op: str = "is"
    value: str
