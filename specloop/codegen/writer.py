"""Writing of the generated files, and the stale check: whether the files in a folder are up to date.

A write changes all files or no file.

A manifest lists the generated files, which a write replaces or removes. All other files belong to the user and are
never changed. A write that fails is undone, and the next run completes a write that was killed.

    .generated       the manifest, in the format of `sha256sum --check`
    .generated.new/  new files and the journal of a write; removed when the write is complete
"""

from __future__ import annotations

import contextlib
import difflib
import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import stat
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from specloop.errors import InputError, Problem, SourceLocation, printable

Tree = Mapping[str, str | bytes]

MANIFEST_NAME = ".generated"
STAGE_NAME = ".generated.new"
JOURNAL_NAME = "journal.json"
UNDO_NAME = "undo.json"
"""The name of the journal, the file with the steps of a write, while the write is being undone."""

MANIFEST_HEADER = (
    "# SHA-256 and path of each generated file, for `sha256sum --check`. All other files here are yours.\n"
)

CACHE_NAMES = ("__pycache__", "*.pyc", ".mypy_cache", ".ruff_cache", ".pytest_cache")
BUILD_NAMES = ("*.egg-info", "dist", "build", ".venv*")
REPOSITORY_NAMES = (".git", ".hg", ".svn", ".jj")
EMPTY_REPOSITORY_NAMES = (*REPOSITORY_NAMES, ".gitignore", ".gitkeep")
"""Names of files and folders; an output directory that contains only these counts as empty."""

LOCK_TIMEOUT_S = 60.0
"""The longest time to wait, in seconds, for another run that writes to the same directory."""


@dataclass(frozen=True, order=True, slots=True)
class Stale:
    """A file of the output directory that is not up to date."""

    path: str
    kind: Literal["changed", "missing", "leftover"]

    def __str__(self) -> str:
        return printable(f"{self.kind}: {self.path}")


# --- write, check, diff ---


def stale(directory: str | Path, tree: Tree) -> list[Stale]:
    """Return the generated files in a directory that are missing, have other content, or are no longer in `tree`."""
    wanted = _with_manifest(tree)
    with _open_target(directory) as target:
        return _without_manifest(target.differences(wanted))


def diff(directory: str | Path, tree: Tree) -> str:
    """Return a patch that changes the generated files of a directory (`a/`) to the files in `tree` (`b/`)."""
    wanted = _with_manifest(tree)
    with _open_target(directory) as target:
        entries = _without_manifest(target.differences(wanted))
        return "".join(line for entry in entries for line in _patch(entry, target.root, wanted.get(entry.path)))


def _without_manifest(entries: list[Stale]) -> list[Stale]:
    """Return the stale paths without the manifest, which is stale whenever another file is.

    If the manifest is the only stale path, it is kept.
    """
    return [entry for entry in entries if entry.path != MANIFEST_NAME or len(entries) == 1]


def write(directory: str | Path, tree: Tree, *, overwrite: bool = False, adopt: bool = False) -> bool:
    """Write the files of a tree to a directory, in place of its generated files. Return whether any file changed.

    Args:
        directory: The output directory, which can also contain files of the user.
        tree: The content of each file, by path.
        overwrite: Whether to replace generated files that were edited by hand, and the user's files at generated paths.
        adopt: Whether to allow a directory without a manifest; the files to replace are listed on stderr first.

    Raises:
        InputError: The directory cannot be written to, or files of the user would be lost.
    """
    wanted = _with_manifest(tree)
    with _open_target(directory, create=True, adopt=adopt) as target:
        if not target.differences(wanted):
            return False
        target.refuse_loss(wanted, overwrite=overwrite, adopt=adopt)
        target.replace(wanted)
        return True


def user_files(directory: str | Path, tree: Tree) -> list[str]:
    """Return the paths of the user's files in a directory: those that are neither in the manifest nor in `tree`.

    Caches, build output and repository metadata are left out.
    """
    wanted = _with_manifest(tree)
    with _open_target(directory) as target:
        ours = wanted.keys() | target.manifest.keys() | {STAGE_NAME}
        return sorted(path for path in _scan(target.root) if path not in ours) if target.root.exists() else []


def read_manifest(directory: str | Path) -> dict[str, str] | None:
    """Return the SHA-256 of each generated file by path, or None if the directory has no valid manifest."""
    file = Path(directory) / MANIFEST_NAME
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return None
        text = file.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    return parse_manifest(text)


def parse_manifest(text: str) -> dict[str, str] | None:
    """Return the SHA-256 of each generated file by path, or None if the text is not a manifest."""
    manifest: dict[str, str] = {}
    text = text.replace("\r\n", "\n")
    for line in text.split("\n"):
        if not line or line.startswith("#"):
            continue
        match = re.fullmatch(r"([0-9a-f]{64})  ([^\0]+)", line)
        if match is None or not _is_plain_path(match[2]):
            return None
        manifest[match[2]] = match[1]
    return manifest if manifest or text == MANIFEST_HEADER else None


def manifest_text(tree: Mapping[str, bytes]) -> str:
    """Return the text of the manifest: a line with SHA-256 and path for each file of a tree."""
    return MANIFEST_HEADER + "".join(f"{_sha256(content)}  {path}\n" for path, content in sorted(tree.items()))


# --- the directory ---


@dataclass(frozen=True)
class _Target:
    """The output directory with its manifest, locked so that no other run writes to it."""

    root: Path
    shown: str
    manifest: dict[str, str] = field(default_factory=dict)
    is_ours: bool = False
    """Whether a write is allowed: the directory has the manifest of an earlier run, or no files of the user."""
    _states: dict[str, bytes | str | None] = field(default_factory=dict)
    _links: dict[str, bool] = field(default_factory=dict)

    def differences(self, wanted: Mapping[str, bytes]) -> list[Stale]:
        result: list[Stale] = []
        for path, content in wanted.items():
            found = self._state(path)
            if found != content:
                result.append(Stale(path, "missing" if found is None else "changed"))
        result += [Stale(path, "leftover") for path in self._leftovers(wanted)]
        return sorted(result)

    def _leftovers(self, wanted: Mapping[str, bytes]) -> list[str]:
        return [path for path in self.manifest if path not in wanted and self._state(path) is not None]

    def _state(self, path: str) -> bytes | str | None:
        """Return the content of the file at a path, None if nothing is there, or a description such as "a link"."""
        if path not in self._states:
            self._states[path] = self._read(path)
        return self._states[path]

    def _read(self, path: str) -> bytes | str | None:
        for parent in _parents(path):
            if parent not in self._links:
                self._links[parent] = (self.root / parent).is_symlink()
            if self._links[parent]:
                return f"{parent} is a link"
        file = self.root / path
        try:
            mode = file.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        if stat.S_ISREG(mode):
            return file.read_bytes()
        return _DIRECTORY if stat.S_ISDIR(mode) else "a link" if stat.S_ISLNK(mode) else "not a plain file"

    def _find_obstacle(self, path: str, found: bytes | str | None, removed: set[str]) -> str | None:
        """Return what prevents writing a generated file at `path`, such as "a link", or None if nothing does.

        `found` is the result of `_state(path)`. `removed` contains the old generated files that the same write removes.
        """
        if found is None:
            blocking = next((each for each in _parents(path) if (self.root / each).is_file()), None)
            return f"{blocking} is a file" if blocking and blocking not in removed else None
        if found == _DIRECTORY:
            inside = {f"{path}/{each}" for each in _scan(self.root / path)}
            if inside and inside <= removed:
                return None  # The folder contains only files that this write removes.
        return found if isinstance(found, str) else None

    def refuse_loss(self, wanted: Mapping[str, bytes], *, overwrite: bool, adopt: bool) -> None:
        """Raise an InputError that lists the user's files that a write would replace or remove.

        These include generated files that were edited by hand. The options `overwrite` and `adopt` of `write` permit
        such a loss.
        """
        edited: list[str] = []
        foreign: list[str] = []
        removed = set(self._leftovers(wanted))
        for path in [*wanted, *removed]:
            found = self._state(path)
            if obstacle := self._find_obstacle(path, found, removed):
                message = f"a generated file cannot be written here: {obstacle}; move or remove it"
                raise InputError.at(f"{self.shown}/{path}", message)
            if not isinstance(found, bytes) or found == wanted.get(path) or path == MANIFEST_NAME:
                continue
            if path not in self.manifest:
                foreign.append(path)
            elif not _is_unchanged(found, self.manifest[path]):
                edited.append(path)
        if adopt and not self.is_ours:
            for path in foreign:
                print(f"replaced: {self.shown}/{printable(path)}", file=sys.stderr)
            return
        if overwrite:
            return
        reasons = [(path, "was edited by hand, and would be overwritten") for path in edited]
        reasons += [(path, "is your file, and a generated file would replace it") for path in foreign]
        problems = [
            Problem(SourceLocation(f"{self.shown}/{path}"), f"{reason}; {_LOSS_FIXES}") for path, reason in reasons
        ]
        if problems:
            raise InputError(problems)

    def replace(self, wanted: Mapping[str, bytes]) -> None:
        """Replace the generated files of the directory by `wanted`, the new contents by path.

        The new files are first written to the folder `.generated.new/`. If a step fails, the old files are restored.
        """
        stage = self.root / STAGE_NAME
        try:
            self.root.mkdir(mode=0o755, exist_ok=True)
            journal = self._stage(stage, wanted)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
        try:
            _apply_journal(self.root, journal)
        except BaseException:
            (stage / JOURNAL_NAME).rename(stage / UNDO_NAME)
            _undo(self.root, journal)
            raise

    def _stage(self, stage: Path, wanted: Mapping[str, bytes]) -> _Journal:
        """Write the new files, copies of the old files, and the journal to the folder `stage`.

        Return the journal, which lists the files to replace and remove.
        """
        shutil.rmtree(stage, ignore_errors=True)
        new, old = stage / "new", stage / "old"
        new.mkdir(parents=True)
        old.mkdir()
        replaced: dict[str, str | None] = {}
        for path, content in wanted.items():
            found = self._state(path)
            if found == content:
                continue
            replaced[path] = _sha256(found) if isinstance(found, bytes) else None
            _create(new / path, content)
        leftovers = ((path, self._state(path)) for path in self._leftovers(wanted))
        removed = {path: _sha256(found) for path, found in leftovers if isinstance(found, bytes)}
        for path in [*(each for each, hash_ in replaced.items() if hash_), *removed]:
            _keep_copy(self.root / path, old / path)
        journal = _Journal(replaced, removed)
        # Files are not flushed to disk one by one. A kill loses no file. Files that a power failure damages differ from
        # the manifest, and the next run reports them.
        draft = stage / f"{JOURNAL_NAME}.part"
        draft.write_text(json.dumps({"replaced": replaced, "removed": removed}), "utf-8")
        draft.rename(stage / JOURNAL_NAME)
        return journal


_DIRECTORY = "a directory"

_LOSS_FIXES = "move the change into a template or another file, or replace it with --overwrite"


@dataclass(frozen=True)
class _Journal:
    """A record of the files that a write replaces and removes, so that an interrupted write can be completed or undone.

    Each path maps to the SHA-256 of the old content. In `replaced`, a new file maps to None.
    """

    replaced: dict[str, str | None]
    removed: dict[str, str]


def _apply_journal(root: Path, journal: _Journal) -> None:
    """Carry out the steps of a journal: remove old generated files, and move new files to their paths."""
    stage = root / STAGE_NAME
    for path in journal.removed:
        _remove(root, path)
    # The manifest is moved last.
    for path in sorted(journal.replaced, key=lambda path: (path == MANIFEST_NAME, path)):
        (root / path).parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        (stage / "new" / path).replace(root / path)
    _discard(stage)


def _undo(root: Path, journal: _Journal) -> None:
    """Undo a write that failed: restore the files that it replaced or removed."""
    stage = root / STAGE_NAME
    for path, before in [*journal.replaced.items(), *journal.removed.items()]:
        kept = stage / "old" / path
        if before is None:
            if not (stage / "new" / path).exists():
                (root / path).unlink(missing_ok=True)
            _remove_empty_folders(root, path)
        elif kept.exists():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            kept.replace(root / path)
    shutil.rmtree(stage, ignore_errors=True)


def _complete(root: Path) -> None:
    """Finish a write that an earlier process was killed in, or finish undoing it.

    Files that the user edited after the process was killed are kept when a write is finished.
    """
    stage = root / STAGE_NAME
    if not stage.is_dir() or stage.is_symlink():
        return
    if undone := _read_journal(stage / UNDO_NAME):
        _undo(root, undone)
        return
    journal = _read_journal(stage / JOURNAL_NAME)
    if journal is None:
        shutil.rmtree(stage, ignore_errors=True)  # The write was killed before it replaced any file.
        return
    for path in journal.removed:
        if _hash_or_none(root / path) == journal.removed[path]:
            _remove(root, path)
    for path in journal.replaced:
        staged, place = stage / "new" / path, root / path
        if staged.is_file() and _hash_or_none(place) == journal.replaced[path]:
            place.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            staged.replace(place)
    _discard(stage)


def _read_journal(file: Path) -> _Journal | None:
    try:
        record = json.loads(file.read_text("utf-8"))
        journal = _Journal(dict(record["replaced"]), dict(record["removed"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return journal if all(map(_is_plain_path, [*journal.replaced, *journal.removed])) else None


def _discard(stage: Path) -> None:
    """Delete the folder `stage`, which contains the new files and the journal of a write."""
    # The journal goes first, because later runs ignore staged files without a journal.
    (stage / JOURNAL_NAME).unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)


def _remove(root: Path, path: str) -> None:
    """Remove a generated file, its compiled bytecode, and folders that become empty."""
    file = root / path
    file.unlink(missing_ok=True)
    if file.suffix == ".py":
        for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
            compiled.unlink(missing_ok=True)
    _remove_empty_folders(root, path)


def _remove_empty_folders(root: Path, path: str) -> None:
    for folder in (f"{Path(path).parent.as_posix()}/__pycache__", *_parents(path)):
        with contextlib.suppress(OSError):  # rmdir() raises this error if the folder is not empty.
            (root / folder).rmdir()


def _create(file: Path, content: bytes) -> None:
    file.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o644)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)


def _keep_copy(file: Path, copy: Path) -> None:
    copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    try:
        os.link(file, copy, follow_symlinks=False)
    except OSError:  # link() raises this error if the file system has no hard links.
        shutil.copyfile(file, copy)


# --- reading the directory ---


def _scan(folder: Path, prefix: str = "") -> Iterator[str]:
    """Yield the paths of the files below a folder, except caches, build output and repository metadata."""
    ignored = (*CACHE_NAMES, *REPOSITORY_NAMES, *(() if prefix else BUILD_NAMES))
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if any(fnmatchcase(entry.name, pattern) for pattern in ignored) or path == STAGE_NAME:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _scan(folder / entry.name, f"{path}/")
            else:
                yield path


def _has_content(root: Path) -> bool:
    """Return whether a directory contains more than caches, a repository folder such as `.git`, and `.gitignore`."""
    allowed = {*EMPTY_REPOSITORY_NAMES, STAGE_NAME}
    return any(entry.name not in allowed and not _is_cache(entry.name) for entry in root.iterdir())


def _is_cache(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in CACHE_NAMES)


def _is_unchanged(content: bytes, hash_: str) -> bool:
    """Return whether a file's content has the hash `hash_`, which the manifest lists for the file.

    The content may have CRLF instead of LF, because git can convert line ends.
    """
    return hash_ in {_sha256(content), _sha256(content.replace(b"\r\n", b"\n"))}


def _hash_or_none(file: Path) -> str | None:
    return _sha256(file.read_bytes()) if file.is_file() and not file.is_symlink() else None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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
    """Split the content of a file into lines that keep their line feeds, for a diff.

    Raises ValueError if the content has a null byte or is not UTF-8.
    """
    if b"\0" in content:
        raise ValueError("binary")
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode())


# --- the permitted paths and directories ---


def _with_manifest(tree: Tree) -> dict[str, bytes]:
    """Return the content of each file of a tree as bytes, and add the manifest that lists the files.

    Raises ValueError for paths that are not plain relative paths, or that clash, such as `a.py` and `A.py`.
    """
    wanted = {path: text.encode() if isinstance(text, str) else text for path, text in tree.items()}
    if MANIFEST_NAME in wanted:
        raise ValueError(f"{MANIFEST_NAME!r} is written only by the generator")
    folders = _folders(wanted)
    spellings: dict[str, str] = {}
    for path in [*wanted, *folders]:
        if not _is_plain_path(path):
            raise ValueError(f"{path!r} is not a plain relative path")
        other = spellings.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            raise ValueError(f"{path!r} and {other!r} are the same path if case is ignored")
    if both := folders & wanted.keys():
        raise ValueError(f"{min(both)!r} is both a file and a directory")
    return {**wanted, MANIFEST_NAME: manifest_text(wanted).encode()}


def _is_plain_path(path: str) -> bool:
    return not ({"", ".", ".."} & set(path.split("/")) or "\\" in path or "\0" in path or "\n" in path)


def _folders(paths: Iterable[str]) -> set[str]:
    return {parent for path in paths for parent in _parents(path)}


def _parents(path: str) -> list[str]:
    """Return the parent folders of a path, the innermost first."""
    return [path[: slash.start()] for slash in re.finditer("/", path)][::-1]


@contextmanager
def _open_target(directory: str | Path, *, create: bool = False, adopt: bool = False) -> Iterator[_Target]:
    """Lock a directory, finish a write that an earlier process was killed in, and yield the directory.

    An OSError is raised as an InputError that says how to fix the error.

    Args:
        directory: The path of the directory.
        create: Whether to create missing parent folders.
        adopt: Whether to accept a directory that has files but no manifest.
    """
    root = Path(os.path.abspath(directory))  # noqa: PTH100 - resolve() would follow links, but a link is rejected below
    created: list[Path] = []
    try:
        if create:
            created = [each for each in (root, *root.parents) if not each.exists()]
            root.parent.mkdir(parents=True, exist_ok=True)
        with _lock_directory(root):
            _refuse_unusable(root, directory)
            if root.exists():
                _complete(root)
            yield _read_target(root, str(directory), adopt=adopt)
            created = []
    except OSError as error:
        fix = _ERRNO_FIXES.get(error.errno or 0, "choose another directory")
        done = "written" if create else "compared"
        raise InputError.at(directory, f"cannot be {done}: {error.strerror}; {fix}") from error
    finally:
        with contextlib.suppress(OSError):  # Another program may have created a file in the folder.
            for folder in created:
                folder.rmdir()


def _refuse_unusable(root: Path, directory: str | Path) -> None:
    if not root.name:
        raise InputError.at(directory, "this is the root directory; choose a directory below it")
    if root.is_symlink():
        raise InputError.at(directory, "this is a symbolic link; name the directory that it points to")
    if root.exists() and not root.is_dir():
        raise InputError.at(directory, "this is a file; expected a directory, or a path that does not exist yet")


def _read_target(root: Path, shown: str, *, adopt: bool) -> _Target:
    """Return the directory `root` and its manifest as a _Target. `shown` is its path in error messages.

    Raises InputError if the directory has files but no valid manifest, unless `adopt` is true.
    """
    manifest = read_manifest(root)
    if manifest is not None:
        return _Target(root, shown, manifest, is_ours=True)
    is_empty = not root.exists() or not _has_content(root)
    if is_empty or adopt:
        return _Target(root, shown, is_ours=is_empty)
    what = (
        f"{MANIFEST_NAME} is not a manifest of generated files"
        if (root / MANIFEST_NAME).exists()
        else "this directory has files that were not generated"
    )
    message = (
        f"{what}; choose an empty or a new directory, or allow generated files to replace existing ones with --adopt"
    )
    raise InputError.at(shown, message)


_ERRNO_FIXES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "free some space, and run this again"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "correct the permissions, also of the directory that holds it"),
    **dict.fromkeys((errno.ENOTDIR, errno.EEXIST), "a file is in the way; choose another path"),
    errno.EROFS: "choose a directory that can be written",
    errno.EFBIG: "raise the limit on the size of files",
    errno.ENAMETOOLONG: "choose a shorter name",
}


@contextmanager
def _lock_directory(root: Path) -> Iterator[None]:
    """Lock the nearest existing parent of `root` in a `with` block, so that no other process writes to `root`.

    Do nothing if the file system has no locks. Raises InputError if the lock is not free within LOCK_TIMEOUT_S.
    """
    above = next(parent for parent in root.parents if parent.is_dir()) if root.name else root
    handle = os.open(above, os.O_RDONLY | os.O_DIRECTORY)
    try:
        deadline = time.monotonic() + LOCK_TIMEOUT_S
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    message = f"another run has been writing for {LOCK_TIMEOUT_S:g} seconds; wait for it, or end it"
                    raise InputError.at(root, message) from None
                time.sleep(0.01)
            except OSError:
                break
            else:
                break
        yield
    finally:
        os.close(handle)
