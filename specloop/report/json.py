"""Formatting of reports as JSON."""

from __future__ import annotations

import json

from specloop.report.report import Report


def format_json(report: Report) -> str:
    """Format a report as indented JSON text, with the content of `Report.data`."""
    return json.dumps(report.data(), indent=2, ensure_ascii=False) + "\n"
