"""Reports of findings. The formats are text, JSON, Markdown, HTML, SARIF, JUnit XML and GitHub annotations.

from specloop.report import drift_report, format_report
report = drift_report({"responses": 12}, findings=[], headline="No drift")
print(format_report(report, "text"), end="")
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from specloop.ci_output import commands_allowed
from specloop.report.finding import (
    BUMPS,
    SEVERITIES,
    WIRES,
    Alias,
    Bump,
    Change,
    Drift,
    Finding,
    Severity,
    Wire,
    worst_bump,
    worst_first,
    worst_wire,
)
from specloop.report.github import format_github
from specloop.report.html import format_html
from specloop.report.json import format_json
from specloop.report.junit import format_junit
from specloop.report.markdown import format_markdown
from specloop.report.report import Report, Table, drift_report
from specloop.report.sarif import format_sarif
from specloop.report.text import format_text

__all__ = [
    "BUMPS",
    "FORMATS",
    "SEVERITIES",
    "WIRES",
    "Alias",
    "Bump",
    "Change",
    "Drift",
    "Finding",
    "Report",
    "Severity",
    "Table",
    "Wire",
    "drift_report",
    "format_report",
    "show",
    "show_diff",
    "worst_bump",
    "worst_first",
    "worst_wire",
]

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": format_text,
    "json": format_json,
    "markdown": format_markdown,
    "github": format_github,
    "sarif": format_sarif,
    "junit": format_junit,
    "html": format_html,
}
"""Mapping from the name of each output format to its formatting function; the option `--format` accepts these names."""


def format_report(report: Report, format_: str) -> str:
    """Format a report as text that ends in a newline. `format_` is a key of FORMATS, such as "json"."""
    return FORMATS[format_](report)


def show_diff(difference: str) -> None:
    """Show a unified diff on stdout. On a terminal, its lines have colours, and unprintable characters are escaped."""
    if sys.stdout.isatty():
        from specloop.report.terminal import print_diff_to_terminal  # noqa: PLC0415 - importing rich takes 60 ms

        print_diff_to_terminal(difference)
    else:
        sys.stdout.write(difference)


def show(report: Report, format_: str) -> None:
    """Print a report on stdout in one of the FORMATS. On a terminal, the format `text` is a table with colours."""
    if format_ == "text" and sys.stdout.isatty():
        from specloop.report.terminal import print_to_terminal  # noqa: PLC0415 - importing rich takes 60 ms

        print_to_terminal(report)
        return
    text = format_report(report, format_)
    if format_ == "github":
        with commands_allowed():
            sys.stdout.write(text)
    else:
        sys.stdout.write(text)
