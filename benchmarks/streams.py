"""Benchmarks of streaming from a local server: first event, throughput compared with httpx2, memory for 1 GiB."""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
import msgspec

from benchmarks import media_server, packages
from benchmarks.documents import Node
from benchmarks.measure import Row, peak_memory, shown, take_turns, within

SECONDS = 0.8
MIB = 1024 * 1024
TRANSFERRED_MIB = {"sync": 1024, "async": 256}
"""How many mebibytes each kind of client transfers to show its memory; an async client takes longer for each."""

DOWNLOAD_BYTES = 64 * MIB
EVENTS = 5000
MAX_FIRST_EVENT_S = 0.4
MAX_GAINED_MIB = 32
NEAR = 1.15
BARE = "httpx2"
BARE_EVENTS = "httpx2 EventSource + msgspec"
BINARY: Node = {"type": "string", "format": "binary"}


class _Event(msgspec.Struct):
    number: int
    at: datetime
    text: str


def rows() -> Iterator[Row]:
    """Measure a package with a stream, a download and two kinds of upload, compared with httpx2 alone."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder, media_server.running() as url:
        package = packages.ours(packages.write(_document(), Path(folder, "media.json")), Path(folder))
        yield from _first_event(package, url)
        yield _event_throughput(package, url)
        yield from _download_throughput(package, url, Path(folder))
        yield from _memory(folder, url)


def _document() -> Node:
    event = {
        "type": "object",
        "required": ["number", "at", "text"],
        "properties": {
            "number": {"type": "integer"},
            "at": {"type": "string", "format": "date-time"},
            "text": {"type": "string"},
        },
    }
    octets = {"application/octet-stream": {"schema": BINARY}}
    form = {"type": "object", "required": ["file"], "properties": {"file": BINARY}}
    name = [{"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}]

    def operation(operation_id: str, responses: Node, **others: Any) -> Node:
        return {"operationId": operation_id, "tags": ["items"], "responses": responses, **others}

    events: Node = {"text/event-stream": {"schema": event}}
    done: Node = {"204": {"description": "Done."}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Media", "version": "1.0.0"},
        "paths": {
            "/events/{name}": {
                "parameters": name,
                "get": operation("watch", {"200": {"description": "", "content": events}}),
            },
            "/files/{name}": {
                "parameters": name,
                "get": operation("download", {"200": {"description": "", "content": octets}}),
                "put": operation("replace", done, requestBody={"required": True, "content": octets}),
            },
            "/files": {
                "post": operation(
                    "upload", done, requestBody={"required": True, "content": {"multipart/form-data": {"schema": form}}}
                )
            },
        },
    }


def _first_event(package: Any, url: str) -> Iterator[Row]:
    """Measure the time from a call to the first of ten events, which are sent 0.2 s apart over an open connection."""

    def row(what: str, seconds: float) -> Row:
        reached = seconds <= MAX_FIRST_EVENT_S
        return Row(what, shown(seconds), "all ten: 1.8 s", None, f"within {shown(MAX_FIRST_EVENT_S)}", reached)

    with package.Media(base_url=url) as client:
        list(client.items.watch("1-0"))
        begun = time.perf_counter()
        with client.items.watch("10-200") as stream:
            next(stream)
            yield row("the first of ten events, 0.2 s apart", time.perf_counter() - begun)

    async def first() -> float:
        async with package.AsyncMedia(base_url=url) as client:
            async for _ in await client.items.watch("1-0"):
                pass
            begun = time.perf_counter()
            async with await client.items.watch("10-200") as stream:
                await anext(stream)
                return time.perf_counter() - begun

    yield row("the first of ten events, 0.2 s apart, async", asyncio.run(first()))


def _event_throughput(package: Any, url: str) -> Row:
    decoder = msgspec.json.Decoder(_Event)
    path = f"/events/{EVENTS}-0"
    with package.Media(base_url=url, on_mismatch="raise") as client, httpx2.Client(base_url=url) as http:

        def ours() -> int:
            return sum(1 for _ in client.items.watch(f"{EVENTS}-0"))

        def bare() -> int:
            with http.stream("GET", path) as response:
                return sum(1 for event in httpx2.EventSource(response) if decoder.decode(event.data))

        times = take_turns({"ours": ours, BARE_EVENTS: bare}, seconds=SECONDS)
    return within(f"{EVENTS:,} events to models", times, "ours", BARE_EVENTS, NEAR)


def _download_throughput(package: Any, url: str, folder: Path) -> Iterator[Row]:
    """Measure the time to write a download of 64 MiB to a file, including fsync; the file is in memory if possible."""
    shared = Path("/dev/shm")  # the speed of a shared disk varies more than the measured difference
    name, target = str(DOWNLOAD_BYTES), (shared if shared.is_dir() else folder) / f"benchmark-{os.getpid()}"
    what = f"{DOWNLOAD_BYTES // MIB} MiB to a file"

    def written(response: httpx2.Response) -> None:
        with target.open("wb") as file:
            for chunk in response.iter_bytes():
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    with package.Media(base_url=url) as client, httpx2.Client(base_url=url) as http:

        def ours() -> None:
            with client.items.with_streaming_response.download(name) as response:
                response.write_to(target)

        def bare() -> None:
            with http.stream("GET", f"/files/{name}") as response:
                written(response)

        yield within(what, take_turns({"ours": ours, BARE: bare}, seconds=SECONDS), "ours", BARE, NEAR)
    with asyncio.Runner() as runner:
        client, http = package.AsyncMedia(base_url=url), httpx2.AsyncClient(base_url=url)

        async def ours_async() -> None:
            async with await client.items.with_streaming_response.download(name) as response:
                await response.write_to(target)

        async def bare_async() -> None:
            async with http.stream("GET", f"/files/{name}") as response:
                with target.open("wb") as file:
                    async for chunk in response.aiter_bytes():
                        file.write(chunk)
                    file.flush()
                    os.fsync(file.fileno())

        work = {"ours": lambda: runner.run(ours_async()), BARE: lambda: runner.run(bare_async())}
        yield within(f"{what}, async", take_turns(work, seconds=SECONDS), "ours", BARE, NEAR)
        runner.run(client.aclose())
        runner.run(http.aclose())
    target.unlink()


def _memory(folder: str, url: str) -> Iterator[Row]:
    """Transfer much in a new process for each way, and compare the peak memory with that for 1 MiB."""
    cases = [(way, kind) for way in WAYS for kind in ("sync", "async")]
    results = packages.run_all([[sys.executable, "-m", "benchmarks.streams", *case, folder, url] for case in cases])
    for (way, kind), result in zip(cases, results, strict=True):
        gained = json.loads(result)["gained_mib"]
        yield Row(
            f"{TRANSFERRED_MIB[kind]:,} MiB {way}, {kind}: memory gained",
            f"{gained:.1f} MiB",
            "after 1 MiB",
            None,
            f"at most {MAX_GAINED_MIB} MiB",
            gained <= MAX_GAINED_MIB,
        )


def _down(client: Any, folder: Path, size: int) -> Callable[[], Any]:
    def use() -> Any:
        with client.items.with_streaming_response.download(str(size)) as response:
            return response.write_to(folder / "down")

    async def run() -> Any:
        async with await client.items.with_streaming_response.download(str(size)) as response:
            return await response.write_to(folder / "down")

    return run if type(client).__name__.startswith("Async") else use


def _file(folder: Path, size: int) -> Path:
    path = folder / f"up{size}"
    with path.open("wb") as file:
        file.truncate(size)
    return path


def _up(client: Any, folder: Path, size: int) -> Callable[[], Any]:
    return lambda: client.items.replace("f", body=_file(folder, size))


def _up_multipart(client: Any, folder: Path, size: int) -> Callable[[], Any]:
    return lambda: client.items.upload(file=_file(folder, size))


WAYS = {"down": _down, "up": _up, "up as a part": _up_multipart}


def _measure(way: str, kind: str, folder: Path, url: str) -> float:
    """Return by how many mebibytes the peak memory for a large transfer exceeds that for 1 MiB."""
    sys.path.insert(0, str(folder / "ours_media_project"))
    folder = folder / f"{way}, {kind}"  # the same transfer may run at the same time in another process
    folder.mkdir()
    package = importlib.import_module("ours_media")
    if kind == "sync":
        with package.Media(base_url=url) as client:
            WAYS[way](client, folder, MIB)()
            before = peak_memory()
            WAYS[way](client, folder, TRANSFERRED_MIB[kind] * MIB)()
            return (peak_memory() - before) / MIB

    async def main() -> float:
        async with package.AsyncMedia(base_url=url) as client:
            await WAYS[way](client, folder, MIB)()
            before = peak_memory()
            await WAYS[way](client, folder, TRANSFERRED_MIB[kind] * MIB)()
            return (peak_memory() - before) / MIB

    return asyncio.run(main())


if __name__ == "__main__":
    print(json.dumps({"gained_mib": _measure(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4])}))
