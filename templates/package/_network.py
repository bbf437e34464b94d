"""Network backends that check the deadline, cancellation and header size of an attempt at each read and write.

A socket timeout restarts with every byte received. So a server that sends one header byte at a time, or endless `103
Early Hints`, could block a call forever. The backends also close the streams that a closed client is still opening.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import httpcore2

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import httpx2

__all__ = ["ATTEMPT", "AttemptBounds", "aclose_streams", "bound_network", "close_streams", "shut_down"]

_MAX_WRITE_BYTES = 256 * 1024  # maximum number of bytes written between two checks for cancellation
_MAX_HEADER_BYTES = 1024 * 1024  # limit for all headers of an attempt, including interim responses


class AttemptBounds:
    """The limits of one attempt to send a request: a deadline, and the maximum size of the response's headers.

    Args:
        seconds: Seconds until the deadline; None for no deadline.
        stops: Events that other threads may set. The attempt is cancelled as soon as one of them is set.
    """

    __slots__ = ("_deadline", "_header_bytes_left", "_stops")

    def __init__(self, seconds: float | None = None, stops: Sequence[threading.Event] = ()) -> None:
        self._deadline = None if seconds is None else time.monotonic() + seconds
        self._stops = stops
        self._header_bytes_left: int | None = _MAX_HEADER_BYTES

    def headers_received(self) -> None:
        """Stop counting bytes as header bytes, because the headers are complete."""
        self._header_bytes_left = None

    def shorten(self, seconds: float) -> None:
        """Move the deadline to an earlier time, at most `seconds` from now. Infinity has no effect."""
        if seconds < float("inf"):
            ends = time.monotonic() + seconds
            self._deadline = ends if self._deadline is None else min(self._deadline, ends)

    def timeout(self, timeout: float | None) -> float | None:
        """Return the maximum seconds for the next read or write; None for no limit.

        It is the smaller of `timeout` and the time until the deadline.

        Raises:
            httpcore2.ReadTimeout: The deadline has passed, or the attempt is cancelled.
        """
        if any(stop.is_set() for stop in self._stops):
            raise httpcore2.ReadTimeout("cancelled")
        if self._deadline is None:
            return timeout
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("deadline")
        return left if timeout is None else min(timeout, left)

    def count(self, data: bytes) -> bytes:
        """Count received data as part of the headers, until `headers_received` is called. Return the data unchanged.

        Raises:
            httpcore2.RemoteProtocolError: The headers are longer than the limit.
        """
        if self._header_bytes_left is not None:
            self._header_bytes_left -= len(data)
            if self._header_bytes_left < 0:
                raise httpcore2.RemoteProtocolError(f"more than {_MAX_HEADER_BYTES} bytes of headers")
        return data


_EARLY_RESPONSE = "the server responded without reading the whole request"  # After a WriteError, httpcore2 reads it.

ATTEMPT: ContextVar[AttemptBounds | None] = ContextVar("ATTEMPT", default=None)


def bound_network(client: httpx2.Client | httpx2.AsyncClient) -> None:
    """Replace the network backends of an httpx2 client by backends that check the limits of each attempt.

    Backends for proxies are replaced, too.
    """
    backend_class = _AsyncBackend if hasattr(client, "aclose") else _SyncBackend
    for pool in _iter_pools(client):
        pool._network_backend = backend_class(pool._network_backend)


def close_streams(client: httpx2.Client) -> None:
    """Close the network streams that a closed httpx2 client left open, or that another thread is still opening."""
    for pool in _iter_pools(client):
        pool._network_backend.close()


async def aclose_streams(client: httpx2.AsyncClient) -> None:
    """Close the network streams that a closed async httpx2 client left open or is still opening."""
    for pool in _iter_pools(client):
        await pool._network_backend.aclose()


def _iter_pools(client: httpx2.Client | httpx2.AsyncClient) -> Iterator[Any]:
    for transport in (client._transport, *client._mounts.values()):
        pool = getattr(transport, "_pool", None)
        if pool is not None:
            yield pool


class _SyncBackend(httpcore2.NetworkBackend):
    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        self._backend = backend
        self._streams: WeakSet[_SyncStream] = WeakSet()
        self._closed = False
        self._lock = threading.Lock()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *arguments: Any, **options: Any
    ) -> httpcore2.NetworkStream:
        return self.wrap(self._backend.connect_tcp(host, port, _timeout(timeout), *arguments, **options))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, *arguments: Any, **options: Any
    ) -> httpcore2.NetworkStream:
        return self.wrap(self._backend.connect_unix_socket(path, _timeout(timeout), *arguments, **options))

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)

    def wrap(self, stream: httpcore2.NetworkStream) -> _SyncStream:
        """Wrap a new network stream, so that each read and write checks the limits of the current attempt.

        Raises:
            httpcore2.ConnectError: The client was closed while the stream was being opened.
        """
        wrapped = _SyncStream(stream, self)
        with self._lock:
            if not self._closed:
                self._streams.add(wrapped)
                return wrapped
        wrapped.close()
        raise httpcore2.ConnectError("the client is closed")

    def close(self) -> None:
        """Close all streams that are open, and those that other threads are opening."""
        with self._lock:
            self._closed = True
            streams = list(self._streams)
        for stream in streams:
            stream.close()


class _SyncStream(httpcore2.NetworkStream):
    __slots__ = ("_backend", "_pid", "_stream")

    def __init__(self, stream: httpcore2.NetworkStream, backend: _SyncBackend) -> None:
        self._stream = stream
        self._backend = backend
        self._pid = os.getpid()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        bounds = ATTEMPT.get()
        if bounds is None:
            return self._stream.read(max_bytes, timeout)
        return bounds.count(self._stream.read(max_bytes, bounds.timeout(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if ATTEMPT.get() is None:
            self._stream.write(buffer, timeout)
            return
        for start in range(0, len(buffer), _MAX_WRITE_BYTES):
            try:
                self._stream.write(buffer[start : start + _MAX_WRITE_BYTES], _timeout(timeout))
            except httpcore2.WriteTimeout as error:
                if not _has_data(self._stream):
                    raise
                raise httpcore2.WriteError(_EARLY_RESPONSE) from error

    def close(self) -> None:
        # A thread that waits for data is not woken by `close`, but by `shutdown`. In a forked child process, `shutdown`
        # would end the connection of the parent.
        if os.getpid() == self._pid:
            shut_down(self._stream.get_extra_info("socket"))
        self._stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> Any:
        return self._backend.wrap(self._stream.start_tls(ssl_context, server_hostname, _timeout(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _AsyncBackend(httpcore2.AsyncNetworkBackend):
    def __init__(self, backend: httpcore2.AsyncNetworkBackend) -> None:
        self._backend = backend
        self._streams: WeakSet[_AsyncStream] = WeakSet()
        self._closed = False

    async def connect_tcp(self, host: str, port: int, *arguments: Any, **options: Any) -> httpcore2.AsyncNetworkStream:
        return await self.wrap(await self._backend.connect_tcp(host, port, *arguments, **options))

    async def connect_unix_socket(self, path: str, *arguments: Any, **options: Any) -> httpcore2.AsyncNetworkStream:
        return await self.wrap(await self._backend.connect_unix_socket(path, *arguments, **options))

    async def sleep(self, seconds: float) -> None:
        await self._backend.sleep(seconds)

    async def wrap(self, stream: httpcore2.AsyncNetworkStream) -> _AsyncStream:
        """Wrap a new network stream, so that each read checks the size of the response's headers.

        Raises:
            httpcore2.ConnectError: The client was closed while the stream was being opened.
        """
        wrapped = _AsyncStream(stream, self)
        if self._closed:
            await wrapped.aclose()
            raise httpcore2.ConnectError("the client is closed")
        self._streams.add(wrapped)
        return wrapped

    async def aclose(self) -> None:
        """Close all streams that are open, and those that other tasks are opening."""
        self._closed = True
        for stream in list(self._streams):
            await stream.aclose()


class _AsyncStream(httpcore2.AsyncNetworkStream):
    """An async network stream that raises an error if the headers of a response are longer than the limit.

    It checks no deadline, because the async task is cancelled at the deadline.

    If a server responds early and resets the connection, a write fails, and asyncio closes the socket before the
    response is read. So an upload without TLS keeps a copy of the socket, from which the response is read.
    """

    __slots__ = ("_backend", "_copy", "_is_begun", "_stream")

    def __init__(self, stream: httpcore2.AsyncNetworkStream, backend: _AsyncBackend) -> None:
        self._stream = stream
        self._backend = backend
        self._copy: socket.socket | None = None
        self._is_begun = False  # whether the first part of a request, its headers, is written

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        self._is_begun = False
        try:
            data = await self._stream.read(max_bytes, timeout)
        except httpcore2.ReadError:
            data = self._read_copy(max_bytes)
            if not data:
                raise
        else:
            self._close_copy()
        bounds = ATTEMPT.get()
        return data if bounds is None else bounds.count(data)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        if self._is_begun and self._copy is None and buffer:
            self._copy = _copied(self._stream)
        self._is_begun = True
        try:
            await self._stream.write(buffer, timeout)
        except httpcore2.WriteTimeout as error:
            if not _has_data(self._stream):
                raise
            raise httpcore2.WriteError(_EARLY_RESPONSE) from error

    def _read_copy(self, max_bytes: int) -> bytes:
        """Read what has arrived at the copy of the socket. Return b"" if there is no copy, or nothing has arrived."""
        if self._copy is None:
            return b""
        with contextlib.suppress(OSError):
            return self._copy.recv(max_bytes)
        return b""

    def _close_copy(self) -> None:
        if self._copy is not None:
            self._copy.close()
            self._copy = None

    async def aclose(self) -> None:
        self._close_copy()
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> Any:
        return await self._backend.wrap(await self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def shut_down(connection: Any) -> None:
    """Shut down the socket of a connection without closing it, so that a thread that waits for data stops waiting."""
    if isinstance(connection, socket.socket):
        with contextlib.suppress(OSError):  # The connection may be closed already.
            # The base class's shutdown is called, because SSLSocket.shutdown discards TLS state that a reading thread
            # still uses.
            socket.socket.shutdown(connection, socket.SHUT_RDWR)


def _copied(stream: httpcore2.AsyncNetworkStream) -> socket.socket | None:
    """Return a copy of a stream's socket; None with TLS, or if the socket is closed."""
    own = stream.get_extra_info("socket")
    if stream.get_extra_info("ssl_object") is not None or own is None or own.fileno() < 0:
        return None
    return socket.fromfd(own.fileno(), own.family, own.type)


def _has_data(stream: httpcore2.NetworkStream | httpcore2.AsyncNetworkStream) -> bool:
    """Return whether a connection without TLS has received data. With TLS, unread data need not be a response."""
    return stream.get_extra_info("ssl_object") is None and bool(stream.get_extra_info("is_readable"))


def _timeout(timeout: float | None) -> float | None:
    bounds = ATTEMPT.get()
    return timeout if bounds is None else bounds.timeout(timeout)
