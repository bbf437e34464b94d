"""Streamed responses: the caller reads the body while it arrives, or writes it to a file.

    StreamedResponse         the result of a method under `with_streaming_response` of a sync client
    AsyncStreamedResponse    the result of a method under `with_streaming_response` of an async client

The caller closes a response: with `with`, with `close()`, or by reading the body to its end.
"""

from __future__ import annotations

import time
import weakref
from collections import deque
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Self, TypeVar

from httpx2 import RemoteProtocolError

from ._deadline import SocketDeadline
from ._download import Download, filename_of, is_requested, progress_reporter
from ._exceptions import (
    APIConnectionError,
    APIStatusError,
    ResponseTooLargeError,
    ResponseValidationError,
    RootError,
    stripped,
)
from ._exchange import FAILURES
from ._operation import charset_of
from ._response_body import AsyncBodyReader, chunks_of
from ._stream_formats import ItemTooLarge, TextLines

if TYPE_CHECKING:
    import os
    from pathlib import Path
    from types import TracebackType

    import httpx2

    from ._exchange import Exchange
    from ._types import Progress

__all__ = ["AsyncChunks", "AsyncStreamedResponse", "StreamedResponse"]

T = TypeVar("T")
C = TypeVar("C")

WRITE_BYTES = 256 * 1024
"""Number of bytes that an async download collects before it writes them to the file."""

WRITE_INTERVAL_S = 0.1
"""If the latest write was longer ago, an async download writes fewer bytes, so that its progress is reported."""

MAX_BLOCKING_WRITE_S = 0.005
"""If the latest write to the file took longer, the next write of an async download is done in a worker thread."""


class _OpenResponse:
    """The common base of StreamedResponse and AsyncStreamedResponse.

    Attributes:
        status_code: The HTTP status.
        headers: The headers of the response.
        retries: Number of times the request was repeated before this response.
    """

    def __init__(
        self,
        response: httpx2.Response,
        exchange: Exchange,
        parser: Callable[[Any], Any],
        reopen: Callable[[dict[str, str]], Any],
    ) -> None:
        self.retries = exchange.retries
        self.exchange = exchange  # for internal use
        self._content: bytes | None = None
        self._kept: bytes | None = None  # the content that an async reader still has to return
        self._parser = parser
        self._reopen = reopen
        self._watch_response(response)

    def _watch_response(self, response: httpx2.Response) -> None:
        self._response = response
        self.status_code = response.status_code
        self.headers = response.headers
        self._is_begun = self._is_closed = False

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status_code}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds a connection: it is not pickled, and not copied")

    @property
    def request_id(self) -> str | None:
        """The `x-request-id` header, to quote to the API's support team.

        It is None if the response has no such header.
        """
        return self.headers.get("x-request-id")

    @property
    def filename(self) -> str | None:
        """The file name in the Content-Disposition header, without a folder.

        It is None if the response states no name.
        """
        return filename_of(self.headers)

    def close_later(self) -> None:
        """Close the connection without waiting, as each subclass does. This method is for internal use."""
        raise NotImplementedError

    def begin(self) -> None:
        """Mark the body as being read. This method is for internal use.

        Raises:
            RootError: The body is already read, or the response is closed.
        """
        if self._content is not None:
            self._kept = self._content or None
        elif self._is_begun or self._is_closed:
            raise self._closed_error()
        self._is_begun = True

    def _closed_error(self) -> RootError:
        return RootError(f"{self.exchange.label}: the body is already read, or the response is closed")

    def _lines(self) -> TextLines:
        return TextLines(charset_of(self.headers.get("content-type")), self.exchange.limit)

    def _line_error(self) -> ResponseTooLargeError:
        limit = self.exchange.limit or 0
        return ResponseTooLargeError(
            f"{self.exchange.label}: a line is longer than max_response_bytes, {limit} bytes", limit=limit
        )

    def _check_length(self, size: int) -> None:
        limit = self.exchange.limit
        if limit is not None and size > limit:
            raise ResponseTooLargeError(
                f"{self.exchange.label}: the response is longer than max_response_bytes, {limit} bytes; "
                "iter_bytes() and write_to() have no limit",
                limit=limit,
                request_id=self.request_id,
            )

    def _download(self, path: str | os.PathLike[str]) -> Download:
        if self.status_code >= 300:  # noqa: PLR2004 - a documented 3xx
            raise RootError(f"{self.exchange.label}: a response with status {self.status_code} has no body to write")
        if not is_requested(self._response.request.headers.get("range"), self.status_code, self.headers):
            self.close_later()
            raise ResponseValidationError(
                f"{self.exchange.label}: the response is a range of bytes that was not requested"
            )
        return Download(
            path, str(self._response.url), self.status_code, self.headers, idempotent=self.exchange.idempotent
        )

    def _range_error(self) -> ResponseValidationError:
        return ResponseValidationError(
            f"{self.exchange.label}: the response is not the requested range, or the file on the server has changed"
        )

    def _digest_error(self) -> ResponseValidationError:
        return ResponseValidationError(f"{self.exchange.label}: the body does not match its digest header")


class StreamedResponse(_OpenResponse, Generic[T]):
    """A response whose body is read while it arrives, and only once.

    Attributes:
        status_code: The HTTP status.
        headers: The headers of the response.
        retries: Number of times the request was repeated before this response.
    """

    def _watch_response(self, response: httpx2.Response) -> None:
        super()._watch_response(response)
        self._watch = SocketDeadline(response, self.exchange)
        self._tap: Callable[[bytes], object] | None = None
        # If the caller does not close the response, its garbage collection returns the connection to the pool.
        self._finalizer = weakref.finalize(self, response.close)
        self._finalizer.atexit = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection if the body is not yet read to its end. Closing again has no effect."""
        self._is_closed = True
        self._watch.cancel()
        self._finalizer.detach()
        self._response.close()

    def close_later(self) -> None:
        """Close the connection at once, despite the method's name. This method is for internal use."""
        # AsyncStreamedResponse.close_later has the same purpose, so that callers need not distinguish the classes.
        self.close()

    def pause(self, seconds: float) -> None:
        """Close the connection, and sleep for some seconds. This method is for internal use."""
        self.close()
        time.sleep(seconds)

    def resume(self, headers: dict[str, str]) -> None:
        """Send the request again with more headers, and read the new response. This method is for internal use."""
        self.close()
        self._watch_response(self._reopen(headers))

    def iter_bytes(self) -> Generator[bytes]:
        """Return an iterator over the bytes of the body as they arrive, decompressed.

        The body can be read only once, except after `read()`, which keeps it.

        Raises:
            APIConnectionError: The connection failed; `APITimeoutError` if the server takes too long.
            ResponseValidationError: The body cannot be decompressed.
            RootError: The body is already read, or the response is closed.
        """
        self.begin()
        if self._content is not None:
            if self._content:
                yield self._content
            return
        try:
            for chunk in chunks_of(self._response, self._tap):
                if self._watch.expired:
                    break
                yield chunk
        except FAILURES as error:
            if self._is_closed:
                raise self._closed_error() from None
            if not self._watch.expired:
                raise self.exchange.read_error(error) from stripped(error)
        finally:
            self.close()
        if self._watch.expired:
            raise self.exchange.deadline_error()

    def iter_lines(self) -> Generator[str]:
        """Return an iterator over the decoded lines of the body, without line ends, as they arrive.

        The body can be read only once, except after `read()`, which keeps it.

        Raises:
            APIConnectionError: The connection failed; `APITimeoutError` if the server takes too long.
            ResponseTooLargeError: A line is longer than `max_response_bytes`.
            ResponseValidationError: The body cannot be decompressed.
            RootError: The body is already read, or the response is closed.
        """
        lines = self._lines()
        try:
            for chunk in self.iter_bytes():
                yield from lines.feed(chunk)
        except ItemTooLarge:
            raise self._line_error() from None
        yield from lines.finish()

    def read(self) -> bytes:
        """Read the whole body, and return it decompressed. Later calls return the same bytes.

        Raises:
            APIConnectionError: The connection failed; `APITimeoutError` if the server takes too long.
            ResponseTooLargeError: The body is longer than `max_response_bytes`.
            ResponseValidationError: The body cannot be decompressed.
            RootError: The body is already read by an iterator, or the response is closed.
        """
        if self._content is None:
            pieces, size = [], 0
            for chunk in self.iter_bytes():
                size += len(chunk)
                self._check_length(size)
                pieces.append(chunk)
            self._content = b"".join(pieces)
        return self._content

    def parse(self) -> T:
        """Decode the body. Return what the API method returns without `with_streaming_response`, such as a model.

        Raises:
            APIConnectionError: The connection failed; `APITimeoutError` if the server takes too long.
            ResponseTooLargeError: The body is longer than `max_response_bytes`.
            ResponseValidationError: The body cannot be decoded. With `on_mismatch="raise"`, also if it does not match
                the contract.
        """
        value: T = self._parser(self)
        return value

    def write_to(self, path: str | os.PathLike[str], *, progress: Progress | bool | None = None) -> Path:
        """Write the body to a file, without loading the whole body into memory.

        The bytes are first written to a hidden file in the same folder, which is renamed to `path` when the body is
        complete. The body is compared with a `Content-Digest`, `Repr-Digest` or `Content-MD5` header.

        If the connection fails, only the missing bytes are requested. A later call for the same URL and path, even in
        another process, also continues where this one ended. Both require a server that supports ranges, and an entity
        tag or modification time.

        Args:
            path: The path of the file. An existing file is replaced.
            progress: True to show a progress bar, which requires the package rich. Otherwise, a function that is called
                with two numbers: the bytes written, and the bytes in total (None if unknown).

        Returns:
            The path of the file.

        Raises:
            APIConnectionError: The connection failed. The download cannot be resumed, or resuming failed `max_retries`
                times.
            APIStatusError: The server rejected the request for the missing bytes.
            ResponseValidationError: The body cannot be decompressed or does not match its digest header, or the server
                sent other bytes than the requested bytes.
            OSError: The file cannot be written.
            ImportError: `progress` is True, and rich is not installed.
            RootError: The status is a redirect or 304 (Not Modified), or the body is already read.
        """
        download = self._download(path)
        try:
            with progress_reporter(download.name, progress=progress) as report:
                download.open()
                if download.offset and not download.complete:
                    self._request_rest(download)
                while not download.complete:
                    try:
                        self._tap = download.hash_encoded
                        for chunk in self.iter_bytes():
                            download.write([chunk])
                            if download.is_too_long:
                                raise self._range_error()
                            if report is not None:
                                report(download.offset, download.total)
                        if download.missing:
                            raise self.exchange.read_error(RemoteProtocolError(download.missing))
                        break
                    except APIConnectionError as error:
                        failures = download.count_failure(error)
                        self.pause(self.exchange.seconds_to_resume(error, failures))
                        self._request_rest(download)
                self.close()
            if download.digest_differs():
                raise self._digest_error()
            return download.commit()
        finally:
            download.abandon()

    def _request_rest(self, download: Download) -> None:
        """Send the request again for the missing bytes of a download, which become the body of this response.

        If the server rejects the range, request the whole file.

        Raises:
            APIStatusError: The server responds with an error status, other than for a rejected range.
            ResponseValidationError: The response does not have the missing bytes of the same file.
        """
        try:
            self.resume(download.range_headers)
        except APIStatusError as error:
            if not download.handle_refused_range(error.status_code, error.response.headers):
                raise
            if download.complete:
                return
            self.resume({})
        if not download.continues(self.status_code, self.headers):
            self.close()
            raise self._range_error()


class AsyncStreamedResponse(_OpenResponse, Generic[T]):
    """A response whose body is read asynchronously while it arrives, and only once.

    Attributes:
        status_code: The HTTP status.
        headers: The headers of the response.
        retries: Number of times the request was repeated before this response.
    """

    def _watch_response(self, response: httpx2.Response) -> None:
        super()._watch_response(response)
        self._body = AsyncBodyReader(response)
        # If the caller does not close the response, its garbage collection returns the connection to the pool.
        self._finalizer = weakref.finalize(self, _close_later, self._body)
        self._finalizer.atexit = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connection if the body is not yet read to its end. Closing again has no effect."""
        self._is_closed = True
        self._finalizer.detach()
        await self._body.aclose()

    def close_later(self) -> None:
        """Start a task that closes the connection, without awaiting it. This method is for internal use."""
        if self._finalizer.detach():
            _close_later(self._body)

    async def pause(self, seconds: float) -> None:
        """Close the connection, and sleep for some seconds. This method is for internal use."""
        import anyio

        await self.aclose()
        await anyio.sleep(seconds)

    async def resume(self, headers: dict[str, str]) -> None:
        """Send the request again with more headers, and read the new response. This method is for internal use."""
        await self.aclose()
        self._watch_response(await self._reopen(headers))

    def iter_bytes(self) -> AsyncChunks[bytes]:
        """Return an iterator over the bytes of the body as they arrive, decompressed.

        The body can be read only once, except after `read()`, which keeps it.

        Raises:
            APIConnectionError: The connection failed; `APITimeoutError` if the server takes too long.
            ResponseValidationError: The body cannot be decompressed.
            RootError: The body is already read, or the response is closed.
        """
        return AsyncChunks(self, _WholeChunks())

    def iter_lines(self) -> AsyncChunks[str]:
        """Return an iterator over the decoded lines of the body, without line ends, as they arrive.

        The body can be read only once, except after `read()`, which keeps it.

        Raises:
            APIConnectionError: The connection failed; `APITimeoutError` if the server takes too long.
            ResponseTooLargeError: A line is longer than `max_response_bytes`.
            ResponseValidationError: The body cannot be decompressed.
            RootError: The body is already read, or the response is closed.
        """
        return AsyncChunks(self, self._lines())

    async def next_chunk(self) -> bytes | None:
        """Return the next chunk of the body; None at its end. This method is for internal use."""
        if self._content is not None:
            chunk, self._kept = self._kept, None
            return chunk
        try:
            chunk = await (self._next_before_deadline() if self.exchange.has_deadline else self._body.next_piece())
        except FAILURES as error:
            if self._is_closed:
                raise self._closed_error() from None
            await self.aclose()
            raise self.exchange.read_error(error) from stripped(error)
        except BaseException:
            await self.aclose()
            raise
        if chunk is None:
            await self.aclose()
        return chunk

    async def _next_before_deadline(self) -> bytes | None:
        import anyio

        with anyio.move_on_after(self.exchange.seconds_left()):
            return await self._body.next_piece()
        raise self.exchange.deadline_error()

    async def read(self) -> bytes:
        """Read the whole body, and return it decompressed. Later calls return the same bytes.

        Raises:
            APIConnectionError: The connection failed; `APITimeoutError` if the server takes too long.
            ResponseTooLargeError: The body is longer than `max_response_bytes`.
            ResponseValidationError: The body cannot be decompressed.
            RootError: The body is already read by an iterator, or the response is closed.
        """
        if self._content is None:
            self.begin()
            pieces, size = [], 0
            while (chunk := await self.next_chunk()) is not None:
                size += len(chunk)
                self._check_length(size)
                pieces.append(chunk)
            self._content = b"".join(pieces)
        return self._content

    async def parse(self) -> T:
        """Decode the body. Return what the API method returns without `with_streaming_response`, such as a model.

        Raises:
            APIConnectionError: The connection failed; `APITimeoutError` if the server takes too long.
            ResponseTooLargeError: The body is longer than `max_response_bytes`.
            ResponseValidationError: The body cannot be decoded. With `on_mismatch="raise"`, also if it does not match
                the contract.
        """
        value: T = await self._parser(self)
        return value

    async def write_to(self, path: str | os.PathLike[str], *, progress: Progress | bool | None = None) -> Path:
        """Write the body to a file, without loading the whole body into memory.

        Resuming and digests work as in `StreamedResponse.write_to`.

        Args:
            path: The path of the file. An existing file is replaced.
            progress: True to show a progress bar, which requires the package rich. Otherwise, a function that is called
                with two numbers: the bytes written, and the bytes in total (None if unknown).

        Returns:
            The path of the file.

        Raises:
            APIConnectionError: The connection failed. The download cannot be resumed, or resuming failed `max_retries`
                times.
            APIStatusError: The server rejected the request for the missing bytes.
            ResponseValidationError: The body cannot be decompressed or does not match its digest header, or the server
                sent other bytes than the requested bytes.
            OSError: The file cannot be written.
            ImportError: `progress` is True, and rich is not installed.
            RootError: The status is a redirect or 304 (Not Modified), or the body is already read.
        """
        from anyio.to_thread import run_sync

        download = self._download(path)
        try:
            with progress_reporter(download.name, progress=progress) as report:
                await run_sync(download.open)
                if download.offset and not download.complete:
                    await self._request_rest(download)
                while not download.complete:
                    try:
                        await self._download_rest(download, report)
                        break
                    except APIConnectionError as error:
                        failures = download.count_failure(error)
                        await self.pause(self.exchange.seconds_to_resume(error, failures))
                        await self._request_rest(download)
                await self.aclose()
            if download.digest_differs():
                raise self._digest_error()
            return await run_sync(download.commit)
        finally:
            download.abandon()

    async def _download_rest(self, download: Download, report: Progress | None) -> None:
        """Write the rest of the body to the file while it arrives, and report the progress.

        If the connection fails, the bytes that arrived before are written, and APIConnectionError is raised.
        """
        self.begin()
        self._body.tap(download.hash_encoded)
        chunks: list[bytes] = []
        size, written = 0, time.monotonic()
        chunk: bytes | None = b""
        while chunk is not None:
            try:
                chunk = await self.next_chunk()
            except APIConnectionError:
                await _write_async(download, chunks)
                raise
            if chunk is not None:
                chunks.append(chunk)
                size += len(chunk)
            if size >= WRITE_BYTES or chunk is None or time.monotonic() - written > WRITE_INTERVAL_S:
                await _write_async(download, chunks)
                if download.is_too_long:
                    raise self._range_error()
                chunks, size, written = [], 0, time.monotonic()
                if report is not None:
                    report(download.offset, download.total)
        if download.missing:
            raise self.exchange.read_error(RemoteProtocolError(download.missing))

    async def _request_rest(self, download: Download) -> None:
        """Send the request again for the missing bytes of a download, which become the body of this response.

        If the server rejects the range, request the whole file.

        Raises:
            APIStatusError: The server responds with an error status, other than for a rejected range.
            ResponseValidationError: The response does not have the missing bytes of the same file.
        """
        from anyio.to_thread import run_sync

        try:
            await self.resume(download.range_headers)
        except APIStatusError as error:
            if not await run_sync(download.handle_refused_range, error.status_code, error.response.headers):
                raise
            if download.complete:
                return
            await self.resume({})
        if not await run_sync(download.continues, self.status_code, self.headers):
            await self.aclose()
            raise self._range_error()


async def _write_async(download: Download, chunks: list[bytes]) -> None:
    """Write chunks to the file of a download: in a worker thread if the last write was slow, otherwise directly."""
    # A slow write would block the event loop. A fast one, which the operating system buffers, takes less time than a
    # change of threads.
    if download.write_seconds > MAX_BLOCKING_WRITE_S:
        from anyio.to_thread import run_sync

        await run_sync(download.write, chunks)
    else:
        download.write(chunks)


class _WholeChunks:
    """A decoder for `AsyncChunks` that returns each chunk of bytes unchanged."""

    def feed(self, chunk: bytes) -> list[bytes]:
        return [chunk]

    def finish(self) -> list[bytes]:
        return []


class AsyncChunks(Generic[C]):
    """Async iterator over the chunks or lines of a streamed response as they arrive."""

    # This class is not an async generator, because event loops must clean up a generator that is not finished.

    def __init__(self, response: AsyncStreamedResponse[Any], decoder: Any) -> None:
        self._response = response
        self._decoder = decoder
        self._ready: deque[C] = deque()
        self._begun = self._ended = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> C:
        while not self._ready:
            if self._ended:
                raise StopAsyncIteration
            if not self._begun:
                self._begun = True
                self._response.begin()
            chunk = await self._response.next_chunk()
            try:
                self._ready.extend(self._decoder.finish() if chunk is None else self._decoder.feed(chunk))
            except ItemTooLarge:
                await self._response.aclose()
                raise self._response._line_error() from None
            self._ended = chunk is None
        return self._ready.popleft()

    async def aclose(self) -> None:
        """Close the connection."""
        await self._response.aclose()


def _close_later(body: AsyncBodyReader) -> None:
    """Start a task in the running event loop of asyncio or trio that closes a response; without a loop, do nothing."""
    import asyncio
    import sys

    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        trio = sys.modules.get("trio")
        if trio is not None and trio.lowlevel.in_trio_run():
            trio.lowlevel.spawn_system_task(body.aclose)
        return
    task = loop.create_task(body.aclose())
    _CLOSING.add(task)
    task.add_done_callback(_CLOSING.discard)


_CLOSING: set[Any] = set()
"""The tasks that close responses. The set keeps them alive, because an event loop has only weak references to tasks."""
