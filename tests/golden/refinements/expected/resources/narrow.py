"""Operations under narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.narrow import Narrow

__all__ = [
    "AsyncNarrowResource",
    "AsyncNarrowResourceWithRawResponse",
    "AsyncNarrowResourceWithStreamingResponse",
    "NarrowResource",
    "NarrowResourceWithRawResponse",
    "NarrowResourceWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="narrow.retrieve",
    id="getNarrow",
    method="GET",
    path="/narrow",
    responses={
        "200": {
            "application/json": lambda: models.Narrow,
        },
    },
    security=(),
)


class NarrowResource:
    """Operations under narrow."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> NarrowResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return NarrowResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> NarrowResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return NarrowResourceWithStreamingResponse(self)

    def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Narrow:
        """GET /narrow

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Types that several schemas restrict.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Narrow = self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class NarrowResourceWithRawResponse:
    """The methods of `NarrowResource`, but each returns a RawResponse."""

    def __init__(self, resource: NarrowResource) -> None:
        raw = NarrowResource(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)


class NarrowResourceWithStreamingResponse:
    """The methods of `NarrowResource`, but each returns a response with an unread body."""

    def __init__(self, resource: NarrowResource) -> None:
        streaming = NarrowResource(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)


class AsyncNarrowResource:
    """Operations under narrow."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncNarrowResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncNarrowResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncNarrowResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncNarrowResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Narrow:
        """GET /narrow

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Types that several schemas restrict.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Narrow = await self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncNarrowResourceWithRawResponse:
    """The methods of `AsyncNarrowResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncNarrowResource) -> None:
        raw = AsyncNarrowResource(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)


class AsyncNarrowResourceWithStreamingResponse:
    """The methods of `AsyncNarrowResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncNarrowResource) -> None:
        streaming = AsyncNarrowResource(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
