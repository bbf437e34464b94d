"""Operations under avatar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Literal

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileContent, Unset

__all__ = [
    "AsyncAvatar",
    "AsyncAvatarWithRawResponse",
    "AsyncAvatarWithStreamingResponse",
    "Avatar",
    "AvatarWithRawResponse",
    "AvatarWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="avatar.retrieve",
    id="getAvatar",
    method="GET",
    path="/avatar",
    responses={
        "200": {
            "image/png": lambda: bytes,
            "image/jpeg": lambda: bytes,
        },
    },
    security=(),
)
_SET = Operation(
    name="avatar.set",
    id="setAvatar",
    method="PUT",
    path="/avatar",
    bodies=(Body("image/*", required=True),),
    responses={
        "204": {},
    },
    security=(),
)
_CROP = Operation(
    name="avatar.crop",
    id="cropAvatar",
    method="POST",
    path="/avatar",
    bodies=(
        Body("image/png", required=False),
        Body("image/jpeg", required=False),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Avatar:
    """Operations under avatar."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AvatarWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AvatarWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AvatarWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AvatarWithStreamingResponse(self)

    def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """GET /avatar

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The image.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes = self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def set(
        self,
        *,
        body: FileContent,
        content_type: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """The caller says which kind of image it is.

        Args:
            body: The request body.
            content_type: The media type of the body: image/*.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. It is set.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _SET,
            (),
            body=body,
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer

    def crop(
        self,
        *,
        body: FileContent | Unset = UNSET,
        content_type: Literal["image/png", "image/jpeg"] = "image/png",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """One of the kinds that are listed.

        Args:
            body: The request body.
            content_type: The media type of the body: image/png or image/jpeg.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. It is set.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _CROP,
            (),
            body=body,
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AvatarWithRawResponse:
    """The methods of `Avatar`, but each returns a RawResponse."""

    def __init__(self, resource: Avatar) -> None:
        raw = Avatar(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)
        self.set = as_raw(raw.set)
        self.crop = as_raw(raw.crop)


class AvatarWithStreamingResponse:
    """The methods of `Avatar`, but each returns a response with an unread body."""

    def __init__(self, resource: Avatar) -> None:
        streaming = Avatar(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)
        self.set = as_streamed(streaming.set)
        self.crop = as_streamed(streaming.crop)


class AsyncAvatar:
    """Operations under avatar."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncAvatarWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncAvatarWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncAvatarWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncAvatarWithStreamingResponse(self)

    async def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """GET /avatar

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The image.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes = await self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def set(
        self,
        *,
        body: FileContent,
        content_type: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """The caller says which kind of image it is.

        Args:
            body: The request body.
            content_type: The media type of the body: image/*.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. It is set.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _SET,
            (),
            body=body,
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer

    async def crop(
        self,
        *,
        body: FileContent | Unset = UNSET,
        content_type: Literal["image/png", "image/jpeg"] = "image/png",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """One of the kinds that are listed.

        Args:
            body: The request body.
            content_type: The media type of the body: image/png or image/jpeg.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. It is set.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _CROP,
            (),
            body=body,
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AsyncAvatarWithRawResponse:
    """The methods of `AsyncAvatar`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncAvatar) -> None:
        raw = AsyncAvatar(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)
        self.set = as_async_raw(raw.set)
        self.crop = as_async_raw(raw.crop)


class AsyncAvatarWithStreamingResponse:
    """The methods of `AsyncAvatar`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncAvatar) -> None:
        streaming = AsyncAvatar(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.set = as_async_streamed(streaming.set)
        self.crop = as_async_streamed(streaming.crop)
