"""SearchResponse: `#/paths/~1search/post/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["SearchResponse"]


@define(kw_only=True, repr=False)
class SearchResponse(Model):
    """The object SearchResponse."""

    records: list[int] | Unset = UNSET
    next: str | Unset | None = UNSET
