"""Benchmarks of decoding response bodies that a hostile server sends: time and memory, compared with `json.loads`."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Iterator

from benchmarks.documents import broadcasts, dumped
from benchmarks.measure import Row, Work, shown, take_turns
from benchmarks.packages import NotMeasured
from invent_client import Broadcast
from invent_client._decoder import decode

MOST_TIMES = 10
SECONDS = 0.5


def bodies() -> dict[str, tuple[bytes, int]]:
    """Return a mapping from label to the bytes of a body and the number of mismatches in the body."""
    required = 23  # number of required properties of a broadcast
    return {
        "empty objects": (b"[" + b",".join([b"{}"] * 30_000) + b"]", required * 30_000),
        "numbers": (b"[" + b",".join([b"1"] * 100_000) + b"]", 100_000),
        "an object with 50,000 members": (
            b"[{" + b",".join(b'"%d":1' % number for number in range(50_000)) + b"}]",
            required + 50_000,
        ),
        "other members in each item": (
            dumped([{**item, f"extra_{number}": 1} for number, item in enumerate(broadcasts() * 3)]),
            300,
        ),
        "date-times without offset": (
            dumped(
                [{**item, "created_at": "2026-01-31T08:00:00", "updated_at": "2026-01-31"} for item in broadcasts() * 3]
            ),
            600,
        ),
        "members deep down": (
            dumped(
                [{**item, "templates": [{f"x{number}": [1, None]}]} for number, item in enumerate(broadcasts() * 3)]
            ),
            300,
        ),
    }


def rows() -> Iterator[Row]:
    """Measure the time of decoding each body repeatedly, and the peak memory of decoding each body once."""
    for what, (body, expected) in bodies().items():
        _check(what, body, expected)
        times = take_turns(
            {"ours": lambda body=body: decode(body, list[Broadcast]), "json.loads": lambda body=body: json.loads(body)},
            seconds=SECONDS,
            clock=time.process_time,
        )
        ratio = times.ratio("ours", "json.loads")
        name = f"a hostile body, {what}"
        told = f"json.loads: {shown(times.typical('json.loads'))}"
        yield Row(name, shown(times.typical("ours")), told, ratio, f"within {MOST_TIMES}x", ratio <= MOST_TIMES)
        ours, floor = _peak(lambda body=body: decode(body, list[Broadcast])), _peak(lambda body=body: json.loads(body))
        ratio = ours / floor
        told = f"json.loads: {floor / 1e6:.1f} MB"
        yield Row("... its memory", f"{ours / 1e6:.1f} MB", told, ratio, f"within {MOST_TIMES}x", ratio <= MOST_TIMES)


def _check(what: str, body: bytes, expected: int) -> None:
    for _ in range(3):
        _, mismatches = decode(body, list[Broadcast])
        if mismatches.total != expected:
            raise NotMeasured(f"{mismatches.total} mismatches are found in {what}, not {expected}")


def _peak(work: Work) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
