"""ListOthersResponse: `#/paths/~1others/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .list_others_response_meta import ListOthersResponseMeta

__all__ = ["ListOthersResponse"]


@define(kw_only=True, repr=False)
class ListOthersResponse(Model):
    """The object ListOthersResponse."""

    rows: list[int] | Unset = UNSET
    meta: ListOthersResponseMeta | Unset = UNSET
