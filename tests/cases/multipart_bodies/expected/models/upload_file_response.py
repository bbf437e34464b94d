"""UploadFileResponse: `#/paths/~1files/post/responses/201/content/application~1json/schema` of the contract."""

from __future__ import annotations

from .._model import Model, model

__all__ = ["UploadFileResponse"]


@model
class UploadFileResponse(Model):
    """The object UploadFileResponse."""

    id: str
