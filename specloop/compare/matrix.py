"""The compatibility matrix: whether each released client works with an API that follows the current contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from specloop.compare import compare
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.report import WIRES, Bump, Report, Table, Wire, worst_bump, worst_wire
from specloop.text_format import join_words, pluralize

MAX_LISTED_OPERATIONS = 5

HEADER = ("Version", "Installed clients", "Upgrade")


class Release(NamedTuple):
    """A released version of the client, with a function that loads the contract of this version."""

    version: str
    load: Callable[[], Document]


class ReleaseVerdict(NamedTuple):
    """The result for one release: whether its client still works with an API that follows the current contract."""

    version: str
    wire: Wire | None
    """The worst effect of all changes on the client; None if the effect could not be determined."""
    bump: Bump
    operations: tuple[str, ...]
    """The operations on which the changes have the worst effect."""
    problem: str = ""

    @property
    def status(self) -> str:
        """The effect of the current contract on the released client: `ok`, or a text such as `breaks: listPets`.

        If the contracts could not be compared, the text states why.
        """
        if self.wire is None:
            return f"could not be determined: {self.problem}"
        if self.wire == "ok":
            return self.wire
        return f"{self.wire}: {join_words(self.operations, most=MAX_LISTED_OPERATIONS) or 'every call'}"

    def data(self) -> dict[str, Any]:
        """Return the verdict as a JSON object."""
        return {
            "version": self.version,
            "wire": self.wire,
            "bump": self.bump,
            "operations": list(self.operations),
            "problem": self.problem or None,
        }


def compare_releases(releases: Iterable[Release], new: Document) -> list[ReleaseVerdict]:
    """Compare the contract of each release with the current contract. Return a verdict for each release."""
    return [_compare_release(release, new) for release in releases]


def _compare_release(release: Release, new: Document) -> ReleaseVerdict:
    try:
        changes = compare(release.load(), new)
    except InputError as error:
        return ReleaseVerdict(release.version, None, "none", (), str(error.problems[0]))
    wire = worst_wire(change.wire for change in changes)
    affected = (name for change in changes if change.wire == wire != "ok" for name in change.operations)
    bump = worst_bump(change.bump for change in changes)
    return ReleaseVerdict(release.version, wire, bump, tuple(dict.fromkeys(affected)))


def matrix_report(verdicts: Sequence[ReleaseVerdict], new: Document) -> Report:
    """Build the report of `compare --matrix`: a table with a row for each release. `new` is the current contract."""
    working = sum(verdict.wire == "ok" for verdict in verdicts)
    known = [verdict.wire for verdict in verdicts if verdict.wire is not None]
    table = Table(
        f"Released clients and {new.source}",
        HEADER,
        [(each.version, each.status, each.bump if each.wire is not None else "") for each in verdicts],
    )
    noun = "released client" if len(verdicts) == 1 else "released clients"
    verb = "works" if 1 in {working, len(verdicts)} else "work"
    return Report(
        tool="compare",
        headline=f"{working} of {len(verdicts)} {noun} {verb} unchanged with {new.source}",
        head={
            "bump": worst_bump(verdict.bump for verdict in verdicts),
            "wire": worst_wire(known),
            "matrix": [verdict.data() for verdict in verdicts],
        },
        lists={},
        notes=[_count(wire, known) for wire in reversed(WIRES) if wire in known],
        tables=[table],
    )


def _count(wire: Wire, known: Sequence[Wire]) -> str:
    return f"{wire}: {pluralize(known.count(wire), 'version')}"
