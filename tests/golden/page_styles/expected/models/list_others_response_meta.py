"""ListOthersResponseMeta: `#/paths/~1others/get/responses/200/content/application~1json/schema/properties/meta` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["ListOthersResponseMeta"]


@define(kw_only=True, repr=False)
class ListOthersResponseMeta(Model):
    """The object ListOthersResponseMeta."""

    next: str | Unset = UNSET
