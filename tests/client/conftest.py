"""What the tests of the client share: a scripted server, and both clients behind one face."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import httpcore2
import pytest
from support.api_server import KEY, Script, Server

from generate import main as generate
from invent_client import AsyncInvent, Invent, _retry

CONTRACTS = Path(__file__).parent / "contracts"


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


class Face:
    """One of the clients of a package, for tests that say for both what is to be done."""

    def __init__(self, package: ModuleType, name: str) -> None:
        self.package = package
        self.name = name

    def call(self, sync: Callable[[Any], Any], run: Callable[[Any], Any], **settings: Any) -> Any:
        """Make a client, let the function for its kind use it, close it; return what that returned."""
        if self.name == "sync":
            with self.package.Media(**settings) as client:
                return sync(client)

        async def main() -> Any:
            async with self.package.AsyncMedia(**settings) as client:
                return await run(client)

        return anyio.run(main, backend=self.name)


@pytest.fixture(scope="session")
def media_package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package of contracts/media.yaml: streams, downloads, uploads."""
    project = tmp_path_factory.mktemp("media")
    assert generate(["--spec", str(CONTRACTS / "media.yaml"), "--output", str(project / "out")]) == 0
    sys.path.insert(0, str(project / "out"))
    yield importlib.import_module("media_client")
    sys.path.remove(str(project / "out"))


class Depot:
    """One of the clients of contracts/depot.yaml, for tests that say for both what is to be done."""

    def __init__(self, package: ModuleType, name: str) -> None:
        self.package = package
        self.name = name

    def call(self, use: Callable[[Any], Any], **settings: Any) -> Any:
        """Make a client, let a function use it, close it; return what that returned, awaited if it can be."""
        if self.name == "sync":
            with self.package.Depot(**settings) as client:
                return use(client)

        async def main() -> Any:
            async with self.package.AsyncDepot(**settings) as client:
                result = use(client)
                return await result if inspect.isawaitable(result) else result

        return anyio.run(main, backend=self.name)


@pytest.fixture(scope="session")
def depot_package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package of contracts/depot.yaml: tokens, servers, limits, webhooks, waiting."""
    project = tmp_path_factory.mktemp("depot")
    assert generate(["--spec", str(CONTRACTS / "depot.yaml"), "--output", str(project / "out")]) == 0
    sys.path.insert(0, str(project / "out"))
    yield importlib.import_module("depot_client")
    sys.path.remove(str(project / "out"))


@pytest.fixture(params=["sync", "asyncio", "trio"])
def depot(request: pytest.FixtureRequest, depot_package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Depot:
    monkeypatch.setattr(importlib.import_module(f"{depot_package.__name__}._retry"), "FIRST_DELAY_S", 0.002)
    return Depot(depot_package, request.param)


@pytest.fixture(scope="session")
def exporter() -> Any:
    """OpenTelemetry's exporter in memory; a process has one provider of spans."""
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    found = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(found))
    trace.set_tracer_provider(provider)
    return found


@pytest.fixture
def spans(exporter: Any) -> Any:
    """Return the function that returns the spans of a test."""
    exporter.clear()
    return exporter.get_finished_spans


@pytest.fixture(params=["sync", "asyncio", "trio"])
def media(request: pytest.FixtureRequest, media_package: ModuleType) -> Face:
    return Face(media_package, request.param)


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
def quick(monkeypatch: pytest.MonkeyPatch, media_package: ModuleType) -> None:
    """Retry after milliseconds, for tests that are not about how long it takes."""
    monkeypatch.setattr(_retry, "FIRST_DELAY_S", 0.002)
    monkeypatch.setattr(importlib.import_module(f"{media_package.__name__}._retry"), "FIRST_DELAY_S", 0.002)
