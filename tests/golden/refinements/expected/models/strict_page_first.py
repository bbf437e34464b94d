"""StrictPageFirst: `#/components/schemas/StrictPage/properties/first` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["StrictPageFirst"]


@define(kw_only=True, repr=False)
class StrictPageFirst(Model):
    """The object StrictPageFirst."""

    x: str
    z: bool
