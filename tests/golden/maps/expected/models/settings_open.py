"""SettingsOpen: `#/components/schemas/Settings/properties/open` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["SettingsOpen"]


@define(kw_only=True, repr=False)
class SettingsOpen(Model):
    """The object SettingsOpen."""

    _open = True

    a: str | Unset = UNSET
