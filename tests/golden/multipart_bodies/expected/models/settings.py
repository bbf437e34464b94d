"""Settings: `#/components/schemas/Settings` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["Settings", "SettingsDict"]


@define(kw_only=True, repr=False)
class Settings(Model):
    """The object Settings."""

    quality: int | Unset = UNSET


class SettingsDict(TypedDict, total=False):
    """A dict with the properties of `Settings` by JSON names, for arguments of methods."""

    quality: int
