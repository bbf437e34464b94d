"""SettingsLoose: `#/components/schemas/Settings/properties/loose` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["SettingsLoose"]


@define(kw_only=True, repr=False)
class SettingsLoose(Model):
    """The object SettingsLoose."""

    a: str | Unset = UNSET
