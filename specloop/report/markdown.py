"""Report -> Markdown, for a pull request or the summary of a job."""

from __future__ import annotations

import re
from itertools import groupby

from specloop.codegen.escaping import markdown as _escaped
from specloop.errors import printable
from specloop.report.names import as_code
from specloop.report.report import Change, Finding, Report, named

MOST = 200
"""How many findings are listed: a comment on a pull request may be 65,536 characters long."""


def markdown(report: Report) -> str:
    """Print a report as headings and lists."""
    headline = as_code(report.headline) if report.tool == "compare" else report.headline
    lines = [f"### {escaped(headline)}", ""]
    for note in report.notes:
        lines += [f"> {escaped(note)}", ""]
    for label, group in groupby(report.findings[:MOST], key=lambda finding: finding.label):
        lines += [f"**{label}**", "", *map(_item, group), ""]
    if len(report.findings) > MOST:
        lines += [f"... and {len(report.findings) - MOST} more.", ""]
    return "\n".join(lines)


def _item(finding: Finding) -> str:
    operations = finding.operations if isinstance(finding, Change) else tuple(filter(None, (finding.operation,)))
    aside = [code(str(finding.where)), code(finding.code)]
    if isinstance(finding, Change):
        aside += [] if finding.wire == "ok" else [f"wire: **{finding.wire}**"]
    else:
        aside += [f"{finding.count} of {finding.of}"]
    aside += [escaped(each) for each in named(operations)]
    # Other messages say by themselves what is code.
    message = as_code(finding.message, finding.names) if isinstance(finding, Change) else finding.message
    return f"- {escaped(message)} <br><sub>{' · '.join(aside)}</sub>"


def escaped(text: str) -> str:
    """Print text as it is, with what stands in backticks as code."""
    parts = re.split("`([^`]+)`", text)
    return "".join(code(part) if number % 2 else _spaced(part) for number, part in enumerate(parts))


def _spaced(text: str) -> str:
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' * bool(before)}{_escaped(text)}{' ' * bool(after and text.strip())}"


def code(text: str) -> str:
    """Print text as code, backticks in it and all."""
    clean = printable(text)
    fence = "`"
    while fence in clean:
        fence += "`"
    pad = " " if "`" in clean else ""
    return f"{fence}{pad}{clean}{pad}{fence}"
