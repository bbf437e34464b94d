"""The project -> what its next release would be: why, which version, which words; and all that speaks against it.

Nothing is changed. The version follows from what callers of the client meet: what the contracts differ in, what the
Python of the two packages differs in, and what was written under [Unreleased] by hand. The largest of these wins.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from specloop.codegen.builder import build_client
from specloop.codegen.ir import Client
from specloop.compare import compare
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document
from specloop.release import changelog, changelog_entries, project
from specloop.release.changelog import Changelog, Notes
from specloop.release.errors import ReleaseBlocker
from specloop.release.git import Repository
from specloop.release.layout import CHANGELOG, CONTRACT, GENERATED
from specloop.release.opinion import second_opinion
from specloop.release.version import Version, version_of
from specloop.report import Bump, Change, worst_bump

NAMED = 3


@dataclass(frozen=True)
class Reason:
    """One thing that asks for a bump, in a sentence."""

    bump: Bump
    text: str


@dataclass(frozen=True)
class Plan:
    """What would be released, and what speaks against it."""

    head: str
    contract: Document
    written: Version
    last: Version | None
    next: Version
    reasons: tuple[Reason, ...]
    changes: tuple[Change, ...]
    notes: Notes
    date: dt.date
    log: Changelog | None
    branch: str | None
    remote: str
    web: str | None
    is_lost: bool
    """Whether there have been releases, and this clone does not know them."""
    refusals: tuple[ReleaseBlocker, ...]
    remarks: tuple[str, ...] = ()

    @property
    def bump(self) -> Bump:
        """What the version is raised by."""
        return worst_bump(reason.bump for reason in self.reasons)

    @property
    def section(self) -> str:
        """The section that CHANGELOG.md would get."""
        return changelog.section(self.next, self.date, self.notes)


def plan(root: Path, date: dt.date) -> Plan:
    """Look at everything. Raises InputError if the contract cannot be read, or git not be asked."""
    return _Planner(root, Repository.open(root)).plan(date)


@dataclass
class _Planner:
    root: Path
    repository: Repository
    refusals: list[ReleaseBlocker] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    tree: project.Tree = field(default_factory=dict)
    _is_lost: bool = False

    def plan(self, date: dt.date) -> Plan:
        head = self.repository.head()
        contract = load_document(CONTRACT, text=project.text(self.root, CONTRACT))
        written = version_of(contract)
        releases = self.repository.releases()
        last = releases[0] if releases else None
        branch = self.repository.branch()
        client = build_client(contract)
        self._look_at_the_tree(branch)
        log = self._changelog(client)
        by_hand = log.unreleased if log else Notes()
        if last is None:
            self._look_for_lost_tags(log)
            notes = by_hand if self._is_lost else by_hand.merged(changelog_entries.first(client))
            version = written
        else:
            since = self._since(last, contract, client, by_hand)
            notes = by_hand.merged(since or Notes())
            version = written if since is None else self._version(last, written)
        if version != last and not self._is_lost:
            self._look_for_traces(version, log)
        return Plan(
            head=head,
            contract=contract,
            written=written,
            last=last,
            next=version,
            reasons=tuple(self.reasons),
            changes=tuple(self.changes),
            notes=notes,
            date=date,
            log=log,
            branch=branch,
            remote=self.repository.remote(branch),
            web=self.repository.web_address(branch),
            is_lost=self._is_lost,
            refusals=tuple(self.refusals),
            remarks=tuple(self.remarks),
        )

    def refuse(self, reason: str, cure: str, *, unknown: bool = False) -> None:
        self.refusals.append(ReleaseBlocker(reason, cure, unknown))

    # The state of the checkout

    def _look_at_the_tree(self, branch: str | None) -> None:
        if branch is None:
            self.refuse("HEAD is detached, so that no branch would have the release", "`git switch main`")
        if not self.repository.knows_who_commits:
            cure = '`git config user.name "..."` and `git config user.email "..."`'
            self.refuse("git does not know who would make the commit", cure)
        if dirty := self.repository.dirty():
            named = changelog_entries.listed((line[3:] for line in dirty), NAMED)
            cure = "commit that, or put it aside with `git stash --include-untracked`"
            self.refuse(f"the tree is dirty, not as in the last commit: {named}", cure)

    def _changelog(self, client: Client) -> Changelog | None:
        """Read the changelog; and look at generated/, which has a copy of it."""
        try:
            text = project.text(self.root, CHANGELOG).decode("utf-8")
        except InputError as error:
            self._refuse_problems(error)
            return None
        except UnicodeDecodeError:
            self.refuse(f"{CHANGELOG} is not UTF-8", "save it as UTF-8")
            return None
        self.tree = project.tree(self.root, client, text)
        if stale := project.stale(self.root, self.tree):
            cure = "`make generate`, look, and commit"
            self.refuse(f"{GENERATED}/ is stale: {changelog_entries.listed(stale, NAMED)}", cure)
        try:
            return changelog.parse(text)
        except InputError as error:
            self._refuse_problems(error)
            return None

    def _refuse_problems(self, error: InputError) -> None:
        for problem in error.problems:
            reason, _, cure = str(problem).rpartition("; ")
            self.refuse(reason, cure)

    def _look_for_lost_tags(self, log: Changelog | None) -> None:
        """Tell a first release from a clone that does not know of the earlier ones."""
        if self.repository.is_shallow():
            self._is_lost = True
            reason = "the last release is not to be found: this clone is shallow and has no release tag"
            self.refuse(reason, "`git fetch --unshallow --tags`", unknown=True)
        elif log and log.versions:
            self._is_lost = True
            tag = f"v{log.versions[0]}"
            cure = f"`git merge {tag}`, or switch to a branch that has it"
            if not self.repository.has_tag(tag):
                commit = self.repository.first_commit(CHANGELOG, f"[{log.versions[0]}]")
                never = f"; or, if that release never got its tag, `git tag {tag} {commit}`" if commit else ""
                cure = f"`git fetch --tags`{never}"
            reason = f"{CHANGELOG} tells of {log.versions[0]}, and no tag {tag} is in this history"
            self.refuse(reason, cure, unknown=True)

    def _look_for_traces(self, version: Version, log: Changelog | None) -> None:
        """Refuse a version that exists already."""
        if self.repository.has_tag(version.tag):
            cure = f"set `version` in {CONTRACT} to a larger one; or, if the tag was never pushed, delete it with"
            self.refuse(f"the tag {version.tag} exists already", f"{cure} `git tag --delete {version.tag}`")
        if log and str(version) in log.versions:
            reason = f"{CHANGELOG} has a section for {version} already"
            never = "move what it says to [Unreleased], and remove it"
            self.refuse(reason, f"if that was released, `git fetch --tags`; if not, {never}")

    # What has changed

    def _since(self, last: Version, contract: Document, client: Client, by_hand: Notes) -> Notes | None:
        """Find what has changed since the last release, and say it; None if that cannot be told."""
        old_text = self.repository.file(last.tag, CONTRACT)
        if old_text is None:
            reason = f"the contract of {last.tag} is not to be found: the tag has no {CONTRACT}"
            self.refuse(reason, "compare it by hand with `compare.py`, and release by hand", unknown=True)
            return None
        try:
            old = load_document(f"{last.tag}:{CONTRACT}", text=old_text)
            before = build_client(old)
            self.changes = compare(old, contract)
            released = self.repository.folder(last.tag, GENERATED)
            tree = self.tree or project.tree(self.root, client)
            self.changes += second_opinion(str(client.package), released, tree, self.changes)
            reworked = project.reworked(project.tree(self.root, before), released)
        except InputError as error:
            told = " | ".join(str(error).splitlines())
            self.refuse(f"compare fails: {told}", f"see what `compare.py {last.tag}:{CONTRACT}` says", unknown=True)
            return None
        self.reasons += [Reason(change.bump, change.message) for change in self.changes if change.bump != "none"]
        self.remarks += [f"urgent, as the API is now: {change.message}" for change in self.changes if change.urgent]
        self._client_itself(last, reworked, by_hand)
        if by_hand:
            self.reasons.append(Reason(changelog_entries.asked(by_hand), "what is written under [Unreleased] by hand"))
        return changelog_entries.changes(self.changes, before, client)

    def _client_itself(self, last: Version, files: list[str], by_hand: Notes) -> None:
        """See whether the package changed for other reasons than the contract, which only a person can tell."""
        if not files:
            return
        named = changelog_entries.listed(files, NAMED)
        self.reasons.append(Reason("patch", f"the package has changed, and not by its contract: {named}"))
        if not by_hand:
            reason = (
                f"not only the contract has made the package change since {last} ({named}), and {CHANGELOG} is silent"
            )
            self.refuse(reason, "write what it means for callers under [Unreleased], and commit")

    def _version(self, last: Version, written: Version) -> Version:
        """Choose the next version: the one that was set by hand if it is large enough, else the one asked for."""
        wanted = last.after(worst_bump(reason.bump for reason in self.reasons))
        if wanted == last:
            self.refuse(f"nothing has changed for callers since {last}", "there is nothing to release")
        elif written != last and written < wanted:
            reason = f"`version: {written}` was set by hand, and what has changed asks for {wanted}"
            cure = f"set it to {wanted} or a larger one in {CONTRACT}, or back to {last}: `apply` will raise it"
            self.refuse(reason, cure)
        return max(wanted, written)
