"""The GitHub workflows: minimal permissions, actions pinned by commit, and only `make` targets as commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support.workshop import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PUBLISH = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_every_step_is_a_make_target_or_an_action_pinned_by_its_commit(workflow: Path):
    for job in yaml.safe_load(workflow.read_text("utf-8"))["jobs"].values():
        for step in job["steps"]:
            if "uses" in step:
                # `$/` denotes the action of this repository, at the commit of the workflow.
                assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}|\$/", step["uses"])
            else:
                make, target, *_ = step["run"].split()
                assert ("make", True) == (make, target in TARGETS), step["run"]


def test_only_the_job_that_publishes_may_say_who_it_is():
    assert {} == PUBLISH["permissions"]
    assert {"contents": "read"} == PUBLISH["jobs"]["build"]["permissions"]
    assert {"contents": "read", "id-token": "write"} == PUBLISH["jobs"]["publish"]["permissions"]
    assert "build" == PUBLISH["jobs"]["publish"]["needs"]


def test_it_runs_for_release_tags_and_for_nothing_else():
    # PyYAML parses the key `on` as true (YAML 1.1).
    assert {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}} == PUBLISH[True]


def test_what_is_published_was_built_and_verified_in_the_job_before():
    build, publish = (PUBLISH["jobs"][name]["steps"] for name in ("build", "publish"))
    assert ["make test", "make dist"] == [step["run"] for step in build if "run" in step]
    assert ["make publish INDEX=https://upload.pypi.org/legacy/"] == [step["run"] for step in publish if "run" in step]
    assert not any("cache" in step.get("with", {}) for step in (*build, *publish))


def test_both_files_are_attested_before_they_are_sent():
    steps = PUBLISH["jobs"]["publish"]["steps"]
    (attests,) = [step for step in steps if "attest" in step.get("uses", "")]
    assert ["dist/*.whl", "dist/*.tar.gz"] == attests["with"]["paths"].split()
    assert steps.index(attests) < next(number for number, step in enumerate(steps) if "run" in step)


@pytest.mark.parametrize(
    ("command", "output", "failing", "status"),
    [
        ("check", "", 0, "0"),
        ("compare", "| major |", 0, "1"),
        ("drift", "found", 1, "1"),
    ],
)
def test_the_action_runs_a_command_and_reports(tmp_path: Path, command: str, output: str, failing: int, status: str):
    """The action runs with substitutes for specloop and `gh` that log their arguments."""
    tool = tmp_path / "specloop" / "bin" / "specloop"
    tool.parent.mkdir(parents=True)
    tool.write_text(f"#!/bin/sh\necho \"$@\" >>'{tmp_path}/called'\necho '{output}'\nexit {status}\n")
    gh = tmp_path / "gh"
    gh.write_text(f"#!/bin/sh\necho \"gh $@\" >>'{tmp_path}/called'\n")
    for each in (tool, gh):
        each.chmod(0o755)
    names = ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")
    environment = {**os.environ, **{name: str(tmp_path / name) for name in names}, "RUNNER_TEMP": str(tmp_path)}
    environment |= {"PATH": f"{tmp_path}:{os.environ['PATH']}", "COMMAND": command, "PROJECT": str(tmp_path)}
    environment |= {"NUMBER": "7", "GH_REPO": "someone/shop", "ARGUMENTS": "--format-is-ours no"}
    done = subprocess.run([ROOT / ".ci" / "action"], env=environment, capture_output=True, text=True, check=False)
    called = (tmp_path / "called").read_text().splitlines()
    assert (failing, f"status={status}\n") == (done.returncode, (tmp_path / "GITHUB_OUTPUT").read_text()), done.stderr
    expected = {"check": "generate --check", "compare": "compare --format markdown", "drift": "drift"}[command]
    assert called[0].startswith(f"{expected} --format-is-ours no")
    assert any("repos/someone/shop/issues/7/comments" in line for line in called) == (command == "compare")
    if command != "check":
        assert output in (tmp_path / "GITHUB_STEP_SUMMARY").read_text()


def test_the_hooks_are_commands_of_the_tools():
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert ["specloop generate --check", "specloop compare --fail-on major"] == [hook["entry"] for hook in hooks]


def test_zizmor_finds_nothing():
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--quiet", ".github", "action.yml"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
