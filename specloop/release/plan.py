"""The plan of the next release: its version, the reasons for the version bump, release notes and blockers.

Planning changes no files. The version bump is the largest one that changes of the contract, changes of the generated
Python or hand-written changelog entries require.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from specloop.arguments import tool_command
from specloop.codegen import writer
from specloop.codegen.generation import build_project_client, load_project_contract, render_package
from specloop.codegen.ir import Client
from specloop.compare import alias_notes, compare, former_name_notes
from specloop.compare.package_diff import compare_released_package
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.released_names import RELEASED_NAMES_FILE
from specloop.project import CHANGELOG_NAME, Project
from specloop.release import changelog, changelog_entries
from specloop.release.blockers import ReleaseBlocker
from specloop.release.changelog import Changelog, ReleaseNotes
from specloop.release.git import ReleasedRevision, Repository, quote_words
from specloop.release.revisions import load_revision
from specloop.release.version import Version, version_of
from specloop.report import Bump, Change, worst_bump
from specloop.text_format import join_words

MAX_NAMED_FILES = 3

NOT_FROM_THE_CONTRACT = frozenset({CHANGELOG_NAME, writer.MANIFEST_NAME})
"""Files of a package that may differ although neither the contract nor the templates changed."""


@dataclass(frozen=True)
class BumpReason:
    """A version bump, and the reason why a release requires it, as a sentence."""

    bump: Bump
    text: str


@dataclass(frozen=True)
class ReleasePlan:
    """The plan of a release: its version, changes and notes, and the blockers that prevent the release."""

    project: Project
    head: str
    contract: Document
    written: Version
    last: Version | None
    next: Version
    reasons: tuple[BumpReason, ...]
    changes: tuple[Change, ...]
    notes: ReleaseNotes
    date: dt.date
    log: Changelog | None
    branch: str | None
    remote: str
    web: str | None
    is_lost: bool
    """Whether this clone may lack earlier releases: the changelog lists more releases, or the clone is shallow."""
    blockers: tuple[ReleaseBlocker, ...]
    remarks: tuple[str, ...] = ()

    @property
    def bump(self) -> Bump:
        """The largest version bump that any of the reasons requires."""
        return worst_bump(reason.bump for reason in self.reasons)

    @property
    def section(self) -> str:
        """The new section of CHANGELOG.md, as Markdown."""
        return changelog.section(self.next, self.date, self.notes)


def plan(project: Project, date: dt.date) -> ReleasePlan:
    """Plan the next release: return its version, release notes and blockers. No files are changed.

    Raises InputError if the contract cannot be loaded or if git fails.
    """
    first = _Planner(project, Repository.open(project.root)).plan(date)
    released = first.contract.released
    if released is None or released.for_version(first.next) == released:
        return first
    # The next release drops the aliases of the last release. They are still in the work tree, whose blockers stay.
    second = _Planner(project, Repository.open(project.root), str(first.next)).plan(date)
    return replace(second, blockers=first.blockers)


@dataclass
class _Planner:
    project: Project
    repository: Repository
    version: str = ""
    """The version of the next release if it is already determined; aliases of the last release depend on it."""
    blockers: list[ReleaseBlocker] = field(default_factory=list)
    reasons: list[BumpReason] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    tree: dict[str, bytes] = field(default_factory=dict)
    _is_lost: bool = False

    def plan(self, date: dt.date) -> ReleasePlan:
        head = self.repository.head()
        name = self.project.contract_name
        text = self.repository.with_committed_line_ends(name, _read(self.project, name))
        contract = load_project_contract(self.project, text=text, version=self.version)
        written = version_of(contract)
        released = self.repository.last_release(name, CHANGELOG_NAME)
        last = Version.parse(released.version) if released else None
        branch = self.repository.branch()
        client = build_project_client(self.project, contract)
        self._check_work_tree(branch)
        self._check_links()
        log = self._read_changelog(client)
        by_hand = log.unreleased if log else ReleaseNotes()
        if released is None or last is None:
            self._check_history(log)
            notes = by_hand if self._is_lost else by_hand.merged(changelog_entries.first_release_notes(client))
            version = written
        else:
            self.remarks += [released.note] if released.note else []
            since = self._notes_since(released, contract, client, by_hand)
            notes = by_hand.merged(since or ReleaseNotes())
            version = written if since is None else self._next_version(last, written)
        if version != last and not self._is_lost:
            self._check_version_is_new(version, log)
        return ReleasePlan(
            project=self.project,
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
            blockers=tuple(self.blockers),
            remarks=tuple(self.remarks),
        )

    def block(self, reason: str, fix: str, *, undetermined: bool = False) -> None:
        self.blockers.append(ReleaseBlocker(reason, fix, undetermined))

    # --- state of the checkout ---

    def _check_work_tree(self, branch: str | None) -> None:
        if branch is None:
            self.block("HEAD is detached, so no branch would contain the release", "`git switch main`")
        if not self.repository.knows_who_commits:
            fix = '`git config user.name "..."` and `git config user.email "..."`'
            self.block("git has no name and email for the author of the commit", fix)
        if changed := self.repository.changed_paths():
            named = join_words(changed, most=MAX_NAMED_FILES)
            fix = "commit them, or stash them with `git stash --include-untracked`"
            self.block(f"the tree has uncommitted changes: {named}", fix)

    def _check_links(self) -> None:
        """Add a blocker for each symbolic link among the files that a release writes."""
        for name in (self.project.contract_name, CHANGELOG_NAME, RELEASED_NAMES_FILE):
            if (self.project.root / name).is_symlink():
                self.block(
                    f"{name}:1:1: this is a symbolic link, and a release writes to this file",
                    "replace the link with a file",
                )

    def _read_changelog(self, client: Client) -> Changelog | None:
        """Parse the changelog. If it is not valid, add a blocker and return None.

        Also check that the generated package, which contains a copy of the changelog, is up to date. If it is not, add
        a blocker, but return the changelog.
        """
        text = None
        try:
            if self.project.changelog.exists() or self.repository.release_tags():
                data = _read(self.project, CHANGELOG_NAME)
                text = self.repository.with_committed_line_ends(CHANGELOG_NAME, data).decode("utf-8")
        except InputError as error:
            self.blockers += ReleaseBlocker.from_error(error)
            return None
        except UnicodeDecodeError:
            self.block(f"{CHANGELOG_NAME} is not UTF-8", "save it as UTF-8")
            return None
        self.tree = render_package(client, self.project.templates, text and text.replace("\r\n", "\n"))
        output = self.project.output_name
        try:
            stale = [each.path for each in writer.stale(self.project.root / output, self.tree)]
        except InputError as error:
            self.blockers += ReleaseBlocker.from_error(error)
            stale = []
        # The package contains a copy of the changelog, so it can only be checked here.
        if stale:
            named = join_words(stale, most=MAX_NAMED_FILES)
            generate = self.project.step_command("generate")
            self.block(f"{output}/ is stale: {named}", f"run `{generate}`, review the changes, and commit them")
        try:
            return changelog.parse(text or "")
        except InputError as error:
            self.blockers += ReleaseBlocker.from_error(error)
            return None

    def _check_history(self, log: Changelog | None) -> None:
        """Refuse the release if the git history may lack an earlier release that the changelog lists.

        `log` is the changelog, or None if it is not valid.
        """
        if log and log.versions:
            self._is_lost = True
            tag = f"v{log.versions[0]}"
            fix = f"`{quote_words('git', 'merge', tag)}`, or switch to a branch that has it"
            if not self.repository.has_tag(tag):
                fix = f"`git fetch{' --unshallow' * self.repository.is_shallow()} --tags`"
            reason = f"{CHANGELOG_NAME} lists {log.versions[0]}, and neither its tag nor its commit is in this history"
            self.block(reason, fix, undetermined=True)
        elif self.repository.is_shallow():
            self._is_lost = True
            reason = "the last release cannot be found: this clone is shallow and has no release tag"
            self.block(reason, "`git fetch --unshallow --tags`", undetermined=True)

    def _check_version_is_new(self, version: Version, log: Changelog | None) -> None:
        if self.repository.has_tag(version.tag):
            larger = f"set `version` in {self.project.contract_name} to a larger one"
            unpushed = f"if the tag was never pushed, delete it with `git tag --delete {version.tag}`"
            self.block(f"the tag {version.tag} exists already", f"{larger}; or, {unpushed}")
        if log and str(version) in log.versions:
            reason = f"{CHANGELOG_NAME} has a section for {version} already"
            never = "move its text to [Unreleased], and remove it"
            self.block(reason, f"if that was released, `git fetch --tags`; if not, {never}")

    # --- changes since the last release ---

    def _notes_since(
        self, released: ReleasedRevision, contract: Document, client: Client, by_hand: ReleaseNotes
    ) -> ReleaseNotes | None:
        """Compare the current contract and client with the release `released`, and generate notes about the changes.

        Append to `self.reasons` the version bumps that the changes and the hand-written notes `by_hand` require. If the
        comparison fails, add a blocker and return None.
        """
        name, revision = self.project.contract_name, released.revision
        output = self.project.output_name
        if self.repository.file(revision, name) is None:
            reason = f"the contract of {revision} was not found: there is no {name} in it"
            self.block(
                reason, f"compare it by hand with `{tool_command('compare')}`, and release by hand", undetermined=True
            )
            return None
        try:
            old = load_revision(self.repository, revision, self.project)
            old_client = build_project_client(self.project, old)
            self.changes = compare(old, contract)
            files = self.repository.folder(revision, output)
            tree = self.tree or render_package(client, self.project.templates, None)
            self.changes += compare_released_package(str(client.package), files, tree, self.changes)
            reworked = _changed_files(render_package(old_client, self.project.templates, None), files)
        except InputError as error:
            lines = " | ".join(str(error).splitlines())
            where = f"`{tool_command('compare')} {quote_words(f'{revision}:{self.repository.prefix()}{name}')}`"
            self.block(f"compare fails: {lines}", f"fix what {where} reports", undetermined=True)
            return None
        self.reasons += [BumpReason(change.bump, change.message) for change in self.changes if change.bump != "none"]
        self.remarks += [
            f"urgent: installed clients fail until they are upgraded: {change.message}"
            for change in self.changes
            if change.urgent
        ]
        self.remarks += [*alias_notes(self.changes), *former_name_notes(contract)]
        self._check_other_changes(released.version, reworked, by_hand)
        if by_hand:
            bump = changelog_entries.requested_bump(by_hand)
            self.reasons.append(BumpReason(bump, "what is written under [Unreleased] by hand"))
        return changelog_entries.notes_of_changes(self.changes, old_client, client)

    def _check_other_changes(self, last: str, files: list[str], by_hand: ReleaseNotes) -> None:
        """Require a patch release if `files` is not empty, and add a blocker if the hand-written notes are empty, too.

        `files` changed since the version `last` for other reasons than the contract, so notes cannot be generated.
        """
        if not files:
            return
        named = join_words(files, most=MAX_NAMED_FILES)
        self.reasons.append(
            BumpReason("patch", f"the package has changed for other reasons than its contract: {named}")
        )
        if not by_hand:
            reason = (
                f"the package has changed not only because of the contract since {last} ({named}),"
                f" and {CHANGELOG_NAME} has no entry for this"
            )
            self.block(reason, "describe the effect for callers under [Unreleased], and commit the change")

    def _next_version(self, last: Version, written: Version) -> Version:
        """Return the larger of two versions: `written` in the contract, and the one that `self.reasons` require.

        `last` is the version of the last release. Add a blocker if nothing has changed, or if `written` was set by hand
        to a version that is too small.
        """
        wanted = last.after(worst_bump(reason.bump for reason in self.reasons))
        if wanted == last:
            self.block(f"nothing has changed for callers since {last}", "there is nothing to release")
        elif written != last and written < wanted:
            reason = f"`version: {written}` was set by hand, but the changes require {wanted}"
            name = self.project.contract_name
            fix = f"set it to {wanted} or a larger one in {name}, or back to {last}: `apply` will raise it"
            self.block(reason, fix)
        return max(wanted, written)


def _read(project: Project, name: str) -> bytes:
    path = project.root / name
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}; expected a readable file in the project's folder"
        raise InputError.at(project.shown(name), message) from None


def _changed_files(new: Mapping[str, bytes], old: Mapping[str, bytes]) -> list[str]:
    """Return the paths of files that changed for other reasons than the contract, such as new templates.

    `old` is the released package. `new` was generated now from the same contract. The changelog and the list of
    generated files are ignored.
    """
    listed = writer.parse_manifest(old.get(writer.MANIFEST_NAME, b"").decode("utf-8", "replace"))
    ours = listed.keys() if listed else old.keys()
    return sorted(path for path in (new.keys() | ours) - NOT_FROM_THE_CONTRACT if new.get(path) != old.get(path))
