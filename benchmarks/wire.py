"""Measure one `list()` call to a local server, sync and async, beside bare httpx2 and msgspec doing the same."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx2
import msgspec

from benchmarks import peers, server
from benchmarks.measure import Row, Times, shown, take_turns, within
from invent_client import AsyncInvent, Invent

SECONDS = 3.0
BARE = "httpx2 + msgspec"
HEADERS = {"authorization": "Bearer key"}
PAGE, TINY = "1-100-0", "1-0-0"


def rows() -> Iterator[Row]:
    """Measure a page of 100 broadcasts, and an empty page, which shows the cost of a call without its content."""
    decoder = msgspec.json.Decoder(list[peers.struct("plain")])
    with server.running() as url:
        for organisation, what in ((PAGE, "list() of 100 broadcasts over loopback"), (TINY, "list() of an empty page")):
            target = 1.15 if organisation == PAGE else None
            for suffix, times in (
                ("", _sync(url, organisation, decoder)),
                (", async", _async(url, organisation, decoder)),
            ):
                yield within(f"{what}{suffix}", times, "ours", BARE, target)
                if organisation == TINY:
                    extra = times.typical("ours") - times.typical(BARE)
                    yield Row(f"what a call costs on top{suffix}", shown(max(extra, 0.0)), BARE)


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
