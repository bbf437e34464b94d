"""Measure the client and the tools, and print one table: each figure, what it is compared with, and its target.

Exit status: 0 measured, whether the targets were reached or not; 2 something could not be measured, and why.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks import codec, compare, drift, generate, hostile, start, streams, walk, wire
from benchmarks.measure import Row, effort, shown
from benchmarks.packages import NotMeasured
from specloop.errors import run_main

GROUPS: dict[str, Callable[[], Iterator[Row]]] = {
    "decode": codec.decode,
    "encode": codec.encode,
    "hostile": hostile.rows,
    "import": start.rows,
    "list": wire.rows,
    "pages": walk.pages,
    "memory": walk.memory,
    "streams": streams.rows,
    "generate": generate.rows,
    "compare": compare.rows,
    "drift": drift.rows,
    "huge": generate.huge,
}
LONG = ("huge",)
"""The groups that are measured only if the option `--only` names them."""

HEADINGS = ("what", "measured", "against", "ratio", "target", "reached")
PACKAGES = ("msgspec", "pydantic", "httpx2", "openapi-python-client")


def main() -> int:
    """Measure the selected groups and print the table; report on stderr which groups could not be measured."""
    options = _options()
    effort["once"] = options.once
    rows: list[Row] = []
    failed: list[str] = []
    took: dict[str, float] = {}
    for name in options.only or [name for name in GROUPS if name not in LONG]:
        print(f"measuring: {name}", end="", file=sys.stderr, flush=True)
        _ignore_earlier_objects()
        begun = time.perf_counter()
        try:
            rows.extend(GROUPS[name]())
        except NotMeasured as error:
            failed.append(f"{name} could not be measured: {error}")
        took[name] = time.perf_counter() - begun
        print(f" ({shown(took[name])})", file=sys.stderr)
    print(_machine())
    print(_table(rows))
    print(f"seconds: {', '.join(f'{name} {each:.0f}' for name, each in took.items())}; all {sum(took.values()):.0f}")
    if options.json:
        found = {"machine": _machine(), "rows": [row._asdict() for row in rows], "seconds": took}
        options.json.write_text(json.dumps(found, indent=2))
    for each in failed:
        print(each, file=sys.stderr)
    return 2 if failed else 0


def _ignore_earlier_objects() -> None:
    """Exclude the objects of earlier groups from garbage collection, whose time would count for the next group."""
    gc.collect()
    gc.freeze()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", type=_groups, metavar="NAME,...", help=f"some of: {', '.join(GROUPS)}")
    parser.add_argument("--once", action="store_true", help="do each piece of work once, to check what it does")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    return parser.parse_args()


def _groups(text: str) -> list[str]:
    chosen = text.split(",")
    if unknown := [each for each in chosen if each not in GROUPS]:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: expected some of {', '.join(GROUPS)}")
    return chosen


def _machine() -> str:
    processor = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        processor = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), processor)
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"Python {platform.python_version()} on {os.cpu_count()} x {processor} ({platform.system()}{load}); {packages}"
    )


def _table(rows: list[Row]) -> str:
    lines = [HEADINGS, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}x"
    reached = "" if row.reached is None else "yes" if row.reached else "NO"
    return row.what, row.measured, row.against, ratio, row.target, reached


if __name__ == "__main__":
    run_main(main)
