"""UploadFileResponse: `#/paths/~1files/post/responses/201/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["UploadFileResponse"]


@define(kw_only=True, repr=False)
class UploadFileResponse(Model):
    """The object UploadFileResponse."""

    id: str
