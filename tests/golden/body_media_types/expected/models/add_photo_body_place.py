"""AddPhotoBodyPlace: `#/paths/~1photos/post/requestBody/content/application~1json/schema/properties/place` of the contract."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from typing import Required

__all__ = ["AddPhotoBodyPlace", "AddPhotoBodyPlaceDict"]


@define(kw_only=True, repr=False)
class AddPhotoBodyPlace(Model):
    """The object AddPhotoBodyPlace."""

    city: str
    zip_code: str | Unset = field(default=UNSET, metadata={"json_name": "zip-code"})
    since: date | Unset = UNSET


AddPhotoBodyPlaceDict = TypedDict(
    "AddPhotoBodyPlaceDict",
    {
        "city": "Required[str]",
        "zip-code": "str",
        "since": "date | str",
    },
    total=False,
)
"""A dict with the properties of `AddPhotoBodyPlace` by JSON names, for arguments of methods."""
