"""Registration of report formats: a format is one row of FORMATS and one function."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloop.commands import compare
from specloop.report import FORMATS, Report

OLD = '{"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.0.0"}, "paths": {}}'
NEW = OLD.replace('"Shop"', '"Shop", "description": "Pets."')


def format_csv(report: Report) -> str:
    return "".join(f"{finding.code},{finding.where}\n" for finding in report.findings)


def test_a_row_adds_a_format_to_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(FORMATS, "csv", format_csv)
    Path("old.json").write_text(OLD)
    Path("new.json").write_text(NEW)
    assert compare.main(["old.json", "new.json", "--format", "csv"]) == 1
    assert capsys.readouterr().out == "package-documentation-changed,new.json:1:48\n"
