"""A wheel and an sdist -> each installed in a fresh environment far from the checkout and used as its users would.

Used means: imported; a list of the sandbox walked over all its pages, sync and async; the examples judged by
`mypy --strict`. (Whether the sandbox still answers as the contract says is for the tests.) What is installed besides
are the locked versions, by their hashes. What was found good is noted.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specloop.codegen.builder import build_client
from specloop.errors import InputError
from specloop.mock.command_line import environment
from specloop.mock.server import MockServer
from specloop.openapi.loader import load_document
from specloop.project import LOCK_NAME, Project
from specloop.release import artifacts, smoke_test
from specloop.release.artifacts import Distributions
from specloop.release.errors import ReleaseBlockedError, ReleaseBlocker
from specloop.release.subprocesses import python_environment, run_tool, tool_message

ITEMS = 250
"""How many items the sandbox has: more than fit on a page, so that walking them is more than one request."""


@dataclass(frozen=True)
class ListCall:
    """What is walked: the names that the probe is given."""

    package: str
    client: str
    method: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class InstallResult:
    """One distribution, and what speaks against it."""

    file: Path
    walked: int
    blockers: tuple[ReleaseBlocker, ...]

    @property
    def summary(self) -> str:
        """What was done with it."""
        return f"installs, imports, walks {self.walked} items sync and async; its examples type-check"


def verify(project: Project, given: list[Path]) -> tuple[Distributions, list[InstallResult]]:
    """Verify a wheel and its sdist. Raises RefusedError with all that is wrong with them."""
    pair = artifacts.find_distributions(given)
    artifacts.remove_verification_record(pair)
    artifacts.check_contents(pair)
    walk = _walk(pair)
    with tempfile.TemporaryDirectory(prefix="verify-") as scratch, _served(pair) as answers:
        trial = InstallTrial(pair, walk, (project.root / LOCK_NAME).resolve(), answers, Path(scratch).resolve())
        trial.unpack_examples()
        with ThreadPoolExecutor(len(pair.files)) as pool:
            found = list(pool.map(trial.use, pair.files))
    blockers = [blocker for each in found for blocker in each.blockers]
    if blockers:
        raise ReleaseBlockedError(blockers)
    artifacts.write_verification_record(pair)
    return pair, found


def _walk(pair: Distributions) -> ListCall:
    """Find, in the contract inside of the wheel, a list that can be walked, and the names that lead to it."""
    name, text = artifacts.read_contract(pair.wheel)
    client = build_client(load_document(f"{pair.wheel.name}/{name}", text=text), package=name.partition("/")[0])
    if client.version != pair.version:
        reason = f"{pair.wheel.name} holds the contract of {client.version}"
        raise ReleaseBlockedError.because(reason, "build it again with `release.py build`")
    for resource in client.resources:
        for method in resource.methods:
            needed = [argument for argument in method.arguments if argument.required]
            given = [
                str(argument.example) for argument in needed if argument.is_positional and argument.example is not None
            ]
            if method.pagination and len(given) == len(needed):
                return ListCall(client.package, client.name, f"{resource.name}.{method.name}", tuple(given))
    message = "its contract has no list with examples for what it needs; state `x-pagination` and `example`"
    raise InputError.at(pair.wheel, message)


@contextmanager
def _served(pair: Distributions) -> Iterator[dict[str, str]]:
    """Serve the contract inside of the wheel, and give the variables by which a client finds the mock."""
    name, text = artifacts.read_contract(pair.wheel)
    document = load_document(f"{pair.wheel.name}/{name}", text=text)
    with MockServer(document, items=ITEMS) as mock:
        yield environment(mock, document)


@dataclass(frozen=True)
class InstallTrial:
    """What both distributions go through, each in a folder of its own."""

    pair: Distributions
    walk: ListCall
    lock: Path
    answers: dict[str, str]
    place: Path

    def unpack_examples(self) -> None:
        """Take the examples out of the sdist."""
        folder = self.place / "examples"
        folder.mkdir()
        with tarfile.open(self.pair.sdist) as sdist:
            for member in sdist.getmembers():
                _, *inside = Path(member.name).parts
                data = sdist.extractfile(member) if inside[:1] == ["examples"] and inside[-1].endswith(".py") else None
                if data:
                    (folder / inside[-1]).write_bytes(data.read())
        if not any(folder.iterdir()):
            raise InputError.at(self.pair.sdist, "it has no examples whose types could be checked; add examples/*.py")

    def use(self, file: Path) -> InstallResult:
        """Install one distribution in an environment of its own, and use it."""
        home = self.place / ("wheel" if file == self.pair.wheel else "sdist")
        home.mkdir()
        python = self._install(file, home)
        walked, blockers = self._walk(file, python, home)
        return InstallResult(file, walked, (*blockers, *self._check_types(file, python, home)))

    def _install(self, file: Path, home: Path) -> Path:
        venv, wanted, python = home / "venv", home / "wanted.txt", home / "venv" / "bin" / "python"
        # A copy: pip keeps the wheels it builds by their path, and this path is new.
        copy = Path(shutil.copyfile(file, home / file.name))
        wanted.write_text(f"{copy} --hash=sha256:{artifacts.sha256(copy)}\n", encoding="utf-8")
        run_tool(
            [sys.executable, "-P", "-m", "venv", "--without-pip", venv], cwd=home, env=python_environment(), what="venv"
        )
        pip = [sys.executable, "-P", "-m", "pip", "--python", python, "--quiet", "--disable-pip-version-check"]
        locked = ["--require-hashes", "--constraint", self.lock, "--build-constraint", self.lock]
        run_tool(
            [*pip, "install", *locked, "-r", wanted],
            cwd=home,
            env=python_environment(),
            what=f"pip install {file.name}",
        )
        return python

    def _walk(self, file: Path, python: Path, home: Path) -> tuple[int, list[ReleaseBlocker]]:
        """Run the probe, and compare what it tells with what must be true."""
        walk = self.walk
        script = shutil.copyfile(str(smoke_test.__file__), home / "probe.py")
        isolated = [str(python), "-I", "-W", "error", str(script)]
        command = [*isolated, walk.package, walk.client, walk.method, *walk.arguments]
        local = python_environment(**self.answers, NO_PROXY="127.0.0.1", no_proxy="127.0.0.1")
        done = subprocess.run(command, cwd=home, env=local, capture_output=True, check=False)  # noqa: S603 - ours
        cure = "mend templates/ or openapi.yaml, and build it again"
        if done.returncode:
            reason = tool_message(done).rpartition(" | ")[2]  # of a traceback, what was raised
            return 0, [ReleaseBlocker(f"{file.name} does not work once installed: {reason}", cure)]
        told: dict[str, Any] = json.loads(done.stdout)
        site = Path(told["file"]).parent.parent
        truths = {
            f"its __version__ is {told['version']}": told["version"] == self.pair.version,
            f"{told['file']} was imported in its place": site.is_relative_to(home),
            "what is installed is not what the wheel holds": self._is_in(site),
            f"{walk.method} gave {told['walked']} items of {told['total']}": told["walked"] == told["total"] == ITEMS,
            f"{walk.method} gave an item twice": told["different"] == told["walked"],
            f"{walk.method} gave all on one page": told["first"] < told["walked"],
            f"{walk.method} gave other items async than sync": told["alike"],
        }
        return told["walked"], [
            ReleaseBlocker(f"{file.name}: {wrong}", cure) for wrong, true in truths.items() if not true
        ]

    def _is_in(self, site: Path) -> bool:
        """Tell whether a folder has the wheel's files, byte for byte."""
        with zipfile.ZipFile(self.pair.wheel) as wheel:
            names = [name for name in wheel.namelist() if ".dist-info/" not in name]
            return all((site / name).is_file() and (site / name).read_bytes() == wheel.read(name) for name in names)

    def _check_types(self, file: Path, python: Path, home: Path) -> list[ReleaseBlocker]:
        """Check the types of programs that use the package, as it is installed."""
        mypy = [sys.executable, "-P", "-m", "mypy", "--strict", "--config-file=", "--cache-dir", os.devnull]
        examples = map(str, sorted((self.place / "examples").iterdir()))
        command = [*mypy, "--no-error-summary", "--python-executable", str(python), *examples]
        done = subprocess.run(command, cwd=home, env=python_environment(), capture_output=True, check=False)  # noqa: S603 - ours
        if done.returncode == 0:
            return []
        reason = f"{file.name}: mypy --strict on its examples: {tool_message(done)}"
        return [ReleaseBlocker(reason, "mend templates/, and build it again")]
