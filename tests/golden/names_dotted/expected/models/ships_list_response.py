"""ShipsListResponse: `#/paths/~1v1~1organizations~1{name}~1ships/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["ShipsListResponse"]


@define(kw_only=True, repr=False)
class ShipsListResponse(Model):
    """The object ShipsListResponse."""

    piers: list[str] | Unset = UNSET
