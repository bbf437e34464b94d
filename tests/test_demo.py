"""The output of `make demo`: a client that lists, an API that drifts, and the edit of the contract that fixes it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest
from support.drift_fixtures import ROOT, line


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """Run the demo in a copy of the project, since it generates files; return its output."""
    folder = tmp_path_factory.mktemp("demo")
    for name in ("generate.py", "sandbox.py", "drift.py", "openapi.yaml", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, folder)
    for name in ("specloop", "templates", "generated"):
        shutil.copytree(ROOT / name, folder / name)
    command = [sys.executable, "-m", "specloop.demo"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=110, check=False)
    assert 0 == done.returncode, done.stderr
    assert re.fullmatch(r"generated: up to date, \d+ files\n", done.stderr)
    assert (ROOT / "openapi.yaml").read_bytes() == (folder / "openapi.yaml").read_bytes()
    return done.stdout


def test_each_step_has_its_command(output):
    steps = re.findall(r"^(\d)\. .*\n   (\S+)", output, flags=re.MULTILINE)
    assert [("1", "make"), ("2", "make"), ("3", "for"), ("4", "sandbox.py"), ("5", "drift.py")] == steps


def test_the_client_lists_what_the_mock_has(output):
    assert "... 250 in all, from 3 requests" in output


def test_it_ends_with_the_report_of_a_drifted_api_and_the_patch(output):
    report, _, proposed = output.partition("\n5. ")[2].partition("\nProposed:\n")
    assert "Drift: 3 findings (examined: 9 answers, 1 operation)" in report
    places = [("Broadcast:", "properties:", "name:"), ("Broadcast:", "properties:"), ("BroadcastStatus:", "enum:")]
    codes = ["null-not-allowed", "undocumented-property", "undocumented-enum-value"]
    for words, code in zip(places, codes, strict=True):
        where = line(*words).removeprefix(f"{ROOT}/")
        assert f"\n         {where}: {code}; 32 of 90; listBroadcasts" in report
    edits = [each for each in proposed.splitlines() if re.match(r"[+-](?![+-])", each)]
    assert [
        *("-          type: string", '+          type: [string, "null"]'),
        *("+        is_archived:", "+          type: boolean"),
        "+        - PAUSED",
    ] == edits  # fmt: skip
    assert "\n--- a/openapi.yaml\n+++ b/openapi.yaml\n" in proposed
    assert "# For the client this is a major change." in proposed
    assert "`make sync`" in proposed
