"""Page: `#/components/schemas/Page` of the contract."""

from __future__ import annotations

from .._model import Model, model

__all__ = ["Page"]


@model
class Page(Model):
    """The object Page."""

    next: Page
