"""Measure, in new interpreters, the time to import and construct a client, beside an httpx2 client.

One client is that of the contract; another has a thousand models, which should cost nothing until they are used.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.documents import ROOT, synthetic
from benchmarks.measure import Row, take_measured_turns, within
from benchmarks.packages import generate, run, write

TURNS = 25
OPERATIONS = 1250  # with 1,000 models

CODE = """
import sys, time
sys.path.insert(0, {path!r})
begun = time.perf_counter()
{work}
print(time.perf_counter() - begun)
"""

LARGE = "import synthetic_client; client = synthetic_client.Synthetic(api_key='k')"
OURS = "import invent_client; client = invent_client.Invent(api_key='k')"
OURS_ASYNC = "import invent_client; client = invent_client.AsyncInvent(api_key='k')"
FLOOR = "import httpx2; client = httpx2.Client()"
FLOOR_ASYNC = "import httpx2; client = httpx2.AsyncClient()"


def rows() -> Iterator[Row]:
    """Measure import and construction of each client, in turns with an httpx2 client."""
    for what, ours, floor in (("Invent", OURS, FLOOR), ("AsyncInvent", OURS_ASYNC, FLOOR_ASYNC)):
        _started(ours)
        _started(floor)
        times = take_measured_turns({"ours": partial(_started, ours), "httpx2": partial(_started, floor)}, TURNS)
        yield within(f"import, and construct {what}", times, "ours", "httpx2", 1.15)
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name)
        generate(write(synthetic(OPERATIONS), folder / "synthetic.yaml"), folder / "project")
        models = len(list(folder.glob("project/synthetic_client/models/[!_]*.py")))
        ours = partial(_started, LARGE, folder / "project")
        ours()
        times = take_measured_turns({"ours": ours, "httpx2": partial(_started, FLOOR)}, TURNS)
        what = f"import, and construct a client of {OPERATIONS:,} operations, {models:,} models"
        yield within(what, times, "ours", "httpx2", 1.15)


def _started(work: str, path: Path = ROOT / "generated") -> float:
    return float(run([sys.executable, "-c", CODE.format(path=str(path), work=work)]))
