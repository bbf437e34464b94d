"""JobEvent: `#/components/schemas/JobEvent` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from .job import Job

__all__ = ["JobEvent"]


@define(kw_only=True, repr=False)
class JobEvent(Model):
    """The object JobEvent."""

    type: Literal["job.done"] = "job.done"
    job: Job
