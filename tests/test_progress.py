"""Progress messages: they are printed on a terminal after two seconds, and not before."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from specloop import progress
from specloop.commands import generate

ROOT = Path(__file__).parent.parent


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
    monkeypatch.setattr(progress, "PROGRESS_DELAY_S", 0.0)
    output = run(tmp_path, capsys)
    stages = [re.sub(r": \d+$", "", each) for each in dict.fromkeys(output)]
    assert stages[:3] == ["reading openapi.yaml", "validating the document", "inlining its schemas"]
    assert stages[3:5] == ["parsing the classes", "building the operations"]
    assert stages[5:] == ["rendering the package", "formatting the files"]


@pytest.mark.usefixtures("terminal")
def test_one_stage_that_takes_long_is_told_while_it_lasts(capsys, monkeypatch):
    monkeypatch.setattr(progress, "PROGRESS_DELAY_S", 0.05)
    with progress.stages() as stage:
        stage("waiting")
        output, ends = "", time.monotonic() + 30
        while not output and time.monotonic() < ends:
            time.sleep(0.01)
            output = capsys.readouterr().err
    assert re.fullmatch(r"waiting \.\.\. \(\d+ s so far\)\n", output)


@pytest.mark.usefixtures("terminal")
def test_a_short_run_tells_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(progress, "PROGRESS_DELAY_S", 600.0)
    assert [] == run(tmp_path, capsys)


def test_a_file_or_a_pipe_is_told_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(progress, "PROGRESS_DELAY_S", 0.0)
    assert [] == run(tmp_path, capsys)


def test_an_interrupt_while_modules_load_is_quiet(tmp_path: Path):
    (tmp_path / "interrupted.py").write_text("raise KeyboardInterrupt\n")
    code = "from specloop.errors import run_module; run_module('interrupted')"
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (130, "", "") == (done.returncode, done.stdout, done.stderr)
