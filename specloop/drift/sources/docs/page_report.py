"""The findings and notes from the comparison of one documentation page with its operation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, TypedDict, Unpack

from specloop.drift.findings import FixableFinding
from specloop.drift.fixes.edits import Fix, no_edits
from specloop.drift.sources.docs.page_parser import Page
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.operations import Operation
from specloop.report import Drift, Severity

SAME_FORM = 0.5
"""The similarity of an example that has only the form of the response: both are arrays, or neither of them is one."""


class DifferenceDetails(TypedDict, total=False):
    """Optional arguments of `PageComparison.add`: the fix, and fields of the finding, such as its severity.

    The default severity is `warning`.
    """

    severity: Severity
    pointer: str
    expected: Any
    observed: Any
    fix: Fix
    """Builds the edits that copy the page's statement to the contract."""


@dataclass(slots=True)
class PageComparison:
    """The comparison of one documentation page with one operation, which collects findings and notes."""

    contract: Document
    page: Page
    operation: Operation
    example: Any = None
    """The example of the response; None if the page has no example."""
    example_line: int = 0
    unheaded: dict[str, set[str]] = field(default_factory=dict)
    """The sections whose heading the page lacks, each with the names of its attributes that the page lists."""
    lost_descriptions: set[str] = field(default_factory=set)
    """The descriptions of parameters and properties whose name and type the page lacks."""
    points: int = 0
    """How many statements of the page were compared with the contract."""
    findings: list[FixableFinding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def choose_example(self, names: Collection[str], *, is_array: bool) -> None:
        """Set `example` to the JSON example in the page that is most similar to the contract's response, if any.

        Args:
            names: The response's property names in the contract and in the page; a similar example has many of them.
            is_array: Whether the contract's response is an array.
        """
        scores = [_similarity(value, names, is_array=is_array) for value, _ in self.page.examples]
        if not scores:
            return
        # A page shows examples of the request before those of the response. So, of equally similar examples, take the
        # last if the page has a request body, and otherwise the first, since examples of errors are last.
        number = max(
            range(len(scores)), key=lambda each: (scores[each], each if "body" in self.page.sections else -each)
        )
        if self.page.has_broken_example and scores[number] <= SAME_FORM:
            return  # No example has properties of the response, so the example that is not JSON is probably its own.
        self.example, self.example_line = self.page.examples[number]

    def add(self, code: str, where: JsonPointer, message: str, line: int, **details: Unpack[DifferenceDetails]) -> None:
        """Add a difference between the page and the contract to the findings.

        Args:
            code: The code of the finding.
            where: The pointer of the part of the contract that differs from the page.
            message: What differs, as a sentence for the user.
            line: The line number of the difference in the page.
            **details: The fix, and further fields of the finding.
        """
        drift = Drift(
            code=code,
            severity=details.get("severity", "warning"),
            where=self.contract.place(where),
            message=f"{message} ({self.page.place(line)})",
            operation=self.operation.label,
            pointer=details.get("pointer", ""),
            expected=details.get("expected"),
            observed=details.get("observed"),
        )
        self.findings.append(FixableFinding(drift, details.get("fix", no_edits), str(drift.observed or "")))

    def note(self, line: int, what: str) -> None:
        """Add a note about a line of the page that could not be compared."""
        self.notes.append(f"{self.page.place(line)}: {what}")


def _similarity(value: Any, names: Collection[str], *, is_array: bool) -> float:
    """Return the share of an example's properties that are in `names`, plus SAME_FORM if its form fits the response.

    The form fits if both are arrays, or neither of them; `is_array` is whether the response is an array.
    """
    item = value[0] if isinstance(value, list) and value else value
    if not isinstance(item, dict):
        return float(isinstance(value, list) == is_array) * SAME_FORM
    shared = len(item.keys() & set(names)) / max(len(item), 1)
    return shared + float(isinstance(value, list) == is_array) * SAME_FORM
