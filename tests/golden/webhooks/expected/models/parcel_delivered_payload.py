"""ParcelDeliveredPayload: `#/webhooks/parcel.delivered/post/requestBody/content/application~1json/schema` of the contract."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .parcel_delivered_payload_by import ParcelDeliveredPayloadBy

__all__ = ["ParcelDeliveredPayload"]


@define(kw_only=True, repr=False)
class ParcelDeliveredPayload(Model):
    """The object ParcelDeliveredPayload."""

    id: str
    at: datetime
    by: ParcelDeliveredPayloadBy | Unset = UNSET
