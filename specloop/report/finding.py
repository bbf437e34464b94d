"""Findings as data: changes between two contracts (Change), and differences between contract and API (Drift).

The message of a finding is a sentence for a person who calls the client. Findings contain no formatting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar, get_args

from specloop.errors import SourceLocation
from specloop.openapi.json_pointer import JsonPointer

Bump: TypeAlias = Literal["none", "patch", "minor", "major"]
"""The version bump of the client that a change requires."""

Wire: TypeAlias = Literal["ok", "degraded", "may-reject", "behaviour", "breaks"]
"""The effect of a change on clients that are already installed."""

Severity: TypeAlias = Literal["info", "warning", "error"]
Level: TypeAlias = Literal["note", "warning", "error"]
"""The severity of a finding, in the words of code hosts such as GitHub."""

# The values of Bump, Wire and Severity are ordered from best to worst.
BUMPS: tuple[Bump, ...] = get_args(Bump)
WIRES: tuple[Wire, ...] = get_args(Wire)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

MAX_NAMED_OPERATIONS = 3
"""Maximum number of operations that a finding names; the finding only counts further operations."""


def worst_bump(bumps: Iterable[Bump]) -> Bump:
    """Return the largest version bump. Return "none" if there are no bumps."""
    return max(bumps, key=BUMPS.index, default="none")


def worst_wire(wires: Iterable[Wire]) -> Wire:
    """Return the worst of several effects (Wire) on installed clients, such as "breaks"; "ok" if there are none."""
    return max(wires, key=WIRES.index, default="ok")


@dataclass(frozen=True, slots=True)
class Alias:
    """The old name of an object that was renamed between two contracts, such as an operation.

    To keep the old name as an alias for calling code, `compare --fix` writes `x-renamed-from: OLD_NAME` to the object
    in the new contract.
    """

    pointer: JsonPointer
    """The JSON Pointer of the renamed object in the new contract."""
    old_name: str
    place: SourceLocation
    """The line and column of the renamed object in the new contract."""

    def __str__(self) -> str:
        return f"`x-renamed-from: {self.old_name}` at {self.place}"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two contracts, with the version bump it requires and its effect on installed clients."""

    code: str
    bump: Bump
    wire: Wire
    where: SourceLocation
    """The location in the new contract; for a removed object, the location in the old contract."""
    message: str
    operations: tuple[str, ...] = ()
    """The operations that the change affects; empty if the change is outside all operations."""
    old: Any = None
    new: Any = None
    near: SourceLocation | None = None
    """For a removed object, the enclosing location in the new contract, where code hosts can show an annotation."""
    names: tuple[str, ...] = ()
    """The names of classes that the change adds or removes, in addition to those in the message."""
    related_names: tuple[str, ...] = ()
    """Methods and arguments that change together with the changed object, in addition to those in the message."""
    alias: Alias | None = None
    """For a rename that breaks callers, the edit of the contract that keeps the old name as an alias.

    It is None for all other changes.
    """

    @property
    def urgent(self) -> bool:
        """Whether installed clients fail until they are upgraded, and the upgrade does not break calling code."""
        return self.wire == "breaks" and self.bump != "major"

    @property
    def label(self) -> str:
        """The heading under which reports list the finding: its version bump."""
        return self.bump

    @property
    def rank(self) -> tuple[int, int]:
        """A sort key for the severity of the finding. The worst finding has the smallest key."""
        return -BUMPS.index(self.bump), -WIRES.index(self.wire)

    @property
    def level(self) -> Level:
        """The severity of the finding: note, warning or error."""
        if self.bump == "major" or self.wire == "breaks":
            return "error"
        return "warning" if self.bump == "minor" or self.wire != "ok" else "note"

    @property
    def mark(self) -> SourceLocation:
        """The location that code hosts, such as GitHub, annotate; for a removed object, usually its parent."""
        return self.near or self.where

    @property
    def operation(self) -> str:
        """The names of all affected operations, separated by commas."""
        return ", ".join(self.operations)

    @property
    def details(self) -> tuple[str, ...]:
        """The parts of the finding's second line in a text report: code, effect on clients, affected operations."""
        wire = () if self.wire == "ok" else (f"wire: {self.wire}",)
        return (self.code, *wire, *name_operations(self.operations))

    @property
    def extra(self) -> Mapping[str, Any]:
        """The data that a SARIF report adds to the finding as `properties`."""
        return {"bump": self.bump, "wire": self.wire, "operation": self.operation, "old": self.old, "new": self.new}

    def data(self) -> dict[str, Any]:
        """Return the finding as JSON data."""
        return {
            "code": self.code,
            "bump": self.bump,
            "wire": self.wire,
            "operation": self.operation,
            "where": str(self.where),
            "old": self.old,
            "new": self.new,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Drift:
    """A difference between the contract and the real API, its documentation or recorded traffic.

    `of` is the number of examined values, and `count` the number of those that differ from the contract.
    """

    code: str
    severity: Severity
    where: SourceLocation
    """The location of the object in the contract that the API violates, or of the nearest enclosing object."""
    message: str
    operation: str = ""
    pointer: str = ""
    """JSON Pointer into the examined value, such as a body; `*` stands for any array index or property name."""
    expected: Any = None
    observed: Any = None
    """The observed types, lengths, formats, names or counts; never a value that the API sent."""
    count: int = 1
    of: int = 1
    patch: str | None = None

    @property
    def label(self) -> str:
        """The heading under which reports list the finding: its severity."""
        return self.severity

    @property
    def rank(self) -> tuple[int, int]:
        """A sort key for the severity of the finding. The worst finding has the smallest key."""
        return -SEVERITIES.index(self.severity), -self.count

    @property
    def level(self) -> Level:
        """The severity of the finding: note, warning or error."""
        return "note" if self.severity == "info" else self.severity

    @property
    def mark(self) -> SourceLocation:
        """The location of the finding's annotation on a code host, such as GitHub."""
        return self.where

    @property
    def details(self) -> tuple[str, ...]:
        """The parts of the finding's second line in a text report: code, share (`3 of 12`), operation and pointer."""
        share = f"{self.count} of {self.of}"
        return tuple(each for each in (self.code, share, self.operation, self.pointer) if each)

    @property
    def extra(self) -> Mapping[str, Any]:
        """The data that a SARIF report adds to the finding as `properties`."""
        data = self.data()
        return {name: data[name] for name in ("operation", "pointer", "expected", "observed", "count", "of")}

    def data(self) -> dict[str, Any]:
        """Return the finding as JSON data."""
        return {
            "code": self.code,
            "severity": self.severity,
            "operation": self.operation,
            "pointer": self.pointer,
            "where": str(self.where),
            "expected": self.expected,
            "observed": self.observed,
            "count": self.count,
            "of": self.of,
            "patch": self.patch,
        }


Finding: TypeAlias = Change | Drift
FindingT = TypeVar("FindingT", Change, Drift)


def worst_first(findings: Iterable[FindingT]) -> list[FindingT]:
    """Return findings sorted by severity, with the worst finding first, and then by location."""
    return sorted(findings, key=lambda finding: (finding.rank, finding.where, finding.code, finding.message))


def name_operations(operations: Sequence[str]) -> tuple[str, ...]:
    """Join operation names to one part of `Change.details`: `("a, b, c and 4 more",)`. Return () if there are none."""
    if not operations:
        return ()
    rest = len(operations) - MAX_NAMED_OPERATIONS
    shown = ", ".join(operations[:MAX_NAMED_OPERATIONS])
    return (f"{shown} and {rest} more" if rest > 0 else shown,)


def is_local_file(location: SourceLocation) -> bool:
    """Return whether a location is in a local file. Return False if the document is at a URL."""
    return "://" not in location.file
