"""Copies of the project in separate git repositories, which tests may change, release and break.

The tools are not copied.
"""

from __future__ import annotations

import atexit
import datetime as dt
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.commands import run_script

from specloop.codegen import writer
from specloop.codegen.generation import GenerateOptions
from specloop.codegen.generation import generate as generate_package
from specloop.openapi.loader import load_document
from specloop.project import Project, find_project
from specloop.release.apply import AppliedRelease, apply
from specloop.release.plan import ReleasePlan, plan
from specloop.release.version import Version, with_version

ROOT = Path(__file__).resolve().parents[2]
FILES = ("openapi.yaml", "requirements.txt", "pyproject.toml", ".gitignore", ".gitattributes")
DAY = dt.date(2026, 11, 23)
CHANGELOG_NAME = "CHANGELOG.md"
CHANGELOG = "# Changelog\n\nWhat changes for those who use the package.\n\n## [Unreleased]\n"

# Tests must not depend on the machine's git settings, such as signing, hooks or the name of the first branch.
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Tester",
    "GIT_AUTHOR_EMAIL": "tester@example.com",
    "GIT_COMMITTER_NAME": "Tester",
    "GIT_COMMITTER_EMAIL": "tester@example.com",
}


@dataclass(frozen=True)
class Workshop:
    """A copy of the project that belongs to one test."""

    root: Path

    def git(self, *arguments: str) -> str:
        """Run git in the copy, and return its output."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=os.environ | GIT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def run(self, script: str, *arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a script of the tools in the copy, without a terminal; `variables` are set in its environment."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("TWINE_")}
        environment |= GIT | variables
        if not any(name.startswith("PYTHON") for name in variables):
            return run_script(script, *arguments, cwd=self.root, env=environment)
        return subprocess.run(
            [sys.executable, str(ROOT / script), *map(str, arguments)],
            cwd=self.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )

    def release(self, *arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run release.py in the copy."""
        return self.run("release.py", *arguments, **variables)

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text that occurs exactly once in a file."""
        text = self.read(path)
        assert text.count(old) == 1, (old, text.count(old))
        self.write(path, text.replace(old, new))

    def commit(self, message: str = "Change something", *, generate: bool = True) -> None:
        """Generate the package, unless `generate` is False, and commit all changes."""
        if generate:
            _, tree = generate_package(GenerateOptions.from_project(self.project))
            writer.write(self.project.output, tree)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)

    @property
    def project(self) -> Project:
        """The project of this copy, with its current settings."""
        return find_project(self.root)

    def plan(self) -> ReleasePlan:
        """Plan a release in this process, since starting release.py takes seconds and is tested separately."""
        return plan(self.project, DAY)

    def apply(self) -> AppliedRelease:
        """Plan a release and apply it, in this process."""
        with pytest.MonkeyPatch.context() as patch:
            for name, value in GIT.items():
                patch.setenv(name, value)
            return apply(self.plan())

    def state(self) -> tuple[str, ...]:
        """Return the commit, the tags, the git status and all files, which a failed release must not change."""
        files = sorted(path for path in self.root.rglob("*") if path.is_file() and not _passing(path))
        contents = (f"{path}:{path.stat().st_mtime_ns}:{path.read_bytes()!r}" for path in files)
        return self.git("rev-parse", "HEAD"), self.git("tag"), self.git("status", "--porcelain"), *contents


def _passing(path: Path) -> bool:
    return ".git" in path.parts or "__pycache__" in path.parts


def workshop(place: Path, *, released: bool = False) -> Workshop:
    """Copy the project to a folder in `place`; with `released`, version 0.1.0 is already released."""
    root = place / "project"
    shutil.copytree(_prototype(released), root, symlinks=True)
    return Workshop(root)


@functools.cache
def _prototype(released: bool) -> Path:
    """Return the folder that all copies are made from.

    It has the current files of the project, in the state before the first release, or after it if `released`.
    """
    root = Path(tempfile.mkdtemp(prefix="workshop-")) / "project"
    atexit.register(shutil.rmtree, root.parent, ignore_errors=True)
    if released:
        made = workshop(root.parent)
        made.apply()
        return made.root
    root.mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "templates", root / "templates", ignore=shutil.ignore_patterns("__pycache__"))
    made = Workshop(root)
    made.write(CHANGELOG_NAME, CHANGELOG)
    contract = load_document("openapi.yaml", text=made.read("openapi.yaml").encode())
    made.write("openapi.yaml", with_version(contract, Version(0, 1, 0)).decode())
    made.git("init", "--quiet", "--initial-branch", "main")
    made.commit("Begin")
    return root
