"""Connection pools, which are httpx2 clients. They send the requests of an API client and of its copies.

A connection belongs to the process that opened it, and an async connection also to its event loop. So a forked child
process, and a second `asyncio.run`, open their own connections.
"""

from __future__ import annotations

import os
import weakref
from typing import TYPE_CHECKING, Any

from ._exceptions import RootError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    import httpx2

    from ._recorder import Recorder

__all__ = ["AsyncPool", "SyncPool"]

_MAX_CONNECTIONS = 100  # maximum number of connections in a pool, including idle connections

_Loop = Any  # An event loop of asyncio. The type is Any, because only programs with an event loop import asyncio.


def _open_client(kind: str, *, trust_env: bool) -> Any:
    """Create an httpx2 client. `kind` is the name of its class: "Client" or "AsyncClient".

    `trust_env` states whether to use the proxies in the environment variables.
    """
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    import httpx2

    from ._network import bound_network

    client = getattr(httpx2, kind)(
        limits=httpx2.Limits(max_connections=_MAX_CONNECTIONS, max_keepalive_connections=_MAX_CONNECTIONS),
        trust_env=trust_env,
        follow_redirects=False,
        # This cookie jar stores no cookies. Received cookies are never sent, so they would only fill the memory.
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
    )
    bound_network(client)
    return client


def _closed() -> RootError:
    return RootError("The client is closed; create a new client, or close this one after its last call")


class SyncPool:
    """The connection pool that a sync API client shares with its copies.

    Args:
        http_client: The caller's httpx2 client, which the pool uses but does not close; None if the caller passed none.
        trust_env: Whether to use the proxies in the environment variables.
    """

    __slots__ = ("__weakref__", "_clients", "_trust_env", "closed", "recorder", "user_client")

    def __init__(self, http_client: httpx2.Client | None, *, trust_env: bool) -> None:
        if http_client is not None and (hasattr(http_client, "aclose") or not hasattr(http_client, "send")):
            raise TypeError(f"http_client is of type {type(http_client).__name__}; expected an httpx2.Client")
        self.user_client = http_client
        self.closed = False
        self.recorder: Recorder | None = None
        self._trust_env = trust_env
        self._clients: dict[int, httpx2.Client] = {}

    @property
    def headers(self) -> httpx2.Headers:
        """The headers that httpx2 adds to each request, such as `User-Agent`.

        They are set in the caller's HTTP client; if the caller passed none, they are the defaults of httpx2.
        """
        return (self.user_client or self._clients.get(os.getpid()) or self._open()).headers

    def is_closed(self) -> bool:
        """Return whether the pool, or the HTTP client of the caller, is closed."""
        return self.closed or (self.user_client is not None and self.user_client.is_closed)

    def get(self) -> httpx2.Client:
        """Return the httpx2 client that sends requests.

        Raises:
            RootError: The pool is closed.
        """
        if self.is_closed():
            raise _closed()
        if self.user_client is not None:
            return self.user_client
        return self._clients.get(os.getpid()) or self._open()

    def close(self) -> None:
        """Close all connections of this process. Closing again has no effect."""
        self.closed = True
        client = self._clients.get(os.getpid())
        if client is not None:
            from ._network import close_streams

            _close_in(os.getpid(), client, close_streams)

    def _open(self) -> httpx2.Client:
        pid = os.getpid()
        # Two threads may create a client at the same time. `setdefault` keeps the first client, and both threads use
        # it.
        client: httpx2.Client = self._clients.setdefault(pid, _open_client("Client", trust_env=self._trust_env))
        from ._network import close_streams

        weakref.finalize(self, _close_in, pid, client, close_streams)
        return client


def _close_in(pid: int, client: httpx2.Client, close_streams: Callable[[httpx2.Client], None]) -> None:
    # The caller passes the function, because a finalizer may run while the interpreter imports other modules.
    # After a fork, the child process must not close the connections of its parent. It must not use locks either,
    # because another thread may have held them at the fork.
    if os.getpid() == pid:
        client.close()
        close_streams(client)


class AsyncPool:
    """The connection pool that an async API client shares with its copies.

    Args:
        http_client: The caller's httpx2 client, which the pool uses but does not close; None if the caller passed none.
        trust_env: Whether to use the proxies in the environment variables.
    """

    __slots__ = ("__weakref__", "_headers", "_held", "_spare", "_trust_env", "closed", "recorder", "user_client")

    def __init__(self, http_client: httpx2.AsyncClient | None, *, trust_env: bool) -> None:
        if http_client is not None and not hasattr(http_client, "aclose"):
            raise TypeError(f"http_client is of type {type(http_client).__name__}; expected an httpx2.AsyncClient")
        self.user_client = http_client
        self.closed = False
        self.recorder: Recorder | None = None
        self._trust_env = trust_env
        self._spare: list[httpx2.AsyncClient] = []
        self._headers: httpx2.Headers | None = None
        self._held: dict[_Loop, _Held] = {}

    @property
    def headers(self) -> httpx2.Headers:
        """The headers that httpx2 adds to each request, such as `User-Agent`.

        They are set in the caller's HTTP client; if the caller passed none, they are the defaults of httpx2.
        """
        if self._headers is None:
            client = self.user_client
            if client is None:
                client = self._new()
                self._spare.append(client)
            self._headers = client.headers
        return self._headers

    def is_closed(self) -> bool:
        """Return whether the pool, or the HTTP client of the caller, is closed."""
        return self.closed or (self.user_client is not None and self.user_client.is_closed)

    async def get(self) -> httpx2.AsyncClient:
        """Return the httpx2 client that sends requests.

        Raises:
            RootError: The pool is closed.
        """
        if self.is_closed():
            raise _closed()
        if self.user_client is not None:
            return self.user_client
        held = self._held.get(_running())
        if held is not None and held.pid == os.getpid():
            return held.client
        return await self._open()

    async def aclose(self) -> None:
        """Close all connections that belong to the running event loop. Closing again has no effect."""
        self.closed = True
        held = self._held.pop(_running(), None)
        if held is not None:
            await held.aclose()

    async def _open(self) -> httpx2.AsyncClient:
        for loop, held in list(self._held.items()):
            if loop is not None and loop.is_closed():
                held.forget()
                self._held.pop(loop, None)
        try:
            client = self._spare.pop()
        except IndexError:
            client = self._new()
        guard = _guard(client)
        await anext(guard)
        self._held[_running()] = _Held(self, client, guard)
        return client

    def _new(self) -> httpx2.AsyncClient:
        client: httpx2.AsyncClient = _open_client("AsyncClient", trust_env=self._trust_env)
        return client


class _Held:
    """The httpx2 client of one event loop, with the generator of `_guard` that closes this client."""

    __slots__ = ("_finalizer", "_guards", "client", "pid")

    def __init__(self, pool: AsyncPool, client: httpx2.AsyncClient, guard: AsyncGenerator[None, None]) -> None:
        self.client = client
        self.pid = os.getpid()
        # The finalizer keeps a second reference to the guard, outside the pool. Otherwise garbage collection of the
        # pool would close the connections before the guard can close the client.
        self._guards = [guard]
        self._finalizer = weakref.finalize(pool, self._guards.clear)
        self._finalizer.atexit = False

    async def aclose(self) -> None:
        """Close the generator of `_guard`, which closes the httpx2 client."""
        # The generator is closed explicitly, because trio warns about unfinished async generators.
        guard = self._guards.pop() if self._guards else None
        self._finalizer.detach()
        if guard is not None:
            await guard.aclose()

    def forget(self) -> None:
        """Drop the reference to the generator of `_guard`, because the event loop of the client is closed.

        Garbage collection then closes the client, if it is still open.
        """
        self._finalizer()


async def _guard(client: httpx2.AsyncClient) -> AsyncGenerator[None, None]:
    """Yield once, and close the httpx2 client when this generator is closed.

    The event loop or garbage collection closes the generator, even if the caller does not close the client.
    """
    from ._network import aclose_streams

    try:
        yield
    finally:
        await client.aclose()
        await aclose_streams(client)


def _running() -> _Loop:
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:  # The event loop is not asyncio's.
        return None
