"""Operations under jobs."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.job import Job
    from ..models.result import Result

__all__ = [
    "AsyncJobsResource",
    "AsyncJobsResourceWithRawResponse",
    "AsyncJobsResourceWithStreamingResponse",
    "JobsResource",
    "JobsResourceWithRawResponse",
    "JobsResourceWithStreamingResponse",
]

_LIST = Operation(
    name="jobs.list",
    id="listJobs",
    method="GET",
    path="/jobs",
    responses={
        "2XX": {
            "application/json": lambda: builtins.list[models.Job],
        },
    },
    security=(),
)
_START = Operation(
    name="jobs.start",
    id="startJob",
    method="POST",
    path="/jobs",
    responses={
        "200": {
            "application/json": lambda: models.Result,
        },
        "202": {
            "application/json": lambda: models.Job,
        },
        "204": {},
    },
    errors={
        "400": {
            "application/problem+json": lambda: models.Problem,
        },
        "409": {
            "application/json": lambda: models.StartJob409Response,
        },
        "default": {
            "application/json": lambda: models.Problem,
        },
    },
    security=(),
)
_COUNT = Operation(
    name="jobs.count",
    id="countJobs",
    method="HEAD",
    path="/jobs",
    responses={
        "200": {},
    },
    security=(),
)
_RETRIEVE = Operation(
    name="jobs.retrieve",
    id="getJob",
    method="GET",
    path="/jobs/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "default": {
            "application/json": lambda: models.Job,
        },
    },
    security=(),
)
_CANCEL = Operation(
    name="jobs.cancel",
    id="cancelJob",
    method="DELETE",
    path="/jobs/{id}",
    parameters=(Parameter("id", "path"),),
    responses={},
    security=(),
)


class JobsResource:
    """Operations under jobs."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> JobsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return JobsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> JobsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return JobsResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Job]:
        """A range is a success, too.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The jobs.

        Raises:
            InternalServerError: Any 5XX: It failed.
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Job] = self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def start(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Result | Job | None:
        """Several kinds of success.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            `Result`: It is done already. `Job`: It has begun. `None`: There was nothing to do.

        Raises:
            APIStatusError: 302: It is done elsewhere.
            BadRequestError: That is no job. `body` is a `Problem`.
            ConflictError: There is such a job. `body` is a `StartJob409Response`.
            APIStatusError: 410: Jobs are over.
            InternalServerError: 503: Too many jobs.
            APIStatusError: Any other 4XX: Something is wrong with the request.
            APIStatusError: Any other status that is not a success: Something else is wrong. `body` is a
                `Problem`.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Result | Job | None = self._client._call(
            _START,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def count(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """Nothing comes of a HEAD.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. The count is in a header.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _COUNT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def retrieve(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Job:
        """Only the default is documented.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The job.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Job = self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def cancel(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """No success is documented.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The response body; its type is not documented.

        Raises:
            NotFoundError: There is no such job.
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._call(
            _CANCEL,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class JobsResourceWithRawResponse:
    """The methods of `JobsResource`, but each returns a RawResponse."""

    def __init__(self, resource: JobsResource) -> None:
        raw = JobsResource(resource._client._raw())
        self.list = as_raw(raw.list)
        self.start = as_raw(raw.start)
        self.count = as_raw(raw.count)
        self.retrieve = as_raw(raw.retrieve)
        self.cancel = as_raw(raw.cancel)


class JobsResourceWithStreamingResponse:
    """The methods of `JobsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: JobsResource) -> None:
        streaming = JobsResource(resource._client._streaming())
        self.list = as_streamed(streaming.list)
        self.start = as_streamed(streaming.start)
        self.count = as_streamed(streaming.count)
        self.retrieve = as_streamed(streaming.retrieve)
        self.cancel = as_streamed(streaming.cancel)


class AsyncJobsResource:
    """Operations under jobs."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncJobsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncJobsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncJobsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncJobsResourceWithStreamingResponse(self)

    async def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Job]:
        """A range is a success, too.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The jobs.

        Raises:
            InternalServerError: Any 5XX: It failed.
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Job] = await self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def start(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Result | Job | None:
        """Several kinds of success.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            `Result`: It is done already. `Job`: It has begun. `None`: There was nothing to do.

        Raises:
            APIStatusError: 302: It is done elsewhere.
            BadRequestError: That is no job. `body` is a `Problem`.
            ConflictError: There is such a job. `body` is a `StartJob409Response`.
            APIStatusError: 410: Jobs are over.
            InternalServerError: 503: Too many jobs.
            APIStatusError: Any other 4XX: Something is wrong with the request.
            APIStatusError: Any other status that is not a success: Something else is wrong. `body` is a
                `Problem`.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Result | Job | None = await self._client._call(
            _START,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def count(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """Nothing comes of a HEAD.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. The count is in a header.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _COUNT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def retrieve(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Job:
        """Only the default is documented.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The job.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Job = await self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def cancel(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """No success is documented.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The response body; its type is not documented.

        Raises:
            NotFoundError: There is no such job.
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return await self._client._call(
            _CANCEL,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncJobsResourceWithRawResponse:
    """The methods of `AsyncJobsResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        raw = AsyncJobsResource(resource._client._raw())
        self.list = as_async_raw(raw.list)
        self.start = as_async_raw(raw.start)
        self.count = as_async_raw(raw.count)
        self.retrieve = as_async_raw(raw.retrieve)
        self.cancel = as_async_raw(raw.cancel)


class AsyncJobsResourceWithStreamingResponse:
    """The methods of `AsyncJobsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        streaming = AsyncJobsResource(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
        self.start = as_async_streamed(streaming.start)
        self.count = as_async_streamed(streaming.count)
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.cancel = as_async_streamed(streaming.cancel)
