"""What the tests of the client share: a scripted server, and both clients behind one face."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import httpcore2
import pytest
from support.api_server import KEY, Script, Server

from invent_client import AsyncInvent, Invent, _retry


class Sync:
    """The sync client."""

    name = "sync"
    kind = Invent

    def call(self, use: Callable[[Any], Any], **settings: Any) -> Any:
        """Make a client, use it, close it; give what using it gave."""
        with Invent(**{"api_key": KEY} | settings) as client:
            return use(client)

    def walk(self, start: Callable[[Any], Any], most: int | None = None, **settings: Any) -> list[Any]:
        """Collect the items of a list, at most so many."""
        with Invent(**{"api_key": KEY} | settings) as client:
            items: list[Any] = []
            for item in start(client):
                items.append(item)
                if most is not None and len(items) >= most:
                    break
            return items


class Async:
    """The async client, with an event loop of its own for each use."""

    name = "async"
    kind = AsyncInvent

    def call(self, use: Callable[[Any], Any], **settings: Any) -> Any:
        async def main() -> Any:
            async with AsyncInvent(**{"api_key": KEY} | settings) as client:
                result = use(client)
                return await result if inspect.isawaitable(result) else result

        return asyncio.run(main())

    def walk(self, start: Callable[[Any], Any], most: int | None = None, **settings: Any) -> list[Any]:
        async def main() -> list[Any]:
            async with AsyncInvent(**{"api_key": KEY} | settings) as client:
                items: list[Any] = []
                async for item in start(client):
                    items.append(item)
                    if most is not None and len(items) >= most:
                        break
                return items

        return asyncio.run(main())


@pytest.fixture(params=[Sync(), Async()], ids=["sync", "async"])
def api(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
def serve() -> Iterator[Callable[[Script], Server]]:
    servers: list[Server] = []

    def start(script: Script | bytes) -> Server:
        servers.append(Server(script if callable(script) else lambda _: script))
        return servers[-1]

    yield start
    for each in servers:
        each.__exit__()


@pytest.fixture(scope="session", autouse=True)
def certificates() -> Iterator[None]:
    """Load the certificates of this machine once, instead of for each of a thousand clients that need none."""
    context = httpcore2.default_ssl_context()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpcore2, "default_ssl_context", lambda **_: context)
        yield


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "BASE_URL", "LOG"):
        monkeypatch.delenv(f"INVENT_{name}", raising=False)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry after milliseconds, for tests that are not about how long it takes."""
    monkeypatch.setattr(_retry, "FIRST_DELAY_S", 0.002)
