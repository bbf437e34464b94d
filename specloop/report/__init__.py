"""Report -> text, JSON, Markdown, SARIF, JUnit or GitHub annotations.

from specloop.report import Drift, drift_report, printed
print(printed(drift_report(examined, findings, headline="..."), "text"), end="")
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from specloop.report.machine import github, json_text, junit, sarif
from specloop.report.markdown import markdown
from specloop.report.report import (
    BUMPS,
    SEVERITIES,
    WIRES,
    Bump,
    Change,
    Drift,
    Finding,
    Report,
    Severity,
    Wire,
    drift_report,
    worst_bump,
    worst_first,
    worst_wire,
)
from specloop.report.text import text

__all__ = [
    "BUMPS",
    "FORMATS",
    "SEVERITIES",
    "WIRES",
    "Bump",
    "Change",
    "Drift",
    "Finding",
    "Report",
    "Severity",
    "Wire",
    "drift_report",
    "printed",
    "show",
    "worst_bump",
    "worst_first",
    "worst_wire",
]

_PRINTERS: dict[str, Callable[[Report], str]] = {
    "text": text,
    "json": json_text,
    "markdown": markdown,
    "github": github,
    "sarif": sarif,
    "junit": junit,
}

FORMATS = tuple(_PRINTERS)


def printed(report: Report, format_: str) -> str:
    """Give the report in one of FORMATS, as plain text that ends in a newline."""
    return _PRINTERS[format_](report)


def show(report: Report, format_: str) -> None:
    """Print the report to stdout: on a terminal, text has colours and a table."""
    if format_ == "text" and sys.stdout.isatty():
        from specloop.report.terminal import on_terminal  # noqa: PLC0415 - rich is not needed in a pipe

        on_terminal(report)
        return
    sys.stdout.write(printed(report, format_))
