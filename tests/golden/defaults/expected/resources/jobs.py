"""Operations under jobs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.job import Job
    from ..models.list_jobs_direction import ListJobsDirection, ListJobsDirectionValue
    from ..models.list_jobs_order import ListJobsOrder, ListJobsOrderValue

__all__ = [
    "AsyncJobs",
    "AsyncJobsWithRawResponse",
    "AsyncJobsWithStreamingResponse",
    "Jobs",
    "JobsWithRawResponse",
    "JobsWithStreamingResponse",
]

_LIST = Operation(
    name="jobs.list",
    id="listJobs",
    method="GET",
    path="/jobs",
    parameters=(
        Parameter("limit", "query"),
        Parameter("wrong", "query"),
        Parameter("flag", "query"),
        Parameter("order", "query"),
        Parameter("since", "query", dates=lambda: date),
        Parameter("tags", "query", is_array=True),
        Parameter("version", "query"),
        Parameter("direction", "query"),
        Parameter("from", "query", dates=lambda: date),
        Parameter("quoted", "query"),
    ),
    responses={
        "200": {
            "application/json": lambda: models.Job,
        },
    },
    security=(),
)


class Jobs:
    """Operations under jobs."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> JobsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return JobsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> JobsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return JobsWithStreamingResponse(self)

    def list(
        self,
        *,
        from_: date | str,
        limit: int | None = None,
        wrong: int | None = None,
        flag: bool | None = None,
        order: ListJobsOrder | ListJobsOrderValue | None = None,
        since: date | str | None = None,
        tags: Sequence[str] | None = None,
        version: str = "2",
        direction: ListJobsDirection | ListJobsDirectionValue = "down",
        quoted: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Job:
        """GET /jobs

        Args:
            from_: Default: 2026-01-02.
            limit: Default: 10.
            wrong: Query parameter `wrong`.
            flag: Query parameter `flag`.
            order: Query parameter `order`.
            since: Default: 2026-13-40.
            tags: Default: ["a"].
            version: Default: 2.
            direction: Default: down.
            quoted: Default: it's "so" \\n so.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Jobs.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Job = self._client._call(
            _LIST,
            (limit, wrong, flag, order, since, tags, version, direction, from_, quoted),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class JobsWithRawResponse:
    """The methods of `Jobs`, but each returns a RawResponse."""

    def __init__(self, resource: Jobs) -> None:
        raw = Jobs(resource._client._raw())
        self.list = as_raw(raw.list)


class JobsWithStreamingResponse:
    """The methods of `Jobs`, but each returns a response with an unread body."""

    def __init__(self, resource: Jobs) -> None:
        streaming = Jobs(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncJobs:
    """Operations under jobs."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncJobsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncJobsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncJobsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncJobsWithStreamingResponse(self)

    async def list(
        self,
        *,
        from_: date | str,
        limit: int | None = None,
        wrong: int | None = None,
        flag: bool | None = None,
        order: ListJobsOrder | ListJobsOrderValue | None = None,
        since: date | str | None = None,
        tags: Sequence[str] | None = None,
        version: str = "2",
        direction: ListJobsDirection | ListJobsDirectionValue = "down",
        quoted: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Job:
        """GET /jobs

        Args:
            from_: Default: 2026-01-02.
            limit: Default: 10.
            wrong: Query parameter `wrong`.
            flag: Query parameter `flag`.
            order: Query parameter `order`.
            since: Default: 2026-13-40.
            tags: Default: ["a"].
            version: Default: 2.
            direction: Default: down.
            quoted: Default: it's "so" \\n so.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Jobs.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Job = await self._client._call(
            _LIST,
            (limit, wrong, flag, order, since, tags, version, direction, from_, quoted),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncJobsWithRawResponse:
    """The methods of `AsyncJobs`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncJobs) -> None:
        raw = AsyncJobs(resource._client._raw())
        self.list = as_async_raw(raw.list)


class AsyncJobsWithStreamingResponse:
    """The methods of `AsyncJobs`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncJobs) -> None:
        streaming = AsyncJobs(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
