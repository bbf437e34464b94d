"""PiersListResponse: `#/paths/~1v1~1{parent}~1piers/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["PiersListResponse"]


@define(kw_only=True, repr=False)
class PiersListResponse(Model):
    """The object PiersListResponse."""

    piers: list[str] | Unset = UNSET
