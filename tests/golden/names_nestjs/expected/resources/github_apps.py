"""Operations under GitHubApps."""

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
    "AsyncGitHubApps",
    "AsyncGitHubAppsWithRawResponse",
    "AsyncGitHubAppsWithStreamingResponse",
    "GitHubApps",
    "GitHubAppsWithRawResponse",
    "GitHubAppsWithStreamingResponse",
]

_FIND_ALL = Operation(
    name="github_apps.find_all",
    id="GitHubAppsController_findAll_v1",
    method="GET",
    path="/github-apps",
    responses={
        "204": {},
    },
    security=(),
)


class GitHubApps:
    """Operations under GitHubApps."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> GitHubAppsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return GitHubAppsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> GitHubAppsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return GitHubAppsWithStreamingResponse(self)

    def find_all(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /github-apps

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
            _FIND_ALL,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class GitHubAppsWithRawResponse:
    """The methods of `GitHubApps`, but each returns a RawResponse."""

    def __init__(self, resource: GitHubApps) -> None:
        raw = GitHubApps(resource._client._raw())
        self.find_all = as_raw(raw.find_all)


class GitHubAppsWithStreamingResponse:
    """The methods of `GitHubApps`, but each returns a response with an unread body."""

    def __init__(self, resource: GitHubApps) -> None:
        streaming = GitHubApps(resource._client._streaming())
        self.find_all = as_streamed(streaming.find_all)


class AsyncGitHubApps:
    """Operations under GitHubApps."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncGitHubAppsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncGitHubAppsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncGitHubAppsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncGitHubAppsWithStreamingResponse(self)

    async def find_all(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /github-apps

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
            _FIND_ALL,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncGitHubAppsWithRawResponse:
    """The methods of `AsyncGitHubApps`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncGitHubApps) -> None:
        raw = AsyncGitHubApps(resource._client._raw())
        self.find_all = as_async_raw(raw.find_all)


class AsyncGitHubAppsWithStreamingResponse:
    """The methods of `AsyncGitHubApps`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncGitHubApps) -> None:
        streaming = AsyncGitHubApps(resource._client._streaming())
        self.find_all = as_async_streamed(streaming.find_all)
