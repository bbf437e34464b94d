"""Report: `#/components/schemas/Report` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["Report"]


@define(kw_only=True, repr=False)
class Report(Model):
    """The object Report."""

    rows: list[int | float]
