"""ListChangesResponse: `#/paths/~1changes/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from datetime import datetime

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["ListChangesResponse"]


@define(kw_only=True, repr=False)
class ListChangesResponse(Model):
    """The object ListChangesResponse."""

    until: datetime | Unset | None = UNSET
    data: list[int] | Unset = UNSET
