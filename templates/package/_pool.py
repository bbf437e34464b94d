"""The httpx2 client behind a client, and behind all that were derived from it: opened, shared, closed.

A connection belongs to the process, and an async one to the event loop, that opened it. So a forked child, and a
second `asyncio.run`, get connections of their own. A caller's own `http_client` is used as it is, and is the caller's
to close.
"""

from __future__ import annotations

import os
import weakref
from typing import TYPE_CHECKING, Any

import httpx2

from ._errors import RootError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

__all__ = ["AsyncPool", "SyncPool"]

_LIMITS = httpx2.Limits(max_connections=100, max_keepalive_connections=100)

_Event = Any  # an event loop; asyncio is loaded by those who use it


def _closed() -> RootError:
    return RootError("This client is closed. Make another one, or close it later")


class SyncPool:
    """Connections for a sync client.

    Args:
        http_client: The caller's own, or None.
        trust_env: Whether the proxies that the environment names are used.
    """

    __slots__ = ("__weakref__", "_clients", "_trust_env", "closed", "foreign")

    def __init__(self, http_client: httpx2.Client | None, *, trust_env: bool) -> None:
        self.foreign = http_client
        self.closed = False
        self._trust_env = trust_env
        self._clients: dict[int, httpx2.Client] = {}
        if http_client is None:
            self._open()

    @property
    def headers(self) -> httpx2.Headers:
        """The headers that httpx2 sends of its own accord, and those that the caller gave its client."""
        return (self.foreign or self._clients.get(os.getpid()) or self._open()).headers

    def get(self) -> httpx2.Client:
        """Give the httpx2 client to send with.

        Raises:
            RootError: The pool is closed.
        """
        if self.closed:
            raise _closed()
        if self.foreign is not None:
            if self.foreign.is_closed:
                raise _closed()
            return self.foreign
        return self._clients.get(os.getpid()) or self._open()

    def close(self) -> None:
        """Close all connections of this process; a second time does nothing."""
        self.closed = True
        client = self._clients.get(os.getpid())
        if client is not None:
            client.close()

    def _open(self) -> httpx2.Client:
        pid = os.getpid()
        # Of two threads that get here at once, one is given what the other made.
        client = self._clients.setdefault(
            pid, httpx2.Client(limits=_LIMITS, trust_env=self._trust_env, follow_redirects=False)
        )
        weakref.finalize(self, _close_in, pid, client)
        return client


def _close_in(pid: int, client: httpx2.Client) -> None:
    # A forked child must keep its hands off its parent's connections, and off the locks that were held then.
    if os.getpid() == pid:
        client.close()


class AsyncPool:
    """Connections for an async client; arguments as for SyncPool."""

    __slots__ = ("_clients", "_guards", "_headers", "_spare", "_trust_env", "closed", "foreign")

    def __init__(self, http_client: httpx2.AsyncClient | None, *, trust_env: bool) -> None:
        self.foreign = http_client
        self.closed = False
        self._trust_env = trust_env
        self._spare: httpx2.AsyncClient | None = None if http_client is not None else self._new()
        self._headers = (http_client or self._spare or self._new()).headers
        self._clients: dict[_Event, tuple[int, httpx2.AsyncClient]] = {}
        self._guards: dict[_Event, AsyncGenerator[None, None]] = {}

    @property
    def headers(self) -> httpx2.Headers:
        """The headers that httpx2 sends of its own accord, and those that the caller gave its client."""
        return self._headers

    async def get(self) -> httpx2.AsyncClient:
        """Give the httpx2 client to send with.

        Raises:
            RootError: The pool is closed.
        """
        if self.closed:
            raise _closed()
        if self.foreign is not None:
            if self.foreign.is_closed:
                raise _closed()
            return self.foreign
        found = self._clients.get(_running())
        if found is not None and found[0] == os.getpid():
            return found[1]
        return await self._open()

    async def aclose(self) -> None:
        """Close all connections of this event loop; a second time does nothing."""
        self.closed = True
        loop = _running()
        guard = self._guards.pop(loop, None)
        if guard is not None:
            await guard.aclose()
        self._clients.pop(loop, None)

    async def _open(self) -> httpx2.AsyncClient:
        loop = _running()
        for each in [each for each in self._clients if each is not None and each.is_closed()]:
            self._clients.pop(each, None)
            self._guards.pop(each, None)
        client, self._spare = self._spare or self._new(), None
        self._clients[loop] = (os.getpid(), client)
        guard = self._guards[loop] = _guard(client)
        await anext(guard)
        return client

    def _new(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(limits=_LIMITS, trust_env=self._trust_env, follow_redirects=False)


async def _guard(client: httpx2.AsyncClient) -> AsyncGenerator[None, None]:
    """Close a client with its event loop, or when nobody holds it any more.

    An event loop that ends finishes the async generators that it knows, while it still can; and one that loses the
    last reference to such a generator finishes it, too.
    """
    try:
        yield
    finally:
        await client.aclose()


def _running() -> _Event:
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:  # another library's loop
        return None
