"""GetTicksResponse: `#/paths/~1ticks/get/responses/200/content/text~1event-stream/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .get_ticks_response_event import GetTicksResponseEvent

__all__ = ["GetTicksResponse"]


@define(kw_only=True, repr=False)
class GetTicksResponse(Model):
    """The object GetTicksResponse."""

    event: GetTicksResponseEvent | Unset = UNSET
    data: str
    id: str | Unset = UNSET
