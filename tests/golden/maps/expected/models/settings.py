"""Settings: `#/components/schemas/Settings` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .price import Price
    from .settings_closed import SettingsClosed
    from .settings_extended import SettingsExtended
    from .settings_loose import SettingsLoose
    from .settings_open import SettingsOpen

__all__ = ["Settings"]


@define(kw_only=True, repr=False)
class Settings(Model):
    """The object Settings."""

    free: dict[str, Any] | Unset = UNSET
    any: dict[str, Any] | Unset = UNSET
    numbers: dict[str, int] | Unset = UNSET
    untyped: dict[str, str] | Any | Unset = field(
        default=UNSET, metadata={"type": "dict[str, str] | list[Any] | str | int | float | bool | None"}
    )
    prices: dict[str, Price] | Unset = UNSET
    lists: dict[str, list[Price]] | Unset = UNSET
    maps: dict[str, dict[str, str | None]] | Unset = UNSET
    patterned: dict[str, int | str] | Unset = UNSET
    half: dict[str, Any] | Unset = UNSET
    """Typed `dict[str, Any]`: properties whose names match no pattern may be anything."""
    closed: SettingsClosed | Unset = UNSET
    open: SettingsOpen | Unset = UNSET
    loose: SettingsLoose | Unset = UNSET
    extended: SettingsExtended | Unset = UNSET
