"""AuthorList: `#/components/schemas/AuthorList` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .author_list_result import AuthorListResult

__all__ = ["AuthorList"]


@define(kw_only=True, repr=False)
class AuthorList(Model):
    """The object AuthorList."""

    result: AuthorListResult | Unset | None = UNSET
