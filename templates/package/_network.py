"""Limits of one attempt, checked at each read and write of a socket: deadline, cancellation and size of headers.

A socket timeout restarts with every byte received. So a server that sends one header byte at a time, or endless `103
Early Hints`, could block a call forever. This module wraps the network backends of the client's own connection pools,
and checks the limits of the current attempt at each read and write.
"""

from __future__ import annotations

import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import httpcore2

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence

    import httpx2

__all__ = ["ATTEMPT", "AttemptBounds", "bound_network"]

_MAX_WRITE_BYTES = 256 * 1024  # maximum number of bytes written between two checks for cancellation
_MAX_HEADER_BYTES = 1024 * 1024  # limit for all headers of an attempt, including interim responses


class AttemptBounds:
    """The limits of one attempt to send a request: deadline, cancellation, and size of the response's headers.

    Args:
        seconds: Seconds until the deadline; None for no deadline.
        stops: Events that are set to cancel the attempt.
    """

    __slots__ = ("_deadline", "_header_bytes_left", "_stops")

    def __init__(self, seconds: float | None = None, stops: Sequence[threading.Event] = ()) -> None:
        self._deadline = None if seconds is None else time.monotonic() + seconds
        self._stops = stops
        self._header_bytes_left: int | None = _MAX_HEADER_BYTES

    def headers_received(self) -> None:
        """Stop counting header bytes, because the headers are received. Another limit applies to the body."""
        self._header_bytes_left = None

    def timeout(self, timeout: float | None) -> float | None:
        """Return the timeout of the next read or write, in seconds. Return None for no limit.

        The result is `timeout` or the time until the deadline, whichever is shorter.

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
        """Count received bytes as header bytes, unless the headers are complete. Return `data` unchanged.

        Raises:
            httpcore2.RemoteProtocolError: The headers are longer than the limit.
        """
        if self._header_bytes_left is not None:
            self._header_bytes_left -= len(data)
            if self._header_bytes_left < 0:
                raise httpcore2.RemoteProtocolError(f"more than {_MAX_HEADER_BYTES} bytes of headers")
        return data


ATTEMPT: ContextVar[AttemptBounds | None] = ContextVar("ATTEMPT", default=None)


def bound_network(client: httpx2.Client | httpx2.AsyncClient) -> None:
    """Make the network backends of an httpx2 client, also those for proxies, check the limits of each attempt."""
    is_async = hasattr(client, "aclose")
    for transport in (client._transport, *client._mounts.values()):
        pool: Any = getattr(transport, "_pool", None)
        if pool is not None:
            pool._network_backend = (_AsyncBackend if is_async else _SyncBackend)(pool._network_backend)


class _SyncBackend(httpcore2.NetworkBackend):
    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        self._backend = backend

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *arguments: Any, **options: Any
    ) -> httpcore2.NetworkStream:
        return _SyncStream(self._backend.connect_tcp(host, port, _timeout(timeout), *arguments, **options))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, *arguments: Any, **options: Any
    ) -> httpcore2.NetworkStream:
        return _SyncStream(self._backend.connect_unix_socket(path, _timeout(timeout), *arguments, **options))

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)


class _SyncStream(httpcore2.NetworkStream):
    __slots__ = ("_stream",)

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

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
            self._stream.write(buffer[start : start + _MAX_WRITE_BYTES], _timeout(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> Any:
        return _SyncStream(self._stream.start_tls(ssl_context, server_hostname, _timeout(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _AsyncBackend(httpcore2.AsyncNetworkBackend):
    def __init__(self, backend: httpcore2.AsyncNetworkBackend) -> None:
        self._backend = backend

    async def connect_tcp(self, host: str, port: int, *arguments: Any, **options: Any) -> httpcore2.AsyncNetworkStream:
        return _AsyncStream(await self._backend.connect_tcp(host, port, *arguments, **options))

    async def connect_unix_socket(self, path: str, *arguments: Any, **options: Any) -> httpcore2.AsyncNetworkStream:
        return _AsyncStream(await self._backend.connect_unix_socket(path, *arguments, **options))

    async def sleep(self, seconds: float) -> None:
        await self._backend.sleep(seconds)


class _AsyncStream(httpcore2.AsyncNetworkStream):
    """An async network stream that counts the header bytes of a response, to enforce the limit for headers.

    The stream does not check the deadline of the request, because the async task is cancelled at the deadline.
    """

    __slots__ = ("_stream",)

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        data = await self._stream.read(max_bytes, timeout)
        bounds = ATTEMPT.get()
        return data if bounds is None else bounds.count(data)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> Any:
        return _AsyncStream(await self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _timeout(timeout: float | None) -> float | None:
    bounds = ATTEMPT.get()
    return timeout if bounds is None else bounds.timeout(timeout)
