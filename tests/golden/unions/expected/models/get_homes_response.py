"""GetHomesResponse: `#/paths/~1homes/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .cat import Cat
    from .dog import Dog

__all__ = ["GetHomesResponse"]


@define(kw_only=True, repr=False)
class GetHomesResponse(Model):
    """The object GetHomesResponse."""

    list_: list[Cat] | list[Dog] | Unset = field(default=UNSET, metadata={"json_name": "list"})
    map: dict[str, Cat] | dict[str, Dog] | Unset = UNSET
