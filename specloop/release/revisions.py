"""Loading of contracts. The source is a file, a URL, a git revision, a wheel or a published package.

PATH | URL           the document itself
GITREF:PATH          a file at a commit, such as v1.2.0:openapi.yaml, with a path from the top of the
                     repository; `:PATH` is the staged file
FILE.whl             the contract inside a wheel of a generated package
pypi:NAME[==VERSION] the contract inside a published wheel
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from specloop.arguments import tool_command
from specloop.codegen.generation import load_project_contract
from specloop.compare.matrix import Release
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document, load_overlay, with_released_names
from specloop.openapi.released_names import RELEASED_NAMES_FILE
from specloop.openapi.retrieval import UnreachableError, is_url, join_path
from specloop.project import CHANGELOG_NAME, Project
from specloop.release.artifacts import read_contract
from specloop.release.git import RELEASE_TAG, Repository, quote_words
from specloop.release.subprocesses import ToolError, python_environment, tool_message
from specloop.text_format import quote

INDEX_PREFIX = "pypi:"
GIT_NEEDED = "install git, or name a file"
FIRST_RELEASE_NOTE = "nothing is released yet, so this compares with the contract of the last commit"


def load_contract(source: str, project: Project | None = None, overlays: Sequence[str] = ()) -> Document:
    """Load a contract from a file, URL, git revision, wheel or published package.

    Args:
        source: The source, in one of the forms in the description of this module.
        project: If `source` is the path or URL of this project's contract, apply the project's overlays, and add the
            Python names of the last release. For a git revision of this contract, add only the names.
        overlays: Paths or URLs of further overlays; they are ignored for wheels.

    Raises:
        InputError: The contract cannot be loaded.
    """
    if source.startswith(INDEX_PREFIX):
        return _load_published(source)
    if source.endswith(".whl") and not is_url(source):
        return _load_wheel(Path(source), source)
    revision, colon, path = source.partition(":")
    if not colon or path.startswith("//") or Path(source).exists():
        if project is not None and source == project.spec:
            return load_project_contract(project, overlays=overlays)
        return load_document(source, overlays=overlays)
    repository = Repository(Path())
    if path.startswith(("./", "../")):  # As git reads it: relative to the current folder.
        _require_repository(repository, source)
        path = posixpath.normpath(posixpath.join(repository.prefix(), path))
    folders = _folders_in_repository(Repository(project.root), project) if project is not None else ()
    document = load_document(source, retriever=GitRetriever(repository, revision, path, folders), overlays=overlays)
    if project is not None and not is_url(project.spec):
        repository = Repository(project.root)
        if posixpath.normpath(path) == _path_in_repository(repository, project):
            document = replace(document, allows_partial=project.allows_partial)
            return _with_released_names(document, repository, revision)
    return document


def load_revision(repository: Repository, revision: str, project: Project) -> Document:
    """Load the contract of a project at a git revision, with the overlays and `specloop-names.json` of that revision.

    Raises InputError if the contract cannot be loaded.
    """
    path = _path_in_repository(repository, project)
    overlays = _released_overlays(repository, revision, project)
    retriever = GitRetriever(repository, revision, path, _folders_in_repository(repository, project))
    document = load_document(f"{revision}:{path}", retriever=retriever, overlays=overlays)
    document = replace(document, allows_partial=project.allows_partial)
    return _with_released_names(document, repository, revision)


def _path_in_repository(repository: Repository, project: Project) -> str:
    """Return the path of a project's contract from the top of the repository."""
    return posixpath.normpath(posixpath.join(repository.prefix(), project.contract_name))


def _folders_in_repository(repository: Repository, project: Project) -> tuple[str, ...]:
    """Return the further folders to which a project's contract may refer, as paths from the top of the repository."""
    folders = project.reference_folders
    # Without such folders, git is not needed here, and its absence is reported where the contract is read.
    top = Path(repository.text("rev-parse", "--show-toplevel")) if folders else Path()
    return tuple(Path(os.path.relpath(each.resolve(), top)).as_posix() for each in folders)


def _with_released_names(document: Document, repository: Repository, revision: str) -> Document:
    """Add the Python names in `specloop-names.json` at `revision` to a contract, so that renames are recognised.

    These are the names in the last released client. If `revision` does not have this file, return the contract
    unchanged.
    """
    content = repository.file(revision, RELEASED_NAMES_FILE)
    if content is None:
        return document
    return with_released_names(document, f"{revision}:{repository.prefix()}{RELEASED_NAMES_FILE}", content)


def _released_overlays(repository: Repository, revision: str, project: Project) -> list[Document]:
    """Load the project's overlays as they were at a git revision. Overlays that are not in the revision are omitted."""
    found: list[Document] = []
    for each in project.overlays:
        path = each if is_url(each) else os.path.relpath(Path(each).absolute(), project.root)
        if not is_url(each) and (text := repository.file(revision, path)) is not None:
            found.append(load_overlay(f"{revision}:{path}", text))
    return found


def load_last_release(project: Project) -> tuple[Document, str]:
    """Return the contract of the last release, and a note for the user about how the release was found.

    The note is "" if the release has a git tag. Before the first release, return the contract in the commit HEAD.

    Raises:
        InputError: The last release cannot be determined, for example in an incomplete clone, or its contract cannot be
            loaded.
    """
    name, shown = project.contract_name, project.spec
    repository = Repository(project.root)
    elsewhere = f"pass the contract to compare with: {tool_command('compare')} {_published_name(project)}"
    _require_repository(repository, shown, f"run this in a clone with commits, or {elsewhere}")
    released = repository.last_release(name, CHANGELOG_NAME)
    if released is None:
        if repository.file("HEAD", name) is None:
            message = "is in no commit of this repository, so there is no released contract"
            raise InputError.at(shown, f"{message}; {elsewhere}")
        if repository.has_no_release(CHANGELOG_NAME):
            return load_revision(repository, "HEAD", project), FIRST_RELEASE_NOTE
        fetch_tags = " ".join(["git fetch", *["--unshallow"] * repository.is_shallow(), "--tags"])
        lost = f"if there was a release, run `{fetch_tags}`, or tag its commit with `git tag vX.Y.Z COMMIT`"
        committed = quote_words(f"HEAD:{repository.prefix()}{name}")
        first = f"before the first release, pass the contract to compare with: {tool_command('compare')} {committed}"
        message = "no release is in the history of HEAD, neither a tag vX.Y.Z nor a heading in CHANGELOG.md"
        raise InputError.at(shown, f"{message}; {lost}; {first}")
    return load_revision(repository, released.revision, project), released.note


def _published_name(project: Project) -> str:
    """Return `pypi:NAME` for the package of a project, for error messages.

    Return the placeholder `OLD` if the name cannot be read from the package's `pyproject.toml`.
    """
    try:
        settings = tomllib.loads((project.root / project.output_name / "pyproject.toml").read_text("utf-8"))
        return f"{INDEX_PREFIX}{settings['project']['name']}"
    except (OSError, ValueError, LookupError):
        return "OLD"


def iter_releases(project: Project) -> Iterator[Release]:
    """Yield the releases of a project that have a git tag, the newest first."""
    repository = Repository(project.root)
    _require_repository(repository, project.spec)
    for tag in repository.release_tags():
        yield Release(tag.removeprefix("v"), partial(load_revision, repository, tag, project))


def iter_published(source: str) -> Iterator[Release]:
    """Yield a Release for each version of the package `pypi:NAME` on pip's index, the newest first.

    The wheel of a version is downloaded only when the contract of its Release is loaded. Raises InputError if pip
    cannot list the versions.
    """
    name = source.removeprefix(INDEX_PREFIX)
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]*", name, re.ASCII):
        raise InputError.at(source, "is not a package; expected pypi:NAME without a version")
    done = _run_pip("index", "versions", name)
    listed = re.search(r"^Available versions: (.*)$", done.stdout.decode(), re.MULTILINE)
    if done.returncode or listed is None:
        reason = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2] or "no versions"
        raise InputError.at(source, f"pip cannot list its versions: {reason}; expected a published package")
    for version in listed[1].split(", "):
        yield Release(version, partial(load_contract, f"{INDEX_PREFIX}{name}=={version}"))


@dataclass(frozen=True)
class GitRetriever:
    """Retrieves the files of a contract at one git commit. File names are relative to the contract's folder."""

    repository: Repository
    revision: str
    path: str
    """The path of the contract from the repository's root."""
    folders: tuple[str, ...] = ()
    """Folders from which files may be read, in addition to the contract's own folder, from the repository's root."""

    @property
    def root_uri(self) -> str:
        """The file name of the contract, without its folder: the base to which `$ref` is relative."""
        return posixpath.basename(self.path)

    def source(self, name: str) -> str:
        """Return `REVISION:PATH` for the file `name`, for error messages."""
        return f"{self.revision}:{self._whole(name)}"

    def retrieve(self, name: str) -> bytes:
        """Return the bytes of a file at the commit. Raises InputError if the file does not exist."""
        return _read_blob(self.repository, self.revision, self._whole(name))

    def resolve_uri(self, name: str, reference: str) -> str:
        """Return the name of the file to which a `$ref` in the file `name` leads.

        Raises UnreachableError if it leads to a URL, or to a file outside the contract's folder.
        """
        if is_url(reference):
            raise UnreachableError("is on another machine, and not in the history; keep a copy beside this document")
        found = join_path(name, reference)
        if found.startswith("../") and not any(_is_below(self._whole(found), folder) for folder in self.folders):
            raise UnreachableError(
                "is outside the folder of the contract; move it there, or allow its folder with the setting `refs-in`"
            )
        return found

    def _whole(self, name: str) -> str:
        whole = posixpath.join(posixpath.dirname(self.path), name)
        return posixpath.normpath(whole) if whole else ""  # normpath("") is the folder itself.


def _is_below(path: str, folder: str) -> bool:
    """Return whether a path is in a folder or below it. Both begin at the root of the repository."""
    return not path.startswith("../") and (folder == "." or path.startswith(f"{folder}/"))


def _read_blob(repository: Repository, revision: str, path: str) -> bytes:
    source = f"{revision}:{path}"
    if not path:
        raise InputError.at(source, f"does not name a file; write {revision}:openapi.yaml, for example")
    _require_repository(repository, source)
    if revision and repository.commit_of(revision) is None:
        near = "; it may be in the remote: git fetch --tags origin" if RELEASE_TAG.fullmatch(revision) else ""
        known = "expected a branch, a tag or a commit, before a colon and a path"
        raise InputError.at(
            source, f"{quote(revision)} is not a revision of this repository, and there is no such file; {known}{near}"
        )
    if not repository.succeeds("cat-file", "-e", f"{revision}:{path}"):
        where = f"at {quote(revision)}" if revision else "in the staging area"
        message = f"there is no file {quote(path)} {where}; expected its path from the top of the repository"
        raise InputError.at(source, message)
    return repository.run("cat-file", "blob", f"{revision}:{path}")


def _require_repository(
    repository: Repository, source: str, expected: str = "run this in a clone with commits"
) -> None:
    try:
        if repository.succeeds("rev-parse", "--git-dir"):
            return
    except ToolError as error:
        raise InputError.at(source, f"the history is read with git, and git fails: {error}; {GIT_NEEDED}") from None
    raise InputError.at(source, f"the history is read with git, and this folder is not in a git repository; {expected}")


def _load_wheel(wheel: Path, source: str) -> Document:
    if not wheel.is_file():
        raise InputError.at(source, "there is no such file; expected a wheel")
    name, text = read_contract(wheel)
    return load_document(f"{source}/{name}", text=text)


def _load_published(source: str) -> Document:
    """Download a published wheel with pip, and load the contract in it."""
    wanted = source.removeprefix(INDEX_PREFIX)
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]*(==[\w.!+-]+)?", wanted, re.ASCII):
        raise InputError.at(source, "is not a package; expected pypi:NAME or pypi:NAME==VERSION")
    with tempfile.TemporaryDirectory(prefix="published-") as folder:
        done = _run_pip("--quiet", "download", "--no-deps", "--only-binary=:all:", "--dest", folder, wanted)
        if done.returncode:
            message = (
                f"pip cannot download it: {tool_message(done)}; expected a published package, and a reachable index"
            )
            raise InputError.at(source, message)
        (wheel,) = Path(folder).glob("*.whl")
        return _load_wheel(wheel, source)


def _run_pip(*words: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-P", "-m", "pip", "--disable-pip-version-check", "--no-input", *words]
    return subprocess.run(command, env=python_environment(), capture_output=True, check=False)  # noqa: S603 - no shell
