"""What was asked for on the command line -> a source is read, its findings are concluded upon; the exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specloop.drift.case import FixableFinding, of_evidence
from specloop.drift.findings import evidence, never_seen
from specloop.drift.run import OutputOptions, SourceResult, finish
from specloop.drift.validation.observations import ObservationCounter
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document
from specloop.openapi.operations import iter_operations
from specloop.openapi.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specloop.drift.sources.traffic import ReportProgress


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """Which source, and what it needs to know."""

    source: str
    spec: str = "openapi.yaml"
    files: Sequence[str] = ()
    operation: str = ""
    status: int | None = None
    base_url: str | None = None
    params: Sequence[tuple[str, str]] = ()


def run(request: SourceOptions, output: OutputOptions) -> int:
    """Do it."""
    contract = load_document(request.spec)
    validate(contract)
    return finish(contract, examine_source(contract, request), output)


def examine_source(contract: Document, request: SourceOptions) -> SourceResult:
    """Ask the source. Raises InputError, also if there was nothing to examine."""
    if request.source == "payload":
        from specloop.drift.sources.payload import examine_payloads  # noqa: PLC0415 - a run has one source

        tally = examine_payloads(contract, request.files, operation=request.operation, status=request.status)
        return result_from_counter(contract, "payload", tally, where=", ".join(request.files))
    if request.source == "traffic":
        from specloop.drift.sources.traffic import examine_traffic, total_bytes  # noqa: PLC0415

        with _progress(total_bytes(request.files)) as progress:
            tally = examine_traffic(contract, request.files, progress=progress)
        return result_from_counter(contract, "traffic", tally, where=", ".join(request.files))
    if request.source == "live":
        from specloop.drift.sources.live import examine_live  # noqa: PLC0415

        tally, notes = examine_live(contract, base_url=request.base_url, params=dict(request.params))
        return result_from_counter(contract, "live", tally, where=request.base_url or contract.source, notes=notes)
    if request.source == "docs":
        from specloop.drift.sources.docs.examine import examine_pages  # noqa: PLC0415

        return examine_pages(contract, request.files)
    from specloop.drift.sources.upstream import examine_upstream  # noqa: PLC0415

    return examine_upstream(contract, request.files[0])


UNITS = {"payload": "bodies", "traffic": "exchanges", "live": "answers"}
"""What is examined."""


def result_from_counter(
    contract: Document, source: str, tally: ObservationCounter, *, where: str, notes: Sequence[str] = ()
) -> SourceResult:
    """Turn what was seen into findings. Raises InputError if there was nothing to see."""
    unit = UNITS[source]
    passed = {"to other hosts", "preflights", "without an answer", "not modified"}
    looked_at = tally.examined[unit] - sum(tally.examined[each] for each in passed)
    if looked_at <= 0:
        aside = ", ".join(f"{count:,} {what}" for what, count in tally.examined.items() if what in passed and count)
        told = f" (but {aside})" if aside else ""
        raise InputError.at(where, f"there was nothing to examine{told}; expected {unit} of this API")
    known = list(iter_operations(contract.document))
    found = never_seen(contract, tally, known, calls=source == "traffic")
    cases = [of_evidence(each) for each in evidence(contract, tally)] + [FixableFinding(each) for each in found]
    return SourceResult(source, dict(tally.examined), cases, notes)


@contextmanager
def _progress(total: int | None) -> Iterator[ReportProgress | None]:
    """Show how far it is, on a terminal, once it takes long."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn  # noqa: PLC0415

    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, advance=done)
