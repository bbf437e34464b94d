"""The table that `--matrix` adds to a report: for each finding, the released versions that have the same finding.

A release has a finding if the comparison with the contract of that release gives the same finding.
"""

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
    """The findings of a drift run, each with the released versions that have the same finding."""

    versions: Sequence[str]
    """The versions that were examined."""
    hit: Sequence[tuple[Drift, Sequence[str]]]
    problems: Sequence[str] = ()
    """One sentence for each version that could not be examined."""

    def data(self) -> list[dict[str, Any]]:
        """Return one JSON object for each finding: its code, operation, pointer and released versions."""
        return [
            {"code": each.code, "operation": each.operation, "pointer": each.pointer, "versions": list(versions)}
            for each, versions in self.hit
        ]

    def table(self) -> Table:
        """Return the matrix as a table for a report, with one row for each finding."""
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
    """Find out which releases have the same findings as the current contract.

    Args:
        releases: The releases to examine.
        findings: The findings for the current contract. Those with the severity `info` are left out of the result.
        examine: A function that compares a contract with the drift source, such as recorded traffic.

    Raises:
        InputError: No release could be examined.
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
