"""`release.py apply`: it makes one commit and one tag, or changes nothing."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys

import pytest
from support.workshop import GIT, ROOT, Workshop, workshop

from specloop.errors import InputError
from specloop.release.apply import apply
from specloop.release.subprocesses import ToolError


@pytest.fixture
def project(tmp_path) -> Workshop:
    """A copy of the project before its first release."""
    return workshop(tmp_path)


def test_a_release_is_a_commit_and_a_tag(project: Workshop):
    before = project.git("rev-parse", "HEAD")
    done = project.release("apply", "--yes")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("\n    git push --atomic origin main v0.1.0\n")
    assert project.git("rev-parse", "HEAD^") == before
    assert project.git("rev-parse", "v0.1.0^{commit}") == project.git("rev-parse", "main")
    assert project.git("cat-file", "-t", "v0.1.0") == "tag"
    assert project.git("status", "--porcelain") == ""
    assert project.git("log", "-1", "--format=%s") == "Release 0.1.0"
    assert project.git("diff", "--name-only", "HEAD^").splitlines() == [
        "CHANGELOG.md",
        "generated/.generated",
        "generated/CHANGELOG.md",
        "specloop-names.json",
    ]
    assert project.run("generate.py", "--check").returncode == 0
    assert project.read("CHANGELOG.md") == project.read("generated/CHANGELOG.md")


def test_a_second_release_writes_the_version_and_leaves_every_other_byte(project: Workshop):
    project.apply()
    project.edit("openapi.yaml", "description: The ID of the org\n", "description: Which organisation\n")
    project.commit()
    contract = project.read("openapi.yaml")
    project.apply()
    assert project.read("openapi.yaml") == contract.replace("  version: 0.1.0\n", "  version: 0.1.1\n")
    assert 'version = "0.1.1"' in project.read("generated/pyproject.toml")
    assert project.git("tag").split() == ["v0.1.0", "v0.1.1"]


def test_the_push_command_names_the_remote_of_the_branch_and_links_its_web_page(project: Workshop):
    project.git("remote", "add", "upstream", "git@code.example:acme/client.git")
    project.git("config", "branch.main.remote", "upstream")
    assert project.apply().push == "git push --atomic upstream main v0.1.0"
    assert "[0.1.0]: https://code.example/acme/client/releases/tag/v0.1.0\n" in project.read("CHANGELOG.md")


def test_without_a_terminal_and_without_yes_it_is_refused(project: Workshop):
    before = project.state()
    done = project.release("apply")
    assert done.returncode == 1
    assert done.stderr == "refused: stdin is not a terminal, so the question cannot be asked; confirm with --yes\n"
    assert "Here is the plan:" in done.stdout
    assert before == project.state()


@pytest.mark.parametrize(("answer", "status", "tags"), [("y", 0, "v0.1.0"), ("", 1, "")])
def test_on_a_terminal_it_asks(project: Workshop, answer: str, status: int, tags: str):
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    command = [sys.executable, str(ROOT / "release.py"), "apply"]
    done = subprocess.run(
        command, cwd=project.root, env=os.environ | GIT, stdin=theirs, capture_output=True, text=True, check=False
    )
    os.close(ours)
    os.close(theirs)
    assert "Release 0.1.0? [y/N]" in done.stderr
    assert (status, tags) == (done.returncode, project.git("tag"))
    assert project.git("status", "--porcelain") == ""


def test_a_refused_release_writes_nothing(project: Workshop):
    project.write("junk.txt", "")
    before = project.state()
    done = project.release("apply", "--yes")
    assert done.returncode == 1
    assert "refused: the tree has uncommitted changes: junk.txt; commit them, or " in done.stderr
    assert before == project.state()


def fails_to_tag(project: Workshop) -> None:
    project.git("config", "tag.gpgSign", "true")
    project.git("config", "gpg.program", "false")


def fails_to_sign(project: Workshop) -> None:
    project.git("config", "commit.gpgsign", "true")
    project.git("config", "gpg.program", "false")


def fails_to_move(project: Workshop) -> None:
    """Create the index lock of git, as if another git process were running."""
    (project.root / ".git" / "index.lock").write_text("")


def fails_to_generate(project: Workshop) -> None:
    """Add an error to a template that occurs only for the new version."""
    project.write(
        "templates/api.md.jinja",
        project.read("templates/api.md.jinja") + "{% if client.version != '0.1.0' %}{{ client.nothing }}{% endif %}",
    )
    project.edit("openapi.yaml", "description: The ID of the org\n", "description: Which organisation\n")
    project.edit("CHANGELOG.md", "## [Unreleased]\n", "## [Unreleased]\n\n### Fixed\n\n- The docs.\n")
    project.commit()


@pytest.mark.parametrize("trouble", [fails_to_tag, fails_to_sign, fails_to_move, fails_to_generate])
def test_whatever_fails_leaves_everything_as_it_was(project: Workshop, trouble):
    if trouble is fails_to_generate:
        project.apply()
    trouble(project)
    before = project.state()
    with pytest.raises(InputError):
        project.apply()
    assert before == project.state()


def test_what_others_commit_after_the_plan_is_not_undone(project: Workshop, monkeypatch):
    for name, value in GIT.items():
        monkeypatch.setenv(name, value)
    plan = project.plan()
    project.edit("openapi.yaml", "description: The ID of the org\n", "description: Which organisation\n")
    project.commit()
    before = project.state()
    with pytest.raises(ToolError, match="git merge"):
        apply(plan)
    assert before == project.state()


def test_a_project_inside_of_a_larger_repository_is_released_as_well(tmp_path):
    project = workshop(tmp_path)
    outer = Workshop(tmp_path)
    (project.root / ".git").rename(tmp_path / "old")
    shutil.rmtree(tmp_path / "old")
    outer.write("other.txt", "other")
    outer.git("init", "--quiet", "--initial-branch", "main")
    outer.commit("All", generate=False)
    project.apply()
    changed = ["CHANGELOG.md", "generated/.generated", "generated/CHANGELOG.md", "specloop-names.json"]
    assert outer.git("diff", "--name-only", "HEAD^").splitlines() == [f"project/{each}" for each in changed]
    assert project.git("status", "--porcelain") == ""


def test_a_project_with_an_overlay_is_released(project: Workshop):
    project.edit("pyproject.toml", 'output = "generated"\n', 'output = "generated"\noverlays = ["overlay.yaml"]\n')
    overlay = (
        "overlay: 1.0.0\ninfo: {title: Ours, version: 1.0.0}\nactions: [{target: $.info, update: {summary: Ours.}}]\n"
    )
    project.write("overlay.yaml", overlay)
    project.commit()
    project.apply()
    project.edit("overlay.yaml", "summary: Ours.", "summary: All ours.")
    project.commit()
    project.apply()
    assert project.git("tag").split() == ["v0.1.0", "v0.1.1"]
    assert "Ours" not in project.read("openapi.yaml")
