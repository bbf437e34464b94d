"""Generation of a package by generate.py or openapi-python-client, and import of the package."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import yaml

from benchmarks.documents import ROOT, Node
from benchmarks.measure import MAXRSS_BYTES

BIN = Path(sys.executable).parent

# Python caches compiled modules in this folder even if the environment forbids caches, as after an installation.
_COMPILED = tempfile.TemporaryDirectory(prefix="benchmarks-")


# The system's record of a new process's peak memory starts at the memory of the process that starts it, which is large
# here. So a small process starts the command, and writes its status, times and peak memory to a file.
_LAUNCH = """
import json, os, sys, time
begun = time.perf_counter()
_, status, usage = os.wait4(os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ), 0)
seconds = time.perf_counter() - begun
spent = [os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss]
with open(sys.argv[1], "w") as file:
    json.dump(spent, file)
"""

# Only one thread at a time changes the module path to import a package.
_importing = threading.Lock()


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
    """The time that a command took, in seconds, and the peak memory of its largest process in megabytes."""

    processor: float
    """The processor time of all its processes."""
    seconds: float
    """The time that passed."""
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


def run_all(commands: list[list[str]]) -> list[str]:
    """Run commands whose time is not measured, two at a time, and return their standard outputs."""
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(run, commands))


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
    if shutil.which(command[0], path=environment["PATH"]) is None:
        raise NotMeasured(f"{Path(command[0]).name} is not installed")
    with tempfile.TemporaryDirectory() as folder:
        spent = Path(folder, "spent.json")
        launch = [sys.executable, "-ISc", _LAUNCH, str(spent), *command]
        done = subprocess.run(launch, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        status, processor, seconds, peak = json.loads(spent.read_text())
    if status:
        first = next(iter((done.stderr or done.stdout).strip().splitlines()), "no reason")
        raise NotMeasured(f"{' '.join(command[:2])} ended with {status}: {first}")
    return done.stdout, Spent(processor, seconds, peak * MAXRSS_BYTES / (1024 * 1024))


def _imported(folder: Path, name: str) -> ModuleType:
    with _importing:
        sys.path.insert(0, str(folder))
        importlib.invalidate_caches()  # another thread may have just generated a package in the same folder
        try:
            return importlib.import_module(name)
        finally:
            sys.path.remove(str(folder))
