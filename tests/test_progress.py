"""Who waits for more than two seconds is told what for; who does not is not."""

from __future__ import annotations

import re
import sys
import time

import pytest

import generate
from specloop import progress


def run(tmp_path, capsys) -> list[str]:
    """Generate in this process, and give what is said of stages."""
    generate.main(["--output", str(tmp_path / "out")])
    return re.findall(r"^(.*) \.\.\. \(\d+ s so far\)$", capsys.readouterr().err, flags=re.MULTILINE)


@pytest.fixture
def terminal(capsys, monkeypatch):
    """Let what `capsys` keeps of stderr be a terminal's."""
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
