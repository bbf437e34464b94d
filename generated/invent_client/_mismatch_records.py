"""Records of the places where one response does not match the contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, overload

import msgspec

if TYPE_CHECKING:
    import threading

__all__ = ["JSON_TYPES", "ROOT", "DecodingCancelled", "Location", "MismatchRecord", "Mismatches", "json_type"]

MAX_KEPT_MISMATCHES = 1000  # maximum number stored for one response; further mismatches are only counted
MAX_POINTER_CHARS = 10_000
STEPS_BETWEEN_CHECKS = 256


class DecodingCancelled(Exception):  # noqa: N818 - never leaves the package
    """Decoding was cancelled, because the caller no longer waits for the decoded value."""


class MapKey(str):
    """A property name that a schema allows by `additionalProperties` and does not list in `properties`.

    `Location.pattern` replaces it by `*`, because such names differ from object to object.
    """

    __slots__ = ()


class Location(msgspec.Struct, gc=False):
    """The location of a value in JSON data: its property name or index, and the location of its parent.

    The parent is the object or array that directly contains the value; None for the whole data.
    """

    parent: Location | None
    step: str | int

    def pointer(self) -> str:
        """Return the JSON Pointer of the location, shortened if it is very long."""
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
        """Return the property names on the path to this location, starting with the last one.

        `*` replaces array indexes and MapKeys. For `/items/3/price`, the result is ("price", "*", "items").
        """
        steps: list[str] = []
        location = self
        while location.parent is not None:
            step = location.step
            steps.append("*" if isinstance(step, (int, MapKey)) else step)
            location = location.parent
        return tuple(steps)


ROOT = Location(None, "")


class MismatchRecord(NamedTuple):
    """One place where received data does not match the contract."""

    location: Location
    expected: str
    got: str
    """The JSON type of the value; for an enum, the value."""
    kind: str
    """What does not match: `missing`, `null`, `type`, `enum`, `unknown` (an undocumented property) or `union`."""

    @property
    def pointer(self) -> str:
        """The JSON Pointer to the value that does not match. It includes array indexes."""
        return self.location.pointer()


class Mismatches(Sequence[MismatchRecord]):
    """The mismatches of one response. The first `MAX_KEPT_MISMATCHES` are stored in full, and all are counted.

    Attributes:
        cancelled: An event that another thread sets to end decoding early; None if decoding cannot be cancelled.
        dropped: The number of mismatches that are counted but not in `entries`.
        entries: For each mismatch, a tuple of the arguments of `add_entry`: parent, step, expected, got and kind.
        explained: The number of mismatches that a msgspec struct can be extended to accept, so that later responses
            with the same mismatches are decoded faster.
        is_learning: Whether types record mismatches of this response, so that their structs can be extended.
        scores: A cache for unions: the variant that a list or object matches best, and the number of mismatches.
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
        """The total number of mismatches."""
        return len(self.entries) + self.dropped

    @property
    def unexplained(self) -> int:
        """The number of mismatches that are not counted in `explained`."""
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
        """Raise DecodingCancelled if the event `cancelled` is set.

        To save time, only every 256th call looks at the event.
        """
        self._steps += 1
        if not self._steps % STEPS_BETWEEN_CHECKS and self.cancelled is not None and self.cancelled.is_set():
            raise DecodingCancelled

    def add(self, location: Location, expected: str, got: str, kind: str) -> None:
        """Record that the value at a location does not match the contract.

        Args:
            location: The location of the value.
            expected: The documented type or values, such as "date-time"; "nothing" for an undocumented property.
            got: The JSON type or repr of the received value; "nothing" for a missing property.
            kind: "missing", "unknown", "null", "type", "enum" or "union".

        Raises:
            DecodingCancelled: The caller no longer waits for the decoded value.
        """
        if self.cancelled is not None:
            self.check()
        self.add_entry(location.parent, location.step, expected, got, kind)

    def add_entry(self, parent: Location | None, step: str | int, expected: str, got: str, kind: str) -> None:
        """Record that a value in the object or array at `parent` does not match the contract.

        `step` is the property name or array index of the value. For the whole data, `parent` is None, and `step` is not
        used. See `add` for the other arguments.
        """
        if len(self.entries) < MAX_KEPT_MISMATCHES:
            self.entries.append((parent, step, expected, got, kind))
        else:
            self.dropped += 1

    @property
    def is_full(self) -> bool:
        """Whether the list of entries is full. More mismatches are then only counted."""
        return len(self.entries) >= MAX_KEPT_MISMATCHES

    def finish(self) -> None:
        """Free memory after the whole response was decoded.

        Drop the cached results in `scores`, and all but the first MAX_KEPT_MISMATCHES entries.
        """
        self.scores = {}
        self.trim()

    def trim(self) -> None:
        """Keep the first `MAX_KEPT_MISMATCHES` items of `entries`, and add the number of removed items to `dropped`."""
        self.dropped += max(0, len(self.entries) - MAX_KEPT_MISMATCHES)
        del self.entries[MAX_KEPT_MISMATCHES:]

    def distinct(self) -> Iterator[tuple[tuple[str, ...], MismatchRecord]]:
        """Yield `Location.pattern()` and the MismatchRecord of each mismatch, once for each pattern and kind.

        For example, if several items of an array lack the same property, only the first is yielded.
        """
        seen = set()
        for entry in self.entries:
            parent, step, _, _, kind = entry
            # The same property of all items of an array has the same path. This check avoids computing the path of each
            # item.
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
