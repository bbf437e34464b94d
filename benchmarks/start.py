"""Benchmarks in fresh interpreters: processor time to import the client, construct a client, and make the first call.

Two clients are measured: the client of the contract, and a client with a thousand models. Models that a program does
not use must cost no time. Processor time is measured, because the client is not responsible for the time that the
interpreter waits.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks import server
from benchmarks.documents import ROOT, synthetic
from benchmarks.measure import Row, effort, take_measured_turns, within
from benchmarks.packages import generate, run, write

TURNS = 5
GENERATED = ROOT / "generated"
OPERATIONS = 1250  # results in 1,000 models

CODE = """
import sys, time
sys.path.insert(0, {path!r})
begun = time.process_time()
{work}
print(time.process_time() - begun)
"""

LARGE = "import synthetic_client; client = synthetic_client.Synthetic(api_key='k')"
OURS = "import invent_client; client = invent_client.Invent(api_key='k')"
OURS_ASYNC = "import invent_client; client = invent_client.AsyncInvent(api_key='k')"
FLOOR = "import httpx2"

FIRST_CALL = OURS + "; assert len(client.broadcasts.list('1-100-0').items) == 100"
BARE_CALL = """
import sys
sys.path.insert(0, {root!r})
import httpx2, msgspec
from benchmarks.peers import struct
http = httpx2.Client(base_url={url!r}, headers={{"authorization": "Bearer key"}})
decoder = msgspec.json.Decoder(list[struct("plain")])
assert len(decoder.decode(http.get("/orgs/1-100-0/broadcasts").content)) == 100
"""


def rows() -> Iterator[Row]:
    """Measure the import, the construction and the first call of clients, in turns with a lower bound.

    The lower bound is the import of httpx2; for the first call, it is the same call with httpx2 and msgspec.
    """
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name, ThreadPoolExecutor(1) as thread:
        folder = Path(name)
        document = write(synthetic(OPERATIONS), folder / "synthetic.yaml")
        generated = thread.submit(generate, document, folder / "project")  # meanwhile, the first rows are measured
        for what, ours in (("Invent", OURS), ("AsyncInvent", OURS_ASYNC)):
            yield _beside(f"import, and construct {what}", ours, FLOOR, 0.4)
        with server.running() as url:
            ours = FIRST_CALL.replace("api_key='k'", f"api_key='k', base_url={url!r}")
            bare = BARE_CALL.format(root=str(ROOT), url=url)
            yield _beside("import, construct, and list 100 broadcasts", ours, bare)
        generated.result()
        models = len(list(folder.glob("project/synthetic_client/models/[!_]*.py")))
        what = f"import, and construct a client of {OPERATIONS:,} operations, {models:,} models"
        yield _beside(what, LARGE, FLOOR, 0.4, path=folder / "project")


def _beside(what: str, ours: str, floor: str, at_most: float | None = None, path: Path = GENERATED) -> Row:
    label = "import httpx2" if floor == FLOOR else "httpx2 + msgspec"
    work = {"ours": partial(_started, ours, path), label: partial(_started, floor, path)}
    if not effort["once"]:
        for each in work.values():
            each()  # compile the modules
    return within(what, take_measured_turns(work, TURNS), "ours", label, at_most)


def _started(work: str, path: Path) -> float:
    return float(run([sys.executable, "-c", CODE.format(path=str(path), work=work)]))
