"""GetApiV1UsersIdResponse: `#/paths/~1api~1v1~1users~1{id}/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["GetApiV1UsersIdResponse"]


@define(kw_only=True, repr=False)
class GetApiV1UsersIdResponse(Model):
    """The object GetApiV1UsersIdResponse."""

    name: str | Unset = UNSET
