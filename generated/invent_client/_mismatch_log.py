"""The mismatch log: a file with counts of mismatches, which the command `drift mismatches` reads.

Each line is a JSON object. It has either the number of an operation's responses (`of`), or the number of responses in
which a given mismatch occurs (`count`). Readers add up the numbers of all lines, so processes may share a file.
"""

from __future__ import annotations

import json
import os
import threading
import time
import weakref
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ._logging import logger

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._mismatch_records import Mismatches, MismatchRecord

__all__ = ["MismatchLog"]

# the maximum number of different mismatches that are counted between two writes to the file; a server could send new
# names without limit
_MAX_DISTINCT_MISMATCHES = 1000
_MAX_POINTER_CHARS = 500
_MAX_RESPONSES_PER_WRITE = 1000
_WRITE_INTERVAL_S = 60.0
_JSON_TYPES = frozenset({"null", "boolean", "integer", "number", "string", "array", "object"})


class _Key(NamedTuple):
    operation: str
    pointer: str
    kind: str
    got: str
    """The JSON type of the received value; "" for an enum value, because values are never written."""


class _Counts:
    """The numbers of responses and mismatches that one process has counted since it last wrote to the file."""

    def __init__(self, path: str) -> None:
        self.pid = os.getpid()
        self._path = path
        self._lock = threading.Lock()
        self._responses: Counter[str] = Counter()
        self._mismatches: Counter[_Key] = Counter()
        self._written_at = time.monotonic()

    def add(self, operation: str, keys: set[_Key]) -> None:
        with self._lock:
            self._responses[operation] += 1
            for key in keys:
                if key in self._mismatches or len(self._mismatches) < _MAX_DISTINCT_MISMATCHES:
                    self._mismatches[key] += 1
            is_due = self._responses.total() >= _MAX_RESPONSES_PER_WRITE
            if is_due or time.monotonic() - self._written_at >= _WRITE_INTERVAL_S:
                self._write()

    def write(self) -> None:
        if self.pid == os.getpid():  # a forked child process must not write the counts of its parent
            with self._lock:
                self._write()

    def _write(self) -> None:
        lines = [{"operation": operation, "of": of} for operation, of in self._responses.items()]
        lines += [{**key._asdict(), "count": count} for key, count in self._mismatches.items()]
        self._responses.clear()
        self._mismatches.clear()
        self._written_at = time.monotonic()
        if not lines:
            return
        text = "".join(f"{json.dumps(line)}\n" for line in lines)
        try:
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, text.encode())  # One write call, because other processes may append between two calls.
            finally:
                os.close(file)
        except OSError as error:
            logger.warning("the mismatch log cannot be written: %s", error)


class MismatchLog:
    """A file that records how often responses differ from the contract. Threads, tasks and processes may share it.

    Args:
        path: The file.

    Raises:
        OSError: The file cannot be written.
    """

    __slots__ = ("__weakref__", "_counts", "_path")

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = str(Path(path).absolute())  # The program may change its working directory.
        os.close(os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600))
        self._start()

    def count(self, operation: str, mismatches: Mismatches, mask: Callable[[str], str]) -> None:
        """Count one response of an operation, and its mismatches.

        Args:
            operation: The operation's id.
            mismatches: The mismatches; several mismatches of one kind at the same property count once.
            mask: A function that removes credentials from a text.
        """
        if self._counts.pid != os.getpid():
            self._start()
        keys = {_key(operation, record, mask) for record in mismatches} if mismatches else set()
        self._counts.add(operation, keys)

    def write(self) -> None:
        """Append the counts of mismatches that are not yet in the file.

        The client also appends them itself: about once a minute while responses arrive, and when the process exits.
        """
        self._counts.write()

    def _start(self) -> None:
        self._counts = _Counts(self._path)
        weakref.finalize(self, self._counts.write)


def _key(operation: str, record: MismatchRecord, mask: Callable[[str], str]) -> _Key:
    steps = (step.replace("~", "~0").replace("/", "~1") for step in reversed(record.location.pattern()))
    pointer = mask("".join(f"/{step}" for step in steps))[:_MAX_POINTER_CHARS]
    return _Key(operation, pointer, record.kind, record.got if record.got in _JSON_TYPES else "")
