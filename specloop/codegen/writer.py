"""{path: text} -> a directory, written whole or not at all; or how the directory on disk differs from it.

A write builds the new tree in a hidden sibling and swaps the two. Writers take turns by locking the directory that
holds both, so a hidden sibling that is found under the lock is what a killed run has left.

    .NAME.new-*   a tree being built, or an old one being removed: worthless to the next run
    .NAME.old-*   only where the file system cannot swap: the old tree, whole, between two renames

Files are not flushed to the disk one by one: a kill at any moment is harmless without, and what a power cut damages
shows as stale and is generated again.
"""

from __future__ import annotations

import ctypes
import difflib
import errno
import fcntl
import os
import re
import secrets
import shutil
import time
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from specloop.errors import InputError, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Tree = Mapping[str, str | bytes]

MARKER = ".generated"
"""The file by which a directory is known to be ours, so that it may be replaced. Every tree has it."""

CACHES = ("__pycache__", "*.pyc", ".mypy_cache", ".ruff_cache", ".pytest_cache")
BUILDS = ("*.egg-info", "dist", "build")
REPOSITORIES = (".git", ".hg", ".svn")
"""Neither a difference nor ever removed: they hold what nobody can generate again."""

PATIENCE = 60.0
"""Seconds to wait for another run that writes beside this one."""


@dataclass(frozen=True, order=True, slots=True)
class Stale:
    """One path at which the directory is not what would be generated; an empty directory ends in `/`."""

    path: str
    kind: Literal["changed", "missing", "leftover"]

    def __str__(self) -> str:
        return printable(f"{self.kind}: {self.path}")


# --- the three endings ---


def stale(directory: str | Path, tree: Tree) -> list[Stale]:
    """List what differs, by path: nothing if the directory is exactly the tree, caches and builds aside."""
    wanted = _checked(tree)
    with _opened(directory) as (root, _):
        return _differences(root, wanted)


def diff(directory: str | Path, tree: Tree) -> str:
    """Return what differs as a patch that makes the directory (`a/`) the tree (`b/`)."""
    wanted = _checked(tree)
    with _opened(directory) as (root, _):
        entries = _differences(root, wanted)
        return "".join(line for entry in entries for line in _patch(entry, root, wanted.get(entry.path)))


def write(directory: str | Path, tree: Tree) -> bool:
    """Make the directory exactly the tree; False if it was. After an InputError it is as it was."""
    wanted = _checked(tree)
    if MARKER not in wanted:
        raise ValueError(f"a tree without {MARKER!r} could not be replaced by the next one")
    with _opened(directory, create=True) as (root, alone):
        if alone:
            _clean(root)
        if not _differences(root, wanted):
            return False
        _refuse_loss(root, directory)
        new = _sibling(root, "new")
        try:
            _build(new, wanted)
            _swap(new, root)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        return True


# --- what is on disk ---


def _differences(root: Path, wanted: Mapping[str, bytes]) -> list[Stale]:
    found = dict(_scan(root, wanted, _folders(wanted))) if root.exists() else {}
    result = [Stale(path, "missing") for path in wanted if path not in found]
    for path, is_file in found.items():
        if path not in wanted:
            result.append(Stale(path, "leftover"))
        elif not is_file or (root / path).read_bytes() != wanted[path]:
            result.append(Stale(path, "changed"))
    return sorted(result)


def _scan(folder: Path, wanted: Iterable[str], folders: set[str], prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Find what is not ignored, and whether it is a plain file; directories only if nothing is inside."""
    ignored = CACHES if prefix else (*CACHES, *BUILDS, *REPOSITORIES)
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if path not in wanted and path not in folders and _matches(entry.name, ignored):
                continue
            if path in wanted or not entry.is_dir(follow_symlinks=False):
                yield path, entry.is_file(follow_symlinks=False)
                continue
            inside = list(_scan(folder / entry.name, wanted, folders, f"{path}/"))
            yield from inside
            if not inside and path not in folders:
                yield f"{path}/", False


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _patch(entry: Stale, root: Path, new: bytes | None) -> Iterator[str]:
    name, file = printable(entry.path), root / entry.path
    old: bytes | None = None
    if entry.kind != "missing":
        if file.is_symlink() or not file.is_file():
            yield f"Not a plain file: a/{name}\n"
        else:
            old = file.read_bytes()
    if old is None and new is None:
        return
    before = "/dev/null" if old is None else f"a/{name}"
    after = "/dev/null" if new is None else f"b/{name}"
    yield f"diff --git a/{name} b/{name}\n"
    if old is None or new is None:
        yield f"{'new' if old is None else 'deleted'} file mode 100644\n"
    try:
        left, right = _lines(old or b""), _lines(new or b"")
    except ValueError:
        yield f"Binary files {before} and {after} differ\n"
        return
    for line in difflib.unified_diff(left, right, before, after):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(content: bytes) -> list[str]:
    """Split as `patch` does, at line feeds and at nothing else; ValueError if this is not text."""
    if b"\0" in content:
        raise ValueError("binary")
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode())


# --- what may be written, and where ---


def _checked(tree: Tree) -> dict[str, bytes]:
    """Turn texts into bytes; ValueError, a bug in the caller, if the paths are not safe on every system."""
    wanted = {path: text.encode() if isinstance(text, str) else text for path, text in tree.items()}
    folders = _folders(wanted)
    spellings: dict[str, str] = {}
    for path in [*wanted, *folders]:
        if {"", ".", ".."} & set(path.split("/")) or "\\" in path or "\0" in path:
            raise ValueError(f"{path!r} is not a plain relative path")
        other = spellings.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            raise ValueError(f"{path!r} and {other!r} are one path where case does not count")
    if both := folders & wanted.keys():
        raise ValueError(f"{min(both)!r} is both a file and a directory")
    return wanted


def _folders(paths: Iterable[str]) -> set[str]:
    return {path[: slash.start()] for path in paths for slash in re.finditer("/", path)}


@contextmanager
def _opened(directory: str | Path, *, create: bool = False) -> Iterator[tuple[Path, bool]]:
    """Take our turn at a directory, and tell whether we are alone; what the system refuses gets a cure."""
    try:
        root = Path(os.path.abspath(directory))  # noqa: PTH100 - resolve() follows the link that is refused here
        if create:
            root.parent.mkdir(parents=True, exist_ok=True)
        with _turn(root) as alone:
            _restore(root)
            _refuse_foreign(root, directory)
            yield root, alone
    except OSError as error:
        cure = _CURES.get(error.errno or 0, "give another directory")
        done = "written" if create else "compared"
        raise InputError.at(directory, f"cannot be {done}: {error.strerror}; {cure}") from error


def _refuse_foreign(root: Path, directory: str | Path) -> None:
    """Refuse to replace what we have not made: `--output ~` must not cost anybody their home."""
    if not root.name:
        raise InputError.at(directory, "this is the root of all files; give a directory below it")
    if root.is_symlink():
        raise InputError.at(directory, "this is a symbolic link; give the directory it leads to")
    if not root.exists():
        return
    if not root.is_dir():
        raise InputError.at(directory, "this is a file; expected a directory, or a path not taken yet")
    marker = root / MARKER
    if _holds_files(root) and (marker.is_symlink() or not marker.is_file()):
        message = "this holds files that were not generated; give an empty or a new directory"
        raise InputError.at(directory, message)


def _holds_files(root: Path) -> bool:
    for _, folders, files in os.walk(root):
        if any(not _matches(name, CACHES) for name in files):
            return True
        folders[:] = [name for name in folders if not _matches(name, CACHES)]
    return False


def _refuse_loss(root: Path, directory: str | Path) -> None:
    """Refuse to replace what somebody still needs, although the directory is ours."""
    for name in REPOSITORIES:
        if os.path.lexists(root / name):
            message = f"this holds {name!r}, which would be lost; give a directory below it"
            raise InputError.at(directory, message)
    here = Path.cwd()
    if root.resolve() in (here, *here.parents):
        raise InputError.at(directory, "this is replaced, and you are inside; run this from outside")


_CURES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "free some space, and run this again"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "mend the permissions, also of the directory that holds it"),
    **dict.fromkeys((errno.ENOTDIR, errno.EEXIST), "a file is in the way; give another path"),
    errno.EROFS: "give a directory that can be written",
    errno.EFBIG: "raise the limit on the size of files",
    errno.EBUSY: "a mount point cannot be replaced; give a directory below it",
    errno.EXDEV: "it belongs to the image of a container; delete it, and run this again",
    errno.ENAMETOOLONG: "give a shorter name",
}


# --- writing ---


@contextmanager
def _turn(root: Path) -> Iterator[bool]:
    """Lock the directory that holds `root`; False if there is none, or no locks, as on some network drives."""
    try:
        handle = os.open(root.parent, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        yield False
        return
    try:
        yield _locked(handle, root)
    finally:
        os.close(handle)


def _locked(handle: int, root: Path) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.01)
        except OSError:
            return False
        else:
            return True
    raise InputError.at(root, f"another run has been at work for {PATIENCE:g} seconds; wait for it, or end it")


def _sibling(root: Path, kind: Literal["new", "old"]) -> Path:
    return root.with_name(f".{root.name}.{kind}-{secrets.token_hex(4)}")


def _siblings(root: Path, kind: Literal["new", "old"]) -> list[Path]:
    pattern = re.compile(re.escape(f".{root.name}.{kind}-") + "[0-9a-f]{8}")
    return sorted(path for path in root.parent.iterdir() if pattern.fullmatch(path.name))


def _restore(root: Path) -> None:
    """Put back the old tree if a run was killed between the two renames."""
    if not os.path.lexists(root) and root.parent.exists():
        for old in _siblings(root, "old")[:1]:
            old.rename(root)


def _clean(root: Path) -> None:
    """Remove what killed runs left; an old tree under a worthless name, lest half of it be restored."""
    for old in _siblings(root, "old"):
        old.rename(_sibling(root, "new"))
    for rest in _siblings(root, "new"):
        shutil.rmtree(rest, ignore_errors=True)


def _build(folder: Path, wanted: Mapping[str, bytes]) -> None:
    folder.mkdir(mode=0o755)
    for path in sorted(_folders(wanted)):
        (folder / path).mkdir(mode=0o755)
    for path, content in wanted.items():
        handle = os.open(folder / path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(content)


def _swap(new: Path, root: Path) -> None:
    """Put `new` in the place of `root`, and `root`, if there was one, in the place of `new`."""
    if not root.exists():
        new.rename(root)
    elif not _exchange(new, root):
        old = _sibling(root, "old")
        try:
            root.rename(old)
            new.rename(root)
        finally:
            _restore(root)
        old.rename(new)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step, as Linux does; False where the system or the file system cannot."""
    no_directory, exchange = -100, 2  # AT_FDCWD: the paths are absolute; RENAME_EXCHANGE
    try:
        swap = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if swap(no_directory, os.fsencode(one), no_directory, os.fsencode(other), exchange) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}:
        return False
    raise OSError(code, os.strerror(code), str(other))
