"""GetWalkResponse: `#/paths/~1animals~1{id}~1walk/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["GetWalkResponse"]


@define(kw_only=True, repr=False)
class GetWalkResponse(Model):
    """The object GetWalkResponse."""

    state: str
