"""Formatting of reports as JUnit XML, which CI servers show as test results."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from specloop.errors import printable
from specloop.report.report import Report

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def format_junit(report: Report) -> str:
    """Format a report as JUnit XML. Each finding is a test case, which fails unless the finding is a note.

    A report without findings has one passing test case.
    """
    failures = sum(finding.level != "note" for finding in report.findings)
    counts = {"tests": str(len(report.findings) or 1), "failures": str(failures), "errors": "0"}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", {"name": report.tool, **counts})
    for finding in report.findings:
        name = _xml(f"{finding.where} {finding.code}")
        case = ET.SubElement(suite, "testcase", {"classname": f"{report.tool}.{finding.label}", "name": name})
        text = "\n".join([finding.message, f"{finding.where}: {'; '.join(finding.details)}"])
        if finding.level == "note":
            ET.SubElement(case, "system-out").text = _xml(text)
        else:
            failure = ET.SubElement(case, "failure", {"type": finding.code, "message": _xml(finding.message)})
            failure.text = _xml(text)
    if not report.findings:
        ET.SubElement(suite, "testcase", {"classname": report.tool, "name": _xml(report.headline)})
    ET.SubElement(suite, "system-out").text = _xml("\n".join([report.headline, *report.notes]))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    return _NOT_XML.sub(lambda match: printable(match.group()), text)
