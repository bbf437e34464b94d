"""Operations under tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient

__all__ = [
    "AsyncTags",
    "AsyncTagsWithRawResponse",
    "AsyncTagsWithStreamingResponse",
    "Tags",
    "TagsWithRawResponse",
    "TagsWithStreamingResponse",
]

_TAG_RESOURCE = Operation(
    name="tags.tag_resource",
    id="TagResource",
    method="POST",
    path="/tags/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "204": {},
    },
    security=(),
)


class Tags:
    """Operations under tags."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> TagsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return TagsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> TagsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return TagsWithStreamingResponse(self)

    def tag_resource(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /tags/{id}

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _TAG_RESOURCE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class TagsWithRawResponse:
    """The methods of `Tags`, but each returns a RawResponse."""

    def __init__(self, resource: Tags) -> None:
        raw = Tags(resource._client._raw())
        self.tag_resource = as_raw(raw.tag_resource)


class TagsWithStreamingResponse:
    """The methods of `Tags`, but each returns a response with an unread body."""

    def __init__(self, resource: Tags) -> None:
        streaming = Tags(resource._client._streaming())
        self.tag_resource = as_streamed(streaming.tag_resource)


class AsyncTags:
    """Operations under tags."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncTagsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncTagsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncTagsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncTagsWithStreamingResponse(self)

    async def tag_resource(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /tags/{id}

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _TAG_RESOURCE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncTagsWithRawResponse:
    """The methods of `AsyncTags`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncTags) -> None:
        raw = AsyncTags(resource._client._raw())
        self.tag_resource = as_async_raw(raw.tag_resource)


class AsyncTagsWithStreamingResponse:
    """The methods of `AsyncTags`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncTags) -> None:
        streaming = AsyncTags(resource._client._streaming())
        self.tag_resource = as_async_streamed(streaming.tag_resource)
