"""Report -> plain text, for a pipe or a log.

The answer comes first. Each finding is a sentence; below it stands what one needs to act on it.
"""

from __future__ import annotations

from specloop.errors import printable
from specloop.report.report import Finding, Report


def text(report: Report) -> str:
    """Print a report for people."""
    parts = ["\n".join(map(printable, (report.headline, *report.notes)))]
    width = max((len(finding.label) for finding in report.findings), default=0)
    parts += [_finding(finding, width) for finding in report.findings]
    return "\n\n".join(parts) + "\n"


def _finding(finding: Finding, width: int) -> str:
    first = f"{finding.label:<{width}}  {printable(finding.message)}"
    second = f"{'':<{width}}  {finding.where}: {'; '.join(finding.details)}"
    return f"{first}\n{printable(second)}"
