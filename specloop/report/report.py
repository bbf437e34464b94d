"""Report: findings, worst first, with a headline, notes and the reason for each code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from specloop.report.finding import Drift, Finding, worst_first


@dataclass(frozen=True, slots=True)
class Report:
    """Findings, worst first, and what applies to all of them."""

    tool: str
    """`compare` or `drift`."""
    headline: str
    """The result in one sentence."""
    head: Mapping[str, Any]
    """JSON members that precede the list of findings."""
    key: str
    """JSON member that holds the list of findings."""
    findings: Sequence[Finding]
    notes: Sequence[str] = ()
    """Lines below the headline: urgent changes, what was not examined."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Code -> why findings of this code have their verdict."""

    def data(self) -> dict[str, Any]:
        """Return the report as JSON data."""
        return {**self.head, self.key: [finding.data() for finding in self.findings]}


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
        key="findings",
        findings=worst_first(findings),
        notes=notes,
        reasons=reasons or {},
    )
