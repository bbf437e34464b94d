"""Named: `#/components/schemas/Named` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["Named"]


@define(kw_only=True, repr=False)
class Named(Model):
    """The object Named."""

    name: str
