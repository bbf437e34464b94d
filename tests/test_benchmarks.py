"""The benchmarks: each group runs once and prints its rows; times are not tested."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import compare, drift, hostile, packages, wire
from benchmarks.measure import effort
from benchmarks.packages import NotMeasured

ROOT = Path(__file__).parent.parent

GROUPS = {
    "decode": ("a drifted page: all three in each item", "discriminated", "by fit", "camelCase", "in templates"),
    "encode": ("encode 100 broadcasts", "by fit"),
    "hostile": ("empty objects", "... its memory"),
    "import": ("construct Invent", "list 100 broadcasts", "1,000 models"),
    "list": ("over loopback, async", "1,000 async", "20 threads"),
    "drift": ("validate 100 broadcasts, 10 %", "drift upstream"),
}
"""The texts that the rows of each group of benchmarks contain."""


@pytest.fixture(autouse=True)
def _once(monkeypatch):
    monkeypatch.setitem(effort, "once", True)


@pytest.mark.large
@pytest.mark.parametrize("group", GROUPS)
def test_a_group_of_benchmarks_does_its_work(group: str):
    command = [sys.executable, "-m", "benchmarks", "--once", "--only", group]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [text for text in GROUPS[group] if text not in done.stdout] == []


def test_a_comparison_finds_the_changes_that_are_made(tmp_path: Path):
    assert all(seconds > 0 for seconds in compare._measured(tmp_path, min(compare.SCALE), 1))


@pytest.mark.large
def test_a_matrix_has_each_release(tmp_path: Path):
    assert "10 releases" in compare._matrix_row(tmp_path).what


@pytest.mark.large
def test_every_broken_line_of_a_program_is_found(tmp_path: Path):
    assert "200 lines" in compare._callers_row(tmp_path).what


def test_two_workers_find_what_one_finds(tmp_path: Path):
    assert [row.ratio is not None for row in drift._workers(tmp_path)] == [True]


def test_counts_become_a_finding_and_clean_pages_are_counted(tmp_path: Path):
    rows = [*drift._mismatches(tmp_path), *drift._mismatch_log(tmp_path)]
    assert [row.what.split()[0] for row in rows] == ["drift", "what"]


def test_the_memory_of_a_command_is_its_own():
    held = b"." * (100 << 20)
    assert 1 < packages.spend([sys.executable, "-c", ""]).megabytes < len(held) >> 20


def test_calls_bring_every_item():
    rows = list(wire.rows())
    assert len(rows) == 8
    assert all(row.ratio for row in rows if row.target)


def test_hostile_bodies_have_the_mismatches_that_are_expected():
    (what, (body, expected)) = list(hostile.bodies().items())[-1]
    hostile._check(what, body, expected)
    with pytest.raises(NotMeasured, match=f"{expected} mismatches"):
        hostile._check(what, body, expected + 1)
