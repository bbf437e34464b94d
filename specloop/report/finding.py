"""Findings as data. A Change is a difference between two contracts, and a Drift one between the contract and the API.

A finding contains no formatting. The message of a finding is a sentence for a person who calls the client.
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
    """Return the worst (largest) version bump. Return "none" if there are no bumps."""
    return max(bumps, key=BUMPS.index, default="none")


def worst_wire(wires: Iterable[Wire]) -> Wire:
    """Return the worst of several effects on installed clients, such as "breaks".

    Return "ok" if there are no effects.
    """
    return max(wires, key=WIRES.index, default="ok")


@dataclass(frozen=True, slots=True)
class Alias:
    """A former name that the new contract can keep for a renamed object, so that code with this name still works.

    The command `compare --fix` adds it to the object in the contract as `x-renamed-from: OLD_NAME`. `place` is the
    location of the object.
    """

    pointer: JsonPointer
    """The pointer of the renamed object."""
    old_name: str
    place: SourceLocation

    def __str__(self) -> str:
        return f"`x-renamed-from: {self.old_name}` at {self.place}"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: a difference between two contracts. It has a version bump and an effect on installed clients."""

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
        """Whether the change is urgent: it breaks installed clients, and callers can upgrade without changing code."""
        return self.wire == "breaks" and self.bump != "major"

    @property
    def label(self) -> str:
        """The label of the finding, which is the heading under which reports list it."""
        return self.bump

    @property
    def rank(self) -> tuple[int, int]:
        """The severity of the finding as a sort key. The worst finding has the smallest rank."""
        return -BUMPS.index(self.bump), -WIRES.index(self.wire)

    @property
    def level(self) -> Level:
        """The level of the finding's severity, which is note, warning or error."""
        if self.bump == "major" or self.wire == "breaks":
            return "error"
        return "warning" if self.bump == "minor" or self.wire != "ok" else "note"

    @property
    def mark(self) -> SourceLocation:
        """The location in the contract to which a code host, such as GitHub, attaches the finding."""
        return self.near or self.where

    @property
    def operation(self) -> str:
        """The names of the affected operations, as one text."""
        return ", ".join(self.operations)

    @property
    def details(self) -> tuple[str, ...]:
        """The details of the finding, which a text report shows on the second line of the finding.

        They are the code, the effect on installed clients, and the operations.
        """
        wire = () if self.wire == "ok" else (f"wire: {self.wire}",)
        return (self.code, *wire, *name_operations(self.operations))

    @property
    def extra(self) -> Mapping[str, Any]:
        """The properties of the finding that formats such as SARIF show in addition to the message.

        They are the version bump, the effect on installed clients (`wire`), the operations, and the old and the new
        value.
        """
        return {"bump": self.bump, "wire": self.wire, "operation": self.operation, "old": self.old, "new": self.new}

    def data(self) -> dict[str, Any]:
        """Return the finding as JSON data: a map that can become an item of a list in the JSON report."""
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
    """One drift: a difference between the responses of the API and the contract, and how many values show it."""

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
        """The label of the finding, which is the heading under which reports list it."""
        return self.severity

    @property
    def rank(self) -> tuple[int, int]:
        """The severity of the finding as a sort key. The worst finding has the smallest rank."""
        return -SEVERITIES.index(self.severity), -self.count

    @property
    def level(self) -> Level:
        """The level of the finding's severity, which is note, warning or error."""
        return "note" if self.severity == "info" else self.severity

    @property
    def mark(self) -> SourceLocation:
        """The location in the contract to which a code host, such as GitHub, attaches the finding."""
        return self.where

    @property
    def details(self) -> tuple[str, ...]:
        """The details of the finding, which a text report shows on the second line of the finding.

        They are the code, the share, the operation and the pointer. The share is the number of values with the
        difference, out of all examined values.
        """
        share = f"{self.count} of {self.of}"
        return tuple(each for each in (self.code, share, self.operation, self.pointer) if each)

    @property
    def extra(self) -> Mapping[str, Any]:
        """The properties of the finding that formats such as SARIF show in addition to the message.

        They are the operation, the pointer, the expected and the observed value, and two numbers. `count` is the number
        of values that differ from the contract, out of `of` examined values.
        """
        data = self.data()
        return {name: data[name] for name in ("operation", "pointer", "expected", "observed", "count", "of")}

    def data(self) -> dict[str, Any]:
        """Return the finding as JSON data: a map that can become an item of a list in the JSON report."""
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
    """Return findings sorted by severity, and then by location. The worst finding is the first."""
    return sorted(findings, key=lambda finding: (finding.rank, finding.where, finding.code, finding.message))


def name_operations(operations: Sequence[str]) -> tuple[str, ...]:
    """Return one text that names the operations, such as `a, b, c and 4 more`, as the only item of a tuple.

    Without operations, the tuple is empty. So callers can append the result to a list of texts.
    """
    if not operations:
        return ()
    rest = len(operations) - MAX_NAMED_OPERATIONS
    shown = ", ".join(operations[:MAX_NAMED_OPERATIONS])
    return (f"{shown} and {rest} more" if rest > 0 else shown,)


def is_local_file(location: SourceLocation) -> bool:
    """Return whether a location is in a local file. Return False if the document is at a URL."""
    return "://" not in location.file
