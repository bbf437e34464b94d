"""The output of compare.py and release.py that README shows is exactly what these commands print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.workshop import ROOT, workshop

from specloop.commands import compare
from specloop.release import plan_report
from specloop.release.blockers import ReleaseBlockedError

README = (ROOT / "README.md").read_text("utf-8")
CONTRACT = (ROOT / "openapi.yaml").read_text("utf-8")

NAME = "        name:\n          type: string\n        status:\n"
SEGMENT = "      description: A group of contacts that a broadcast goes to.\n      type: object\n      properties:\n"
COLOR = "        color:\n          description: how it is shown\n          type: string\n"


def shown(command: str) -> str:
    """Return the output that README shows for a command, up to the next command or the end of the code block."""
    blocks = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
    output = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)]
    (found,) = [
        text for first, _, text in (part.partition("\n") for part in output) if first.split("#")[0].strip() == command
    ]
    return found


def edited(old: str, new: str) -> str:
    assert CONTRACT.count(old) == 1, old
    return CONTRACT.replace(old, new)


def test_what_it_shows_of_compare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("openapi.yaml").write_text(CONTRACT)
    text = edited(NAME, NAME.replace("string", '[string, "null"]'))
    Path("new.yaml").write_text(text.replace("        - FAILED\n", "        - FAILED\n        - PAUSED\n", 1))
    assert 1 == compare.main(["openapi.yaml", "new.yaml"])
    assert shown(".venv/bin/python compare.py openapi.yaml new.yaml") == capsys.readouterr().out


def test_what_it_shows_of_a_plan_and_of_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = workshop(tmp_path, released=True)
    monkeypatch.chdir(project.root)
    project.write("Makefile", (ROOT / "Makefile").read_text())
    project.commit()
    project.edit("openapi.yaml", SEGMENT, SEGMENT + COLOR)
    refused = str(ReleaseBlockedError(project.plan().blockers))
    assert shown(".venv/bin/python release.py apply") == f"...\n{refused}\n"
    project.commit()
    assert shown(".venv/bin/python release.py") == plan_report.text(project.plan())
