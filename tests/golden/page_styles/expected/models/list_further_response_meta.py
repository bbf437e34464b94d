"""ListFurtherResponseMeta: `#/components/responses/Others/content/application~1json/schema/properties/meta` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["ListFurtherResponseMeta"]


@define(kw_only=True, repr=False)
class ListFurtherResponseMeta(Model):
    """The object ListFurtherResponseMeta."""

    next: str | Unset = UNSET
