"""Settings: `#/components/schemas/Settings` of the contract."""

from __future__ import annotations

from .._model import Model, model
from .._types import UNSET, Unset

__all__ = ["Settings"]


@model
class Settings(Model):
    """The object Settings."""

    quality: int | Unset = UNSET
