"""Formatting of reports as Markdown, for pull requests and job summaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from specloop.codegen.escaping import markdown as escape_markdown
from specloop.errors import printable
from specloop.report.finding import Change, Finding, name_operations
from specloop.report.report import Report, Table
from specloop.text_format import as_code

MAX_LISTED_FINDINGS = 200
"""Maximum number of findings in the list, since a pull request comment holds at most 65,536 characters."""


def format_markdown(report: Report) -> str:
    """Format a report as Markdown with headings and lists."""
    headline = as_code(report.headline) if report.tool == "compare" else report.headline
    lines = [f"### {escape(headline)}", ""]
    for note in report.notes:
        lines += [f"> {escape(note)}", ""]
    for table in report.tables:
        lines += [*_format_table(table), ""]
    for label, group in groupby(report.findings[:MAX_LISTED_FINDINGS], key=lambda finding: finding.label):
        lines += [f"**{label}**", "", *map(_format_item, group), ""]
    if len(report.findings) > MAX_LISTED_FINDINGS:
        lines += [f"... and {len(report.findings) - MAX_LISTED_FINDINGS} more.", ""]
    return "\n".join(lines)


def _format_table(table: Table) -> Iterator[str]:
    yield f"**{escape(table.caption)}**"
    yield ""
    for number, row in enumerate([table.header, *table.rows]):
        yield f"| {' | '.join(escape(cell) for cell in row)} |"
        if number == 0:
            yield f"|{' --- |' * len(row)}"


def _format_item(finding: Finding) -> str:
    operations = finding.operations if isinstance(finding, Change) else tuple(filter(None, (finding.operation,)))
    aside = [code(str(finding.where)), code(finding.code)]
    if isinstance(finding, Change):
        aside += [] if finding.wire == "ok" else [f"wire: **{finding.wire}**"]
    else:
        aside += [f"{finding.count} of {finding.of}"]
    aside += [escape(each) for each in name_operations(operations)]
    # Only messages of changes need as_code(): messages of drift findings already contain backticks around code.
    message = as_code(finding.message, finding.names) if isinstance(finding, Change) else finding.message
    return f"- {escape(message)} <br><sub>{' · '.join(aside)}</sub>"


def escape(text: str) -> str:
    """Escape text for Markdown. Text in backticks stays a code span."""
    parts = re.split("`([^`]+)`", text)
    return "".join(code(part) if number % 2 else _escape_padded(part) for number, part in enumerate(parts))


def _escape_padded(text: str) -> str:
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' * bool(before)}{escape_markdown(text)}{' ' * bool(after and text.strip())}"


def code(text: str) -> str:
    """Return text as a Markdown code span. The text may contain backticks."""
    clean = printable(text)
    fence = "`"
    while fence in clean:
        fence += "`"
    pad = " " if "`" in clean else ""
    return f"{fence}{pad}{clean}{pad}{fence}"
