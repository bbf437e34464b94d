"""Formatting of reports as plain text for pipes and logs. The result comes first, then two lines for each finding."""

from __future__ import annotations

from collections.abc import Iterator

from specloop.errors import printable
from specloop.report.finding import Finding
from specloop.report.report import Report, Table


def format_text(report: Report) -> str:
    """Format a report as plain text."""
    parts = ["\n".join(map(printable, (report.headline, *report.notes)))]
    parts += ["\n".join(_format_table(table)) for table in report.tables]
    width = max((len(finding.label) for finding in report.findings), default=0)
    parts += [_format_finding(finding, width) for finding in report.findings]
    return "\n\n".join(parts) + "\n"


def _format_table(table: Table) -> Iterator[str]:
    rows = [table.header, *table.rows]
    widths = [max(len(row[number]) for row in rows) for number in range(len(table.header))]
    yield printable(table.caption)
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield printable("  ".join(f"{cell:<{width}}" for cell, width in cells).rstrip())


def _format_finding(finding: Finding, width: int) -> str:
    first = f"{finding.label:<{width}}  {printable(finding.message)}"
    second = f"{'':<{width}}  {finding.where}: {'; '.join(finding.details)}"
    return f"{first}\n{printable(second)}"
