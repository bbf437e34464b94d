"""Price: `#/components/schemas/Price` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["Price"]


@define(kw_only=True, repr=False)
class Price(Model):
    """The object Price."""

    amount: int | float
