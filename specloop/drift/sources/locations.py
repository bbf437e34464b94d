"""Local and remote files of recordings, which the command line names by file, folder, pattern or URL."""

from __future__ import annotations

from collections.abc import Sequence
from glob import glob, has_magic
from importlib import import_module
from pathlib import Path
from typing import IO, Any, cast

from specloop.errors import InputError
from specloop.extras import require_extra

STDIN = "-"
EXPECTED_FILES = "expected HAR or NDJSON files, a folder or a pattern of them"


def is_remote(file: str) -> bool:
    """Return whether a file name is a URL, such as `s3://bucket/a.ndjson`."""
    return "://" in file


def expand_files(names: Sequence[str]) -> list[str]:
    """Return the files for the names on the command line, without duplicates. Raises InputError if a name has no file.

    Args:
        names: Files, folders, patterns such as `day=*/part-*.ndjson.gz`, URLs of any of these, or "-" for stdin.
    """
    found: dict[str, None] = {}
    for name in names:
        files = _expand_remote(name) if is_remote(name) else expand_local(name)
        if not files:
            raise InputError.at(name, f"there is no such file; {EXPECTED_FILES}")
        found |= dict.fromkeys(files)
    return list(found)


def open_file(file: str) -> IO[bytes]:
    """Open a local or remote file to read bytes. Raises OSError, or InputError for an unsupported protocol."""
    if not is_remote(file):
        return Path(file).open("rb")
    system, path = _remote(file)
    return cast("IO[bytes]", system.open(path, "rb"))


def file_bytes(file: str) -> int:
    """Return the size of a local or remote file in bytes. Raises OSError, or InputError for an unsupported protocol."""
    if not is_remote(file):
        return Path(file).stat().st_size
    system, path = _remote(file)
    return int(system.size(path))


def expand_local(name: str) -> list[str]:
    """List the files of a local folder or glob pattern.

    For any other name, return a list of only this name, even if there is no such file.
    """
    path = Path(name)
    if path.is_dir():
        return sorted(str(each) for each in path.rglob("*") if each.is_file() and not each.name.startswith("."))
    if has_magic(name) and not path.exists():
        return sorted(each for each in glob(name, recursive=True) if Path(each).is_file())  # noqa: PTH207 - Path.glob rejects absolute patterns
    return [name]  # A missing file raises an error when it is opened.


def _expand_remote(name: str) -> list[str]:
    system, path = _remote(name)
    try:
        found = system.find(path) if system.isdir(path) else system.glob(path) if has_magic(path) else [path]
    except OSError as error:
        raise InputError.at(name, f"cannot be listed: {error}; {EXPECTED_FILES}") from None
    return sorted(system.unstrip_protocol(each) for each in found)


def _remote(name: str) -> tuple[Any, str]:
    require_extra("dask")
    fsspec: Any = import_module("fsspec.core")  # fsspec has no type hints, and only remote files need it.
    try:
        system, path = fsspec.url_to_fs(name)
    except (ImportError, ValueError) as error:  # fsspec does not know the protocol, or lacks a package for it.
        raise InputError.at(name, f"cannot be opened: {error}", line=int("/" in name.partition("://")[2])) from None
    return system, str(path)
