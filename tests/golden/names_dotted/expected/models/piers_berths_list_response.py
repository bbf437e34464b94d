"""PiersBerthsListResponse: `#/paths/~1v1~1{parent}~1berths/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["PiersBerthsListResponse"]


@define(kw_only=True, repr=False)
class PiersBerthsListResponse(Model):
    """The object PiersBerthsListResponse."""

    piers: list[str] | Unset = UNSET
