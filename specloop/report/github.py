"""Formatting of reports as GitHub Actions workflow commands, so that GitHub shows the findings at lines of files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specloop.errors import printable
from specloop.report.finding import is_local_file
from specloop.report.report import Report

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def format_github(report: Report) -> str:
    """Format a report as workflow commands, such as `::error file=openapi.yaml,line=3::MESSAGE`, one per line.

    There is one command for each finding, and a `::notice` for the headline and for each note.
    """
    return "".join(f"{line}\n" for line in _commands(report))


def _commands(report: Report) -> Iterator[str]:
    for finding in report.findings:
        location = finding.mark
        at = {"file": location.file, "line": location.line, "col": location.column} if is_local_file(location) else {}
        values = {**at, "title": f"{finding.label}: {finding.code}"}
        properties = ",".join(f"{name}={_escape(str(value), ':,')}" for name, value in values.items())
        yield f"::{_COMMANDS[finding.level]} {properties}::{_escape(finding.message)}"
    for line in (report.headline, *report.notes):
        yield f"::notice title={report.tool}::{_escape(line)}"


def _escape(text: str, more: str = "") -> str:
    return re.sub(f"[%{more}]", lambda match: f"%{ord(match.group()):02X}", printable(text))
