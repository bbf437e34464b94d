"""The wheel and the sdist of a release: finding them, checking their contents, and recording that they were verified.

The record is the file `verified.json`, with the SHA-256 hashes of the wheel and the sdist.
"""

from __future__ import annotations

import email
import hashlib
import json
import tarfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)

from specloop.arguments import tool_command
from specloop.errors import InputError
from specloop.project import CONTRACT_NAMES
from specloop.release.blockers import ReleaseBlockedError, ReleaseBlocker

METADATA_FILES = ("METADATA", "RECORD", "WHEEL", "licenses/LICENSE")
RECORD_NAME = "verified.json"
"""File name of the verification record, which is written next to the wheel and the sdist.

The record has the hashes of both files. In CI, the verify job passes the record to the publish job.
"""

SKILL_FOLDER = ".agents/"
"""Folder of a package with instructions for coding agents; not every package has this folder."""


@dataclass(frozen=True)
class Distributions:
    """The wheel and the sdist of one version."""

    name: str
    version: str
    wheel: Path
    sdist: Path

    @property
    def files(self) -> tuple[Path, Path]:
        """The paths of the wheel and the sdist."""
        return self.wheel, self.sdist


def find_distributions(given: Iterable[Path]) -> Distributions:
    """Find the wheel and the sdist in the given files and folders.

    Raises InputError unless there are exactly one wheel and one sdist, both of the same version.
    """
    paths = list(given)
    if missing := [path for path in paths if not path.exists()]:
        raise InputError.at(
            missing[0], f"there is no such file or directory; `{tool_command('release', 'build')}` makes dist/"
        )
    files = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    wheels = [file for file in files if file.suffix == ".whl"]
    sdists = [file for file in files if file.name.endswith(".tar.gz")]
    where = ", ".join(str(path) for path in paths)
    if len(wheels) != 1 or len(sdists) != 1:
        found = f"{len(wheels)} wheels and {len(sdists)} sdists"
        raise InputError.at(
            where, f"there are {found}; expected one of each, as `{tool_command('release', 'build')}` makes them"
        )
    try:
        name, version, _, _ = parse_wheel_filename(wheels[0].name)
        other, other_version = parse_sdist_filename(sdists[0].name)
    except (InvalidWheelFilename, InvalidSdistFilename) as error:
        raise InputError.at(
            where, f"{error}; expected the names that `{tool_command('release', 'build')}` writes"
        ) from None
    if (name, version) != (other, other_version):
        message = f"{wheels[0].name} and {sdists[0].name} do not belong together; expected one version"
        raise InputError.at(where, message)
    return Distributions(str(name), str(version), wheels[0], sdists[0])


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def read_metadata(distributions: Distributions) -> Message:
    """Read the METADATA file in the wheel. Raises InputError if the wheel is not valid."""
    try:
        with zipfile.ZipFile(distributions.wheel) as wheel:
            (name,) = (each for each in wheel.namelist() if each.endswith(".dist-info/METADATA"))
            return email.message_from_bytes(wheel.read(name))
    except (zipfile.BadZipFile, ValueError) as error:
        raise InputError.at(distributions.wheel, f"this is not a valid wheel: {error}; build it again") from None


def read_contract(wheel: Path) -> tuple[str, bytes]:
    """Read the contract in a wheel: return its path and its bytes. Raises InputError if there is no contract."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.count("/") == 1 and name.rpartition("/")[2] in CONTRACT_NAMES:
                    return name, archive.read(name)
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError.at(
            wheel, f"this is not a valid wheel: {error}; expected a file that pip can install"
        ) from None
    raise InputError.at(wheel, "it contains no contract; expected a wheel of a package that generate.py wrote")


def check_contents(distributions: Distributions) -> None:
    """Check the contents of the wheel and the sdist: required files, unexpected files in the wheel, name and version.

    Raises ReleaseBlockedError, with all problems, if the check fails.
    """
    metadata = read_metadata(distributions)
    wheel, sdist, version = distributions.wheel, distributions.sdist, distributions.version
    blockers = []
    if (canonicalize_name(metadata["Name"]), metadata["Version"]) != (distributions.name, version):
        blockers.append(_rebuild(wheel, f"is {metadata['Name']} {metadata['Version']} inside"))
    contract, _ = read_contract(wheel)
    package = contract.partition("/")[0]
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = set(archive.namelist())
    info = f"{package}-{version}.dist-info"
    needed = {f"{package}/__init__.py", f"{package}/py.typed", contract, *(f"{info}/{each}" for each in METADATA_FILES)}
    allowed = {
        each
        for each in in_wheel
        if each.startswith(f"{package}/") and (each.endswith(".py") or each.startswith(f"{package}/{SKILL_FOLDER}"))
    }
    # The wheel has this file, because the package registers a pytest fixture by an entry point.
    allowed.add(f"{info}/entry_points.txt")
    blockers += [_rebuild(wheel, f"lacks {each}") for each in sorted(needed - in_wheel)]
    fix = f"a wheel holds only generated and Python files: move it out of {package}/, commit, and build again"
    blockers += [ReleaseBlocker(f"{wheel.name} holds {each}", fix) for each in sorted(in_wheel - needed - allowed)]
    try:
        with tarfile.open(sdist) as sources:
            in_sdist = {each.name.partition("/")[2] for each in sources.getmembers() if each.isfile()}
    except (tarfile.TarError, OSError, EOFError) as error:
        raise InputError.at(sdist, f"this is not a valid sdist: {error}; build it again") from None
    wanted = {each for each in in_wheel if each.startswith(f"{package}/")} | {"LICENSE", "README.md", "pyproject.toml"}
    blockers += [_rebuild(sdist, f"lacks {each}") for each in sorted(wanted - in_sdist)]
    if blockers:
        raise ReleaseBlockedError(blockers)


def _rebuild(file: Path, what: str) -> ReleaseBlocker:
    return ReleaseBlocker(f"{file.name} {what}", f"build it again with `{tool_command('release', 'build')}`")


# --- the verification record ---


def write_verification_record(distributions: Distributions) -> Path:
    """Write `verified.json` beside the wheel: the SHA-256 of the wheel and the sdist that `verify` accepted.

    Return the path of the file.
    """
    path = distributions.wheel.parent / RECORD_NAME
    record = {
        "name": distributions.name,
        "version": distributions.version,
        "sha256": {file.name: sha256(file) for file in distributions.files},
    }
    path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return path


def remove_verification_record(distributions: Distributions) -> None:
    """Delete `verified.json` beside the wheel, if it exists, so that the files count as not verified."""
    (distributions.wheel.parent / RECORD_NAME).unlink(missing_ok=True)


def record_problems(distributions: Distributions) -> list[ReleaseBlocker]:
    """Compare the wheel and the sdist with the SHA-256 hashes in `verified.json`, which the command `verify` wrote.

    Return a problem for each file that differs, or one problem if `verified.json` is missing or not valid.
    """
    path = distributions.wheel.parent / RECORD_NAME
    fix = f"run `{tool_command('release', 'verify')} {distributions.wheel.parent}`"
    try:
        known = json.loads(path.read_text("utf-8"))["sha256"]
        wrong = [file.name for file in distributions.files if known.get(file.name) != sha256(file)]
    except FileNotFoundError:
        names = f"{distributions.wheel.name} and {distributions.sdist.name}"
        return [ReleaseBlocker(f"{names} were never verified", fix)]
    except (ValueError, LookupError, TypeError, AttributeError):
        return [ReleaseBlocker(f"{path} is not a file that `verify` wrote", fix)]
    return [
        ReleaseBlocker(f"{name} is not the file that was verified: its SHA-256 is different", fix) for name in wrong
    ]
