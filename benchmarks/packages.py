"""Generation of a package by generate.py or openapi-python-client, and import of the package."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import yaml

from benchmarks.documents import ROOT, Node
from benchmarks.measure import MAXRSS_BYTES

BIN = Path(sys.executable).parent

# Python caches compiled modules in this folder even if the environment forbids caches, as after an installation.
_COMPILED = tempfile.TemporaryDirectory(prefix="benchmarks-")


class NotMeasured(Exception):  # noqa: N818  a result, not an error
    """Raised if a measurement is impossible; the message states the reason."""


class _Dumper(yaml.CSafeDumper):
    """Writes YAML without anchors and aliases, as people write YAML."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def write(document: Node, path: Path) -> Path:
    """Write a document as YAML, or as JSON if the path ends in `.json`, and return the path."""
    text = json.dumps(document) if path.suffix == ".json" else yaml.dump(document, Dumper=_Dumper, sort_keys=False)
    path.write_text(text, "utf-8")
    return path


class Spent(NamedTuple):
    """The seconds that a command took, and the peak memory of its largest process in megabytes."""

    seconds: float
    megabytes: float


Command = Callable[[Path, Path], Spent]
"""A function that generates a package from a document into a folder, and returns the time and memory spent."""


def generate(document: Path, output: Path, *options: str) -> Spent:
    """Run generate.py on a document, and return the time and memory spent."""
    return spend(
        [sys.executable, str(ROOT / "generate.py"), "--spec", str(document), "--output", str(output), *options]
    )


def generate_peer(document: Path, output: Path, *options: str) -> Spent:
    """Run openapi-python-client with its default settings, and return the time and memory spent."""
    command = [BIN / "openapi-python-client", "generate", "--overwrite", "--path", document, "--output-path", output]
    return spend([*map(str, command), *options])


def ours(document: Path, folder: Path) -> ModuleType:
    """Generate a package with generate.py, named after the document's file, and import the package."""
    name = f"ours_{document.stem}"
    generate(document, folder / f"{name}_project", "--package-name", name)
    return _imported(folder / f"{name}_project", name)


def theirs(document: Path, folder: Path) -> ModuleType:
    """Generate a package with openapi-python-client, and import the package."""
    name = f"theirs_{document.stem}"
    generate_peer(document, folder / name, "--meta", "none")
    return _imported(folder, name)


def run(command: list[str]) -> str:
    """Run a command and return its standard output."""
    return _run(command)[0]


def spend(command: list[str]) -> Spent:
    """Run a command, and return the time and memory spent."""
    return _run(command)[1]


def _run(command: list[str]) -> tuple[str, Spent]:
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(BIN), os.environ.get("PATH", "")]),
        "PYTHONPYCACHEPREFIX": _COMPILED.name,
        "PYTHONDONTWRITEBYTECODE": "",
    }
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+") as printed, tempfile.TemporaryFile("w+") as complained:
        try:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=printed, stderr=complained)
        except OSError as error:
            raise NotMeasured(f"{Path(command[0]).name} does not run: {error.strerror}") from None
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        complained.seek(0)
        said, complaint = printed.read(), complained.read()
    if process.returncode:
        first = next(iter((complaint or said).strip().splitlines()), "no reason")
        raise NotMeasured(f"{' '.join(command[:2])} ended with {process.returncode}: {first}")
    return said, Spent(seconds, usage.ru_maxrss * MAXRSS_BYTES / (1024 * 1024))


def _imported(folder: Path, name: str) -> ModuleType:
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
