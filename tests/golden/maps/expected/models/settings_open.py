"""SettingsOpen: `#/components/schemas/Settings/properties/open` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["SettingsOpen"]


@define(kw_only=True, repr=False)
class SettingsOpen(Model):
    """The object SettingsOpen."""

    _open = True
    _additional_type = "int"

    if TYPE_CHECKING:
        additional_properties: dict[str, int] = field(factory=dict)

    a: str | Unset = UNSET
