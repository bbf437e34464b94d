"""LocationsListResponse: `#/paths/~1v1~1{name}~1locations/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["LocationsListResponse"]


@define(kw_only=True, repr=False)
class LocationsListResponse(Model):
    """The object LocationsListResponse."""

    piers: list[str] | Unset = UNSET
