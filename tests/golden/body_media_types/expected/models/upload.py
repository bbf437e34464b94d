"""Upload: `#/components/schemas/Upload` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from typing import Required

__all__ = ["Upload", "UploadDict"]


@define(kw_only=True, repr=False)
class Upload(Model):
    """The object Upload."""

    kind: Literal["upload"] = "upload"
    file: str


class UploadDict(TypedDict, total=False):
    """A dict with the properties of `Upload` by JSON names, for arguments of methods."""

    kind: Required[Literal["upload"]]
    file: Required[bytes | str]
