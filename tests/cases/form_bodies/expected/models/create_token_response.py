"""CreateTokenResponse: `#/paths/~1tokens/post/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from .._model import Model, model

__all__ = ["CreateTokenResponse"]


@model
class CreateTokenResponse(Model):
    """The object CreateTokenResponse."""

    access_token: str
