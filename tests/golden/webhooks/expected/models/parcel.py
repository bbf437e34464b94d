"""Parcel: `#/components/schemas/Parcel` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["Parcel"]


@define(kw_only=True, repr=False)
class Parcel(Model):
    """The object Parcel."""

    id: str
