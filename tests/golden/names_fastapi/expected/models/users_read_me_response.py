"""UsersReadMeResponse: `#/paths/~1api~1v1~1users~1me/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["UsersReadMeResponse"]


@define(kw_only=True, repr=False)
class UsersReadMeResponse(Model):
    """The object UsersReadMeResponse."""

    name: str | Unset = UNSET
