"""The matrix of the option `--matrix`: the findings, and the releases whose contracts have the same findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from specloop.compare.matrix import Release
from specloop.drift.findings import FixableFinding, SourceResult
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.report import Drift, Table
from specloop.text_format import join_words

MAX_LISTED_VERSIONS = 6

FINDING_COLUMNS = ("Finding", "Released clients")


@dataclass(frozen=True, slots=True)
class FindingMatrix:
    """The matrix of findings and releases.

    Each finding has the versions of the releases whose contracts have the same finding, the newest version first.
    """

    versions: Sequence[str]
    """The versions that were examined."""
    hit: Sequence[tuple[Drift, Sequence[str]]]
    problems: Sequence[str] = ()
    """One sentence for each version that could not be examined."""

    def data(self) -> list[dict[str, Any]]:
        """Return the data of the matrix, as one JSON object for each finding."""
        return [
            {"code": each.code, "operation": each.operation, "pointer": each.pointer, "versions": list(versions)}
            for each, versions in self.hit
        ]

    def table(self) -> Table:
        """Return the matrix as a table of a report."""
        rows = [
            (" ".join(filter(None, (each.code, each.operation, each.pointer))), self._describe(versions))
            for each, versions in self.hit
        ]
        return Table("Released clients that a finding hits", FINDING_COLUMNS, rows)

    def _describe(self, versions: Sequence[str]) -> str:
        if not versions:
            return "none"
        if list(versions) == list(self.versions):
            return f"all {len(versions)}" if len(versions) > 1 else versions[0]
        return join_words(versions, most=MAX_LISTED_VERSIONS)


def examine_releases(
    releases: Iterable[Release],
    findings: Sequence[FixableFinding],
    examine: Callable[[Document], SourceResult],
) -> FindingMatrix:
    """Examine releases: compare the drift source with the contract of each. Return which releases have which finding.

    `examine` is a function that compares the drift source with a contract.

    Raises InputError if no release could be examined.
    """
    found: dict[str, set[tuple[str, str, str, str]]] = {}
    problems = []
    for release in releases:
        try:
            found[release.version] = {each.identity for each in examine(release.load()).findings}
        except InputError as error:
            problems.append(f"{release.version} could not be examined: {error.problems[0]}")
    if not found:
        reason = problems[0] if problems else "there is no such release; expected a tag vX.Y.Z"
        raise InputError.at("--matrix", f"no release could be examined: {reason}")
    hit = [(each.drift, [name for name, have in found.items() if each.identity in have]) for each in findings]
    return FindingMatrix(list(found), [each for each in hit if each[0].severity != "info"], problems)
