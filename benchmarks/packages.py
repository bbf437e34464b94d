"""An OpenAPI document -> the package that generate.py, or openapi-python-client, makes of it, imported."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from benchmarks.documents import ROOT, Node

BIN = Path(sys.executable).parent

# As after an installation, or the first run: every module is compiled, whatever the caller has Python do about it.
_COMPILED = tempfile.TemporaryDirectory(prefix="benchmarks-")


class NotMeasured(Exception):  # noqa: N818  an answer, not a mistake
    """Something stands in the way of a measurement; the message says what."""


class _Dumper(yaml.CSafeDumper):
    """Writes YAML as people do, with no anchors."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def write(document: Node, path: Path) -> Path:
    """Write a document as YAML, or as JSON where the name says so."""
    text = json.dumps(document) if path.suffix == ".json" else yaml.dump(document, Dumper=_Dumper, sort_keys=False)
    path.write_text(text, "utf-8")
    return path


def generate(document: Path, output: Path, *options: str) -> None:
    """Run generate.py."""
    run([sys.executable, str(ROOT / "generate.py"), "--spec", str(document), "--output", str(output), *options])


def generate_peer(document: Path, output: Path, *options: str) -> None:
    """Run openapi-python-client, with its default settings; ruff, which it calls, is on the path."""
    command = [BIN / "openapi-python-client", "generate", "--overwrite", "--path", document, "--output-path", output]
    run([*map(str, command), *options])


def ours(document: Path, folder: Path) -> ModuleType:
    """Generate a package and import it; its name comes from the document's file."""
    name = f"ours_{document.stem}"
    generate(document, folder / f"{name}_project", "--package-name", name)
    return _imported(folder / f"{name}_project", name)


def theirs(document: Path, folder: Path) -> ModuleType:
    """Have openapi-python-client generate a package, and import it."""
    name = f"theirs_{document.stem}"
    generate_peer(document, folder / name, "--meta", "none")
    return _imported(folder, name)


def run(command: list[str]) -> str:
    """Run a command and give what it printed."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(BIN), os.environ.get("PATH", "")]),
        "PYTHONPYCACHEPREFIX": _COMPILED.name,
        "PYTHONDONTWRITEBYTECODE": "",
    }
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    except OSError as error:
        raise NotMeasured(f"{Path(command[0]).name} does not run: {error.strerror}") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotMeasured(f"{' '.join(command[:2])} ended with {done.returncode}: {said[0] if said else 'no reason'}")
    return done.stdout


def _imported(folder: Path, name: str) -> ModuleType:
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
