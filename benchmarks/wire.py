"""Benchmarks of one `list()` call to a local server, sync and async, compared with httpx2 and msgspec."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import msgspec

from benchmarks import peers, server
from benchmarks.measure import Row, Times, effort, shown, take_turns, within
from benchmarks.packages import NotMeasured
from invent_client import AsyncInvent, Invent

SECONDS = 1.2
BARE = "httpx2 + msgspec"
HEADERS = {"authorization": "Bearer key"}
PAGE, FEW, TINY = "1-100-0", "1-10-0", "1-0-0"
MANY, MANY_ONCE = 1000, 100
"""Number of simultaneous async calls in a measurement, and with `--once`."""

THREADS, EACH = 20, 10
"""Number of threads, and number of successive calls in each thread."""


def rows() -> Iterator[Row]:
    """Measure a page of 100 broadcasts, and an empty page, which shows the cost of a call without its content."""
    decoder = msgspec.json.Decoder(list[peers.struct("plain")])
    with server.running() as url:
        for organisation, what in ((PAGE, "list() of 100 broadcasts over loopback"), (TINY, "list() of an empty page")):
            for suffix, times, target in (
                ("", _sync(url, organisation, decoder), 1.10),
                (", async", _async(url, organisation, decoder), 1.05),
            ):
                yield within(f"{what}{suffix}", times, "ours", BARE, target)
                if organisation == TINY:
                    extra = times.typical("ours") - times.typical(BARE)
                    yield Row(f"what a call costs on top{suffix}", shown(max(extra, 0.0)), BARE)
        yield within(f"{MANY:,} async list() at once", _many(url, decoder), "ours", BARE, 1.10)
        what = f"list() in {THREADS} threads, {EACH} times each"
        yield within(what, _threads(url, decoder), "ours", BARE, 1.10)


def _many(url: str, decoder: msgspec.json.Decoder) -> Times:
    """Measure many simultaneous calls in one event loop, over as many connections as the client opens."""
    limits = httpx2.Limits(max_connections=100, max_keepalive_connections=100)
    calls = MANY_ONCE if effort["once"] else MANY
    with asyncio.Runner() as runner:
        invent = AsyncInvent(api_key="key", base_url=url, rate_limit=None, timeout=60.0)
        http = httpx2.AsyncClient(base_url=url, headers=HEADERS, limits=limits, timeout=60.0)

        async def ours() -> None:
            pages = await asyncio.gather(*(_awaited(invent, FEW) for _ in range(calls)))
            _expect(sum(pages), calls)

        async def bare() -> None:
            responses = await asyncio.gather(*(http.get(f"/orgs/{FEW}/broadcasts") for _ in range(calls)))
            _expect(sum(len(decoder.decode(each.content)) for each in responses), calls)

        times = take_turns({"ours": lambda: runner.run(ours()), BARE: lambda: runner.run(bare())}, seconds=0, turns=2)
        runner.run(invent.aclose())
        runner.run(http.aclose())
    return times


async def _awaited(invent: AsyncInvent, organisation: str) -> int:
    return len((await invent.broadcasts.list(organisation)).items)


def _threads(url: str, decoder: msgspec.json.Decoder) -> Times:
    """Measure calls from several threads that share one client."""
    limits = httpx2.Limits(max_connections=100, max_keepalive_connections=100)
    with (
        Invent(api_key="key", base_url=url, rate_limit=None) as invent,
        httpx2.Client(base_url=url, headers=HEADERS, limits=limits) as http,
        ThreadPoolExecutor(THREADS) as threads,
    ):

        def ours(_: int) -> int:
            return sum(len(invent.broadcasts.list(FEW).items) for _ in range(EACH))

        def bare(_: int) -> int:
            return sum(len(decoder.decode(http.get(f"/orgs/{FEW}/broadcasts").content)) for _ in range(EACH))

        work = {
            "ours": lambda: _expect(sum(threads.map(ours, range(THREADS))), THREADS * EACH),
            BARE: lambda: _expect(sum(threads.map(bare, range(THREADS))), THREADS * EACH),
        }
        return take_turns(work, seconds=SECONDS)


def _expect(items: int, calls: int) -> None:
    if items != calls * 10:
        raise NotMeasured(f"{items} items came, not {calls * 10}")


def _sync(url: str, organisation: str, decoder: msgspec.json.Decoder) -> Times:
    with (
        Invent(api_key="key", base_url=url, rate_limit=None) as invent,
        httpx2.Client(base_url=url, headers=HEADERS) as http,
    ):
        path = f"/orgs/{organisation}/broadcasts"
        work = {
            "ours": lambda: invent.broadcasts.list(organisation),
            BARE: lambda: decoder.decode(http.get(path).content),
        }
        return take_turns(work, seconds=SECONDS, batch=5)


def _async(url: str, organisation: str, decoder: msgspec.json.Decoder) -> Times:
    path = f"/orgs/{organisation}/broadcasts"
    with asyncio.Runner() as runner:
        invent = AsyncInvent(api_key="key", base_url=url, rate_limit=None)
        http = httpx2.AsyncClient(base_url=url, headers=HEADERS)

        async def ours() -> None:
            for _ in range(5):
                await invent.broadcasts.list(organisation)

        async def bare() -> None:
            for _ in range(5):
                decoder.decode((await http.get(path)).content)

        times = take_turns({"ours": lambda: runner.run(ours()), BARE: lambda: runner.run(bare())}, seconds=SECONDS)
        runner.run(invent.aclose())
        runner.run(http.aclose())
    return Times({name: [each / 5 for each in taken] for name, taken in times.of.items()})
