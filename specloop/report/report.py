"""The report of one run of a command, with its findings, headline, notes and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from specloop.report.finding import Drift, Finding, worst_first


@dataclass(frozen=True, slots=True)
class Table:
    """A table below the headline of a report. The first cell of each row is the row's heading."""

    caption: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Report:
    """The report of one run of a command: its findings with the worst first, a headline, notes and tables."""

    tool: str
    """The name of the command: `compare` or `drift`."""
    headline: str
    """The result of the run in one sentence."""
    head: Mapping[str, Any]
    """Properties of the JSON report that precede the lists of findings, as a mapping from name to value."""
    lists: Mapping[str, Sequence[Finding]]
    """The lists of findings, by the property that holds the list in the JSON report, such as `findings`."""
    notes: Sequence[str] = ()
    """Lines below the headline, such as urgent changes, or parts of the contract that were not examined."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Mapping from each code of a finding to the reason for the severity of findings with this code."""
    tables: Sequence[Table] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    """Mapping from name to text of each document that is not a local file, such as a document at a git revision."""

    @property
    def findings(self) -> Sequence[Finding]:
        """All findings, in the order in which they are printed."""
        return [finding for findings in self.lists.values() for finding in findings]

    def data(self) -> dict[str, Any]:
        """Return the report as JSON data: properties of the run, such as `examined`, and the lists of findings."""
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
    """Build the report of the command `drift`.

    Args:
        examined: How many objects of the API were examined, by type, such as `{"responses": 12}`.
        findings: The findings, in any order.
        headline: The result of the run in one sentence.
        notes: Lines below the headline.
        reasons: Mapping from `Drift.code` to the reason why findings with this code have their severity.
    """
    return Report(
        tool="drift",
        headline=headline,
        head={"examined": dict(examined)},
        lists={"findings": worst_first(findings)},
        notes=notes,
        reasons=reasons or {},
    )
