"""SettingsExtended: `#/components/schemas/Settings/properties/extended` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["SettingsExtended"]


@define(kw_only=True, repr=False)
class SettingsExtended(Model):
    """The object SettingsExtended."""

    _open = True

    amount: int | float
