"""Verification of a wheel and an sdist, each of which is installed and used in a fresh environment.

Every module is imported, and every operation is called, sync and async, against a mock of the contract in the wheel.
The example programs are checked with `mypy --strict`. Dependencies have the versions and hashes of the lock file.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

from specloop.arguments import tool_command
from specloop.codegen.builder import build_client
from specloop.codegen.ir import Client
from specloop.codegen.operation_calls import OperationCall, plan_calls
from specloop.errors import printable
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document
from specloop.project import LOCK_NAMES, Project
from specloop.release import artifacts, smoke_test
from specloop.release.artifacts import Distributions
from specloop.release.blockers import ReleaseBlockedError, ReleaseBlocker
from specloop.release.subprocesses import python_environment, run_tool, tool_message
from specloop.text_format import pluralize

MOCK_ITEMS = 120
"""Number of items in each list of the mock: more than most pages contain, so that iteration takes several requests."""

SMOKE_TEST_TIMEOUT_S = 300.0

FIX = "correct templates/ or the contract, and build the package again"


@dataclass(frozen=True)
class InstallResult:
    """The result of installing and testing the wheel or the sdist. Failures are blockers.

    The numbers are for the summary: `lists` counts the calls that returned a paginated list, and `items` counts the
    items in these lists.
    """

    file: Path
    modules: int
    operations: int
    items: int
    lists: int
    blockers: tuple[ReleaseBlocker, ...]

    @property
    def summary(self) -> str:
        """The passed checks of the wheel or sdist as text: "installs, imports 9 modules, calls 12 operations ..."."""
        walked = f", walks {pluralize(self.items, 'item')} of {pluralize(self.lists, 'list')}" if self.lists else ""
        return (
            f"installs, imports {pluralize(self.modules, 'module')}, calls {pluralize(self.operations, 'operation')}"
            f" sync and async{walked}; its examples type-check"
        )


def verify(project: Project, given: list[Path]) -> tuple[Distributions, list[InstallResult]]:
    """Check the contents of a wheel and its sdist, and install and use each in a new environment.

    Args:
        project: The project, whose lock file determines the versions of the dependencies.
        given: The paths of the wheel and the sdist, or of the folder that contains them.

    Returns:
        The two files, and one result for each file.

    Raises:
        ReleaseBlockedError: A check failed. The error lists the failures as blockers.
    """
    distributions = artifacts.find_distributions(given)
    artifacts.remove_verification_record(distributions)
    artifacts.check_contents(distributions)
    document, client = _load_contract(distributions)
    with tempfile.TemporaryDirectory(prefix="verify-") as scratch:
        trial = InstallTrial(distributions, document, client, _lock(project), Path(scratch).resolve())
        trial.unpack_examples()
        with ThreadPoolExecutor(len(distributions.files)) as pool:
            results = list(pool.map(trial.use, distributions.files))
    blockers = [blocker for each in results for blocker in each.blockers]
    if blockers:
        raise ReleaseBlockedError(blockers)
    artifacts.write_verification_record(distributions)
    return distributions, results


def _load_contract(distributions: Distributions) -> tuple[Document, Client]:
    """Load the contract in the wheel, and build the Client, which describes the package generated from it.

    Raises ReleaseBlockedError if the contract has another version than the wheel.
    """
    name, text = artifacts.read_contract(distributions.wheel)
    document = replace(load_document(f"{distributions.wheel.name}/{name}", text=text), allows_partial=True)
    client = build_client(document, package=name.partition("/")[0])
    if client.version != distributions.version:
        reason = f"{distributions.wheel.name} contains the contract of version {client.version}"
        raise ReleaseBlockedError.because(reason, f"build it again with `{tool_command('release', 'build')}`")
    return document, client


def _lock(project: Project) -> Path | None:
    """Return the path of the project's lock file with hashes. Return None if there is no such file."""
    for name in LOCK_NAMES:
        lock = project.root / name
        if lock.is_file() and "--hash=sha256:" in lock.read_text("utf-8"):
            return lock.resolve()
    return None


@dataclass(frozen=True)
class InstallTrial:
    """Installs the wheel and the sdist, each in a fresh environment, and uses the installed package."""

    distributions: Distributions
    document: Document
    client: Client
    lock: Path | None
    folder: Path
    _type_check: Lock = field(default_factory=Lock)

    def unpack_examples(self) -> None:
        """Unpack the example programs of the sdist to `examples` in `self.folder`, for the type check."""
        folder = self.folder / "examples"
        folder.mkdir()
        with tarfile.open(self.distributions.sdist) as sdist:
            for member in sdist.getmembers():
                _, *inside = Path(member.name).parts
                data = sdist.extractfile(member) if inside[:1] == ["examples"] and inside[-1].endswith(".py") else None
                if data:
                    (folder / inside[-1]).write_bytes(data.read())

    def use(self, file: Path) -> InstallResult:
        """Install `file`, the wheel or the sdist, in a fresh environment, and test the installed package.

        The test calls every operation, sync and async, compares both results, and type-checks the example programs.
        Failures are blockers in the returned result. Raises ToolError if the installation fails.
        """
        home = self.folder / ("wheel" if file == self.distributions.wheel else "sdist")
        home.mkdir()
        python = self._install(file, home)
        calls = plan_calls(self.document, self.client)
        found = [self._smoke_test(file, python, home, calls, is_async=is_async) for is_async in (False, True)]
        blockers = [*(blocker for _, blockers in found for blocker in blockers), *self._check_types(file, python, home)]
        if not blockers:
            blockers = _compare_runs(file.name, *(each["calls"] for each, _ in found))
        walks = [each for each in found[0][0].get("calls", []) if "walked" in each]
        return InstallResult(
            file=file,
            modules=found[0][0].get("modules", 0),
            operations=len(calls),
            items=sum(each["walked"] for each in walks),
            lists=len(walks),
            blockers=tuple(dict.fromkeys(blockers)),
        )

    def _install(self, file: Path, home: Path) -> Path:
        venv, wanted, python = home / "venv", home / "wanted.txt", home / "venv" / "bin" / "python"
        # pip caches the wheels that it builds by the path of their source, so a copy with a new path is installed.
        copy = Path(shutil.copyfile(file, home / file.name))
        pinned = f" --hash=sha256:{artifacts.sha256(copy)}" if self.lock else ""
        wanted.write_text(f"{copy}{pinned}\n", encoding="utf-8")
        isolated = python_environment()
        run_tool([sys.executable, "-P", "-m", "venv", "--without-pip", venv], cwd=home, env=isolated, what="venv")
        pip = [sys.executable, "-P", "-m", "pip", "--python", python, "--quiet", "--disable-pip-version-check"]
        locked = ["--require-hashes", "--constraint", self.lock, "--build-constraint", self.lock] if self.lock else []
        install = [*pip, "install", *locked, "-r", wanted]
        run_tool(install, cwd=home, env=isolated, what=f"pip install {file.name}")
        return python

    def _smoke_test(
        self, file: Path, python: Path, home: Path, calls: list[OperationCall], *, is_async: bool
    ) -> tuple[dict[str, Any], list[ReleaseBlocker]]:
        """Run the smoke test with the interpreter `python` in the folder `home`. It makes `calls` to a new mock server.

        Return the JSON output of the test, and its failures as blockers, whose messages name `file`. The output is {}
        if the test did not run to its end.
        """
        script = shutil.copyfile(str(smoke_test.__file__), home / "smoke_test.py")
        plan = {
            "package": self.client.package,
            "client": self.client.name,
            "is_async": is_async,
            "calls": [call.data() for call in calls],
        }
        result, message = run_smoke_test([str(python), "-I", "-W", "error", str(script)], home, self.document, plan)
        if result is None:
            return {}, [ReleaseBlocker(f"{file.name} does not work after installation: {message}", FIX)]
        site = Path(result["file"]).parent.parent
        problems = [
            *([f"its __version__ is {result['version']}"] if result["version"] != self.distributions.version else []),
            *([f"{result['file']} was imported instead"] if not site.is_relative_to(home) else []),
            *(["the installed files differ from the wheel"] if not self._is_installed_in(site) else []),
            *call_problems(result["calls"]),
        ]
        return result, [ReleaseBlocker(f"{file.name}: {problem}", FIX) for problem in problems]

    def _is_installed_in(self, site: Path) -> bool:
        """Return whether the folder `site` contains all files of the package in the wheel, byte for byte."""
        with zipfile.ZipFile(self.distributions.wheel) as wheel:
            names = [name for name in wheel.namelist() if ".dist-info/" not in name]
            return all((site / name).is_file() and (site / name).read_bytes() == wheel.read(name) for name in names)

    def _check_types(self, file: Path, python: Path, home: Path) -> list[ReleaseBlocker]:
        """Check the types of the example programs with mypy, in the environment of the interpreter `python`.

        Return the type errors as one blocker, whose message names `file`; [] if there are none. mypy runs in the folder
        `home`.
        """
        examples = [str(path) for path in sorted((self.folder / "examples").iterdir())]
        if not examples:
            return []
        mypy = [sys.executable, "-P", "-m", "mypy", "--strict", "--config-file=", "--no-error-summary"]
        command = [*mypy, "--cache-dir", str(self.folder / "mypy"), "--python-executable", str(python), *examples]
        # The two checks run one after the other, so that the second one reuses what mypy has cached in the first.
        with self._type_check:
            done = subprocess.run(command, cwd=home, env=python_environment(), capture_output=True, check=False)  # noqa: S603 - ours
        if done.returncode == 0:
            return []
        reason = f"{file.name}: mypy --strict on its examples: {tool_message(done)}"
        return [ReleaseBlocker(reason, "correct templates/, and build the package again")]


def run_smoke_test(
    command: list[str], folder: Path, document: Document, plan: dict[str, Any]
) -> tuple[dict[str, Any] | None, str]:
    """Start a mock server for `document`, and run the smoke test in a child process that calls this server.

    Args:
        command: The command that starts the smoke test.
        folder: The folder in which the command runs.
        document: The contract that the mock serves.
        plan: The JSON input of the smoke test: the package, the client class, the calls, and whether they are async.

    Returns:
        The JSON output of the smoke test and "". If the process fails or takes too long, None and the reason.
    """
    from specloop.mock.command_line import environment  # noqa: PLC0415 - `mock` is an extra
    from specloop.mock.server import MockServer  # noqa: PLC0415

    with MockServer(document, items=MOCK_ITEMS) as mock:
        variables = environment(mock, document)
        local = python_environment(**variables, NO_PROXY="127.0.0.1", no_proxy="127.0.0.1")
        try:
            done = subprocess.run(  # noqa: S603 - our own script
                command,
                cwd=folder,
                env=local,
                input=json.dumps(plan).encode(),
                capture_output=True,
                timeout=SMOKE_TEST_TIMEOUT_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None, f"its calls take longer than {SMOKE_TEST_TIMEOUT_S:g} seconds"
    if done.returncode:
        return None, tool_message(done).rpartition(" | ")[2]  # the last line of a traceback contains the exception
    # Responses may contain URLs of the mock, whose port differs in each run.
    result: dict[str, Any] = json.loads(done.stdout.replace(mock.url.encode(), b"http://mock"))
    return result, ""


def call_problems(calls: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a sentence for each call that failed, got a wrong response, or read too many or too few list items.

    `calls` is the list "calls" in the JSON output of the smoke test.
    """
    for call in calls:
        label = call["label"]
        if "error" in call:
            yield printable(f"{label} cannot be called: {' '.join(call['error'].split())}")
        elif call["mismatches"]:
            more = f" (and {len(call['mismatches']) - 1} more)" if call["mismatches"][1:] else ""
            yield printable(f"{label} does not match its contract: {call['mismatches'][0]}{more}")
        elif call.get("total") not in {None, call.get("walked")}:
            yield f"{label} returned {call['walked']} items of {call['total']}"


def _compare_runs(file: str, sync: list[dict[str, Any]], asynchronous: list[dict[str, Any]]) -> list[ReleaseBlocker]:
    """Compare the results of the sync and the async calls. Return a blocker for each call with different results.

    `file` is the name of the wheel or sdist.
    """
    differ = [
        one["label"] for one, other in zip(sync, asynchronous, strict=True) if one.get("value") != other.get("value")
    ]
    return [ReleaseBlocker(f"{file}: {label} returned different values async and sync", FIX) for label in differ]
