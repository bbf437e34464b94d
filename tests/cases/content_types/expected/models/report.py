"""Report: `#/components/schemas/Report` of the contract."""

from __future__ import annotations

from .._model import Model, model

__all__ = ["Report"]


@model
class Report(Model):
    """The object Report."""

    rows: list[int | float]
