"""What is done for you."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.job import Job

__all__ = [
    "AsyncJobs",
    "AsyncJobsWithRawResponse",
    "AsyncJobsWithStreamingResponse",
    "Jobs",
    "JobsWithRawResponse",
    "JobsWithStreamingResponse",
]

_START = Operation(
    name="jobs.start",
    id="startJob",
    method="POST",
    path="/jobs",
    bodies=(Body("application/json", required=True),),
    responses={
        "201": {
            "application/json": lambda: models.Job,
        },
    },
    errors={
        "422": {
            "application/problem+json": lambda: models.Problem,
        },
        "429": {
            "application/problem+json": lambda: models.Problem,
        },
    },
    security=(("oauth",), ("oauth", "partner")),
    idempotency_header="Idempotency-Key",
)
_RETRIEVE = Operation(
    name="jobs.retrieve",
    id="getJob",
    method="GET",
    path="/jobs/{job_id}",
    parameters=(Parameter("job_id", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.Job,
        },
    },
    errors={
        "default": {
            "application/problem+json": lambda: models.Problem,
        },
    },
    security=(("oauth",),),
)
_GET_LOG = Operation(
    name="jobs.get_log",
    id="getLog",
    method="GET",
    path="/jobs/{job_id}/log",
    parameters=(Parameter("job_id", "path"),),
    responses={
        "200": {
            "text/plain": lambda: str,
        },
    },
    security=((), ("oauth",)),
    servers={
        "": "https://logs.access.example.com",
        "sandbox": "https://logs.sandbox.access.example.com",
    },
    server_takes_credentials=True,
)


class Jobs:
    """What is done for you."""

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

    def start(
        self,
        *,
        kind: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Job:
        """POST /jobs

        Each call sends a key in the header Idempotency-Key, so that a failed request can be repeated safely.

        Args:
            kind: Property `kind` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The job.

        Raises:
            UnprocessableEntityError: What is wrong. `body` is a `Problem`.
            RateLimitError: What is wrong. `body` is a `Problem`.
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Job = self._client._call(
            _START,
            (),
            body={
                "kind": kind,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def retrieve(
        self,
        job_id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Job:
        """GET /jobs/{job_id}

        Args:
            job_id: Path parameter `job_id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The job.

        Raises:
            APIStatusError: Any other status that is not a success: What is wrong. `body` is a `Problem`.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Job = self._client._call(
            _RETRIEVE,
            (job_id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def wait(
        self,
        job_id: str,
        *,
        interval: float = 0.01,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Job:
        """Read it at growing intervals until `/status` is 'done' or 'failed', and return it.

        Args:
            job_id: Path parameter `job_id`.
            interval: Seconds before the second read; later ones are longer.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for all of it.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The job.

        Raises:
            APIStatusError: Any other status that is not a success: What is wrong. `body` is a `Problem`.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        from .._polling import poll

        return poll(
            lambda _left: self.retrieve(
                job_id,
                timeout=timeout,
                deadline=_left,
                extra_headers=extra_headers,
                extra_query=extra_query,
            ),
            name="jobs.wait",
            status="/status",
            until=("done", "failed"),
            interval=interval,
            deadline=deadline,
        )

    def get_log(
        self,
        job_id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """GET /jobs/{job_id}/log

        The server is https://logs.access.example.com, unless the client has a `base_url`.

        Args:
            job_id: Path parameter `job_id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The log.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: str = self._client._call(
            _GET_LOG,
            (job_id,),
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
        self.start = as_raw(raw.start)
        self.retrieve = as_raw(raw.retrieve)
        self.get_log = as_raw(raw.get_log)


class JobsWithStreamingResponse:
    """The methods of `Jobs`, but each returns a response with an unread body."""

    def __init__(self, resource: Jobs) -> None:
        streaming = Jobs(resource._client._streaming())
        self.start = as_streamed(streaming.start)
        self.retrieve = as_streamed(streaming.retrieve)
        self.get_log = as_streamed(streaming.get_log)


class AsyncJobs:
    """What is done for you."""

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

    async def start(
        self,
        *,
        kind: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Job:
        """POST /jobs

        Each call sends a key in the header Idempotency-Key, so that a failed request can be repeated safely.

        Args:
            kind: Property `kind` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The job.

        Raises:
            UnprocessableEntityError: What is wrong. `body` is a `Problem`.
            RateLimitError: What is wrong. `body` is a `Problem`.
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Job = await self._client._call(
            _START,
            (),
            body={
                "kind": kind,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def retrieve(
        self,
        job_id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Job:
        """GET /jobs/{job_id}

        Args:
            job_id: Path parameter `job_id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The job.

        Raises:
            APIStatusError: Any other status that is not a success: What is wrong. `body` is a `Problem`.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Job = await self._client._call(
            _RETRIEVE,
            (job_id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def wait(
        self,
        job_id: str,
        *,
        interval: float = 0.01,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Job:
        """Read it at growing intervals until `/status` is 'done' or 'failed', and return it.

        Args:
            job_id: Path parameter `job_id`.
            interval: Seconds before the second read; later ones are longer.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for all of it.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The job.

        Raises:
            APIStatusError: Any other status that is not a success: What is wrong. `body` is a `Problem`.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        from .._polling import apoll

        return await apoll(
            lambda _left: self.retrieve(
                job_id,
                timeout=timeout,
                deadline=_left,
                extra_headers=extra_headers,
                extra_query=extra_query,
            ),
            name="jobs.wait",
            status="/status",
            until=("done", "failed"),
            interval=interval,
            deadline=deadline,
        )

    async def get_log(
        self,
        job_id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """GET /jobs/{job_id}/log

        The server is https://logs.access.example.com, unless the client has a `base_url`.

        Args:
            job_id: Path parameter `job_id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The log.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: str = await self._client._call(
            _GET_LOG,
            (job_id,),
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
        self.start = as_async_raw(raw.start)
        self.retrieve = as_async_raw(raw.retrieve)
        self.get_log = as_async_raw(raw.get_log)


class AsyncJobsWithStreamingResponse:
    """The methods of `AsyncJobs`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncJobs) -> None:
        streaming = AsyncJobs(resource._client._streaming())
        self.start = as_async_streamed(streaming.start)
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.get_log = as_async_streamed(streaming.get_log)
