"""Fresh interpreters -> rows: the time to import the client and make one, and to do so with httpx2 alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial

from benchmarks.documents import ROOT
from benchmarks.measure import Row, take_measured_turns, within
from benchmarks.packages import run

TURNS = 25

CODE = """
import sys, time
sys.path.insert(0, {path!r})
begun = time.perf_counter()
{work}
print(time.perf_counter() - begun)
"""

OURS = "import invent_client; client = invent_client.Invent(api_key='k')"
OURS_ASYNC = "import invent_client; client = invent_client.AsyncInvent(api_key='k')"
FLOOR = "import httpx2; client = httpx2.Client()"
FLOOR_ASYNC = "import httpx2; client = httpx2.AsyncClient()"


def rows() -> Iterator[Row]:
    """Import and construct, in turns with the floor."""
    for what, ours, floor in (("Invent", OURS, FLOOR), ("AsyncInvent", OURS_ASYNC, FLOOR_ASYNC)):
        _started(ours)
        _started(floor)
        times = take_measured_turns({"ours": partial(_started, ours), "httpx2": partial(_started, floor)}, TURNS)
        yield within(f"import, and construct {what}", times, "ours", "httpx2", 1.15)


def _started(work: str) -> float:
    return float(run([sys.executable, "-c", CODE.format(path=str(ROOT / "generated"), work=work)]))
