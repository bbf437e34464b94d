"""What was found, as data: Change (contract then -> contract now), Drift (contract -> reality), and Report around them.

A finding knows nothing of how it is printed, except in words: its message is a sentence for a person who calls the
client, and its level says how loud a printer should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, TypeVar, get_args

from specloop.errors import SourceLocation

Bump: TypeAlias = Literal["none", "patch", "minor", "major"]
"""What a change asks of the client's version."""

Wire: TypeAlias = Literal["ok", "degraded", "may-reject", "behaviour", "breaks"]
"""What a change does to clients that are installed already."""

Severity: TypeAlias = Literal["info", "warning", "error"]
Level: TypeAlias = Literal["note", "warning", "error"]
"""How loud a code host is asked to be."""

# Each from the best to the worst.
BUMPS: tuple[Bump, ...] = get_args(Bump)
WIRES: tuple[Wire, ...] = get_args(Wire)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

NAMED = 3
"""How many operations are named before the rest is only counted."""


def worst_bump(bumps: Iterable[Bump]) -> Bump:
    """Give the largest bump; none if there is none."""
    return max(bumps, key=BUMPS.index, default="none")


def worst_wire(wires: Iterable[Wire]) -> Wire:
    """Give what hurts installed clients most; ok if nothing does."""
    return max(wires, key=WIRES.index, default="ok")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two contracts, with both verdicts."""

    code: str
    bump: Bump
    wire: Wire
    where: SourceLocation
    """In the new contract; in the old one for what is gone."""
    message: str
    operations: tuple[str, ...] = ()
    """Whom it concerns; nobody, for what stands outside of operations."""
    old: Any = None
    new: Any = None
    near: SourceLocation | None = None
    """For what is gone: the place in the new contract that a code host can mark."""
    names: tuple[str, ...] = ()
    """Names in the package that come or go with it, beside those that the message names."""

    @property
    def urgent(self) -> bool:
        """Whether installed clients fail although a patch release is all it takes to mend them."""
        return self.wire == "breaks" and self.bump == "patch"

    @property
    def label(self) -> str:
        """The word that the finding is listed under."""
        return self.bump

    @property
    def rank(self) -> tuple[int, int]:
        """The worse, the less."""
        return -BUMPS.index(self.bump), -WIRES.index(self.wire)

    @property
    def level(self) -> Level:
        """What a code host calls it."""
        if self.bump == "major" or self.wire == "breaks":
            return "error"
        return "warning" if self.bump == "minor" or self.wire != "ok" else "note"

    @property
    def mark(self) -> SourceLocation:
        """The place that a code host can mark."""
        return self.near or self.where

    @property
    def operation(self) -> str:
        """All its operations as one text."""
        return ", ".join(self.operations)

    @property
    def details(self) -> tuple[str, ...]:
        """What is worth a second line."""
        wire = () if self.wire == "ok" else (f"wire: {self.wire}",)
        return (self.code, *wire, *named(self.operations))

    @property
    def extra(self) -> Mapping[str, Any]:
        """What remains to be told to a machine."""
        return {"bump": self.bump, "wire": self.wire, "operation": self.operation, "old": self.old, "new": self.new}

    def data(self) -> dict[str, Any]:
        """Give the finding as JSON data."""
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
    """One way in which the API departs from the contract, and how often that was seen."""

    code: str
    severity: Severity
    where: SourceLocation
    """In the contract: what is departed from, or the nearest thing to it."""
    message: str
    operation: str = ""
    pointer: str = ""
    """JSON pointer into what was looked at; `*` for any item or any name."""
    expected: Any = None
    observed: Any = None
    """Never a value: types, lengths, formats, names, counts."""
    count: int = 1
    of: int = 1
    patch: str | None = None

    @property
    def label(self) -> str:
        """The word that the finding is listed under."""
        return self.severity

    @property
    def rank(self) -> tuple[int, int]:
        """The worse, the less."""
        return -SEVERITIES.index(self.severity), -self.count

    @property
    def level(self) -> Level:
        """What a code host calls it."""
        return "note" if self.severity == "info" else self.severity

    @property
    def mark(self) -> SourceLocation:
        """The place that a code host can mark."""
        return self.where

    @property
    def details(self) -> tuple[str, ...]:
        """What is worth a second line."""
        seen = f"{self.count} of {self.of}"
        return tuple(each for each in (self.code, seen, self.operation, self.pointer) if each)

    @property
    def extra(self) -> Mapping[str, Any]:
        """What remains to be told to a machine."""
        told = self.data()
        return {name: told[name] for name in ("operation", "pointer", "expected", "observed", "count", "of")}

    def data(self) -> dict[str, Any]:
        """Give the finding as JSON data."""
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
_Finding = TypeVar("_Finding", Change, Drift)


@dataclass(frozen=True, slots=True)
class Report:
    """Findings, worst first, and what is said of them together."""

    tool: str
    """`compare` or `drift`."""
    headline: str
    """The answer in one sentence."""
    head: Mapping[str, Any]
    """What JSON says before the list of findings."""
    key: str
    """What JSON calls the list."""
    findings: Sequence[Finding]
    notes: Sequence[str] = ()
    """Lines of their own below the headline: what is urgent, what was not looked at."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """For each code, why it is judged as it is."""

    def data(self) -> dict[str, Any]:
        """Give the report as JSON data."""
        return {**self.head, self.key: [finding.data() for finding in self.findings]}


def worst_first(findings: Iterable[_Finding]) -> list[_Finding]:
    """Sort by how bad it is, then by place."""
    return sorted(findings, key=lambda finding: (finding.rank, finding.where, finding.code, finding.message))


def drift_report(
    examined: Mapping[str, int],
    findings: Iterable[Drift],
    *,
    headline: str,
    notes: Sequence[str] = (),
    reasons: Mapping[str, str] | None = None,
) -> Report:
    """Put together what `drift.py` prints."""
    return Report(
        tool="drift",
        headline=headline,
        head={"examined": dict(examined)},
        key="findings",
        findings=worst_first(findings),
        notes=notes,
        reasons=reasons or {},
    )


def named(operations: Sequence[str]) -> tuple[str, ...]:
    """Name the first operations and count the others: `a, b, c and 4 more`."""
    if not operations:
        return ()
    rest = len(operations) - NAMED
    shown = ", ".join(operations[:NAMED])
    return (f"{shown} and {rest} more" if rest > 0 else shown,)
