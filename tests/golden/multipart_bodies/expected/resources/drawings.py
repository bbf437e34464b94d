"""Operations under drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileTypes, Unset
    from ..models.create_drawing_body_lines_item import CreateDrawingBodyLinesItem, CreateDrawingBodyLinesItemDict
    from ..models.create_drawing_body_size import CreateDrawingBodySize, CreateDrawingBodySizeDict

__all__ = [
    "AsyncDrawings",
    "AsyncDrawingsWithRawResponse",
    "AsyncDrawingsWithStreamingResponse",
    "Drawings",
    "DrawingsWithRawResponse",
    "DrawingsWithStreamingResponse",
]

_CREATE = Operation(
    name="drawings.create",
    id="createDrawing",
    method="POST",
    path="/drawings",
    bodies=(
        Body(
            "multipart/form-data",
            required=False,
            styles={"lines": ("deepObject", True), "colors": ("form", False), "size": ("form", True)},
            files={"sheet": False},
            arrays=("lines", "colors"),
        ),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Drawings:
    """Operations under drawings."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> DrawingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return DrawingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> DrawingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return DrawingsWithStreamingResponse(self)

    def create(
        self,
        *,
        sheet: FileTypes | Unset = UNSET,
        lines: Sequence[CreateDrawingBodyLinesItem | CreateDrawingBodyLinesItemDict] | Unset = UNSET,
        colors: Sequence[str] | Unset = UNSET,
        size: CreateDrawingBodySize | CreateDrawingBodySizeDict | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """POST /drawings

        Args:
            sheet: Property `sheet` of the request body.
            lines: Property `lines` of the request body.
            colors: Property `colors` of the request body.
            size: Property `size` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. It is there.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _CREATE,
            (),
            body={
                "sheet": sheet,
                "lines": lines,
                "colors": colors,
                "size": size,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class DrawingsWithRawResponse:
    """The methods of `Drawings`, but each returns a RawResponse."""

    def __init__(self, resource: Drawings) -> None:
        raw = Drawings(resource._client._raw())
        self.create = as_raw(raw.create)


class DrawingsWithStreamingResponse:
    """The methods of `Drawings`, but each returns a response with an unread body."""

    def __init__(self, resource: Drawings) -> None:
        streaming = Drawings(resource._client._streaming())
        self.create = as_streamed(streaming.create)


class AsyncDrawings:
    """Operations under drawings."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncDrawingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncDrawingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncDrawingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncDrawingsWithStreamingResponse(self)

    async def create(
        self,
        *,
        sheet: FileTypes | Unset = UNSET,
        lines: Sequence[CreateDrawingBodyLinesItem | CreateDrawingBodyLinesItemDict] | Unset = UNSET,
        colors: Sequence[str] | Unset = UNSET,
        size: CreateDrawingBodySize | CreateDrawingBodySizeDict | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """POST /drawings

        Args:
            sheet: Property `sheet` of the request body.
            lines: Property `lines` of the request body.
            colors: Property `colors` of the request body.
            size: Property `size` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. It is there.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _CREATE,
            (),
            body={
                "sheet": sheet,
                "lines": lines,
                "colors": colors,
                "size": size,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AsyncDrawingsWithRawResponse:
    """The methods of `AsyncDrawings`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncDrawings) -> None:
        raw = AsyncDrawings(resource._client._raw())
        self.create = as_async_raw(raw.create)


class AsyncDrawingsWithStreamingResponse:
    """The methods of `AsyncDrawings`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncDrawings) -> None:
        streaming = AsyncDrawings(resource._client._streaming())
        self.create = as_async_streamed(streaming.create)
