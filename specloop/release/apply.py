"""Creation of the commit and the git tag that a release plan describes.

If this fails, for example because another commit was made after the plan, the branch and the files stay unchanged.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from specloop.codegen import writer
from specloop.codegen.generation import build_project_client, load_project_contract, render_package
from specloop.codegen.renames import released_names
from specloop.openapi.released_names import RELEASED_NAMES_FILE
from specloop.project import CHANGELOG_NAME
from specloop.release.blockers import ReleaseBlockedError
from specloop.release.git import Repository, quote_words
from specloop.release.plan import ReleasePlan
from specloop.release.version import with_version


@dataclass(frozen=True)
class AppliedRelease:
    """The hash of a release's commit, the name of its tag, and the git command that pushes both."""

    commit: str
    tag: str
    push: str


def apply(plan: ReleasePlan) -> AppliedRelease:
    """Create the commit and the tag of a planned release. Raises ReleaseBlockedError if the plan has blockers."""
    if plan.blockers or plan.log is None:
        raise ReleaseBlockedError(plan.blockers)
    project = plan.project
    repository = Repository.open(project.root)
    with tempfile.TemporaryDirectory(prefix="release-") as scratch:
        folder = Path(scratch)
        text = with_version(plan.contract, plan.next)
        log = plan.log.with_section(plan.next, plan.date, plan.notes, plan.web)
        contract = load_project_contract(project, text=text)
        client = build_project_client(project, contract)
        output = folder / project.output_name
        writer.write(output, render_package(client, project.templates, log))
        _write(folder / project.contract_name, text)
        _write(folder / RELEASED_NAMES_FILE, released_names(contract, str(plan.next)).text().encode())
        _write(folder / CHANGELOG_NAME, log.replace("\n", plan.log.line_end).encode())
        before = writer.read_manifest(project.root / project.output_name) or {}
        removed = [f"{project.output_name}/{path}" for path in before if not (output / path).exists()]
        message = f"Release {plan.next}\n\n{plan.notes}\n"
        commit = repository.commit(plan.head, folder, removed, message)
    repository.tag(plan.next.tag, commit, message)
    try:
        # One git command moves the branch and the checkout, so a failure leaves both unchanged. It fails if another
        # commit was made after the plan.
        repository.forward(commit)
    # Every failure must delete the tag, even KeyboardInterrupt, which is no subclass of Exception.
    except BaseException:
        repository.delete_tag(plan.next.tag)
        raise
    push = quote_words("git", "push", "--atomic", plan.remote, plan.branch or "HEAD", plan.next.tag)
    return AppliedRelease(commit, plan.next.tag, push)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
