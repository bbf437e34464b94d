"""Measure drift.py: its validation compared with jsonschema, its reading of recorded traffic, and its sources.

Recorded traffic is read with different numbers of cores and workers, and the memory is measured. Also measured is the
cost of the client option `mismatch_log`, which counts mismatches in production for `drift.py mismatches`.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import jsonschema
from distributed import LocalCluster

from benchmarks import packages
from benchmarks.documents import broadcasts, synthetic
from benchmarks.measure import Row, effort, faster, shown, take_measured_turns, take_turns
from benchmarks.packages import NotMeasured
from invent_client import Invent
from invent_client._decoder import NO_MISMATCHES
from invent_client._mismatch_log import MismatchLog
from specloop.drift.sources.traffic import count_traffic
from specloop.drift.validation.response_validator import ResponseValidator
from specloop.openapi.loader import load_document
from specloop.openapi.operations import iter_operations

ROOT = Path(__file__).parent.parent
SCHEMA = ("responses", "200", "content", "application/json", "schema")
SECONDS = 0.8
LOOPS = 30_000_000
MEGABYTES = 64
"""Size of the recording in megabytes.

This is much more than a worker reads at a time, so larger recordings take the same time per byte.
"""

OURS, PEER = "drift.py", "jsonschema with formats"


def rows() -> Iterator[Row]:
    """Run all benchmarks of drift.py."""
    for share in (0, 1, 10, 100):
        yield from _validation(share)
    with tempfile.TemporaryDirectory() as folder:
        yield from _cores(Path(folder))
        yield from _memory(Path(folder))
        yield from _workers(Path(folder))
        yield from _upstream(Path(folder))
        yield from _mismatches(Path(folder))
        yield from _mismatch_log(Path(folder))


FASTER = {0: 80, 1: 60, 10: 50, 100: 10}
"""Mapping from the percentage of drifted broadcasts to the target for the time of jsonschema divided by ours."""

FAULTS = 4
"""Number of mismatches in each broadcast that `_page` changes."""


def _page(drifted: int) -> list[Any]:
    """Return a page of 100 broadcasts, of which the first `drifted` have four mismatches each.

    The mismatches are an unknown property, a missing property, an unknown status, and a time without an offset.
    """
    page: list[Any] = broadcasts()
    for each in page[:drifted]:
        each["is_archived"] = False
        each["status"] = "PAUSED"
        del each["played_count"]
        each["created_at"] = each["created_at"].removesuffix("Z")
    return page


def _validation(share: int) -> Iterator[Row]:
    """Measure the validation of a decoded page by drift.py and by jsonschema, with the same schema and formats.

    drift.py also counts the mismatches, which jsonschema does not do.
    """
    contract = load_document(ROOT / "openapi.yaml")
    (operation,) = list(iter_operations(contract.data))
    examiner = ResponseValidator(contract)
    pointer = (*operation.pointer, *SCHEMA)
    schema = {"$ref": "#" + "".join(f"/{str(step).replace('/', '~1')}" for step in pointer)}
    for component in ("Broadcast", "Segment", "BroadcastTemplate"):  # reject unknown properties, as drift.py does
        contract.data["components"]["schemas"][component]["additionalProperties"] = False
    peer = jsonschema.Draft202012Validator({**contract.data, **schema}, format_checker=jsonschema.FormatChecker())
    page = _page(share)
    examiner.body("x", "200", pointer, page)
    found = {
        OURS: sum(observed.total() for observed in examiner.counter.seen.values()),
        PEER: len(list(peer.iter_errors(page))),
    }
    if set(found.values()) != {FAULTS * share}:  # jsonschema needs an optional package to check the format date-time
        raise NotMeasured(f"a page with {FAULTS * share} faults has {found} for these two")
    work = {OURS: lambda: examiner.body("x", "200", pointer, page), PEER: lambda: list(peer.iter_errors(page))}
    times = take_turns(work, seconds=SECONDS, clock=time.process_time)
    what = f"validate 100 broadcasts, {share} % of them drifted"
    yield faster(what, times, OURS, PEER, FASTER[share])


def _recording(file: Path, megabytes: int, drifted: int = 0) -> int:
    line = {
        "method": "GET",
        "url": "https://api.useinvent.com/orgs/c/broadcasts",
        "status": 200,
        "headers": {
            "content-type": "application/json",
            "pagination-count": "1",
            "pagination-page": "1",
            "pagination-take": "1",
        },
        "body": _page(drifted),
    }
    text = json.dumps(line, separators=(",", ":")).encode() + b"\n"
    with file.open("wb") as stream:
        for _ in range(megabytes * 1024 * 1024 // len(text)):
            stream.write(text)
    return file.stat().st_size


SCRIPT = f"""
import sys, time
sys.path.insert(0, {str(ROOT)!r})
from specloop.openapi.loader import load_document
from specloop.drift.sources.traffic import count_traffic
if __name__ == "__main__":
    contract = load_document("openapi.yaml")
    began = time.perf_counter()
    count_traffic(contract, [sys.argv[1]], workers=int(sys.argv[2]))
    print(time.perf_counter() - began)
"""
"""The program that reads recorded traffic with a number of processes, and prints the seconds."""


def _reading(file: Path, cores: int) -> list[str]:
    """Return the command that reads recorded traffic with a number of processes, and prints the seconds."""
    script = file.with_name("read.py")
    script.write_text(SCRIPT)
    return [sys.executable, str(script), str(file), str(cores)]


def _bare(cores: int) -> float:
    """Return the seconds in which `cores` processes together do a fixed amount of arithmetic."""
    command = [sys.executable, "-c", f"sum(range({LOOPS // cores}))"]
    began = time.perf_counter()
    running = [subprocess.Popen(command) for _ in range(cores)]
    if any(each.wait() for each in running):
        raise NotMeasured("a bare loop cannot be run")
    return time.perf_counter() - began


def _cores(folder: Path) -> Iterator[Row]:
    file = folder / "cores.ndjson"
    size = _recording(file, MEGABYTES)
    counts = sorted({1, 2, os.cpu_count() or 1})
    times = take_measured_turns({str(cores): partial(_timed, file, cores) for cores in counts}, 1)
    bare = take_measured_turns({str(cores): partial(_bare, cores) for cores in counts}, 1)
    alone = times.typical("1")
    rate = size / alone / 1e6
    yield Row("recorded NDJSON, on one core", f"{rate:.0f} MB/s", f"1 GB: {1000 / rate:.0f} s")
    for cores in map(str, counts[1:]):
        # Other programs may use the cores. So the gain of a loop that only computes shows which gain is possible on
        # this machine.
        against = f"one core (bare loops gain {bare.ratio('1', cores):.2f}x)"
        rate = size / times.typical(cores) / 1e6
        yield Row(f"recorded NDJSON, on {cores} cores", f"{rate:.0f} MB/s", against, times.ratio("1", cores))


def _timed(file: Path, cores: int) -> float:
    return float(packages.run(_reading(file, cores)))


def _memory(folder: Path) -> Iterator[Row]:
    held = []
    for megabytes in (MEGABYTES // 4, MEGABYTES):
        _recording(folder / "memory.ndjson", megabytes, drifted=10)
        held.append(packages.spend(_reading(folder / "memory.ndjson", 1)).megabytes)
    small, large = held
    told = f"{large:.0f} MB held for {MEGABYTES} MB"
    against = f"{small:.0f} MB for {MEGABYTES // 4} MB"
    yield Row("memory for recorded NDJSON", told, against, large / small, "within 1.1x", large < 1.1 * small)


OPERATIONS = 200
"""Number of operations in each of the two documents that `drift.py upstream` compares."""


def _upstream(folder: Path) -> Iterator[Row]:
    """Measure `drift.py upstream`, which also proposes edits, and compare.py on the same two documents."""
    ours = synthetic(OPERATIONS)
    theirs = json.loads(json.dumps(ours))
    for schema in theirs["components"]["schemas"].values():
        schema.get("properties", {})["added_later"] = {"type": "string"}
    for name, document in (("ours", ours), ("theirs", theirs)):
        (folder / f"{name}.json").write_text(json.dumps(document, indent=1))
    commands = {
        "drift upstream": ["drift.py", "upstream", str(folder / "theirs.json"), "--spec", str(folder / "ours.json")],
        "compare": ["compare.py", str(folder / "ours.json"), str(folder / "theirs.json")],
    }
    times = take_measured_turns({name: partial(_command, command) for name, command in commands.items()}, 2)
    ratio = times.ratio("drift upstream", "compare")
    told = f"{times.typical('drift upstream'):.1f} s"
    against = f"compare.py of the same pair: {times.typical('compare'):.1f} s"
    yield Row(
        f"drift upstream of {OPERATIONS} operations, with edits", told, against, ratio, "within 2x", ratio <= MOST_TIMES
    )


MOST_TIMES = 2.0
CLUSTER_MEGABYTES = 16
"""The size of the recording that a Dask cluster examines."""

COUNTED = 100_000
"""How many lines of counts `drift.py mismatches` reads."""

MOST_OVERHEAD = 1.02
CALLS = 1000  # number of calls that are timed together, because one takes microseconds


def _workers(folder: Path) -> Iterator[Row]:
    """Measure the same recording on Dask clusters of one worker and of two; both must find the same differences."""
    file = folder / "cluster.ndjson"
    size = _recording(file, 1 if effort["once"] else CLUSTER_MEGABYTES, drifted=10)
    contract = load_document(ROOT / "openapi.yaml")
    seen: dict[str, Any] = {}
    with ExitStack() as stack:
        clusters = {
            str(count): stack.enter_context(
                LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.ERROR)
            )
            for count in (1, 2)
        }

        def examine(name: str) -> float:
            began = time.perf_counter()
            counter, _ = count_traffic(contract, [str(file)], workers=clusters[name].scheduler_address)
            seen[name] = counter.seen
            return time.perf_counter() - began

        times = take_measured_turns({name: partial(examine, name) for name in clusters}, 1)
    if seen["1"] != seen["2"]:
        raise NotMeasured("two workers find something else than one")
    one, two = (f"{size / times.typical(name) / 1e6:.0f} MB/s" for name in ("1", "2"))
    yield Row("recorded NDJSON, on a Dask cluster of 2 workers", two, f"of 1 worker: {one}", times.ratio("1", "2"))


def _mismatches(folder: Path) -> Iterator[Row]:
    """Measure `drift.py mismatches` on the counts of many processes, which add up to one finding."""
    file = folder / "mismatches.ndjson"
    lines = 100 if effort["once"] else COUNTED
    count = {"operation": "listBroadcasts", "pointer": "/0/is_archived", "kind": "unknown", "got": "boolean"}
    text = json.dumps({**count, "count": 1, "of": 100})
    file.write_text(f"{text}\n" * lines)
    command = ["drift.py", "mismatches", str(file)]
    times = take_measured_turns({"mismatches": partial(_command, command)}, 1)
    taken = times.typical("mismatches")
    yield Row(f"drift mismatches of {lines:,} lines", f"{taken:.2f} s", f"per line: {taken / lines * 1e6:.1f} µs")


def _mismatch_log(folder: Path) -> Iterator[Row]:
    """Measure what `mismatch_log` adds to list() of a clean page, without a network.

    It is one call of `MismatchLog.count`, which is measured by itself: the difference of two whole calls is noise.
    """
    content = json.dumps(_page(0)).encode()
    headers = {"content-type": "application/json", "pagination-count": "100", "pagination-page": "1"}
    response = partial(httpx2.Response, 200, content=content, headers={**headers, "pagination-take": "100"})
    transport = httpx2.MockTransport(lambda _: response())
    log = folder / "counts.ndjson"
    with (
        Invent(api_key="key", http_client=httpx2.Client(transport=transport)) as plain,
        Invent(api_key="key", http_client=httpx2.Client(transport=transport), mismatch_log=log) as counting,
    ):
        counting.broadcasts.list("c")
        counter = MismatchLog(folder / "empty.ndjson")
        work = {
            "list": partial(plain.broadcasts.list, "c"),
            "count": lambda: [counter.count("listBroadcasts", NO_MISMATCHES, str) for _ in range(CALLS)],
        }
        times = take_turns(work, seconds=SECONDS, clock=time.process_time)
    counted = [json.loads(line) for line in log.read_text().splitlines()]
    if not counted or any("pointer" in each for each in counted):
        raise NotMeasured(f"{log.name} has {counted[:2]} for clean pages")
    added = times.typical("count") / CALLS
    ratio = 1 + added / times.typical("list")
    what, told = "what mismatch_log adds to list() of a clean page", shown(added)
    yield Row(what, told, f"list(): {shown(times.typical('list'))}", ratio, "within 1.02x", ratio <= MOST_OVERHEAD)


def _command(command: list[str]) -> float:
    """Return the seconds that a command takes. Raises NotMeasured unless the command finds differences."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, *command, "--format", "json"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode != 1:
        raise NotMeasured(done.stderr.decode())
    return time.perf_counter() - began
