"""OrderEitherOwed: `#/components/schemas/Order/properties/either/oneOf/1` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["OrderEitherOwed"]


@define(kw_only=True, repr=False)
class OrderEitherOwed(Model):
    """Owed"""

    owed: int | float
