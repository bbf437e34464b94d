"""Mismatches of one response: a MismatchRecord for each place where data does not match the contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, overload

import msgspec

if TYPE_CHECKING:
    import threading

__all__ = ["JSON_TYPES", "ROOT", "DecodingCancelled", "Location", "MismatchRecord", "Mismatches", "json_type"]

MAX_KEPT_MISMATCHES = 1000  # per response; further mismatches are only counted
MAX_POINTER_CHARS = 10_000
STEPS_BETWEEN_CHECKS = 256


class DecodingCancelled(Exception):  # noqa: N818 - never leaves the package
    """Decoding stopped, because the caller no longer waits for the value."""


class MapKey(str):
    """A key of a map, which is data of the response and not a name of the contract."""

    __slots__ = ()


class Location(msgspec.Struct, gc=False):
    """The location of a value in the data: the location of its parent, and a property name or array index."""

    parent: Location | None
    step: str | int

    def pointer(self) -> str:
        """Return the JSON Pointer of the location, shortened if it is very long, because the server chooses names."""
        steps: list[str | int] = []
        location = self
        while location.parent is not None:
            steps.append(location.step)
            location = location.parent
        pointer = ""
        for step in reversed(steps):
            if len(pointer) > MAX_POINTER_CHARS:
                break
            pointer += "/" + str(step)[:MAX_POINTER_CHARS].replace("~", "~0").replace("/", "~1")
        return pointer if len(pointer) <= MAX_POINTER_CHARS else f"{pointer[:MAX_POINTER_CHARS]}..."

    def pattern(self) -> tuple[str, ...]:
        """Return the steps to this location, innermost first, with `*` for each array index and each key of a map."""
        steps: list[str] = []
        location = self
        while location.parent is not None:
            step = location.step
            steps.append("*" if isinstance(step, (int, MapKey)) else step)
            location = location.parent
        return tuple(steps)


ROOT = Location(None, "")


class MismatchRecord(NamedTuple):
    """One place where data does not match the contract."""

    location: Location
    expected: str
    got: str
    """The JSON type of the value; for an enum, the value."""
    kind: str
    """`missing`, `null`, `type`, `enum`, `unknown` or `union`."""

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the place, including array indexes."""
        return self.location.pointer()


class Mismatches(Sequence[MismatchRecord]):
    """The mismatches of one response: the first `MAX_KEPT_MISMATCHES`, and the total number.

    Attributes:
        cancelled: An event that stops decoding.
        dropped: The number of mismatches that are counted without an entry.
        entries: For each mismatch, the parent and the last step of its location, then `expected`, `got` and `kind`.
            Records are built only when they are read: a page may have hundreds of mismatches.
        explained: Number of mismatches that plans have added to an extension, so that extended structs accept them.
        is_learning: Whether plans add the differences of this response to the extensions of their structs.
        scores: A cache for unions. Key: the id of a list or dict, and the union. Value: the number of tolerated
            mismatches of the best variant, or None, and that variant.
    """

    __slots__ = ("_steps", "cancelled", "dropped", "entries", "explained", "is_learning", "scores")

    def __init__(self, cancelled: threading.Event | None = None) -> None:
        self.cancelled = cancelled
        self.entries: list[tuple[Location | None, str | int, str, str, str]] = []
        self.explained = 0
        self.is_learning = True
        self.scores: dict[tuple[int, Any], tuple[int | None, Any]] = {}
        self.dropped = 0
        self._steps = 0

    @property
    def total(self) -> int:
        """The number of all mismatches."""
        return len(self.entries) + self.dropped

    @property
    def unexplained(self) -> int:
        """The number of mismatches that no plan has added to an extension."""
        return len(self.entries) + self.dropped - self.explained

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[MismatchRecord]:
        return map(_record, self.entries)

    @overload
    def __getitem__(self, index: int) -> MismatchRecord: ...
    @overload
    def __getitem__(self, index: slice) -> list[MismatchRecord]: ...
    def __getitem__(self, index: int | slice) -> MismatchRecord | list[MismatchRecord]:
        return _record(self.entries[index]) if isinstance(index, int) else [*map(_record, self.entries[index])]

    def check(self) -> None:
        """Raise DecodingCancelled if the caller no longer waits. Decoding calls `check` for each list and object."""
        self._steps += 1
        if not self._steps % STEPS_BETWEEN_CHECKS and self.cancelled is not None and self.cancelled.is_set():
            raise DecodingCancelled

    def add(self, location: Location, expected: str, got: str, kind: str) -> None:
        """Record a mismatch at a location."""
        if self.cancelled is not None:
            self.check()
        self.add_entry(location.parent, location.step, expected, got, kind)

    def add_entry(self, parent: Location | None, step: str | int, expected: str, got: str, kind: str) -> None:
        """Record a mismatch at the property or item `step` of the value at `parent`."""
        if len(self.entries) < MAX_KEPT_MISMATCHES:
            self.entries.append((parent, step, expected, got, kind))
        else:
            self.dropped += 1

    @property
    def is_full(self) -> bool:
        """Whether further mismatches are only counted."""
        return len(self.entries) >= MAX_KEPT_MISMATCHES

    def finish(self) -> None:
        """Free the memory that is only needed during decoding."""
        self.scores = {}
        self.trim()

    def trim(self) -> None:
        """Remove the entries beyond the limit, and count them. Compiled functions append entries without a check."""
        self.dropped += max(0, len(self.entries) - MAX_KEPT_MISMATCHES)
        del self.entries[MAX_KEPT_MISMATCHES:]

    def distinct(self) -> Iterator[tuple[tuple[str, ...], MismatchRecord]]:
        """Yield the pattern and the record of the first mismatch of each kind at each place, ignoring array indexes."""
        seen = set()
        for entry in self.entries:
            parent, step, _, _, kind = entry
            # The same property of all items of one array has one pattern, which is built for the first item only.
            if parent is not None and type(parent.step) is int and type(step) is str:
                key: tuple[Any, ...] = id(parent.parent), step, kind
                if key in seen:
                    continue
                seen.add(key)
            record = _record(entry)
            pattern = record.location.pattern()
            if (pattern, kind) not in seen:
                seen.add((pattern, kind))
                yield pattern, record


def _record(entry: tuple[Location | None, str | int, str, str, str]) -> MismatchRecord:
    parent, step, expected, got, kind = entry
    return MismatchRecord(ROOT if parent is None else Location(parent, step), expected, got, kind)


def json_type(value: Any) -> str:
    """Return the name of the JSON type of a value."""
    return JSON_TYPES.get(type(value)) or type(value).__name__


JSON_TYPES = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}
"""The name of the JSON type for each Python type of decoded JSON."""
