"""Job: `#/components/schemas/Job` of the contract."""

from __future__ import annotations

from .._model import Model, model

__all__ = ["Job"]


@model
class Job(Model):
    """The object Job."""

    id: int
