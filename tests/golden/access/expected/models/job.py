"""Job: `#/components/schemas/Job` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from .job_status import JobStatus

__all__ = ["Job"]


@define(kw_only=True, repr=False)
class Job(Model):
    """The object Job."""

    id: str
    status: JobStatus
