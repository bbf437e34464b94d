"""OrderEitherPaid: `#/components/schemas/Order/properties/either/oneOf/0` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["OrderEitherPaid"]


@define(kw_only=True, repr=False)
class OrderEitherPaid(Model):
    """Paid"""

    paid: int | float
