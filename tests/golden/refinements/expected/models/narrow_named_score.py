"""NarrowNamedScore: `#/components/schemas/Narrow/properties/named_score` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["NarrowNamedScore"]


@define(kw_only=True, repr=False)
class NarrowNamedScore(Model):
    """The object NarrowNamedScore."""

    _open = True
    _additional_type = "int | float"

    if TYPE_CHECKING:
        additional_properties: dict[str, int | float] = field(factory=dict)

    a: str | Unset = UNSET
