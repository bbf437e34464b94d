"""Report: findings, worst first, with a headline, notes and the reason for each code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from specloop.report.finding import Drift, Finding, worst_first


@dataclass(frozen=True, slots=True)
class Table:
    """A table below the headline; the first cell of each row is the heading of the row."""

    caption: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run, the worst first, with a headline, notes, reasons and tables."""

    tool: str
    """`compare` or `drift`."""
    headline: str
    """The result in one sentence."""
    head: Mapping[str, Any]
    """JSON members that precede the list of findings."""
    lists: Mapping[str, Sequence[Finding]]
    """JSON member -> the findings that it holds."""
    notes: Sequence[str] = ()
    """Lines below the headline: urgent changes, what was not examined."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Code -> the reason for the verdict of its findings."""
    tables: Sequence[Table] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    """Name -> text of each document that is not a file on disk, such as a document of a git revision."""

    @property
    def findings(self) -> Sequence[Finding]:
        """All findings, in printing order."""
        return [finding for findings in self.lists.values() for finding in findings]

    def data(self) -> dict[str, Any]:
        """Return the report as JSON data."""
        lists = {key: [finding.data() for finding in findings] for key, findings in self.lists.items()}
        return {**self.head, **lists}


def drift_report(
    examined: Mapping[str, int],
    findings: Iterable[Drift],
    *,
    headline: str,
    notes: Sequence[str] = (),
    reasons: Mapping[str, str] | None = None,
) -> Report:
    """Build the report that `drift.py` prints."""
    return Report(
        tool="drift",
        headline=headline,
        head={"examined": dict(examined)},
        lists={"findings": worst_first(findings)},
        notes=notes,
        reasons=reasons or {},
    )
