"""Job: `#/components/schemas/Job` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["Job"]


@define(kw_only=True, repr=False)
class Job(Model):
    """The object Job."""

    id: int
