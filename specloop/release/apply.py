"""A plan that nothing speaks against -> the release: one commit and one tag, or nothing at all.

Everything is made in a place of its own, down to the commit. Only then do the branch and the files move, in one step
of git's, so that whatever fails leaves the checkout as it was. That step fails if somebody has been at work since the
plan was made.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from specloop.codegen import writer
from specloop.codegen.builder import build_client
from specloop.openapi.loader import load_document
from specloop.release import project
from specloop.release.errors import ReleaseBlockedError
from specloop.release.git import Repository
from specloop.release.layout import CHANGELOG, CONTRACT, GENERATED, PUBLISHED
from specloop.release.plan import Plan
from specloop.release.version import with_version


@dataclass(frozen=True)
class Applied:
    """What was made, and how to hand it on."""

    commit: str
    tag: str
    push: str


def apply(root: Path, plan: Plan) -> Applied:
    """Commit and tag the release. Raises RefusedError for a plan that is refused."""
    if plan.refusals or plan.log is None:
        raise ReleaseBlockedError(plan.refusals)
    repository = Repository.open(root)
    with tempfile.TemporaryDirectory(prefix="release-") as scratch:
        folder = Path(scratch)
        contract = with_version(plan.contract, plan.next)
        log = plan.log.with_section(plan.next, plan.date, plan.notes, plan.web)
        (folder / CONTRACT).write_bytes(contract)
        (folder / CHANGELOG).write_text(log, encoding="utf-8", newline="\n")
        writer.write(folder / GENERATED, project.tree(root, build_client(load_document(CONTRACT, text=contract)), log))
        message = f"Release {plan.next}\n\n{plan.notes}\n"
        commit = repository.commit(plan.head, folder, PUBLISHED, message)
    repository.tag(plan.next.tag, commit, message)
    try:
        repository.forward(commit)
    except BaseException:  # also when somebody presses Ctrl-C
        repository.delete_tag(plan.next.tag)
        raise
    push = f"git push --atomic {plan.remote} {plan.branch} {plan.next.tag}"
    return Applied(commit, plan.next.tag, push)
