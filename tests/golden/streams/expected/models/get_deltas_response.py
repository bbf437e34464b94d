"""GetDeltasResponse: `#/paths/~1deltas/get/responses/200/content/text~1event-stream/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .get_deltas_response_data import GetDeltasResponseData

__all__ = ["GetDeltasResponse"]


@define(kw_only=True, repr=False)
class GetDeltasResponse(Model):
    """The object GetDeltasResponse."""

    data: GetDeltasResponseData
    event: str | Unset = UNSET
