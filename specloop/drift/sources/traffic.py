"""Files of recorded traffic -> a counter: divided among all cores, merged in any order, in flat memory."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from specloop.drift import redaction
from specloop.drift.findings import SourceResult, result_from_counter
from specloop.drift.sources.recordings import Chunk, Exchange, MalformedRecordError, parse_exchanges, read_chunks
from specloop.drift.validation.observation_counter import ObservationCounter
from specloop.drift.validation.observations import Observation, Population
from specloop.drift.validation.request_router import RequestRouter
from specloop.drift.validation.response_validator import ResponseValidator
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document

PARALLEL_MIN_BYTES = 32 * 1024 * 1024
"""Below this, starting other processes takes longer than the work."""

ALL_REQUESTS = Population("", "", "/path")
"""Every request to the API, described or not."""

ReportProgress = Callable[[int], None]


class ChunkResult(NamedTuple):
    """What a worker hands back."""

    counter: ObservationCounter
    broken: tuple[int, int, str] | None


def examine_traffic(contract: Document, *, files: Sequence[str]) -> SourceResult:
    """Compare recorded exchanges with the contract. Raises InputError."""
    with show_byte_progress(total_bytes(files)) as progress:
        counter = count_traffic(contract, files, progress=progress)
    return result_from_counter(contract, "traffic", counter, calls=True)


def count_traffic(
    contract: Document, files: Sequence[str], *, cores: int | None = None, progress: ReportProgress | None = None
) -> ObservationCounter:
    """Count how recorded exchanges depart from the contract. Raises InputError.

    Args:
        contract: The contract.
        files: HAR or NDJSON; "-" for stdin.
        cores: How many processes; by default one a core for what is large.
        progress: Is called with the number of bytes that are done.
    """
    counter = ObservationCounter()
    found = (portion for file in files for portion in read_chunks(file))
    for portion, outcome in _done(contract, found, _cores(files, cores)):
        if outcome.broken:
            raise _error(portion, *outcome.broken)
        counter.merge(outcome.counter)
        if progress:
            progress(portion.end - portion.begin if not portion.pieces else sum(map(len, portion.pieces)))
    counter.examined["files"] = len(files)
    return counter


@contextmanager
def show_byte_progress(total: int | None) -> Iterator[ReportProgress | None]:
    """Show a progress bar on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn  # noqa: PLC0415

    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, advance=done)


def total_bytes(files: Sequence[str]) -> int | None:
    """Add up the sizes of files; None if one is not known."""
    try:
        return sum(Path(file).stat().st_size for file in files)
    except OSError:
        return None


def _cores(files: Sequence[str], asked: int | None) -> int:
    if asked is not None:
        return asked
    return (os.cpu_count() or 1) if (total_bytes(files) or PARALLEL_MIN_BYTES) >= PARALLEL_MIN_BYTES else 1


def _done(contract: Document, found: Iterator[Chunk], cores: int) -> Iterator[tuple[Chunk, ChunkResult]]:
    if cores <= 1:
        worker = _Worker(contract)
        for portion in found:
            yield portion, worker.outcome(portion)
        return
    context = multiprocessing.get_context("spawn")  # a fork would copy the locks of threads it does not copy
    with ProcessPoolExecutor(cores, context, _prepare, (contract.source, contract.text)) as pool:
        waiting: dict[Future[ChunkResult], Chunk] = {}
        for portion in found:
            waiting[pool.submit(_work, portion)] = portion
            if len(waiting) > 2 * cores:  # no more of the file is read than is worked on
                yield from _ended(waiting)
        while waiting:
            yield from _ended(waiting)


def _ended(waiting: dict[Future[ChunkResult], Chunk]) -> Iterator[tuple[Chunk, ChunkResult]]:
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        yield waiting.pop(future), future.result()


# In a worker: the contract is sent once, and compiled once.
_sent: list[tuple[str, bytes]] = []


def _prepare(source: str, text: bytes) -> None:
    _sent.append((source, text))


@cache
def _worker() -> _Worker:
    source, text = _sent[-1]
    return _Worker(load_document(source, text=text))


def _work(portion: Chunk) -> ChunkResult:
    return _worker().outcome(portion)


class _Worker:
    def __init__(self, contract: Document) -> None:
        self.validator = ResponseValidator(contract)
        self.matcher = RequestRouter(contract)

    def outcome(self, portion: Chunk) -> ChunkResult:
        self.validator.counter = ObservationCounter()
        try:
            for exchange in parse_exchanges(portion):
                self._examine(exchange)
        except MalformedRecordError as error:
            return ChunkResult(ObservationCounter(), (error.at, error.column, error.message))
        return ChunkResult(self.validator.counter, None)

    def _examine(self, exchange: Exchange) -> None:
        counter = self.validator.counter
        counter.examined["exchanges"] += 1
        match = self.matcher.match(exchange.method, exchange.url)
        if match is None or match.foreign:
            counter.set_aside["to other hosts"] += 1
            return
        if exchange.is_preflight:
            counter.set_aside["preflights"] += 1
            return
        if exchange.answer is None:
            counter.set_aside["without an answer"] += 1
            return
        if exchange.answer.status == 304:  # noqa: PLR2004
            counter.set_aside["not modified"] += 1
            return
        counter.populations[ALL_REQUESTS] += 1
        operation = match.operation
        if operation is None:
            observation = Observation("undocumented-operation", "", "/path", ("paths",), "", match.shown)
            counter.add(observation, ALL_REQUESTS, f"answered {exchange.answer.status}")
            return
        population = Population(operation.label, "", "")
        if match.host:
            observation = Observation("undocumented-server", operation.label, "/host", ("servers",), "", match.host)
            counter.add(observation, population, match.host)
        place = (*operation.pointer, "parameters")
        counter.present[population, place].update(match.known)
        for name in match.unknown:
            shown = redaction.redact_name(name)
            observation = Observation("undocumented-parameter", operation.label, f"/query/{shown}", place, "", shown)
            counter.add(observation, population, "given")
        self.validator.answer(operation, exchange.answer)


def _error(portion: Chunk, at: int, column: int, message: str) -> InputError:
    if portion.format == "har":
        return InputError.at(portion.file, f"entry {at}, byte {column}: {message}")
    line = at
    if not portion.pieces:
        line = 1
        with Path(portion.file).open("rb") as stream:
            while at > 0 and (chunk := stream.read(min(at, 1 << 20))):
                line, at = line + chunk.count(b"\n"), at - len(chunk)
    return InputError.at(portion.file, message, line, column)
