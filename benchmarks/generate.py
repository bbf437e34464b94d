"""Measure time and memory of generate.py and of openapi-python-client, for documents of 1 to 3,000 operations.

openapi-python-client does less: it does not check the document, and silently omits what it cannot read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import packages
from benchmarks.documents import CONTRACT, synthetic
from benchmarks.measure import Row, shown
from benchmarks.packages import Spent

OPC = "openapi-python-client"
SCALE = {10: 3, 100: 3, 1000: 1, 3000: 1}
"""Number of operations -> how often each command runs."""


def rows() -> Iterator[Row]:
    """Run both commands alternately on the same documents, from small to large, and compare how their times grow."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name)
        yield from _beside("openapi.yaml", _both(CONTRACT, folder, 5))
        taken: dict[int, tuple[Spent, Spent]] = {}
        for size, turns in SCALE.items():
            document = packages.write(synthetic(size), folder / f"{size}.yaml")
            taken[size] = _both(document, folder, turns)
            yield from _beside(f"{size:,} operations", taken[size])
        yield _growth("ours", taken, 0)
        yield _growth(OPC, taken, 1)


def _both(document: Path, folder: Path, turns: int) -> tuple[Spent, Spent]:
    """Run both commands alternately, and return the fastest run of each, which other programs disturb least."""
    found: list[tuple[Spent, Spent]] = []
    for turn in range(turns + (turns > 1)):  # an extra turn first, to compile modules and cache files
        pair = _spent(packages.generate, document, folder), _spent(packages.generate_peer, document, folder)
        found += [pair] if turn or turns == 1 else []
    ours, theirs = zip(*found, strict=True)
    return min(ours), min(theirs)


def _spent(command: packages.Command, document: Path, folder: Path) -> Spent:
    with tempfile.TemporaryDirectory(dir=folder) as output:
        return command(document, Path(output, "project"))


def _beside(what: str, both: tuple[Spent, Spent]) -> Iterator[Row]:
    ours, theirs = both
    seconds, memory = theirs.seconds / ours.seconds, theirs.megabytes / ours.megabytes
    told = f"{OPC}: {shown(theirs.seconds)}"
    yield Row(f"generate from {what}", shown(ours.seconds), told, seconds, "not slower", seconds >= 1)
    told = f"{OPC}: {theirs.megabytes:.0f} MB"
    yield Row(f"... its memory, {what}", f"{ours.megabytes:.0f} MB", told, memory, "not more", memory >= 1)


def _growth(who: str, taken: dict[int, tuple[Spent, Spent]], side: int) -> Row:
    """Compare the time per operation in the largest document with the time per operation in the second largest."""
    small, large = sorted(taken)[-2:]
    each = [taken[size][side].seconds / size for size in (small, large)]
    label = f"each of {small:,} operations: {shown(each[0])}"
    ratio = each[1] / each[0]
    target = ("within 1.25x", ratio <= 1.25) if side == 0 else ("", None)
    return Row(f"{who}: each of {large:,} operations", shown(each[1]), label, ratio, *target)
