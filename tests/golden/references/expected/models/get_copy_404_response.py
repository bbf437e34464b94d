"""GetCopy404Response: `#/components/responses/Missing/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["GetCopy404Response"]


@define(kw_only=True, repr=False)
class GetCopy404Response(Model):
    """The object GetCopy404Response."""

    error: str | Unset = UNSET
