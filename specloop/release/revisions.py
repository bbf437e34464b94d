"""A path, a URL or GITREF:PATH -> Contract: a document as it is, or as it was.

`v1.2.0:openapi.yaml` is the file at a tag, `HEAD:openapi.yaml` as it was last committed, `:openapi.yaml` as it is
staged; the path begins where the repository does, as git has it.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document
from specloop.openapi.retrieval import UnreachableError, is_url, join_path
from specloop.text_format import quote

RELEASE = re.compile(r"v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)
"""How a release is tagged."""

GIT_NEEDED = "install git, or give a file's path"


def load_contract(source: str) -> Document:
    """Read a contract from wherever it is. Raises InputError."""
    ref, colon, path = source.partition(":")
    if not colon or path.startswith("//") or Path(source).exists():
        return load_document(source)
    return load_document(source, retriever=GitRetriever(ref, path))


@dataclass(frozen=True)
class GitRetriever:
    """The files of one commit, as far as they lie in the folder of a contract, or below."""

    ref: str
    path: str

    @property
    def root_uri(self) -> str:
        """The name of the contract."""
        return posixpath.basename(self.path)

    def source(self, name: str) -> str:
        """Say where a document is, as git has it."""
        return f"{self.ref}:{posixpath.join(posixpath.dirname(self.path), name)}"

    def retrieve(self, name: str) -> bytes:
        """Give a file. Raises InputError."""
        source = self.source(name)
        return _blob(source, self.ref, source.removeprefix(f"{self.ref}:"))

    def resolve_uri(self, name: str, reference: str) -> str:
        """Resolve a reference to a file of the same commit."""
        if is_url(reference):
            raise UnreachableError("is on another machine, and not in the history; keep a copy beside this document")
        found = join_path(name, reference)
        if found.startswith("../"):
            raise UnreachableError("is outside the folder of the contract; move it in there, and refer to it there")
        return found


def last_release(path: str) -> str:
    """Name a file as it was released last, by the highest tag vX.Y.Z in the history. Raises InputError."""
    releases = [match for tag in _git(path, "tag", "--list", "--merged", "HEAD") if (match := RELEASE.fullmatch(tag))]
    if not releases:
        fetch_tags = " ".join(["git fetch", *["--unshallow"] * _is_shallow(path), "--tags"])
        lost = f"if there was one, `{fetch_tags}`, or tag its commit with `git tag vX.Y.Z COMMIT`"
        cure = f"{lost}; before the first, say what to compare with: compare.py HEAD:{path}"
        raise InputError.at(path, f"no release is in the history of HEAD, that is no tag vX.Y.Z; {cure}")
    newest = max(releases, key=lambda match: tuple(map(int, match.groups())))
    prefix = "".join(_git(path, "rev-parse", "--show-prefix"))
    return f"{newest.group()}:{prefix}{path}"


def _is_shallow(path: str) -> bool:
    return _git(path, "rev-parse", "--is-shallow-repository") == ["true"]


def _blob(source: str, ref: str, path: str) -> bytes:
    """Give the bytes of a file as git has them."""
    if not path:
        raise InputError.at(source, f"names no file; write {ref}:openapi.yaml, for example")
    if ref and not _answers("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"):
        _git(source, "rev-parse", "--git-dir")  # Without a repository, this says so.
        near = "; it may be in the remote: git fetch --tags origin" if RELEASE.fullmatch(ref) else ""
        known = "expected a branch, a tag or a commit, before a colon and a path"
        raise InputError.at(source, f"git knows no {quote(ref)} here, and there is no such file; {known}{near}")
    done = _run("cat-file", "blob", f"{ref}:{path}")
    if done is None or done.returncode:
        where = f"at {quote(ref)}" if ref else "in what is staged"
        _git(source, "rev-parse", "--git-dir")
        raise InputError.at(
            source, f"there is no file {quote(path)} {where}; expected its path from the top of the repository"
        )
    return done.stdout


def _answers(*arguments: str) -> bool:
    done = _run(*arguments)
    return done is not None and done.returncode == 0


def _git(source: str, *arguments: str) -> list[str]:
    """Give the lines that git answers. Raises InputError if it cannot."""
    done = _run(*arguments)
    if done is None:
        raise InputError.at(source, f"the history is git's, and there is no git; {GIT_NEEDED}")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise InputError.at(
            source, f"git cannot tell: {said or 'it gives no reason'}; expected to be in a clone with commits"
        )
    return done.stdout.decode("utf-8", "replace").split()


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    git = shutil.which("git")
    if git is None:
        return None
    environment = os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}  # Its words are shown, among ours.
    command = [git, *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603 - no shell
