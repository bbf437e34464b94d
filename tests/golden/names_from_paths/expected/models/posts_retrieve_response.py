"""PostsRetrieveResponse: `#/paths/~1v1~1posts~1{id}/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["PostsRetrieveResponse"]


@define(kw_only=True, repr=False)
class PostsRetrieveResponse(Model):
    """The object PostsRetrieveResponse."""

    title: str | Unset = UNSET
