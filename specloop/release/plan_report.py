"""Formatting of a release plan as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from specloop.arguments import tool_command
from specloop.errors import printable
from specloop.openapi.released_names import RELEASED_NAMES_FILE
from specloop.project import CHANGELOG_NAME
from specloop.release.version import VERSION_POINTER
from specloop.report import BUMPS

if TYPE_CHECKING:
    # This import is for type checkers only: it loads the whole generator, which `release build` does not need.
    from specloop.release.plan import ReleasePlan

MAX_PRINTED_REASONS = 10
"""Maximum number of bump reasons that are printed; the command `compare` prints all changes."""


def text(plan: ReleasePlan) -> str:
    """Format a release plan as text: the version, the reasons, the steps and the new changelog section."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: ReleasePlan) -> Iterator[str]:
    if plan.is_lost:
        yield "The last release cannot be determined here, so the next one cannot either."
        return
    before = plan.last or "nothing yet"
    yield f"Released so far: {before}. To be released: {plan.next if plan.next != plan.last else 'nothing'}."
    yield from map(printable, _why(plan))
    yield from (printable(f"{remark[0].upper()}{remark[1:]}.") for remark in plan.remarks)
    if plan.next == plan.last:
        return
    yield ""
    yield "Here is the plan:"
    place = plan.contract.place(VERSION_POINTER)
    change = (
        (f"version {plan.written} -> {plan.next}") if plan.written != plan.next else f"version {plan.next}, unchanged"
    )
    rows = [
        (f"{place.file}:{place.line}", change),
        (CHANGELOG_NAME, "the section below, and an empty [Unreleased]"),
        (RELEASED_NAMES_FILE, f"the names in {plan.next}"),
        (f"{plan.project.output_name}/", "regenerated"),
        ("git", f"a commit on {plan.branch or 'no branch'}, tagged {plan.next.tag}; nothing is pushed"),
    ]
    width = max(len(name) for name, _ in rows)
    yield from (f"  {name:<{width}}  {what}" for name, what in rows)
    yield ""
    yield from map(printable, plan.section.split("\n"))


def _why(plan: ReleasePlan) -> Iterator[str]:
    if plan.last is None:
        yield "The first release has the version of the contract."
        return
    counts = plan.last.major == 0 and plan.bump == "major"
    if plan.reasons:
        yield f"The bump is {plan.bump}{', which before 1.0 counts as minor' if counts else ''}:"
    ordered = sorted(plan.reasons, key=lambda reason: -BUMPS.index(reason.bump))
    yield from (f"  {reason.bump:<5}  {reason.text}" for reason in islice(ordered, MAX_PRINTED_REASONS))
    if len(ordered) > MAX_PRINTED_REASONS:
        yield f"  ... and {len(ordered) - MAX_PRINTED_REASONS} more: see `{tool_command('compare')}`"
    if plan.written != plan.last and plan.next == plan.written:
        yield f"The version {plan.written} was set by hand, and is large enough."


def json_text(plan: ReleasePlan) -> str:
    """Format a release plan as JSON text."""
    data = {
        "last": str(plan.last) if plan.last else None,
        "bump": plan.bump,
        "version": None if plan.is_lost else str(plan.next),
        "tag": None if plan.is_lost else plan.next.tag,
        "possible": not plan.blockers,
        "reasons": [{"bump": reason.bump, "message": reason.text} for reason in plan.reasons],
        "changes": [change.data() for change in plan.changes],
        "section": None if plan.is_lost else plan.section,
        "refusals": [{"reason": each.reason, "cure": each.fix} for each in plan.blockers],
        "remarks": list(plan.remarks),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
