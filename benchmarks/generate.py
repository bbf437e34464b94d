"""Benchmarks of generate.py: time and memory compared with openapi-python-client, for up to 3,000 operations.

openapi-python-client does less: it does not check the document, and silently omits what it cannot read. Both run at the
same time, and their processor times are compared, which other programs disturb less than the time that passes.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks import packages
from benchmarks.documents import CONTRACT, ROOT, synthetic
from benchmarks.measure import Row, shown, take_measured_turns, within
from benchmarks.packages import NotMeasured, Spent

OPC = "openapi-python-client"
FASTER = {1000: 3, 3000: 3}
"""Mapping from the number of operations to the target: how many times faster than its peer generate.py is."""

CLASSES, HUGE_SECONDS = 33_000, 90
SCALE = (100, 1000, 3000)
"""The numbers of operations in the documents; each generator runs once on each document."""


def rows() -> Iterator[Row]:
    """Run both generators on the same documents, and compare how their times grow with the document."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name)
        yield from _beside("openapi.yaml", _both(CONTRACT, folder, 3), 1)
        yield _check_row()
        taken: dict[int, tuple[Spent, Spent]] = {}
        for size in SCALE:
            document = packages.write(synthetic(size), folder / f"{size}.yaml")
            taken[size] = _both(document, folder, 1)
            yield from _beside(f"{size:,} operations", taken[size], FASTER.get(size, 1))
        yield _growth("ours", taken, 0)
        yield _growth(OPC, taken, 1)


def _both(document: Path, folder: Path, turns: int) -> tuple[Spent, Spent]:
    """Run both generators at the same time, and return the fastest run of each, which other programs disturb least."""
    found: list[list[Spent]] = []
    generators = (packages.generate, packages.generate_peer)
    with ThreadPoolExecutor(len(generators)) as threads:
        for turn in range(turns + (turns > 1)):  # the extra first turn compiles modules and caches files
            pair = list(threads.map(lambda generator: _spent(generator, document, folder), generators))
            found += [pair] if turn or turns == 1 else []
    ours, theirs = zip(*found, strict=True)
    return min(ours), min(theirs)


def _spent(command: packages.Command, document: Path, folder: Path) -> Spent:
    with tempfile.TemporaryDirectory(dir=folder) as output:
        return command(document, Path(output, "project"))


def huge() -> Iterator[Row]:
    """Measure the generation of a package with 33,000 classes; this group is measured only if `--only` names it."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        document = packages.write(synthetic(CLASSES // 4 * 5), Path(name, "huge.yaml"))
        spent = packages.generate(document, Path(name, "project"))
        classes = len(list(Path(name).glob("project/*/models/[!_]*.py")))
        if classes < CLASSES:
            raise NotMeasured(f"{classes} classes are generated, not {CLASSES}")
        told = f"{document.stat().st_size / 1e6:.0f} MB; {spent.megabytes:.0f} MB of memory"
        is_reached = spent.seconds <= HUGE_SECONDS
        yield Row(f"generate {classes:,} classes", shown(spent.seconds), told, None, f"{HUGE_SECONDS} s", is_reached)


def _check_row() -> Row:
    """Measure `generate.py --check` of a small contract, compared with the import of openapi-python-client."""
    work = {
        "check": lambda: packages.spend([sys.executable, str(ROOT / "generate.py"), "--check"]).processor,
        "import": lambda: packages.spend([sys.executable, "-c", "import openapi_python_client"]).processor,
    }
    return within("generate.py --check of openapi.yaml", take_measured_turns(work, 4), "check", "import", 1.3)


def _beside(what: str, both: tuple[Spent, Spent], at_least: float) -> Iterator[Row]:
    ours, theirs = both
    seconds, memory = theirs.processor / ours.processor, theirs.megabytes / ours.megabytes
    told = f"{OPC}: {shown(theirs.processor)}"
    yield Row(f"generate from {what}", shown(ours.processor), told, seconds, _target(at_least), seconds >= at_least)
    told = f"{OPC}: {theirs.megabytes:.0f} MB"
    yield Row(f"... its memory, {what}", f"{ours.megabytes:.0f} MB", told, memory, "not more", memory >= 1)


def _target(at_least: float) -> str:
    return "not slower" if at_least == 1 else f"{at_least:g}x faster"


def _growth(who: str, taken: dict[int, tuple[Spent, Spent]], side: int) -> Row:
    """Compare the time per operation between the largest document and the second largest document."""
    small, large = sorted(taken)[-2:]
    each = [taken[size][side].processor / size for size in (small, large)]
    label = f"each of {small:,} operations: {shown(each[0])}"
    ratio = each[1] / each[0]
    target = ("within 1.25x", ratio <= 1.25) if side == 0 else ("", None)
    return Row(f"{who}: each of {large:,} operations", shown(each[1]), label, ratio, *target)
