"""Measure compare.py on two large documents that differ in a few places, on two large enums, and with its options.

`python -m benchmarks --only compare` prints only the results of this module.
"""

from __future__ import annotations

import copy
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks import packages
from benchmarks.documents import ROOT, Node, synthetic
from benchmarks.measure import Row, shown, take_measured_turns
from benchmarks.packages import NotMeasured

SCALE = {100: 2, 1000: 1}
"""Mapping from the number of operations in a document to the number of turns in which it is compared."""

TARGETED, SECONDS = 1000, 3.0
"""The target: comparing two documents with TARGETED operations takes at most SECONDS seconds."""

ENUM_VALUES = 20_000
"""Number of values in each of the two compared enums, which have no value in common."""

FOUND = {
    "operation-removed": 1,
    "received-may-be-null": 1,
    "received-optional-member-removed": 1,
    "received-member-added": 1,
    "sent-value-added": 1,  # one finding reports the enum in requests and in responses
    "optional-argument-added": 1,
    "path-changed": 1,
    "value-documentation-changed": 1,
    "operation-documentation-changed": 1,
}
"""Mapping from the code of a finding to the number of times that compare.py must report the code.

compare.py compares a synthetic document with the copy that `changed` returns.
"""


def rows() -> Iterator[Row]:
    """Measure the comparison of documents of each size with their changed copies, and the comparison of two enums."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name)
        taken = {size: _measured(folder, size, turns) for size, turns in SCALE.items()}
        for size, (differing, same) in taken.items():
            reached = differing < SECONDS if size == TARGETED else None
            told = f"the same in JSON: {shown(same)}; per operation: {shown(differing / size)}"
            target = f"within {SECONDS:g} s" if reached is not None else ""
            yield Row(f"compare two documents of {size:,} operations", shown(differing), told, None, target, reached)
        yield _enum_row(folder)
        yield _matrix_row(folder)
        yield _callers_row(folder)


RELEASES = 10
"""How many releases the project has whose clients `--matrix` examines."""

MATRIX_OPERATIONS = 100


def _matrix_row(folder: Path) -> Row:
    """Measure `--matrix` in a project with many releases of one document."""
    project = folder / "matrix"
    project.mkdir()
    document = synthetic(MATRIX_OPERATIONS)
    git = [
        "git",
        "-C",
        str(project),
        "-c",
        "user.name=b",
        "-c",
        "user.email=b@example.com",
        "-c",
        "commit.gpgsign=false",
    ]
    packages.run([*git, "init", "--quiet"])
    for number in range(RELEASES):
        document["info"]["version"] = f"1.{number}.0"
        packages.write(document, project / "openapi.yaml")
        packages.run([*git, "add", "openapi.yaml"])
        packages.run([*git, "commit", "--quiet", "--message", f"1.{number}.0"])
        packages.run([*git, "tag", f"v1.{number}.0"])
    packages.write(changed(document), project / "openapi.yaml")

    def examine() -> float:
        begun = time.perf_counter()
        found = json.loads(_compare(["--matrix", "--project", str(project)], 1))["matrix"]
        if [each["wire"] for each in found] != ["breaks"] * RELEASES:
            raise NotMeasured(f"--matrix finds {found}")
        return time.perf_counter() - begun

    taken = take_measured_turns({"matrix": examine}, 1).typical("matrix")
    name = f"compare --matrix: {RELEASES} releases of {MATRIX_OPERATIONS} operations"
    return Row(name, shown(taken), f"per release: {shown(taken / RELEASES)}")


CALLS = 200
"""How many lines of the program call a method that is gone."""


def _callers_row(folder: Path) -> Row:
    """Measure `--callers` on a program whose every call breaks; it type-checks the program against both packages."""
    get = {"operationId": "getPet", "tags": ["pets"], "responses": {"204": {"description": ""}}}
    document = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.0.0"}, "paths": {"/pet": {"get": get}}}
    old = packages.write(document, folder / "called.json")
    new = packages.write({**document, "paths": {}}, folder / "not_called.json")
    program = folder / "program.py"
    lines = ["from shop_client import Shop", "", "shop = Shop()", *["shop.pets.retrieve()"] * CALLS]
    program.write_text("\n".join(lines) + "\n")

    def check() -> float:
        begun = time.perf_counter()
        found = json.loads(_compare([str(old), str(new), "--callers", str(program)], 1))["callers"]
        if len(found) != CALLS:
            raise NotMeasured(f"--callers finds {len(found)} lines, and not {CALLS}")
        return time.perf_counter() - begun

    taken = take_measured_turns({"callers": check}, 1).typical("callers")
    return Row(f"compare --callers: {CALLS} lines that break", shown(taken), f"per line: {shown(taken / CALLS)}")


def _enum_row(folder: Path) -> Row:
    """Measure the comparison of two documents whose enums have no value in common."""
    files = []
    for name in ("a", "b"):
        schema = {"type": "string", "enum": [f"{name}{number}" for number in range(ENUM_VALUES)]}
        response = {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}
        paths = {"/a": {"get": {"operationId": "get", "responses": response}}}
        document = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.0.0"}, "paths": paths}
        files.append(packages.write(document, folder / f"{name}.json"))
    times = take_measured_turns({"enum": lambda: _timed(files[0], files[1], 1)}, 1)
    taken = times.typical("enum")
    name = f"compare two enums of {ENUM_VALUES:,} values"
    return Row(name, shown(taken), "no value in common", None, f"within {SECONDS:g} s", taken < SECONDS)


def _measured(folder: Path, size: int, turns: int) -> tuple[float, float]:
    """Return the seconds in which compare.py compares two documents that differ, and two that do not.

    The first comparison is of a document and its changed copy, the second of the document in YAML and in JSON.
    """
    document = synthetic(size)
    old, new = packages.write(document, folder / "old.yaml"), packages.write(changed(document), folder / "new.yaml")
    respelled = packages.write(document, folder / "old.json")

    def differing() -> float:
        begun = time.perf_counter()
        found = _run(old, new, 1)
        seconds = time.perf_counter() - begun
        counts = Counter(change["code"] for change in json.loads(found)["changes"])
        if counts != FOUND:
            raise NotMeasured(f"{dict(counts)} is found, and not {FOUND}")
        return seconds

    times = take_measured_turns({"differing": differing, "same": lambda: _timed(old, respelled, 0)}, turns)
    return times.typical("differing"), times.typical("same")


def changed(document: Node) -> Node:
    """Return a copy of a document with the changes of a typical release, some of which break clients."""
    new = copy.deepcopy(document)
    paths, schemas = new["paths"], new["components"]["schemas"]
    del paths["/invoice0s/{id}"]["delete"]
    schemas["Customer1"]["properties"]["name"]["type"] = ["string", "null"]
    del schemas["Shipment2"]["properties"]["paid"]
    schemas["Webhook3"]["properties"]["colour"] = {"type": "string"}
    schemas["Contact4Status"]["enum"].append("PAUSED")
    paths["/campaign5s"]["get"]["parameters"].append({"name": "colour", "in": "query", "schema": {"type": "string"}})
    paths["/v2/ticket6s"] = {"get": paths["/ticket6s"].pop("get")}
    schemas["Product7"]["description"] = "A product."
    paths["/invoice8s"]["get"]["summary"] = "All invoices"
    return new


def _timed(old: Path, new: Path, status: int) -> float:
    begun = time.perf_counter()
    _run(old, new, status)
    return time.perf_counter() - begun


def _run(old: Path, new: Path, status: int) -> str:
    return _compare([str(old), str(new)], status)


def _compare(arguments: list[str], status: int) -> str:
    """Run compare.py and return its JSON. Raise NotMeasured unless it ends with the given status."""
    command = [sys.executable, str(ROOT / "compare.py"), *arguments, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != status:
        raise NotMeasured(f"compare.py ends with {done.returncode}: {done.stderr.strip()}")
    return done.stdout
