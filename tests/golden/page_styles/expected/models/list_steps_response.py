"""ListStepsResponse: `#/paths/~1steps/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .list_steps_response_data_item import ListStepsResponseDataItem

__all__ = ["ListStepsResponse"]


@define(kw_only=True, repr=False)
class ListStepsResponse(Model):
    """The object ListStepsResponse."""

    data: list[ListStepsResponseDataItem] | Unset = UNSET
