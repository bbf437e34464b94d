"""The source `traffic`, which validates recorded traffic in parallel, without reading a whole file into memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from specloop.drift import redaction
from specloop.drift.findings import SourceResult, result_from_counter
from specloop.drift.sources.exchanges import Chunk, Exchange, MalformedRecordError
from specloop.drift.sources.executors import dask_executor, examine_by_executor, examine_in_processes
from specloop.drift.sources.locations import STDIN, expand_files, file_bytes, open_file
from specloop.drift.sources.recordings import parse_chunk, read_chunks
from specloop.drift.validation.observation_counter import ObservationCounter
from specloop.drift.validation.observations import Observation, Population
from specloop.drift.validation.request_router import OTHER_HOSTS, RequestRouter
from specloop.drift.validation.response_validator import BodyNotRecorded, BrotliNotRead, ResponseValidator, ZstdNotRead
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.loader import CachedRetriever, load_document, load_overlay
from specloop.openapi.normalize import normalize
from specloop.openapi.retrieval import Retriever, retriever_for
from specloop.openapi.servers import is_absolute
from specloop.openapi.validation import validate

PARALLEL_MIN_BYTES = 32 * 1024 * 1024
"""The total file size below which one process examines all files, since starting more processes would take longer."""

MALFORMED = "malformed records"
"""The word for records that cannot be parsed, with which reports state their number."""

CUT_OFF = "incomplete recordings"
"""The word for recordings that end too early, with which reports state their number."""

MAX_MALFORMED_NOTES = 20
"""The largest number of malformed records that the notes list with their location."""

ALL_REQUESTS = Population("", "", "/path")
"""The population (set of values) that consists of all requests to the API.

Reports state how many of these requests call an undocumented operation, such as 3 in 1,000.
"""

ReportProgress = Callable[[int], None]


class ChunkResult(NamedTuple):
    """The counted differences and the malformed records of one part of a recording."""

    counter: ObservationCounter
    malformed: list[tuple[int, int, str]]
    """For each of the first malformed records in the chunk: its byte offset or position, column and message."""


def examine_traffic(
    contract: Document, *, files: Sequence[str], base_url: str | None = None, scheduler: str | None = None
) -> SourceResult:
    """Compare recorded traffic with the contract. Raises InputError if a file is not readable.

    Args:
        contract: The contract.
        files: Files, folders, patterns or URLs of recordings; "-" for stdin.
        base_url: The URL of a server of the API, if the contract does not list this server.
        scheduler: The address of a Dask scheduler, whose cluster examines the files; None for this machine.
    """
    if base_url is not None and not is_absolute(base_url):
        where = f"--base-url {redaction.redact_address(base_url)}"
        raise InputError.at(where, "this is not the base URL of an API; expected https://host", line=0)
    files = expand_files(files)
    contract = normalize(contract)
    with show_byte_progress(total_bytes(files)) as progress:
        counter, notes = count_traffic(contract, files, base_url=base_url, workers=scheduler, progress=progress)
    result = result_from_counter(contract, "traffic", counter, is_traffic=True, notes=notes)
    unread = [each.examined_as for each in (BodyNotRecorded, BrotliNotRead, ZstdNotRead)]
    missing = sum(counter.examined[each] for each in (*unread, CUT_OFF)) + counter.set_aside[MALFORMED]
    return replace(result, is_complete=not missing)


def count_traffic(
    contract: Document,
    files: Sequence[str],
    *,
    base_url: str | None = None,
    workers: int | str | None = None,
    progress: ReportProgress | None = None,
) -> tuple[ObservationCounter, list[str]]:
    """Count the differences between recorded traffic and the contract. Return the counts and the notes.

    Args:
        contract: The contract.
        files: HAR or NDJSON files, local or remote; "-" for stdin.
        base_url: The URL of a server of the API, if the contract does not list this server.
        workers: The number of processes, or the address of a Dask scheduler; None for one process per core for large
            files.
        progress: A function that is called with the number of bytes that were just examined.
    """
    counter = ObservationCounter()
    malformed: list[tuple[Chunk, int, int, str]] = []
    broken: dict[str, str] = {}
    # The machines of a cluster may not have the local files, so chunks for a cluster contain the bytes.
    found = (chunk for file in files for chunk in read_chunks(file, with_content=isinstance(workers, str)))
    for chunk, result in _results(contract, base_url, found, _processes(files) if workers is None else workers):
        if chunk.broken:
            broken[chunk.file] = f"{chunk.file}: {chunk.broken}; everything before it is examined"
        counter.merge(result.counter)
        malformed += [(chunk, *each) for each in result.malformed]
        if progress:
            progress(chunk.end - chunk.begin if not chunk.pieces else sum(map(len, chunk.pieces)))
    counter.examined["files"] = len(files)
    if broken:
        counter.examined[CUT_OFF] = len(broken)
    names = ["<stdin>" if file == STDIN else file for file in files]
    malformed.sort(key=lambda each: (names.index(each[0].file), each[1]))
    notes = [broken[name] for name in names if name in broken]
    for unread, extra in ((BrotliNotRead, "brotli"), (ZstdNotRead, "zstd")):
        if counter.examined[unread.examined_as]:
            notes.append(f"{unread.examined_as}: install `httpx2[{extra}]` to read them")
    return counter, notes + _malformed_notes(malformed, counter.set_aside[MALFORMED])


@contextmanager
def show_byte_progress(total: int | None) -> Iterator[ReportProgress | None]:
    """Show a progress bar, and yield a function that adds examined bytes to it; None if stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs this package
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn  # noqa: PLC0415

    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, advance=done)


def total_bytes(files: Sequence[str]) -> int | None:
    """Return the total size of files in bytes; None if a size is unknown, such as that of stdin."""
    try:
        return None if STDIN in files else sum(map(file_bytes, files))
    except OSError:
        return None


def _processes(files: Sequence[str]) -> int:
    return (os.cpu_count() or 1) if (total_bytes(files) or PARALLEL_MIN_BYTES) >= PARALLEL_MIN_BYTES else 1


class _SentContract(NamedTuple):
    """What is sent to the worker processes to load the contract there: its texts, its settings and the base URL."""

    source: str
    text: bytes
    overlays: tuple[tuple[str, bytes], ...]
    """The path or URL, and the bytes, of each overlay."""
    others: tuple[tuple[str, bytes], ...]
    """The name and the bytes of each document to which the contract refers."""
    retriever: Retriever | None
    allows_partial: bool
    base_url: str | None

    def load(self) -> Document:
        """Load and validate the contract."""
        overlays = [load_overlay(source, text) for source, text in self.overlays]
        retriever = CachedRetriever(self.retriever or retriever_for(self.source), dict(self.others))
        contract = load_document(self.source, text=self.text, retriever=retriever, overlays=overlays)
        contract = replace(contract, allows_partial=self.allows_partial)
        validate(contract)
        return contract


def _results(
    contract: Document, base_url: str | None, found: Iterator[Chunk], workers: int | str
) -> Iterator[tuple[Chunk, ChunkResult]]:
    if workers == 1:
        worker = _Worker(contract, base_url)
        yield from ((chunk, worker.examine(chunk)) for chunk in found)
        return
    sent = _SentContract(
        source=contract.source,
        text=contract.text,
        overlays=tuple((each.source, each.text) for each in contract.overlays),
        others=tuple((name, each.text) for name, each in contract.others.items()),
        retriever=contract.retriever,
        allows_partial=contract.allows_partial,
        base_url=base_url,
    )
    if isinstance(workers, int):
        yield from examine_in_processes(_examine, sent, found, workers)
        return
    with dask_executor(workers, sent) as (executor, on_workers, threads):
        yield from examine_by_executor(_examine, on_workers, found, executor, threads)


@lru_cache(maxsize=1)
def _load_worker(sent: _SentContract) -> _Worker:
    """Load the contract, and return the object that compares recordings with it in this process."""
    return _Worker(sent.load(), sent.base_url)


def _examine(sent: _SentContract, chunk: Chunk) -> ChunkResult:
    return _load_worker(sent).examine(chunk)


class _Worker:
    def __init__(self, contract: Document, base_url: str | None) -> None:
        self.validator = ResponseValidator(contract)
        self.router = RequestRouter(contract, base_url)

    def examine(self, chunk: Chunk) -> ChunkResult:
        """Compare a part of a recording with the contract. Return the counted differences and the malformed records."""
        counter = self.validator.counter = ObservationCounter()
        malformed: list[tuple[int, int, str]] = []
        for exchange in parse_chunk(chunk):
            counter.examined["exchanges"] += 1
            if isinstance(exchange, MalformedRecordError):
                counter.set_aside[MALFORMED] += 1
                if len(malformed) < MAX_MALFORMED_NOTES:
                    malformed.append((exchange.at, exchange.column, exchange.message))
            else:
                self._examine(exchange)
        return ChunkResult(counter, malformed)

    def _examine(self, exchange: Exchange) -> None:
        counter = self.validator.counter
        if exchange.set_aside:
            counter.set_aside[exchange.set_aside] += 1
            return
        match = self.router.match(exchange.method, exchange.url)
        if match is None or match.set_aside:
            counter.set_aside[match.set_aside if match else OTHER_HOSTS] += 1
            return
        if exchange.answer is None:
            counter.set_aside["without an answer"] += 1
            return
        if exchange.answer.status == 304:  # noqa: PLR2004
            counter.set_aside["not modified"] += 1
            return
        operation = match.operation
        if operation is None and exchange.is_page_part:
            counter.set_aside["parts of web pages"] += 1
            return
        counter.populations[ALL_REQUESTS] += 1
        if operation is None:
            observation = Observation("undocumented-operation", match.shown, "/path", ("paths",), "", match.shown)
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
        self.validator.validate(operation, exchange.answer)


def _malformed_notes(malformed: Sequence[tuple[Chunk, int, int, str]], count: int) -> list[str]:
    """Return notes about the first MAX_MALFORMED_NOTES malformed records, and one for the number of the others.

    The tuples are arguments of `_malformed_note`. `count` is the number of all malformed records.
    """
    notes = [_malformed_note(*each) for each in malformed[:MAX_MALFORMED_NOTES]]
    return [*notes, f"... and {count - len(notes):,} more malformed records"] if count > len(notes) else notes


def _malformed_note(chunk: Chunk, at: int, column: int, message: str) -> str:
    if chunk.format == "har":
        return f"{chunk.file}:1:1: entry {at}, byte {column}: {message}"
    line = at
    if not chunk.pieces:
        line = 1
        with open_file(chunk.file) as stream:
            while at > 0 and (piece := stream.read(min(at, 1 << 20))):
                line, at = line + piece.count(b"\n"), at - len(piece)
    return f"{chunk.file}:{line}:{column}: {message}"
