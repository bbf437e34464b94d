"""Fixtures of the client tests: a scripted server, generated packages, and the sync and async clients."""

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
import pytest
from support.api_server import KEY, Script, Server

from invent_client import AsyncInvent, Invent, _retry
from specloop.commands.generate import main as generate

CONTRACTS = Path(__file__).parent / "contracts"


class Sync:
    """Runner of test code with the sync client."""

    name = "sync"
    kind = Invent

    def call(self, use: Callable[[Any], Any], **settings: Any) -> Any:
        """Build a client, call `use` with the client, close the client, and return the result of `use`."""
        with Invent(**{"api_key": KEY} | settings) as client:
            return use(client)

    def walk(self, start: Callable[[Any], Any], most: int | None = None, **settings: Any) -> list[Any]:
        """Return the items of the list that `start` requests, at most `most` items; all items if `most` is None."""
        with Invent(**{"api_key": KEY} | settings) as client:
            items: list[Any] = []
            for item in start(client):
                items.append(item)
                if most is not None and len(items) >= most:
                    break
            return items


class Async:
    """Runner of test code with the async client, in a new event loop for each call."""

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
    """The sync or async client of the media package, for tests that pass a function for each client."""

    def __init__(self, package: ModuleType, name: str) -> None:
        self.package = package
        self.name = name

    def call(self, sync: Callable[[Any], Any], run: Callable[[Any], Any], **settings: Any) -> Any:
        """Build a client, call `sync` or `run` with the client, close the client, and return the function's result."""
        if self.name == "sync":
            with self.package.Media(**settings) as client:
                return sync(client)

        async def main() -> Any:
            async with self.package.AsyncMedia(**settings) as client:
                return await run(client)

        return anyio.run(main, backend=self.name)


@pytest.fixture(scope="session")
def media_package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package generated from contracts/media.yaml, with streams, downloads and uploads."""
    project = tmp_path_factory.mktemp("media")
    assert generate(["--spec", str(CONTRACTS / "media.yaml"), "--output", str(project / "out")]) == 0
    sys.path.insert(0, str(project / "out"))
    yield importlib.import_module("media_client")
    sys.path.remove(str(project / "out"))


class Depot:
    """The sync or async client of the depot package, for tests that pass one function for both clients."""

    def __init__(self, package: ModuleType, name: str) -> None:
        self.package = package
        self.name = name

    def call(self, use: Callable[[Any], Any], **settings: Any) -> Any:
        """Build a client, call `use` with the client, close the client, and return the (awaited) result of `use`."""
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
    """The package generated from contracts/depot.yaml, with OAuth2, servers, rate limits, webhooks and polling."""
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
    """OpenTelemetry's in-memory exporter. All tests share one, because a process has one tracer provider."""
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
    """Clear the exporter, and return the function that returns the finished spans of the test."""
    exporter.clear()
    return exporter.get_finished_spans


@pytest.fixture(params=["sync", "asyncio", "trio"])
def media(request: pytest.FixtureRequest, media_package: ModuleType) -> Face:
    return Face(media_package, request.param)


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "BASE_URL", "LOG"):
        monkeypatch.delenv(f"INVENT_{name}", raising=False)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, media_package: ModuleType) -> None:
    """Shorten the delay before retries to milliseconds, for tests that do not check delays."""
    monkeypatch.setattr(_retry, "FIRST_DELAY_S", 0.002)
    monkeypatch.setattr(importlib.import_module(f"{media_package.__name__}._retry"), "FIRST_DELAY_S", 0.002)
