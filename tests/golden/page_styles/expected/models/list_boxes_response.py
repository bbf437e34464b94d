"""ListBoxesResponse: `#/paths/~1boxes/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["ListBoxesResponse"]


@define(kw_only=True, repr=False)
class ListBoxesResponse(Model):
    """The object ListBoxesResponse."""

    count: int | Unset = UNSET
    next: str | Unset | None = UNSET
    previous: str | Unset | None = UNSET
    results: list[str] | Unset = UNSET
