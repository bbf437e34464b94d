"""GetDeltasResponseData: `#/paths/~1deltas/get/responses/200/content/text~1event-stream/schema/properties/data/contentSchema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["GetDeltasResponseData"]


@define(kw_only=True, repr=False)
class GetDeltasResponseData(Model):
    """The object GetDeltasResponseData."""

    text: str | Unset = UNSET
