"""SettingsClosed: `#/components/schemas/Settings/properties/closed` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["SettingsClosed"]


@define(kw_only=True, repr=False)
class SettingsClosed(Model):
    """The object SettingsClosed."""

    a: str | Unset = UNSET
