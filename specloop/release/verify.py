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
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specloop.codegen.builder import build_client
from specloop.errors import InputError
from specloop.openapi.loader import load_document
from specloop.release import artifacts, record, smoke_test
from specloop.release.artifacts import Pair
from specloop.release.errors import ReleaseBlockedError, ReleaseBlocker
from specloop.release.layout import LOCK, SANDBOX
from specloop.release.subprocesses import ToolError, call, environment, said

ITEMS = 250
"""How many items the sandbox has: more than fit on a page, so that walking them is more than one request."""

PATIENCE = 60.0
"""Seconds for the sandbox to say where it is."""


@dataclass(frozen=True)
class Walk:
    """What is walked: the names that the probe is given."""

    package: str
    client: str
    method: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """One distribution, and what speaks against it."""

    file: Path
    walked: int
    refusals: tuple[ReleaseBlocker, ...]


def verify(root: Path, given: list[Path]) -> tuple[Pair, list[Found]]:
    """Verify a wheel and its sdist. Raises RefusedError with all that is wrong with them."""
    pair = artifacts.find(given)
    record.remove(pair)
    artifacts.inspect(pair)
    walk = _walk(pair)
    with tempfile.TemporaryDirectory(prefix="verify-") as scratch, _sandbox(root) as answers:
        trial = _Trial(pair, walk, (root / LOCK).resolve(), answers, Path(scratch).resolve())
        trial.unpack_examples()
        with ThreadPoolExecutor(len(pair.files)) as pool:
            found = list(pool.map(trial.use, pair.files))
    refusals = [refusal for each in found for refusal in each.refusals]
    if refusals:
        raise ReleaseBlockedError(refusals)
    record.write(pair)
    return pair, found


def _walk(pair: Pair) -> Walk:
    """Find, in the contract inside of the wheel, a list that can be walked, and the names that lead to it."""
    name, text = artifacts.contract(pair)
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
                return Walk(client.package, client.name, f"{resource.name}.{method.name}", tuple(given))
    message = "its contract has no list with examples for what it needs; state `x-pagination` and `example`"
    raise InputError.at(pair.wheel, message)


@contextmanager
def _sandbox(root: Path) -> Iterator[dict[str, str]]:
    """Run the sandbox in a process, and give the variables by which a client finds it."""
    command = [sys.executable, "-u", str(root / SANDBOX), "--port", "0", "--items", str(ITEMS)]
    process = subprocess.Popen(  # noqa: S603 - our own script
        command, cwd=root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    watchdog = threading.Timer(PATIENCE, process.kill)
    watchdog.start()
    try:
        lines = iter(process.stdout or ())
        told = next((line for line in lines if line.startswith("export ")), "")
        watchdog.cancel()
        if not told:
            raise ToolError(SANDBOX, f"it did not start: {process.communicate()[1].strip()}")
        yield dict(word.split("=", 1) for word in told.split()[1:])
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()


@dataclass(frozen=True)
class _Trial:
    """What both distributions go through, each in a folder of its own."""

    pair: Pair
    walk: Walk
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

    def use(self, file: Path) -> Found:
        """Install one distribution in an environment of its own, and use it."""
        home = self.place / ("wheel" if file == self.pair.wheel else "sdist")
        home.mkdir()
        python = self._install(file, home)
        walked, refusals = self._walk(file, python, home)
        return Found(file, walked, (*refusals, *self._check_types(file, python, home)))

    def _install(self, file: Path, home: Path) -> Path:
        venv, wanted, python = home / "venv", home / "wanted.txt", home / "venv" / "bin" / "python"
        # A copy: pip keeps the wheels it builds by their path, and this path is new.
        copy = Path(shutil.copyfile(file, home / file.name))
        wanted.write_text(f"{copy} --hash=sha256:{artifacts.digest(copy)}\n", encoding="utf-8")
        call([sys.executable, "-P", "-m", "venv", "--without-pip", venv], cwd=home, env=environment(), what="venv")
        pip = [sys.executable, "-P", "-m", "pip", "--python", python, "--quiet", "--disable-pip-version-check"]
        locked = ["--require-hashes", "--constraint", self.lock, "--build-constraint", self.lock]
        call([*pip, "install", *locked, "-r", wanted], cwd=home, env=environment(), what=f"pip install {file.name}")
        return python

    def _walk(self, file: Path, python: Path, home: Path) -> tuple[int, list[ReleaseBlocker]]:
        """Run the probe, and compare what it tells with what must be true."""
        walk = self.walk
        script = shutil.copyfile(str(smoke_test.__file__), home / "probe.py")
        isolated = [str(python), "-I", "-W", "error", str(script)]
        command = [*isolated, walk.package, walk.client, walk.method, *walk.arguments]
        local = environment(**self.answers, NO_PROXY="127.0.0.1", no_proxy="127.0.0.1")
        done = subprocess.run(command, cwd=home, env=local, capture_output=True, check=False)  # noqa: S603 - ours
        cure = "mend templates/ or openapi.yaml, and build it again"
        if done.returncode:
            reason = said(done).rpartition(" | ")[2]  # of a traceback, what was raised
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
        done = subprocess.run(command, cwd=home, env=environment(), capture_output=True, check=False)  # noqa: S603 - ours
        if done.returncode == 0:
            return []
        reason = f"{file.name}: mypy --strict on its examples: {said(done)}"
        return [ReleaseBlocker(reason, "mend templates/, and build it again")]
