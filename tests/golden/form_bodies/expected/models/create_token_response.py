"""CreateTokenResponse: `#/paths/~1tokens/post/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["CreateTokenResponse"]


@define(kw_only=True, repr=False)
class CreateTokenResponse(Model):
    """The object CreateTokenResponse."""

    access_token: str
