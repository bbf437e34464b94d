"""A wheel and an sdist -> whose they are, and what is in them that should not be, or is not and should be."""

from __future__ import annotations

import email
import hashlib
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

from specloop.errors import InputError
from specloop.release.errors import ReleaseBlockedError, ReleaseBlocker

CONTRACTS = ("openapi.yaml", "openapi.json")
METADATA = ("METADATA", "RECORD", "WHEEL", "licenses/LICENSE")


@dataclass(frozen=True)
class Pair:
    """The two distributions of one version."""

    name: str
    version: str
    wheel: Path
    sdist: Path

    @property
    def files(self) -> tuple[Path, Path]:
        """Both."""
        return self.wheel, self.sdist


def find(given: Iterable[Path]) -> Pair:
    """Find the wheel and the sdist in a directory, or among files. Raises InputError."""
    paths = list(given)
    files = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    if missing := [path for path in paths if not path.exists()]:
        raise InputError.at(missing[0], "there is no such file or directory; `release.py build` makes dist/")
    wheels = [file for file in files if file.suffix == ".whl"]
    sdists = [file for file in files if file.name.endswith(".tar.gz")]
    where = ", ".join(str(path) for path in paths)
    if len(wheels) != 1 or len(sdists) != 1:
        found = f"{len(wheels)} wheels and {len(sdists)} sdists"
        raise InputError.at(where, f"there are {found}; expected one of each, as `release.py build` makes them")
    try:
        name, version, _, _ = parse_wheel_filename(wheels[0].name)
        other, other_version = parse_sdist_filename(sdists[0].name)
    except (InvalidWheelFilename, InvalidSdistFilename) as error:
        raise InputError.at(where, f"{error}; expected the names that `release.py build` gives") from None
    if (name, version) != (other, other_version):
        message = f"{wheels[0].name} and {sdists[0].name} do not belong together; expected one version"
        raise InputError.at(where, message)
    return Pair(str(name), str(version), wheels[0], sdists[0])


def digest(file: Path) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def metadata(pair: Pair) -> Message:
    """Read what the wheel says of itself. Raises InputError."""
    try:
        with zipfile.ZipFile(pair.wheel) as wheel:
            (name,) = (each for each in wheel.namelist() if each.endswith(".dist-info/METADATA"))
            return email.message_from_bytes(wheel.read(name))
    except (zipfile.BadZipFile, ValueError) as error:
        raise InputError.at(pair.wheel, f"this is not a whole wheel: {error}; build it again") from None


def contract(pair: Pair) -> tuple[str, bytes]:
    """Read the contract that the wheel was made from, by the name it has there. Raises InputError."""
    with zipfile.ZipFile(pair.wheel) as wheel:
        for name in wheel.namelist():
            if name.count("/") == 1 and name.rpartition("/")[2] in CONTRACTS:
                return name, wheel.read(name)
    raise InputError.at(pair.wheel, "there is no contract in it; build it from what generate.py writes")


def inspect(pair: Pair) -> None:
    """Look at every name in both files. Raises RefusedError with all that is wrong."""
    told = metadata(pair)
    refusals = []
    if (canonicalize_name(told["Name"]), told["Version"]) != (pair.name, pair.version):
        refusals.append(_wrong(pair.wheel, f"is {told['Name']} {told['Version']} inside"))
    name, _ = contract(pair)
    package = name.partition("/")[0]
    with zipfile.ZipFile(pair.wheel) as wheel:
        in_wheel = set(wheel.namelist())
    info = f"{package}-{pair.version}.dist-info"
    needed = {f"{package}/__init__.py", f"{package}/py.typed", name, *(f"{info}/{each}" for each in METADATA)}
    allowed = {each for each in in_wheel if each.startswith(f"{package}/") and each.endswith(".py")}
    refusals += [_wrong(pair.wheel, f"lacks {each}") for each in sorted(needed - in_wheel)]
    refusals += [_wrong(pair.wheel, f"holds {each}") for each in sorted(in_wheel - needed - allowed)]
    try:
        with tarfile.open(pair.sdist) as sdist:
            in_sdist = {each.name.partition("/")[2] for each in sdist.getmembers() if each.isfile()}
    except (tarfile.TarError, OSError, EOFError) as error:
        raise InputError.at(pair.sdist, f"this is not a whole sdist: {error}; build it again") from None
    wanted = {each for each in in_wheel if each.startswith(f"{package}/")} | {"LICENSE", "README.md", "pyproject.toml"}
    refusals += [_wrong(pair.sdist, f"lacks {each}") for each in sorted(wanted - in_sdist)]
    if refusals:
        raise ReleaseBlockedError(refusals)


def _wrong(file: Path, what: str) -> ReleaseBlocker:
    return ReleaseBlocker(f"{file.name} {what}", "build it again with `release.py build`")
