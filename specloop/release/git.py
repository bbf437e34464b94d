"""A folder -> what git knows of it (tags, changes, old files), and the commit and the tag of a release."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from specloop.release.subprocesses import ToolError, call, said
from specloop.release.version import Version


@dataclass(frozen=True)
class Repository:
    """A folder that git keeps; paths are relative to it, even where the repository begins further up."""

    root: Path

    @classmethod
    def open(cls, root: Path) -> Repository:
        """Find the repository around a folder. Raises ToolError."""
        repository = cls(root)
        if not repository.answers("rev-parse", "--is-inside-work-tree"):
            message = "this is not inside a git repository; run this in a clone, since a release is a commit and a tag"
            raise ToolError(str(root), message)
        if not repository.answers("rev-parse", "--verify", "--quiet", "HEAD"):
            raise ToolError(str(root), "this repository has no commit; make the first one, since a tag names a commit")
        return repository

    # --- what it knows ---

    def head(self) -> str:
        """Name the commit that is checked out."""
        return self.text("rev-parse", "HEAD")

    def branch(self) -> str | None:
        """Name the branch that is checked out; None if HEAD is detached."""
        name = self.text("branch", "--show-current")
        return name or None

    def is_shallow(self) -> bool:
        """Tell whether the history is cut off."""
        return self.text("rev-parse", "--is-shallow-repository") == "true"

    def has_tag(self, tag: str) -> bool:
        """Tell whether a tag exists, on whatever branch."""
        return self.answers("rev-parse", "--verify", "--quiet", f"refs/tags/{tag}")

    def releases(self, *more: str) -> list[Version]:
        """List the versions of the tags vX.Y.Z in the history of HEAD, the newest first."""
        tags = self.text("tag", "--list", "v*", *(more or ("--merged", "HEAD"))).split()
        found = (Version.parse(tag.removeprefix("v")) for tag in tags)
        return sorted((version for version in found if version), reverse=True)

    def dirty(self, *paths: str) -> list[str]:
        """List what differs from the commit, as git puts it, files that it does not know included."""
        lines = self.run("status", "--porcelain", "--untracked-files=normal", "--", *(paths or (":/",)))
        return lines.decode("utf-8", "replace").splitlines()

    def file(self, ref: str, path: str) -> bytes | None:
        """Read a file as it was; None if it was not there."""
        spec = f"{ref}:./{path}"
        return self.run("cat-file", "blob", spec) if self.answers("cat-file", "-e", spec) else None

    def first_commit(self, path: str, text: str) -> str | None:
        """Find the commit that brought a text into a file; None if no commit has."""
        commits = self.text("log", "--reverse", "--format=%h", f"-S{text}", "--", path).split()
        return commits[0] if commits else None

    def committed_at(self, ref: str) -> int:
        """Tell when a commit was made, in seconds since 1970."""
        return int(self.text("show", "--no-patch", "--format=%ct", f"{ref}^{{commit}}"))

    def folder(self, ref: str, folder: str) -> dict[str, bytes]:
        """Read all files of a folder as they were, to the byte; nothing if it was not there."""
        tree = f"{ref}:./{folder}"
        if not self.answers("cat-file", "-e", tree):
            return {}
        entries = [
            entry.split("\t", 1) for entry in self.run("ls-tree", "-r", "-z", tree).decode().split("\0") if entry
        ]
        blobs = [(path, told.split()[2]) for told, path in entries if told.startswith("100")]
        stream = io.BytesIO(self.run("cat-file", "--batch", data="".join(f"{blob}\n" for _, blob in blobs).encode()))
        files = {}
        for path, _ in blobs:
            size = int(stream.readline().split()[2])
            files[path] = stream.read(size)
            stream.read(1)
        return files

    def remote(self, branch: str | None) -> str:
        """Name the remote that a branch is pushed to."""
        configured = self.configured(f"branch.{branch}.remote") if branch else ""
        return configured if configured not in {"", "."} else "origin"

    def web_address(self, branch: str | None) -> str | None:
        """Guess where people read the repository, from the remote's URL; None for a folder or no remote."""
        return web_address(self.configured(f"remote.{self.remote(branch)}.url"))

    def configured(self, name: str) -> str:
        """Read a setting; nothing if it is not set."""
        done = self._attempt("config", "--get", name)
        return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""

    @property
    def knows_who_commits(self) -> bool:
        """Whether a commit can be made."""
        return self._attempt("var", "GIT_COMMITTER_IDENT").returncode == 0

    # --- what it does ---

    def commit(self, parent: str, folder: Path, paths: Iterable[str], message: str) -> str:
        """Make a commit on top of another, in which `paths` are as in `folder`; no branch and no file moves.

        Hooks are not asked: they judge what people write, and would look at this folder, not at that one.
        """
        with tempfile.TemporaryDirectory(prefix="index-") as scratch:
            tree = self._tree(parent, folder, list(paths), {"GIT_INDEX_FILE": str(Path(scratch, "index"))})
        signed = ["-S"] if self._attempt("config", "--type=bool", "commit.gpgsign").stdout.strip() == b"true" else []
        made = self.run("commit-tree", *signed, "-p", parent, "-F", "-", tree, data=message.encode())
        return made.decode().strip()

    def _tree(self, parent: str, folder: Path, paths: list[str], index: dict[str, str]) -> str:
        prefix = self.text("rev-parse", "--show-prefix")
        self.run("read-tree", parent, env=index)
        self.run("rm", "-r", "--cached", "--force", "--quiet", "--ignore-unmatch", "--", *paths, env=index)
        files = sorted(each for name in paths for each in _files(folder / name))
        asked = "".join(f"{file}\n" for file in files)
        blobs = self.run("hash-object", "-w", "--no-filters", "--stdin-paths", data=asked.encode()).decode().split()
        listing = "".join(
            f"100644 {blob}\t{prefix}{file.relative_to(folder).as_posix()}\0"
            for blob, file in zip(blobs, files, strict=True)
        )
        self.run("update-index", "-z", "--index-info", env=index, data=listing.encode())
        return self.run("write-tree", env=index).decode().strip()

    def tag(self, name: str, commit: str, message: str) -> None:
        """Make an annotated tag."""
        self.run("tag", "--annotate", "--file=-", "--cleanup=verbatim", name, commit, data=message.encode())

    def delete_tag(self, name: str) -> None:
        """Take a tag away that was never pushed."""
        self.run("tag", "--delete", name)

    def forward(self, commit: str) -> None:
        """Move the branch and the files on to a commit that follows HEAD; git does it whole or not at all."""
        self.run("merge", "--ff-only", "--quiet", commit)

    # --- how ---

    def run(self, *arguments: str, env: Mapping[str, str] | None = None, data: bytes | None = None) -> bytes:
        """Run git. Raises ToolError with what git says."""
        what = f"git {arguments[0]}"
        return call(self._command(arguments), cwd=self.root, env=self._environment(env), data=data, what=what)

    def text(self, *arguments: str) -> str:
        """Run git and give the text that it prints."""
        return self.run(*arguments).decode("utf-8", "replace").strip()

    def answers(self, *arguments: str) -> bool:
        """Tell whether git says yes."""
        return self._attempt(*arguments).returncode == 0

    def _attempt(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        try:
            done = subprocess.run(  # noqa: S603 - a list, no shell
                self._command(arguments), cwd=self.root, env=self._environment(), capture_output=True, check=False
            )
        except FileNotFoundError:
            raise ToolError("git", "there is no such command; install git") from None
        if b"dubious ownership" in done.stderr:
            raise ToolError("git", said(done))
        return done

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return ["git", *arguments]

    def _environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        # Its answers are read, so they are asked for in English; and nobody is there to be asked for a password.
        return os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "GIT_TERMINAL_PROMPT": "0"} | dict(more or {})


def web_address(url: str) -> str | None:
    """Turn a remote's URL into the address of its web page, without what is secret in it."""
    short = re.fullmatch(r"(?:[^@/]+@)?([\w.-]+\.[\w.-]+):(?!/)(.+)", url)
    if short:
        host, path = short.groups()
    else:
        parts = urlsplit(url)
        if parts.scheme not in {"https", "http", "ssh", "git"} or not parts.hostname:
            return None
        host, path = parts.hostname, parts.path
    path = path.strip("/").removesuffix(".git")
    return f"https://{host}/{path}" if path else None


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
