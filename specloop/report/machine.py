"""Report -> what machines read: JSON, GitHub's annotations, SARIF, JUnit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

from specloop.errors import SourceLocation, printable
from specloop.report.report import Finding, Report


def json_text(report: Report) -> str:
    """Print a report as JSON."""
    return json.dumps(report.data(), indent=2, ensure_ascii=False) + "\n"


# --- GitHub ---

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def github(report: Report) -> str:
    """Print the commands that make GitHub Actions mark lines."""
    return "".join(f"{line}\n" for line in _annotations(report))


def _annotations(report: Report) -> Iterator[str]:
    for finding in report.findings:
        place = finding.mark
        at = {"file": place.file, "line": place.line, "col": place.column} if _is_file(place) else {}
        told = {**at, "title": f"{finding.label}: {finding.code}"}
        properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in told.items())
        yield f"::{_COMMANDS[finding.level]} {properties}::{_escaped(finding.message)}"
    for line in (report.headline, *report.notes):
        yield f"::notice title={report.tool}::{_escaped(line)}"


def _escaped(text: str, more: str = "") -> str:
    return re.sub(f"[%{more}]", lambda match: f"%{ord(match.group()):02X}", printable(text))


# --- SARIF ---


def sarif(report: Report) -> str:
    """Print a report as SARIF 2.1.0, by which code hosts mark lines."""
    codes = sorted({finding.code for finding in report.findings})
    reasons = {code: report.reasons.get(code, code.replace("-", " ")) for code in codes}
    driver = {
        "name": report.tool,
        "rules": [
            {"id": code, "shortDescription": {"text": reason.splitlines()[0]}, "fullDescription": {"text": reason}}
            for code, reason in reasons.items()
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "properties": {"headline": report.headline, **report.head},
        "results": [_result(finding, codes.index(finding.code)) for finding in report.findings],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    place = finding.mark
    physical = {
        "artifactLocation": {"uri": _uri(place)},
        "region": {"startLine": place.line, "startColumn": place.column},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": physical}],
        "properties": {"where": str(finding.where), **finding.extra},
    }


def _is_file(place: SourceLocation) -> bool:
    return "://" not in place.file


def _uri(place: SourceLocation) -> str:
    if not _is_file(place):
        return place.file
    path = Path(place.file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")


# --- JUnit ---

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """Print a report as JUnit's XML: a test case for each finding, and one that passes when there is none."""
    failures = sum(finding.level != "note" for finding in report.findings)
    counts = {"tests": str(len(report.findings) or 1), "failures": str(failures), "errors": "0"}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", {"name": report.tool, **counts})
    for finding in report.findings:
        name = _xml(f"{finding.where} {finding.code}")
        case = ET.SubElement(suite, "testcase", {"classname": f"{report.tool}.{finding.label}", "name": name})
        told = "\n".join([finding.message, f"{finding.where}: {'; '.join(finding.details)}"])
        if finding.level == "note":
            ET.SubElement(case, "system-out").text = _xml(told)
        else:
            failure = ET.SubElement(case, "failure", {"type": finding.code, "message": _xml(finding.message)})
            failure.text = _xml(told)
    if not report.findings:
        ET.SubElement(suite, "testcase", {"classname": report.tool, "name": _xml(report.headline)})
    ET.SubElement(suite, "system-out").text = _xml("\n".join([report.headline, *report.notes]))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    return _NO_XML.sub(lambda match: printable(match.group()), text)
