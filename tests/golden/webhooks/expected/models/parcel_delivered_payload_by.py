"""ParcelDeliveredPayloadBy: `#/webhooks/parcel.delivered/post/requestBody/content/application~1json/schema/properties/by` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["ParcelDeliveredPayloadBy"]


@define(kw_only=True, repr=False)
class ParcelDeliveredPayloadBy(Model):
    """The object ParcelDeliveredPayloadBy."""

    name: str | Unset = UNSET
