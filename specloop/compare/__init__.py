"""Two contracts, then and now -> the Changes between them, and the version bump that they ask for.

    changes = compare(old, new)
    show(report(old, new, changes), "text")
    bump_for("0.4.1", worst_bump(change.bump for change in changes))

The way: `shapes` brings schemas into a normal form, `callers` gives the names that callers know, `pairs` finds out what
became what, the rules of each area see what differs (`engine` lets them), and here their findings become Changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from specloop.codegen.builder import build_client
from specloop.codegen.renderer import TemplateFolders
from specloop.compare import package_diff
from specloop.compare.api_surface import ApiSurface, deep_recursion
from specloop.compare.registry import TABLE, Rule, Verdict, judged
from specloop.compare.rules.package import classes_inside
from specloop.compare.runner import search
from specloop.errors import InputError, collect_errors
from specloop.openapi.document import Document
from specloop.openapi.validation.rules import validate
from specloop.report import BUMPS, Bump, Change, Report, worst_bump, worst_first

__all__ = ["TABLE", "Rule", "bump_for", "compare", "compare_packages", "report"]

URGENT = 5
"""How many urgent changes are told of above all others."""


def compare(old: Document, new: Document) -> list[Change]:
    """Find all changes between two contracts, worst first. Raises InputError for contracts that are none."""
    if old.text == new.text:
        validate(new)
        return []
    collect_errors(validate, (old, new))
    try:
        with deep_recursion():
            then, now = ApiSurface(old), ApiSurface(new)
            changes = [_change(then, now, verdict) for verdict in judged(search(then, now))]
    except RecursionError:
        raise InputError.at(new.source, "schemas refer to each other too deeply; expected fewer levels") from None
    return worst_first(changes)


def _change(then: ApiSurface, now: ApiSurface, verdict: Verdict) -> Change:
    found = verdict.found
    is_gone = found.at is None
    names = {*classes_inside(then, found.lost), *classes_inside(now, found.gained)}
    return Change(
        code=verdict.rule.code,
        bump=verdict.bump,
        wire=verdict.wire,
        where=then.contract.place(found.was or ()) if is_gone else now.contract.place(found.at or ()),
        message=found.message,
        operations=verdict.operations,
        old=found.old,
        new=found.new,
        near=now.contract.place(found.near) if is_gone else None,
        names=tuple(sorted(names)),
    )


def compare_packages(
    old: Document, new: Document, templates: TemplateFolders, changes: Iterable[Change]
) -> list[Change]:
    """Ask griffe what else breaks in the Python of the two packages; see `packages`. Raises InputError."""
    return package_diff.second_opinion(build_client(old), build_client(new), templates, changes)


def bump_for(version: str, bump: Bump) -> Bump:
    """Give the bump that a version takes: before 1.0 nothing is promised yet, and major counts as minor."""
    return "minor" if bump == "major" and version.split(".", maxsplit=1)[0] == "0" else bump


def report(old: Document, new: Document, changes: Sequence[Change]) -> Report:
    """Put together what `compare.py` prints."""
    bump = worst_bump(change.bump for change in changes)
    reasons = {rule.code: rule.reason for rule in TABLE.values()}
    return Report(
        tool="compare",
        headline=f"{bump}: {changes[0].message}" if changes else "none: callers of the client notice nothing",
        head={"bump": bump},
        key="changes",
        findings=changes,
        notes=[*_urgent(changes), _counted(old, new, changes)],
        reasons={**reasons, package_diff.CODE: package_diff.REASON},
    )


def _urgent(changes: Sequence[Change]) -> Iterator[str]:
    """Tell what cannot wait: installed clients fail, although a patch release is all it takes."""
    urgent = [change for change in changes if change.urgent]
    for change in urgent[:URGENT]:
        yield f"urgent: clients that are installed fail until they are upgraded: {change.message}"
    if len(urgent) > URGENT:
        yield f"urgent: and {len(urgent) - URGENT} more like that"


def _counted(old: Document, new: Document, changes: Sequence[Change]) -> str:
    counts = [(sum(change.bump == bump for change in changes), bump) for bump in reversed(BUMPS)]
    told = ", ".join(f"{count:,} {bump}" for count, bump in counts if count) or "no changes"
    return f"{told}, from {old.source} to {new.source}"
