"""Operations under projects keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient

__all__ = [
    "AsyncProjectsKeys",
    "AsyncProjectsKeysWithRawResponse",
    "AsyncProjectsKeysWithStreamingResponse",
    "ProjectsKeys",
    "ProjectsKeysWithRawResponse",
    "ProjectsKeysWithStreamingResponse",
]

_ROTATE_ALL = Operation(
    name="projects_keys.rotate_all",
    id="strange",
    method="GET",
    path="/c",
    responses={
        "204": {},
    },
    security=(),
)


class ProjectsKeys:
    """Operations under projects keys."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ProjectsKeysWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ProjectsKeysWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ProjectsKeysWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ProjectsKeysWithStreamingResponse(self)

    def rotate_all(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /c

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _ROTATE_ALL,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ProjectsKeysWithRawResponse:
    """The methods of `ProjectsKeys`, but each returns a RawResponse."""

    def __init__(self, resource: ProjectsKeys) -> None:
        raw = ProjectsKeys(resource._client._raw())
        self.rotate_all = as_raw(raw.rotate_all)


class ProjectsKeysWithStreamingResponse:
    """The methods of `ProjectsKeys`, but each returns a response with an unread body."""

    def __init__(self, resource: ProjectsKeys) -> None:
        streaming = ProjectsKeys(resource._client._streaming())
        self.rotate_all = as_streamed(streaming.rotate_all)


class AsyncProjectsKeys:
    """Operations under projects keys."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncProjectsKeysWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncProjectsKeysWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncProjectsKeysWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncProjectsKeysWithStreamingResponse(self)

    async def rotate_all(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /c

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _ROTATE_ALL,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncProjectsKeysWithRawResponse:
    """The methods of `AsyncProjectsKeys`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncProjectsKeys) -> None:
        raw = AsyncProjectsKeys(resource._client._raw())
        self.rotate_all = as_async_raw(raw.rotate_all)


class AsyncProjectsKeysWithStreamingResponse:
    """The methods of `AsyncProjectsKeys`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncProjectsKeys) -> None:
        streaming = AsyncProjectsKeys(resource._client._streaming())
        self.rotate_all = as_async_streamed(streaming.rotate_all)
