"""Documents of 1 to 3,000 operations -> rows: generate.py as a whole, against `openapi-python-client generate`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import packages
from benchmarks.documents import CONTRACT, synthetic
from benchmarks.measure import Row, Times, faster, shown, take_measured_turns

OPC = "openapi-python-client"
SCALE = (10, 100, 1000, 3000)


def rows() -> Iterator[Row]:
    """Both commands on the same documents, in turns; then generate.py alone on larger and larger ones."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name)
        yield faster("generate from openapi.yaml", _both(CONTRACT, folder, 5), "ours", OPC, 1)
        documents = {size: packages.write(synthetic(size), folder / f"{size}.yaml") for size in SCALE}
        times = _both(documents[1000], folder, 1)
        yield faster("generate from 1,000 operations", times, "ours", OPC, 1)
        taken = {size: _timed(packages.generate, document, folder) for size, document in documents.items()}
        yield Row(
            f"generate from {', '.join(f'{size:,}' for size in SCALE)} operations",
            ", ".join(map(shown, taken.values())),
            f"per operation: {shown(taken[3000] / 3000)}",
        )


def _both(document: Path, folder: Path, turns: int) -> Times:
    work = {
        "ours": lambda: _timed(packages.generate, document, folder),
        OPC: lambda: _timed(packages.generate_peer, document, folder),
    }
    if turns > 1:
        for each in work.values():
            each()  # so that modules are compiled and files are cached
    return take_measured_turns(work, turns)


def _timed(generate: Callable[[Path, Path], None], document: Path, folder: Path) -> float:
    with tempfile.TemporaryDirectory(dir=folder) as output:
        begun = time.perf_counter()
        generate(document, Path(output, "project"))
        return time.perf_counter() - begun
