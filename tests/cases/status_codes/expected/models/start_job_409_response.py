"""StartJob409Response: `#/components/responses/Conflict/content/application~1json/schema` of the contract."""

from __future__ import annotations

from .._model import Model, model

__all__ = ["StartJob409Response"]


@model
class StartJob409Response(Model):
    """The object StartJob409Response."""

    other: int
