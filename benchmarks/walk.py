"""Benchmarks of iterating over the pages of a local server: the time, and the number of pages in memory."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import server
from benchmarks.measure import Row, faster, peak_memory, take_turns
from benchmarks.packages import run_all
from invent_client import AsyncInvent, Invent
from invent_client.models import Broadcast

AHEAD = 8
LATE = "50-100-50"  # number of pages, items on each page, milliseconds
LONG, LONG_PAGES, LONG_ITEMS = "1000-20-0", 1000, 20
SERIAL = "one by one"


def pages() -> Iterator[Row]:
    """Measure the iteration over 50 pages that the server sends after 50 ms each; the client already exists."""
    with server.running() as url:
        with Invent(api_key="key", base_url=url, rate_limit=None) as invent:
            yield _walked("sync", lambda ahead: sum(1 for _ in invent.broadcasts.list(LATE, prefetch=ahead)))
        with asyncio.Runner() as runner:
            other = AsyncInvent(api_key="key", base_url=url, rate_limit=None)

            async def walk(ahead: int) -> int:
                return len([each.id async for each in other.broadcasts.list(LATE, prefetch=ahead)])

            yield _walked("async", lambda ahead: runner.run(walk(ahead)))
            runner.run(other.aclose())


def _walked(what: str, walk: Callable[[int], int]) -> Row:
    ours = f"prefetch={AHEAD}"
    work = {ours: lambda: _expect(walk(AHEAD), 5000), SERIAL: lambda: _expect(walk(0), 5000)}
    times = take_turns(work, seconds=0, turns=1)
    return faster(f"walk 50 pages at 50 ms, {what}", times, ours, SERIAL, 6)


def _expect(came: int, expected: int) -> None:
    if came != expected:
        raise RuntimeError(f"the walk gave {came} items, not {expected}")


def memory() -> Iterator[Row]:
    """Iterate over 1,000 pages in a new process, and report how many pages were in memory at the same time."""
    with server.running() as url:
        kinds = ("sync", "async")
        results = run_all([[sys.executable, "-m", "benchmarks.walk", kind, url] for kind in kinds])
        for kind, found in zip(kinds, map(json.loads, results), strict=True):
            what = f"walk {LONG_PAGES} pages with prefetch={AHEAD}, {kind}"
            alive = found["alive"] / LONG_ITEMS
            yield Row(
                f"{what}: pages alive, at most",
                f"{alive:.3g}",
                "one page",
                None,
                f"at most {AHEAD + 2}",
                alive <= AHEAD + 2,
            )
            yield Row(f"{what}: memory gained", f"{found['grown'] / 1024**2:.1f} MiB", "after 100 pages")


class _Witness:
    """Counts the models that are in memory while a program iterates over pages."""

    def __init__(self) -> None:
        self.seen = 0
        self.alive = 0
        self.early = 0

    def page(self) -> bool:
        """Count a page, and return whether the live models should be counted after this page."""
        self.seen += 1
        if self.seen == LONG_PAGES // 10:
            self.early = peak_memory()
        return self.seen % 20 == 0

    def look(self) -> None:
        self.alive = max(self.alive, sum(type(each) is Broadcast for each in gc.get_objects()))

    def found(self) -> dict[str, Any]:
        return {"alive": self.alive, "grown": peak_memory() - self.early, "pages": self.seen}


def _long_walk(url: str) -> dict[str, Any]:
    witness = _Witness()
    with Invent(api_key="key", base_url=url, rate_limit=None) as invent:
        for page in invent.broadcasts.list(LONG, take=LONG_ITEMS, prefetch=AHEAD).iter_pages():
            if witness.page():
                time.sleep(0.05)  # the prefetched pages arrive in this time, so that the count is the maximum
                witness.look()
            del page
    return witness.found()


async def _long_walk_async(url: str) -> dict[str, Any]:
    witness = _Witness()
    async with AsyncInvent(api_key="key", base_url=url, rate_limit=None) as invent:
        async for page in invent.broadcasts.list(LONG, take=LONG_ITEMS, prefetch=AHEAD).iter_pages():
            if witness.page():
                await asyncio.sleep(0.05)
                witness.look()
            del page
    return witness.found()


if __name__ == "__main__":
    kind, address = sys.argv[1:]
    result = _long_walk(address) if kind == "sync" else asyncio.run(_long_walk_async(address))
    _expect(result["pages"], LONG_PAGES)
    print(json.dumps(result))
