"""StartJob409Response: `#/components/responses/Conflict/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["StartJob409Response"]


@define(kw_only=True, repr=False)
class StartJob409Response(Model):
    """The object StartJob409Response."""

    other: int
