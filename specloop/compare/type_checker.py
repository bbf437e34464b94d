"""Type errors of a program that uses a package. mypy finds them, or basedpyright if mypy is not installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from specloop.errors import InputError

NO_CHECKER = "no type checker is installed; install mypy or basedpyright next to the program's dependencies"

_FAILED = 2
"""The smallest exit status by which mypy and basedpyright report that the check itself failed."""


class TypeCheckError(NamedTuple):
    """One error that the type checker reports."""

    file: str
    line: int
    column: int
    message: str


def check_types(program: Path, package_folder: Path, cache_folder: Path) -> list[TypeCheckError]:
    """Check the types of a file or a folder. Packages in `package_folder` take precedence over installed packages.

    In `cache_folder`, mypy stores data that speeds up later calls.

    Raises:
        InputError: No type checker is installed, or the type checker cannot read the program.
    """
    if not program.exists():
        raise InputError.at(str(program), "there is no such file or folder; expected the program that uses the client")
    if find_spec("mypy") is not None:
        return list(_run_mypy(program, package_folder, cache_folder))
    if find_spec("basedpyright") is not None:
        return list(_run_basedpyright(program, package_folder))
    raise InputError.at(str(program), NO_CHECKER)


def _run_mypy(program: Path, package_folder: Path, cache_folder: Path) -> Iterator[TypeCheckError]:
    options = ["--output=json", "--no-error-summary", "--show-column-numbers", "--check-untyped-defs"]
    options += [f"--cache-dir={cache_folder}", "--config-file=", "--namespace-packages"]
    options += ["--explicit-package-bases", "--allow-untyped-globals"]
    environment = os.environ | {"MYPYPATH": os.pathsep.join([str(package_folder), str(_root_of(program))])}
    command = [sys.executable, "-m", "mypy", *options, str(program)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603 - no shell
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode >= _FAILED:
        reason = next((each["message"] for each in found), "") or done.stderr.strip() or done.stdout.strip()
        raise InputError.at(str(program), f"mypy cannot check it: {reason.splitlines()[0] if reason else 'no reason'}")
    for each in found:
        if each["severity"] == "error" and _is_in(each["file"], program):
            yield TypeCheckError(each["file"], each["line"], each["column"] + 1, each["message"])


def _run_basedpyright(program: Path, package_folder: Path) -> Iterator[TypeCheckError]:
    with tempfile.TemporaryDirectory(prefix="basedpyright-") as folder:
        settings = Path(folder, "pyrightconfig.json")
        roots = [str(package_folder.resolve()), str(_root_of(program).resolve())]
        content = {"include": [str(program.resolve())], "extraPaths": roots, "typeCheckingMode": "standard"}
        settings.write_text(json.dumps(content), "utf-8")
        command = [sys.executable, "-m", "basedpyright", "--outputjson", "--project", str(settings)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    if done.returncode >= _FAILED:
        reason = done.stderr.strip() or done.stdout.strip()
        raise InputError.at(str(program), f"basedpyright cannot check it: {reason[:200] or 'no reason'}")
    for each in json.loads(done.stdout)["generalDiagnostics"]:
        start = each["range"]["start"]
        if each["severity"] == "error":
            file = os.path.relpath(each["file"]) if not program.is_absolute() else each["file"]
            yield TypeCheckError(file, start["line"] + 1, start["character"] + 1, each["message"].splitlines()[0])


def _root_of(program: Path) -> Path:
    return program if program.is_dir() else program.parent


def _is_in(file: str, program: Path) -> bool:
    """Return whether a file with a type error is in the program, and not in a library."""
    return Path(file).resolve().is_relative_to(program.resolve())
