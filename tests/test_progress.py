"""Progress messages: they are printed on a terminal after two seconds, and not before."""

from __future__ import annotations

import re
import sys
import time

import pytest

import generate
from specloop import progress


def run(tmp_path, capsys) -> list[str]:
    """Run generate.py in this process, and return the stages in its progress messages."""
    generate.main(["--output", str(tmp_path / "out")])
    return re.findall(r"^(.*) \.\.\. \(\d+ s so far\)$", capsys.readouterr().err, flags=re.MULTILINE)


@pytest.fixture
def terminal(capsys, monkeypatch):
    """Make the captured stderr look like a terminal."""
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True)


@pytest.mark.usefixtures("terminal")
def test_a_long_run_tells_each_stage(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    told = run(tmp_path, capsys)
    stages = [re.sub(r": \d+$", "", each) for each in dict.fromkeys(told)]
    assert stages[:3] == ["reading openapi.yaml", "validating the document", "inlining its schemas"]
    assert stages[3:5] == ["parsing the classes", "building the operations"]
    assert stages[5:] == ["rendering the package", "formatting the files"]


@pytest.mark.usefixtures("terminal")
def test_one_stage_that_takes_long_is_told_while_it_lasts(capsys, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    with progress.stages() as stage:
        stage("waiting")
        time.sleep(0.3)
        told = capsys.readouterr().err
    assert "waiting ... (0 s so far)\n" == told


@pytest.mark.usefixtures("terminal")
def test_a_short_run_tells_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 600.0)
    assert [] == run(tmp_path, capsys)


def test_a_file_or_a_pipe_is_told_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    assert [] == run(tmp_path, capsys)
