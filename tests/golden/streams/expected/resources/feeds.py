"""Operations under feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from .._operation import Items, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._stream import AsyncStream, Stream
    from ..models.event import Event
    from ..models.get_deltas_response import GetDeltasResponse
    from ..models.get_ticks_response import GetTicksResponse

__all__ = [
    "AsyncFeeds",
    "AsyncFeedsWithRawResponse",
    "AsyncFeedsWithStreamingResponse",
    "Feeds",
    "FeedsWithRawResponse",
    "FeedsWithStreamingResponse",
]

_GET_EVENTS = Operation(
    name="feeds.get_events",
    id="getEvents",
    method="GET",
    path="/events",
    responses={
        "200": {},
    },
    streams={
        "text/event-stream": lambda: Items(models.Event, is_event=True),
    },
    security=(),
)
_GET_LINES = Operation(
    name="feeds.get_lines",
    id="getLines",
    method="GET",
    path="/lines",
    responses={
        "200": {},
    },
    streams={
        "application/x-ndjson": lambda: Items(models.Event),
    },
    security=(),
)
_GET_RECORDS = Operation(
    name="feeds.get_records",
    id="getRecords",
    method="GET",
    path="/records",
    responses={
        "200": {},
    },
    streams={
        "application/json-seq": lambda: Items(models.Event),
    },
    security=(),
)
_GET_NUMBERS = Operation(
    name="feeds.get_numbers",
    id="getNumbers",
    method="GET",
    path="/numbers",
    responses={
        "200": {},
    },
    streams={
        "application/jsonl": lambda: Items(int),
    },
    security=(),
)
_GET_TICKS = Operation(
    name="feeds.get_ticks",
    id="getTicks",
    method="GET",
    path="/ticks",
    responses={
        "200": {},
    },
    streams={
        "text/event-stream": lambda: Items(models.GetTicksResponse, is_event=True, error_event="error"),
    },
    security=(),
)
_GET_DELTAS = Operation(
    name="feeds.get_deltas",
    id="getDeltas",
    method="GET",
    path="/deltas",
    responses={
        "200": {},
    },
    streams={
        "text/event-stream": lambda: Items(models.GetDeltasResponse, is_event=True, has_json_data=True),
    },
    security=(),
)
_GET_WORDS = Operation(
    name="feeds.get_words",
    id="getWords",
    method="GET",
    path="/words",
    responses={
        "200": {},
    },
    streams={
        "text/event-stream": lambda: Items(models.Event, is_event=True, sentinel="[DONE]"),
    },
    security=(),
)
_GET_AUDITS = Operation(
    name="feeds.get_audits",
    id="getAudits",
    method="GET",
    path="/audits",
    responses={
        "200": {},
    },
    streams={
        "application/vnd.audit+json-seq": lambda: Items(models.Event),
    },
    security=(),
)
_WATCH_PODS = Operation(
    name="feeds.watch_pods",
    id="watchPods",
    method="GET",
    path="/pods",
    responses={
        "200": {
            "application/json": lambda: Any,
            "application/json;stream=watch": lambda: models.Event,
        },
    },
    security=(),
)
_GET_DOCUMENT = Operation(
    name="feeds.get_document",
    id="getDocument",
    method="GET",
    path="/document",
    responses={
        "200": {
            "application/xml": lambda: bytes,
        },
    },
    security=(),
)
_GET_BOTH = Operation(
    name="feeds.get_both",
    id="getBoth",
    method="GET",
    path="/both",
    responses={
        "200": {
            "application/vnd.api+json": lambda: models.Event,
            "application/xml": lambda: bytes,
        },
    },
    security=(),
)
_GET_FILE = Operation(
    name="feeds.get_file",
    id="getFile",
    method="GET",
    path="/file",
    responses={
        "200": {
            "*/*": lambda: bytes,
        },
    },
    security=(),
)
_GET_BARE = Operation(
    name="feeds.get_bare",
    id="getBare",
    method="GET",
    path="/bare",
    responses={
        "200": {
            "*/*": lambda: bytes,
        },
    },
    security=(),
)
_GET_TEXT = Operation(
    name="feeds.get_text",
    id="getText",
    method="GET",
    path="/text",
    responses={
        "200": {
            "text/csv": lambda: str,
        },
    },
    security=(),
)


class Feeds:
    """Operations under feeds."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> FeedsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return FeedsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> FeedsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return FeedsWithStreamingResponse(self)

    def get_events(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Stream[Event]:
        """GET /events

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A `Stream` of the items as they arrive. Use it with `with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Stream[Event] = self._client._stream(
            _GET_EVENTS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_lines(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Stream[Event]:
        """GET /lines

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A `Stream` of the items as they arrive. Use it with `with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Stream[Event] = self._client._stream(
            _GET_LINES,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_records(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Stream[Event]:
        """GET /records

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A `Stream` of the items as they arrive. Use it with `with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Stream[Event] = self._client._stream(
            _GET_RECORDS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_numbers(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Stream[int]:
        """GET /numbers

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A `Stream` of the items as they arrive. Use it with `with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Stream[int] = self._client._stream(
            _GET_NUMBERS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_ticks(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Stream[GetTicksResponse]:
        """GET /ticks

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A `Stream` of the items as they arrive. Use it with `with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Stream[GetTicksResponse] = self._client._stream(
            _GET_TICKS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_deltas(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Stream[GetDeltasResponse]:
        """GET /deltas

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A `Stream` of the items as they arrive. Use it with `with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Stream[GetDeltasResponse] = self._client._stream(
            _GET_DELTAS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_words(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Stream[Event]:
        """Events up to the text that ends the stream.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A `Stream` of the items as they arrive. Use it with `with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Stream[Event] = self._client._stream(
            _GET_WORDS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_audits(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Stream[Event]:
        """GET /audits

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A `Stream` of the items as they arrive. Use it with `with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Stream[Event] = self._client._stream(
            _GET_AUDITS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def watch_pods(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """Items of a media type that has no items.

        The response is also available as application/json;stream=watch: request it with
        `extra_headers={"Accept": "application/json;stream=watch"}`. The result is decoded by its
        Content-Type.

        application/json: Typed `Any` as a whole: its items are not decoded.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Changes.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._call(
            _WATCH_PODS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    def get_document(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """GET /document

        application/xml: Typed `bytes`, unchanged: its content is not decoded.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            XML.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes = self._client._call(
            _GET_DOCUMENT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_both(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Event:
        """GET /both

        The response is also available as application/xml: request it with `extra_headers={"Accept":
        "application/xml"}`. The result is decoded by its Content-Type, as text or bytes.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Either.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Event = self._client._call(
            _GET_BOTH,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_file(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """GET /file

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A file.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes = self._client._call(
            _GET_FILE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_bare(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """GET /bare

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Something.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes = self._client._call(
            _GET_BARE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_text(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """GET /text

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Text.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: str = self._client._call(
            _GET_TEXT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class FeedsWithRawResponse:
    """The methods of `Feeds`, but each returns a RawResponse."""

    def __init__(self, resource: Feeds) -> None:
        raw = Feeds(resource._client._raw())
        self.get_events = as_raw(raw.get_events)
        self.get_lines = as_raw(raw.get_lines)
        self.get_records = as_raw(raw.get_records)
        self.get_numbers = as_raw(raw.get_numbers)
        self.get_ticks = as_raw(raw.get_ticks)
        self.get_deltas = as_raw(raw.get_deltas)
        self.get_words = as_raw(raw.get_words)
        self.get_audits = as_raw(raw.get_audits)
        self.watch_pods = as_raw(raw.watch_pods)
        self.get_document = as_raw(raw.get_document)
        self.get_both = as_raw(raw.get_both)
        self.get_file = as_raw(raw.get_file)
        self.get_bare = as_raw(raw.get_bare)
        self.get_text = as_raw(raw.get_text)


class FeedsWithStreamingResponse:
    """The methods of `Feeds`, but each returns a response with an unread body."""

    def __init__(self, resource: Feeds) -> None:
        streaming = Feeds(resource._client._streaming())
        self.get_events = as_streamed(streaming.get_events)
        self.get_lines = as_streamed(streaming.get_lines)
        self.get_records = as_streamed(streaming.get_records)
        self.get_numbers = as_streamed(streaming.get_numbers)
        self.get_ticks = as_streamed(streaming.get_ticks)
        self.get_deltas = as_streamed(streaming.get_deltas)
        self.get_words = as_streamed(streaming.get_words)
        self.get_audits = as_streamed(streaming.get_audits)
        self.watch_pods = as_streamed(streaming.watch_pods)
        self.get_document = as_streamed(streaming.get_document)
        self.get_both = as_streamed(streaming.get_both)
        self.get_file = as_streamed(streaming.get_file)
        self.get_bare = as_streamed(streaming.get_bare)
        self.get_text = as_streamed(streaming.get_text)


class AsyncFeeds:
    """Operations under feeds."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncFeedsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncFeedsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncFeedsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncFeedsWithStreamingResponse(self)

    async def get_events(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncStream[Event]:
        """GET /events

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An `AsyncStream` of the items as they arrive. Use it with `async with`, or iterate over it to its
                end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: AsyncStream[Event] = await self._client._stream(
            _GET_EVENTS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_lines(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncStream[Event]:
        """GET /lines

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An `AsyncStream` of the items as they arrive. Use it with `async with`, or iterate over it to its
                end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: AsyncStream[Event] = await self._client._stream(
            _GET_LINES,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_records(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncStream[Event]:
        """GET /records

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An `AsyncStream` of the items as they arrive. Use it with `async with`, or iterate over it to its
                end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: AsyncStream[Event] = await self._client._stream(
            _GET_RECORDS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_numbers(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncStream[int]:
        """GET /numbers

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An `AsyncStream` of the items as they arrive. Use it with `async with`, or iterate over it to its
                end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: AsyncStream[int] = await self._client._stream(
            _GET_NUMBERS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_ticks(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncStream[GetTicksResponse]:
        """GET /ticks

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An `AsyncStream` of the items as they arrive. Use it with `async with`, or iterate over it to its
                end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: AsyncStream[GetTicksResponse] = await self._client._stream(
            _GET_TICKS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_deltas(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncStream[GetDeltasResponse]:
        """GET /deltas

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An `AsyncStream` of the items as they arrive. Use it with `async with`, or iterate over it to its
                end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: AsyncStream[GetDeltasResponse] = await self._client._stream(
            _GET_DELTAS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_words(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncStream[Event]:
        """Events up to the text that ends the stream.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An `AsyncStream` of the items as they arrive. Use it with `async with`, or iterate over it to its
                end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: AsyncStream[Event] = await self._client._stream(
            _GET_WORDS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_audits(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncStream[Event]:
        """GET /audits

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An `AsyncStream` of the items as they arrive. Use it with `async with`, or iterate over it to its
                end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: AsyncStream[Event] = await self._client._stream(
            _GET_AUDITS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def watch_pods(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """Items of a media type that has no items.

        The response is also available as application/json;stream=watch: request it with
        `extra_headers={"Accept": "application/json;stream=watch"}`. The result is decoded by its
        Content-Type.

        application/json: Typed `Any` as a whole: its items are not decoded.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Changes.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return await self._client._call(
            _WATCH_PODS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    async def get_document(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """GET /document

        application/xml: Typed `bytes`, unchanged: its content is not decoded.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            XML.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes = await self._client._call(
            _GET_DOCUMENT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_both(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Event:
        """GET /both

        The response is also available as application/xml: request it with `extra_headers={"Accept":
        "application/xml"}`. The result is decoded by its Content-Type, as text or bytes.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Either.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Event = await self._client._call(
            _GET_BOTH,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_file(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """GET /file

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A file.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes = await self._client._call(
            _GET_FILE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_bare(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """GET /bare

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Something.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes = await self._client._call(
            _GET_BARE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_text(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """GET /text

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Text.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: str = await self._client._call(
            _GET_TEXT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncFeedsWithRawResponse:
    """The methods of `AsyncFeeds`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncFeeds) -> None:
        raw = AsyncFeeds(resource._client._raw())
        self.get_events = as_async_raw(raw.get_events)
        self.get_lines = as_async_raw(raw.get_lines)
        self.get_records = as_async_raw(raw.get_records)
        self.get_numbers = as_async_raw(raw.get_numbers)
        self.get_ticks = as_async_raw(raw.get_ticks)
        self.get_deltas = as_async_raw(raw.get_deltas)
        self.get_words = as_async_raw(raw.get_words)
        self.get_audits = as_async_raw(raw.get_audits)
        self.watch_pods = as_async_raw(raw.watch_pods)
        self.get_document = as_async_raw(raw.get_document)
        self.get_both = as_async_raw(raw.get_both)
        self.get_file = as_async_raw(raw.get_file)
        self.get_bare = as_async_raw(raw.get_bare)
        self.get_text = as_async_raw(raw.get_text)


class AsyncFeedsWithStreamingResponse:
    """The methods of `AsyncFeeds`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncFeeds) -> None:
        streaming = AsyncFeeds(resource._client._streaming())
        self.get_events = as_async_streamed(streaming.get_events)
        self.get_lines = as_async_streamed(streaming.get_lines)
        self.get_records = as_async_streamed(streaming.get_records)
        self.get_numbers = as_async_streamed(streaming.get_numbers)
        self.get_ticks = as_async_streamed(streaming.get_ticks)
        self.get_deltas = as_async_streamed(streaming.get_deltas)
        self.get_words = as_async_streamed(streaming.get_words)
        self.get_audits = as_async_streamed(streaming.get_audits)
        self.watch_pods = as_async_streamed(streaming.watch_pods)
        self.get_document = as_async_streamed(streaming.get_document)
        self.get_both = as_async_streamed(streaming.get_both)
        self.get_file = as_async_streamed(streaming.get_file)
        self.get_bare = as_async_streamed(streaming.get_bare)
        self.get_text = as_async_streamed(streaming.get_text)
