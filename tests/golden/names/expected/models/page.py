"""Page: `#/components/schemas/Page` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["Page"]


@define(kw_only=True, repr=False)
class Page(Model):
    """The object Page."""

    next: Page
