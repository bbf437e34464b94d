"""Formatting of reports as SARIF 2.1.0, so that code hosts show the findings at lines of files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from specloop.errors import SourceLocation
from specloop.report.finding import Finding, is_local_file
from specloop.report.report import Report

SARIF_SCHEMA_URI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def format_sarif(report: Report) -> str:
    """Format a report as SARIF 2.1.0."""
    codes = sorted({finding.code for finding in report.findings})
    reasons = {code: report.reasons.get(code, code.replace("-", " ")) for code in codes}
    driver = {
        "name": report.tool,
        "rules": [
            {"id": code, "shortDescription": {"text": _first_sentence(reason)}, "fullDescription": {"text": reason}}
            for code, reason in reasons.items()
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "properties": {"headline": report.headline, **report.head},
        "results": [_result(finding, codes.index(finding.code)) for finding in report.findings],
    }
    log = {"$schema": SARIF_SCHEMA_URI, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.])\s", text, maxsplit=1)[0]


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    location = finding.mark
    physical = {
        "artifactLocation": {"uri": _uri(location)},
        "region": {"startLine": location.line, "startColumn": location.column},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": physical}],
        "properties": {"where": str(finding.where), **finding.extra},
    }


def _uri(location: SourceLocation) -> str:
    if not is_local_file(location):
        return location.file
    path = Path(location.file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")
