"""mypy --strict on many generated packages, which reads the modules that they have in common once."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / "templates" / "package"


def mypy(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the command of mypy --strict, without settings, with a cache that all tests of this process share.

    The cache begins with what `make types` has read, such as the types of httpx2 and attrs.
    """
    cache = tmp_path_factory.getbasetemp() / "mypy"
    if not cache.exists() and (begun := ROOT / ".mypy_cache" / "package").exists():
        shutil.copytree(begun, cache)
    command = [sys.executable, "-m", "mypy", "--config-file=", "--strict", "--python-version", "3.11"]
    return [*command, "--cache-dir", str(cache), "--no-error-summary"]


def type_errors(
    packages: Sequence[Path], programs: Sequence[Path], scratch: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Return what mypy --strict reports about packages, and about programs that use them.

    Args:
        packages: The folders of packages.
        programs: Files with different names.
        scratch: An empty folder for copies.
        tmp_path_factory: pytest's, for mypy's cache.
    """
    sources = scratch / "sources"
    for package in packages:
        shutil.copytree(package, sources / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    _share_modules([sources / package.name for package in packages])
    judged = [part for package in packages for part in ("-p", package.name)]
    judged += [part for program in sorted(programs) for part in ("-m", program.stem)]
    folders = dict.fromkeys([sources, *(program.parent for program in programs)])
    environment = {**os.environ, "MYPYPATH": os.pathsep.join(map(str, folders))}
    done = subprocess.run(
        [*mypy(tmp_path_factory), *judged], env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def _share_modules(packages: Sequence[Path]) -> None:
    """Replace each runtime module that an earlier package also has by one that exports the names of the earlier one."""
    owners: dict[str, str] = {}
    for package in packages:
        for file in sorted(package.glob("*.py")):
            # A template without variables; other modules depend on the contract, even where their text is the same.
            if (RUNTIME / file.name).exists() and owners.setdefault(file.name, package.name) != package.name:
                names = ", ".join(f"{name} as {name}" for name in sorted(set(_names(ast.parse(file.read_text()).body))))
                file.write_text(f"from {owners[file.name]}.{file.stem} import {names}\n")


def _names(statements: Sequence[ast.stmt]) -> Iterator[str]:
    """Yield the names that statements at the top of a module define or export."""
    for each in statements:
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield each.name
        elif isinstance(each, ast.Assign | ast.AnnAssign):
            targets = each.targets if isinstance(each, ast.Assign) else [each.target]
            names = [name for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
            yield from (name.id for name in names if isinstance(name.ctx, ast.Store) and name.id != "__all__")
            if ast.unparse(targets[0]) == "__all__":
                yield from ast.literal_eval(each.value)
        elif isinstance(each, ast.If | ast.Try):
            yield from _names([*each.body, *each.orelse])
