"""ListStepsResponseDataItem: `#/paths/~1steps/get/responses/200/content/application~1json/schema/properties/data/items` of the contract."""

from __future__ import annotations

from uuid import UUID

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["ListStepsResponseDataItem"]


@define(kw_only=True, repr=False)
class ListStepsResponseDataItem(Model):
    """The object ListStepsResponseDataItem."""

    id: UUID | Unset = UNSET
