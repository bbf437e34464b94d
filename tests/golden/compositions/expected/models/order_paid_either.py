"""OrderPaidEither: `#/components/schemas/Order/properties/either/oneOf/0` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["OrderPaidEither"]


@define(kw_only=True, repr=False)
class OrderPaidEither(Model):
    """Paid"""

    paid: int | float
