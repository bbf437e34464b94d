"""Git commands in the repository of a project. They read earlier files, find releases, and create commits and tags.

git runs with a clean environment and explicit configuration, so its output does not depend on the user's settings.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from specloop.release.subprocesses import ToolError, run_tool, tool_message

RELEASE_TAG = re.compile(r"v(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})", re.ASCII)
"""Pattern of a release tag: vX.Y.Z."""

RELEASED_HEADING = re.compile(r"^## \[?(\d+\.\d+\.\d+)\]?(?=\s|$)", re.MULTILINE | re.ASCII)
"""Pattern of a released version's heading in CHANGELOG.md."""

_PASSED_ON = re.compile(
    r"GIT_(AUTHOR_|COMMITTER_|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_|VALUE_)|SSH|SSL|ASKPASS|TRACE)"
)
"""Pattern of the environment variables that git processes inherit: committer, configuration, credentials.

All other variables that begin with GIT_ are removed. Some of them, such as GIT_DIR, would make git use another
repository.
"""

_CONFIGURATION = (
    "log.showSignature=false",
    "log.mailmap=false",
    "color.ui=never",
    "column.ui=never",
    "core.quotePath=false",
    "core.fsmonitor=false",
    "core.pager=cat",
)


@dataclass(frozen=True)
class ReleasedRevision:
    """The commit of the last release, and whether a git tag identifies this commit."""

    version: str
    revision: str
    """The release's tag or, if there is no tag, the commit that added the version's heading to CHANGELOG.md."""
    is_tagged: bool

    @property
    def note(self) -> str:
        """A note for the user that the last release has no git tag, and how to create it; "" if it has one."""
        if self.is_tagged:
            return ""
        return (
            f"no tag v{self.version} is in this history, so the commit {self.revision}, which added its heading"
            f" to CHANGELOG.md, counts as the release; `git fetch --tags` or"
            f" `git tag v{self.version} {self.revision}` resolves this"
        )


@dataclass(frozen=True)
class Repository:
    """A folder in a git work tree. It can be below the repository's root, and all paths are relative to this folder."""

    root: Path

    @classmethod
    def open(cls, root: Path) -> Repository:
        """Return the Repository of a folder.

        Raises ToolError if the folder is not in a git work tree, or if the repository has no commits.
        """
        repository = cls(root)
        if not repository.is_inside_work_tree:
            message = "this is not inside a git repository; run this in a clone, since a release is a commit and a tag"
            raise ToolError(str(root), message)
        if not repository.succeeds("rev-parse", "--verify", "--quiet", "HEAD"):
            raise ToolError(
                str(root), "this repository has no commit; create the first one, because a tag names a commit"
            )
        return repository

    @classmethod
    def create(cls, root: Path) -> Repository:
        """Create a git repository without commits in a folder. Raises ToolError if git fails."""
        repository = cls(root)
        repository.run("init", "--quiet", "--initial-branch=main")
        return repository

    @property
    def is_inside_work_tree(self) -> bool:
        """Whether the folder is in a git work tree. Raises ToolError if git is not installed."""
        return self.succeeds("rev-parse", "--is-inside-work-tree")

    # --- queries ---

    def head(self) -> str:
        """Return the hash of the commit HEAD."""
        return self.text("rev-parse", "HEAD")

    def commit_of(self, revision: str) -> str | None:
        """Return the hash of the commit to which a revision, such as a tag, refers; None for an unknown revision."""
        done = self._attempt("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return done.stdout.decode("ascii", "replace").strip() if done.returncode == 0 else None

    def branch(self) -> str | None:
        """Return the name of the current branch. Return None if HEAD is detached."""
        name = self.text("branch", "--show-current")
        return name or None

    def is_shallow(self) -> bool:
        """Return whether the repository is a shallow clone, which lacks old commits."""
        return self.text("rev-parse", "--is-shallow-repository") == "true"

    def has_tag(self, tag: str) -> bool:
        """Return whether this clone has a tag with this name, even outside the history of HEAD."""
        return self.succeeds("rev-parse", "--verify", "--quiet", f"refs/tags/{tag}")

    def release_tags(self, *options: str) -> list[str]:
        """Return the release tags, such as `v1.2.0`, with the newest version first.

        By default, these are the tags in the history of HEAD. To select others, pass `options` of `git for-each-ref`,
        such as `--points-at=HEAD`.
        """
        listed = self.text(
            "for-each-ref", "--format=%(refname:strip=2)", *(options or ("--merged=HEAD",)), "refs/tags/v*"
        )
        tags = [tag for tag in listed.split() if RELEASE_TAG.fullmatch(tag)]
        return sorted(tags, key=_version_key, reverse=True)

    def last_release(self, contract: str, changelog: str) -> ReleasedRevision | None:
        """Return the last release in the history of HEAD. Return None if there is no release.

        `contract` and `changelog` are paths. A release without a tag is found by the commit that added its version as
        a heading to the changelog.
        """
        if self.file("HEAD", contract) is None:
            # The folder is not committed, so the tags belong to a different project in the same repository.
            return None
        tags = self.release_tags()
        newest = ReleasedRevision(tags[0][1:], tags[0], is_tagged=True) if tags else None
        heading = self.highest_heading(changelog)
        if heading is None or (newest and _version_key(f"v{heading}") <= _version_key(newest.revision)):
            return newest
        commit = self.heading_commit(changelog, heading)
        if commit is None or not _states_version(self.file(commit, contract), heading):
            return newest  # The heading was written before the release, so the commit that added it is not the release.
        return ReleasedRevision(heading, commit[:12], is_tagged=False)

    def has_no_release(self, changelog: str) -> bool:
        """Return whether the history shows that nothing was released: no release tag, and no version in the changelog.

        Return False if this is not certain, because the changelog is not committed or the clone is shallow.
        """
        is_known = self.file("HEAD", changelog) is not None and not self.is_shallow()
        return is_known and not self.release_tags() and self.highest_heading(changelog) is None

    def highest_heading(self, changelog: str) -> str | None:
        """Return the highest version among the headings of the file `changelog` in the commit HEAD.

        Return None if the file does not exist there or has no such heading.
        """
        text = self.file("HEAD", changelog)
        versions = RELEASED_HEADING.findall(text.decode("utf-8", "replace")) if text else []
        return max(versions, key=lambda version: _version_key(f"v{version}"), default=None)

    def heading_commit(self, changelog: str, version: str) -> str | None:
        """Return the hash of the commit that added the heading of a version to the changelog.

        Return None if there is no such commit, or if it cannot be determined in a shallow clone.
        """
        pattern = rf"^## \[?{re.escape(version)}\]?([^.0-9]|$)"
        found = self.text(
            "log",
            "--max-count=1",
            "--format=%H%x00%s",
            "--no-textconv",
            "--pickaxe-regex",
            f"-S{pattern}",
            "--",
            changelog,
        )
        commit, _, subject = found.partition("\0")
        if not commit:
            return None
        # In a shallow clone, the oldest commit seems to have added all files. So this commit counts only if its subject
        # is `Release X.Y.Z`.
        is_certain = (
            not self.is_shallow() or subject == f"Release {version}" or self.commit_of(f"{commit}^") is not None
        )
        return commit if is_certain else None

    def changed_paths(self, *paths: str) -> list[str]:
        """Return the paths of the files that differ from HEAD, including untracked files.

        `paths` limits the search to some files and folders; without it, the whole repository is searched.
        """
        return list(self.changes(*paths))

    def changes(self, *paths: str) -> dict[str, bool]:
        """Return, for each path that `changed_paths` returns, whether HEAD does not have the file."""
        listed = self.run(
            "status", "--porcelain", "-z", "--no-renames", "--untracked-files=normal", "--", *(paths or (":/",))
        )
        entries = [entry for entry in listed.decode("utf-8", "replace").split("\0") if entry]
        return {entry[3:]: "A" in entry[:2] or entry.startswith("??") for entry in entries}

    def file(self, revision: str, path: str) -> bytes | None:
        """Return the content of a file at a revision. Return None if the file does not exist there."""
        spec = f"{revision}:./{path}"
        return self.run("cat-file", "blob", spec) if self.succeeds("cat-file", "-e", spec) else None

    def with_committed_line_ends(self, path: str, content: bytes) -> bytes:
        """Return the content of a file with LF instead of CRLF if the committed file has no CRLF.

        Return other content unchanged, for example if the file is not in the commit HEAD.
        """
        # The work tree has CRLF instead of LF if the git setting core.autocrlf is set.
        committed = self.file("HEAD", path)
        return content.replace(b"\r\n", b"\n") if committed is not None and b"\r\n" not in committed else content

    def committed_at(self, revision: str) -> int:
        """Return the time at which a revision was committed, in seconds since 1970-01-01 UTC."""
        return int(self.text("show", "--no-patch", "--format=%ct", f"{revision}^{{commit}}"))

    def folder(self, revision: str, folder: str) -> dict[str, bytes]:
        """Return the content of each file in a folder at a revision; {} if there is no such folder.

        The keys are paths relative to the folder.
        """
        tree = f"{revision}:./{folder}"
        if not self.succeeds("cat-file", "-e", tree):
            return {}
        # Without --full-tree, git would list only the entries whose paths begin with the current folder's.
        listing = self.run("ls-tree", "--full-tree", "-r", "-z", tree).decode()
        entries = [entry.split("\t", 1) for entry in listing.split("\0") if entry]
        blobs = [(path, listed.split()[2]) for listed, path in entries if listed.startswith("100")]
        stream = io.BytesIO(self.run("cat-file", "--batch", data="".join(f"{blob}\n" for _, blob in blobs).encode()))
        files = {}
        for path, _ in blobs:
            size = int(stream.readline().split()[2])
            files[path] = stream.read(size)
            stream.read(1)
        return files

    def prefix(self) -> str:
        """Return the path from the git repository's root to `self.root`, with a final slash. It is "" at the root."""
        return self.text("rev-parse", "--show-prefix")

    def remote(self, branch: str | None) -> str:
        """Return the name of the remote of `branch`; `origin` if none is configured or `branch` is None."""
        configured = self.configured(f"branch.{branch}.remote") if branch else ""
        return configured if configured not in {"", "."} else "origin"

    def web_address(self, branch: str | None) -> str | None:
        """Return the URL of the repository's web page, computed from the URL of the remote of `branch`.

        Return None if there is no remote, or if its URL has an unknown format.
        """
        return web_address(self.configured(f"remote.{self.remote(branch)}.url"))

    def configured(self, name: str) -> str:
        """Return the value of a git setting; "" if the setting does not exist."""
        done = self._attempt("config", "--get", name)
        return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""

    @property
    def knows_who_commits(self) -> bool:
        """Whether git is configured with a name and an email address, which commits need."""
        return self._attempt("var", "GIT_COMMITTER_IDENT").returncode == 0

    # --- commands ---

    def commit(self, parent: str, folder: Path, removed: Iterable[str], message: str) -> str:
        """Create a commit that adds or replaces some files and deletes others. Return its hash.

        The branch and the work tree do not change, and hooks do not run.

        Args:
            parent: The hash of the parent commit.
            folder: A folder with the files to add or replace, at the same paths as in the repository.
            removed: The paths of the files to delete.
            message: The commit message.
        """
        with tempfile.TemporaryDirectory(prefix="index-") as scratch:
            tree = self._tree(parent, folder, removed, {"GIT_INDEX_FILE": str(Path(scratch, "index"))})
        signed = ["-S"] if self._attempt("config", "--type=bool", "commit.gpgsign").stdout.strip() == b"true" else []
        # commit-tree runs no hooks. Hooks would check the work tree instead of the files in `folder`.
        made = self.run("commit-tree", *signed, "-p", parent, "-F", "-", tree, data=message.encode())
        return made.decode().strip()

    def _tree(self, parent: str, folder: Path, removed: Iterable[str], index: dict[str, str]) -> str:
        prefix = self.prefix()
        self.run("read-tree", parent, env=index)
        files = sorted(each for each in folder.rglob("*") if each.is_file())
        asked = "".join(f"{file}\n" for file in files)
        blobs = self.run("hash-object", "-w", "--no-filters", "--stdin-paths", data=asked.encode()).decode().split()
        listing = "".join(f"0 {'0' * len(parent)}\t{prefix}{path}\0" for path in removed)
        listing += "".join(
            f"100644 {blob}\t{prefix}{file.relative_to(folder).as_posix()}\0"
            for blob, file in zip(blobs, files, strict=True)
        )
        self.run("update-index", "-z", "--index-info", env=index, data=listing.encode())
        return self.run("write-tree", env=index).decode().strip()

    def commit_all(self, message: str) -> None:
        """Commit all files that git does not ignore. Hooks run. Raises ToolError if git fails."""
        self.run("add", "--all")
        self.run("commit", "--quiet", "--message", message)

    def tag(self, name: str, commit: str, message: str) -> None:
        """Create an annotated tag for a commit."""
        self.run("tag", "--annotate", "--file=-", "--cleanup=verbatim", name, commit, data=message.encode())

    def delete_tag(self, name: str) -> None:
        """Delete a tag in this clone; the remote keeps it if it was pushed."""
        self.run("tag", "--delete", name)

    def forward(self, commit: str) -> None:
        """Fast-forward the branch and the work tree to `commit`, a descendant of HEAD.

        If git fails, the branch and the work tree stay the same.
        """
        self.run("merge", "--ff-only", "--no-verify-signatures", "--quiet", commit)

    # --- running git ---

    def run(self, *arguments: str, env: Mapping[str, str] | None = None, data: bytes | None = None) -> bytes:
        """Run git and return its stdout. If it fails, raise ToolError with the message of git.

        Args:
            arguments: The arguments, beginning with the git subcommand.
            env: Further environment variables.
            data: The bytes that git reads from stdin; None for no input.
        """
        what = f"git {arguments[0]}"
        return run_tool(_command(arguments), cwd=self.root, env=_environment(env), data=data, what=what)

    def text(self, *arguments: str) -> str:
        """Run git and return its stdout as text, without whitespace at the start and the end."""
        return self.run(*arguments).decode("utf-8", "replace").strip()

    def succeeds(self, *arguments: str) -> bool:
        """Run git and return whether its exit status is 0."""
        return self._attempt(*arguments).returncode == 0

    def _attempt(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        try:
            done = subprocess.run(  # noqa: S603 - a list, no shell
                _command(arguments), cwd=self.root, env=_environment(), capture_output=True, check=False
            )
        except FileNotFoundError:
            raise ToolError("git", "there is no such command; install git") from None
        if b"dubious ownership" in done.stderr:
            raise ToolError("git", tool_message(done))
        return done


def _command(arguments: tuple[str, ...]) -> list[str]:
    return ["git", *(word for setting in _CONFIGURATION for word in ("-c", setting)), *arguments]


def _environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name[:4] != "GIT_" or _PASSED_ON.match(name)}
    # LANGUAGE and LC_ALL make messages English, because they are parsed. A prompt would wait for input that never
    # comes.
    return kept | {"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "GIT_TERMINAL_PROMPT": "0"} | dict(more or {})


def _version_key(tag: str) -> tuple[int, ...]:
    return tuple(map(int, tag.removeprefix("v").split(".")))


def _states_version(contract: bytes | None, version: str) -> bool:
    return (
        contract is not None
        and re.search(rb"""\bversion["']?\s*:\s*["']?%b(?![.\w])""" % re.escape(version).encode(), contract) is not None
    )


def quote_words(*words: str) -> str:
    """Join words to a shell command. Words are quoted where necessary."""
    return shlex.join(words)


def web_address(url: str) -> str | None:
    """Return the URL of a git remote's web page: `git@host.com:a/b.git` -> `https://host.com/a/b`.

    Credentials in the URL are left out. Return None for an unknown format.
    """
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
