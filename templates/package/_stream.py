"""Streams of the items of a response, which are decoded while the response arrives."""

from __future__ import annotations

import threading
import weakref
from collections import deque
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from ._exceptions import APIConnectionError, ResponseTooLargeError, ResponseValidationError, RootError
from ._item_decoder import decode_item
from ._operation import charset_of
from ._response import RawResponse
from ._response_decoder import redirect_of
from ._stream_formats import (
    EventStreamDecoder,
    ItemTooLarge,
    ServerSentEvent,
    decoder_of,
    recoder_of,
    stream_format,
)
from ._streamed_response import StreamedResponse

if TYPE_CHECKING:
    from types import TracebackType

    import anyio
    from httpx2 import Headers

    from ._exchange import Exchange
    from ._operation import Operation
    from ._settings import Settings
    from ._streamed_response import AsyncStreamedResponse

__all__ = ["AsyncStream", "ItemReader", "Stream", "items_of", "unread_response"]

T = TypeVar("T")
C = TypeVar("C")
Raw = bytes | ServerSentEvent

NO_CONTENT = (204, 205)
"""Statuses without a body. With 204, a server tells a client not to reconnect (WHATWG HTML, section 9.2)."""


class ItemReader(Generic[T]):
    """Converter of the bytes of one stream to items, without I/O.

    Args:
        format: The format of the stream: "events" (text/event-stream), "lines" (JSON Lines) or "sequence"
            (application/json-seq).
        charset: The encoding of the stream; None for UTF-8. An event stream is always in UTF-8.
        exchange: The call that the stream belongs to.
        decode: A function that decodes a JSON text or a server-sent event to an item.
        sentinel: The text of the item that marks the end of the stream; None if the contract states no such text.

    Attributes:
        ready: The JSON texts or events that have arrived, and are not yet delivered.
        ended: Whether the end of the stream has arrived, or the caller has closed the stream.
        last_event_id: The last event ID of the stream; "" if no event had an id.
    """

    def __init__(
        self,
        format: str,  # noqa: A002 - the word of _stream_formats
        charset: str | None,
        *,
        exchange: Exchange,
        decode: Callable[[Raw], T],
        sentinel: str | None,
    ) -> None:
        self._exchange = exchange
        self.decode = decode
        self._sentinel = sentinel
        self._format = format
        self.ready: deque[Raw] = deque()
        self.last_event_id = ""
        self.ended = False
        self._failures = 0
        self._resumed_at: str | None = None
        self._recoder = None if format == "events" else recoder_of(charset)
        self._decoder: Any = decoder_of(format, exchange.limit)

    def end(self) -> None:
        """End the stream: deliver no further items."""
        self.ended = True
        self.ready.clear()

    def resume(self, status: int, headers: Headers) -> None:
        """Continue an interrupted stream with a new response.

        Raises:
            ResponseValidationError: The new response is no event stream.
        """
        if status in NO_CONTENT:
            self.end()
            return
        content_type = headers.get("content-type")
        if stream_format(content_type or "text/event-stream") != "events":
            raise ResponseValidationError(
                f"{self._exchange.label}: the response that resumes the stream is not a stream: its content type is "
                f"{content_type!r}; expected text/event-stream"
            )
        self._decoder = EventStreamDecoder(self._exchange.limit, self.last_event_id)

    def take(self, chunk: bytes | None) -> None:
        """Add a chunk of the body, or None at its end, and append the items that are now complete to `ready`.

        Raises:
            ResponseTooLargeError: An item (a JSON text or an event) is larger than `max_response_bytes`.
        """
        self.ended = self.ended or chunk is None
        try:
            if self._recoder is not None:
                text = self._recoder.decode(chunk or b"", chunk is None)
                self.ready += self._decoder.feed(text.encode("utf-8", "replace"))
            elif chunk is not None:
                self.ready += self._decoder.feed(chunk)
            if chunk is None:
                self.ready += self._decoder.finish()
        except ItemTooLarge:
            limit = self._exchange.limit or 0
            raise ResponseTooLargeError(
                f"{self._exchange.label}: an item of the stream is longer than max_response_bytes, {limit} bytes",
                limit=limit,
            ) from None

    def next_raw(self) -> Raw | None:
        """Remove the next JSON text or event from `ready`, and return it undecoded.

        Return None if `ready` is empty, or at the text that marks the end of the stream.
        """
        if not self.ready:
            return None
        raw = self.ready.popleft()
        if isinstance(raw, ServerSentEvent):
            self.last_event_id = raw.id
        if self._sentinel is not None:
            text = raw.data if isinstance(raw, ServerSentEvent) else raw.decode("utf-8", "replace").strip('"')
            if text.strip() == self._sentinel:
                self.end()
                return None
        return raw

    async def settle(self) -> None:
        """Await the async hooks that were called for mismatches of the last decoded item, if any."""
        if self._exchange.has_pending():
            await self._exchange.settle()

    def seconds_to_resume(self, error: APIConnectionError) -> float:
        """Return the seconds to wait before the client requests the events after the last received event.

        Raises:
            APIConnectionError: The stream cannot be resumed: the operation is not idempotent, no event had an id that
                can be sent, the deadline has passed, or the stream was interrupted max_retries times at the same event.
        """
        if self._format == "events":
            self.last_event_id = self._decoder.last_event_id  # An event without data has an id too.
        if not (self._exchange.idempotent and self._sent_event_id):
            raise error
        if self.last_event_id != self._resumed_at:
            self._failures, self._resumed_at = 0, self.last_event_id
        failures, self._failures = self._failures, self._failures + 1
        milliseconds = self._decoder.retry
        asked = None if milliseconds is None else milliseconds / 1000
        return self._exchange.seconds_to_resume(error, failures, asked=asked)

    @property
    def resume_headers(self) -> dict[str, str]:
        """The headers that request the events after the last received event."""
        return {"last-event-id": self._sent_event_id}

    @property
    def _sent_event_id(self) -> str:
        """The value of the `Last-Event-ID` request header; "" if there is no ID, or if a header cannot contain it."""
        text = self.last_event_id.strip(" \t")
        return "" if "\v" in text or "\f" in text else text


def items_of(
    settings: Settings[Any], operation: Operation, response: StreamedResponse[Any] | AsyncStreamedResponse[Any]
) -> Any:
    """Return the items of a response as a Stream or AsyncStream.

    For a documented 3xx status, return a Redirect instead, or None if it is 304 (Not Modified).

    Raises:
        ResponseValidationError: The media type of the response is not documented as a stream.
    """
    if response.status_code >= 300:  # noqa: PLR2004 - a documented 3xx
        response.close_later()
        return redirect_of(response.status_code, response.headers)
    content_type = response.headers.get("content-type")
    is_empty = response.status_code in NO_CONTENT
    documented, items = operation.stream_items(None if is_empty else content_type)
    if items is None:
        response.close_later()
        expected = " or ".join(operation.streams)
        raise ResponseValidationError(
            f"The response to {operation.id} is not a stream: its content type is {content_type!r}; expected {expected}"
        )
    head: RawResponse[Any] = RawResponse(response.status_code, response.headers, b"")
    exchange = response.exchange

    def decode(raw: Raw) -> Any:
        return decode_item(settings, operation, exchange, head=head, item=items, raw=raw)

    reader: ItemReader[Any] = ItemReader(
        stream_format(content_type or documented) or stream_format(documented),
        charset_of(content_type),
        exchange=exchange,
        decode=decode,
        sentinel=items.sentinel,
    )
    if is_empty:
        reader.end()
    return Stream(response, reader) if isinstance(response, StreamedResponse) else AsyncStream(response, reader)


def unread_response(
    settings: Settings[Any], operation: Operation, opened: StreamedResponse[Any] | AsyncStreamedResponse[Any]
) -> RawResponse[Any]:
    """Return the status and headers of an open response as a RawResponse, without the body.

    Its `parse()` returns a Stream or AsyncStream, which reads the body from the open response.
    """
    response: RawResponse[Any] = RawResponse(opened.status_code, opened.headers, b"")
    response.retries = opened.retries
    response.set_parser(lambda: items_of(settings, operation, opened))
    return response


class Stream(Generic[T]):
    """The items of a response, in the order of arrival.

    Use a Stream with `with` or in a `for` loop. Leaving the block or the loop closes the connection. If the connection
    fails, the client requests the events after the last received event. This requires events with an `id` and an
    idempotent request.

    Attributes:
        response: The response: `status_code`, `headers`, `request_id`.

    Raises:
        APIConnectionError: The connection failed, and the stream cannot be resumed; `APITimeoutError` if the server
            takes too long.
        APIStatusError: An event reports an error, or the request that resumes the stream failed.
        ResponseTooLargeError: An item is larger than `max_response_bytes`.
        ResponseValidationError: The body cannot be decompressed; or an item does not match the contract, and
            `on_mismatch` is "raise".
    """

    def __init__(self, response: StreamedResponse[Any], reader: ItemReader[T]) -> None:
        self.response = response
        self._reader = reader
        self._iterator: Generator[T] | None = None
        self._chunks: Generator[bytes] | None = None
        self._lock = threading.RLock()  # Threads that share the stream take its items one after the other.

    def __repr__(self) -> str:
        return f"<Stream of {self.response.status_code}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection. Closing again has no effect."""
        self._reader.end()
        self.response.close()

    @property
    def last_event_id(self) -> str:
        """The last event ID of the stream; "" if no delivered event had an id."""
        return self._reader.last_event_id

    def __iter__(self) -> Generator[T]:
        return self._delivered(self._reader.decode)

    def __next__(self) -> T:
        with self._lock:
            if self._iterator is None:
                self._iterator = iter(self)
            return next(self._iterator)

    def events(self) -> Generator[ServerSentEvent]:
        """Return an iterator over the events of a `text/event-stream` as they arrive, with undecoded data.

        The iteration raises the same exceptions as an iteration over the items.

        Raises:
            TypeError: The response is not an event stream.
        """
        return self._delivered(_event)

    def _delivered(self, convert: Callable[[Raw], C]) -> Generator[C]:
        """Yield the remaining JSON texts or events, each converted by `convert`, and close the stream at the end."""
        try:
            while (raw := self._take()) is not None:
                yield convert(raw)
        finally:
            self.close()

    def _take(self) -> Raw | None:
        with self._lock:
            return self._next_raw()

    def _next_raw(self) -> Raw | None:
        reader = self._reader
        while not reader.ready:
            if reader.ended:
                return None
            try:
                reader.take(self._next_chunk())
            except RootError as error:
                if reader.ended:  # The stream was closed while this thread waited for the next chunk.
                    return None
                if not isinstance(error, APIConnectionError):
                    raise
                self.response.pause(reader.seconds_to_resume(error))
                self.response.resume(reader.resume_headers)
                reader.resume(self.response.status_code, self.response.headers)
                self._chunks = None
        return reader.next_raw()

    def _next_chunk(self) -> bytes | None:
        if self._chunks is None:
            self._chunks = self.response.iter_bytes()
        return next(self._chunks, None)


class AsyncStream(Generic[T]):
    """The items of a response, in the order of arrival.

    Use an AsyncStream with `async with` or in an `async for` loop. The end of the `async with` block closes the
    connection. After a `break` in a loop without such a block, garbage collection closes it. If the connection fails,
    the client resumes the stream as it resumes a Stream. The iteration raises the same exceptions as that of a Stream.

    Attributes:
        response: The response: `status_code`, `headers`, `request_id`.
    """

    def __init__(self, response: AsyncStreamedResponse[Any], reader: ItemReader[T]) -> None:
        import anyio  # httpx2 has already loaded anyio

        self.response = response
        self._reader = reader
        self._iterator: AsyncItems[T] | None = None
        self._lock = anyio.Lock(fast_acquire=True)  # Tasks that share the stream take its items one after the other.

    def __repr__(self) -> str:
        return f"<AsyncStream of {self.response.status_code}>"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connection. Closing again has no effect."""
        self._reader.end()
        await self.response.aclose()

    @property
    def last_event_id(self) -> str:
        """The last event ID of the stream; "" if no delivered event had an id."""
        return self._reader.last_event_id

    def __aiter__(self) -> AsyncItems[T]:
        return AsyncItems(self.response, self._reader, self._reader.decode, self._lock)

    async def __anext__(self) -> T:
        if self._iterator is None:
            self._iterator = aiter(self)
        return await anext(self._iterator)

    def events(self) -> AsyncItems[ServerSentEvent]:
        """Return an iterator over the events of a `text/event-stream` as they arrive, with undecoded data.

        The iteration raises the same exceptions as an iteration over the items.

        Raises:
            TypeError: The response is not an event stream.
        """
        return AsyncItems(self.response, self._reader, _event, self._lock)


class AsyncItems(Generic[T]):
    """Async iterator over the items or events of a stream.

    If the caller leaves the loop early, garbage collection of the iterator closes the connection.
    """

    def __init__(
        self,
        response: AsyncStreamedResponse[Any],
        reader: ItemReader[Any],
        convert: Callable[[Raw], T],
        lock: anyio.Lock,
    ) -> None:
        self._lock = lock
        self._response = response
        self._reader = reader
        self._convert = convert
        self._finalizer = weakref.finalize(self, response.close_later)
        self._finalizer.atexit = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        try:
            raw = await self._next_raw()
            if raw is not None:
                item = self._convert(raw)
                await self._reader.settle()
                return item
        except BaseException:
            await self.aclose()
            raise
        await self.aclose()
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Close the connection."""
        self._reader.end()
        self._finalizer.detach()
        await self._response.aclose()

    async def _next_raw(self) -> Raw | None:
        reader = self._reader
        if reader.ready:
            return reader.next_raw()
        async with self._lock:
            while not reader.ready:
                if reader.ended:
                    return None
                try:
                    reader.take(await self._response.next_chunk())
                except RootError as error:
                    if reader.ended:  # The stream was closed while this task waited for the next chunk.
                        return None
                    if not isinstance(error, APIConnectionError):
                        raise
                    await self._response.pause(reader.seconds_to_resume(error))
                    await self._response.resume(reader.resume_headers)
                    reader.resume(self._response.status_code, self._response.headers)
            return reader.next_raw()


def _event(raw: Raw) -> ServerSentEvent:
    if not isinstance(raw, ServerSentEvent):
        raise TypeError("The response is not a text/event-stream: it has items, and no events")
    return raw
