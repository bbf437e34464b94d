"""ListFurtherResponse: `#/components/responses/Others/content/application~1json/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .list_further_response_meta import ListFurtherResponseMeta

__all__ = ["ListFurtherResponse"]


@define(kw_only=True, repr=False)
class ListFurtherResponse(Model):
    """The object ListFurtherResponse."""

    rows: list[int] | Unset = UNSET
    meta: ListFurtherResponseMeta | Unset = UNSET
