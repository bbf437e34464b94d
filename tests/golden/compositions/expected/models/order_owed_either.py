"""OrderOwedEither: `#/components/schemas/Order/properties/either/oneOf/1` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["OrderOwedEither"]


@define(kw_only=True, repr=False)
class OrderOwedEither(Model):
    """Owed"""

    owed: int | float
