"""Operations under links."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from .._operation import Body, Operation, choose_body
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Literal

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileTypes, Unset

__all__ = [
    "AsyncLinks",
    "AsyncLinksWithRawResponse",
    "AsyncLinksWithStreamingResponse",
    "Links",
    "LinksWithRawResponse",
    "LinksWithStreamingResponse",
]

_SET = Operation(
    name="links.set",
    id="setLink",
    method="PUT",
    path="/links",
    bodies=(
        Body("application/json", required=True, fields=("url",), needed=("url",)),
        Body(
            "multipart/form-data",
            required=True,
            fields=("kind", "file"),
            needed=("file",),
            constants={"kind": "upload"},
            files={"file": False},
        ),
    ),
    responses={
        "204": {},
    },
    security=(),
)
_ADD = Operation(
    name="links.add",
    id="addLink",
    method="POST",
    path="/links",
    bodies=(
        Body("application/json", required=True),
        Body(
            "multipart/form-data",
            required=True,
            fields=("kind", "file"),
            needed=("file",),
            constants={"kind": "upload"},
            files={"file": False},
        ),
        Body(
            "application/x-www-form-urlencoded",
            required=True,
            fields=("kind", "url"),
            needed=("url",),
            constants={"kind": "link"},
        ),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Links:
    """Operations under links."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> LinksWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return LinksWithRawResponse(self)

    @property
    def with_streaming_response(self) -> LinksWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return LinksWithStreamingResponse(self)

    @overload
    def set(
        self,
        *,
        url: str,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    @overload
    def set(
        self,
        *,
        file: FileTypes,
        content_type: Literal["multipart/form-data"],
        kind: Literal["upload"] = "upload",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    def set(
        self,
        *,
        url: str | Unset = UNSET,
        kind: Literal["upload"] | Unset = UNSET,
        file: FileTypes | Unset = UNSET,
        content_type: Literal["application/json", "multipart/form-data"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """PUT /links

        Args:
            url: For application/json only.
            kind: For multipart/form-data only.
            file: For multipart/form-data only.
            content_type: The media type of the body: application/json or multipart/form-data.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. Set.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _SET,
            (),
            body={
                "url": url,
                "kind": kind,
                "file": file,
                **(extra_body or {}),
            },
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer

    @overload
    def add(
        self,
        *,
        body: str,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    @overload
    def add(
        self,
        *,
        file: FileTypes,
        content_type: Literal["multipart/form-data"],
        kind: Literal["upload"] = "upload",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    @overload
    def add(
        self,
        *,
        url: str,
        content_type: Literal["application/x-www-form-urlencoded"],
        kind: Literal["link"] = "link",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    def add(
        self,
        *,
        kind: Literal["upload", "link"] | Unset = UNSET,
        file: FileTypes | Unset = UNSET,
        url: str | Unset = UNSET,
        body: str | Unset = UNSET,
        content_type: Literal[
            "application/json", "multipart/form-data", "application/x-www-form-urlencoded"
        ] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """POST /links

        Args:
            kind: For multipart/form-data and application/x-www-form-urlencoded only.
            file: For multipart/form-data only.
            url: For application/x-www-form-urlencoded only.
            body: The whole body, for application/json.
            content_type: The media type of the body: application/json or multipart/form-data or
                application/x-www-form-urlencoded.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. Added.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _ADD,
            (),
            body=choose_body(
                body,
                {
                    "kind": kind,
                    "file": file,
                    "url": url,
                    **(extra_body or {}),
                },
            ),
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class LinksWithRawResponse:
    """The methods of `Links`, but each returns a RawResponse."""

    def __init__(self, resource: Links) -> None:
        raw = Links(resource._client._raw())
        self.set = as_raw(raw.set)
        self.add = as_raw(raw.add)


class LinksWithStreamingResponse:
    """The methods of `Links`, but each returns a response with an unread body."""

    def __init__(self, resource: Links) -> None:
        streaming = Links(resource._client._streaming())
        self.set = as_streamed(streaming.set)
        self.add = as_streamed(streaming.add)


class AsyncLinks:
    """Operations under links."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncLinksWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncLinksWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncLinksWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncLinksWithStreamingResponse(self)

    @overload
    async def set(
        self,
        *,
        url: str,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    @overload
    async def set(
        self,
        *,
        file: FileTypes,
        content_type: Literal["multipart/form-data"],
        kind: Literal["upload"] = "upload",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    async def set(
        self,
        *,
        url: str | Unset = UNSET,
        kind: Literal["upload"] | Unset = UNSET,
        file: FileTypes | Unset = UNSET,
        content_type: Literal["application/json", "multipart/form-data"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """PUT /links

        Args:
            url: For application/json only.
            kind: For multipart/form-data only.
            file: For multipart/form-data only.
            content_type: The media type of the body: application/json or multipart/form-data.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. Set.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _SET,
            (),
            body={
                "url": url,
                "kind": kind,
                "file": file,
                **(extra_body or {}),
            },
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer

    @overload
    async def add(
        self,
        *,
        body: str,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    @overload
    async def add(
        self,
        *,
        file: FileTypes,
        content_type: Literal["multipart/form-data"],
        kind: Literal["upload"] = "upload",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    @overload
    async def add(
        self,
        *,
        url: str,
        content_type: Literal["application/x-www-form-urlencoded"],
        kind: Literal["link"] = "link",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    async def add(
        self,
        *,
        kind: Literal["upload", "link"] | Unset = UNSET,
        file: FileTypes | Unset = UNSET,
        url: str | Unset = UNSET,
        body: str | Unset = UNSET,
        content_type: Literal[
            "application/json", "multipart/form-data", "application/x-www-form-urlencoded"
        ] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """POST /links

        Args:
            kind: For multipart/form-data and application/x-www-form-urlencoded only.
            file: For multipart/form-data only.
            url: For application/x-www-form-urlencoded only.
            body: The whole body, for application/json.
            content_type: The media type of the body: application/json or multipart/form-data or
                application/x-www-form-urlencoded.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. Added.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _ADD,
            (),
            body=choose_body(
                body,
                {
                    "kind": kind,
                    "file": file,
                    "url": url,
                    **(extra_body or {}),
                },
            ),
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AsyncLinksWithRawResponse:
    """The methods of `AsyncLinks`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncLinks) -> None:
        raw = AsyncLinks(resource._client._raw())
        self.set = as_async_raw(raw.set)
        self.add = as_async_raw(raw.add)


class AsyncLinksWithStreamingResponse:
    """The methods of `AsyncLinks`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncLinks) -> None:
        streaming = AsyncLinks(resource._client._streaming())
        self.set = as_async_streamed(streaming.set)
        self.add = as_async_streamed(streaming.add)
