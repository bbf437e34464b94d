"""A page and the operation it is of -> the account of their comparison: points, findings, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specloop.drift.findings import FixableFinding
from specloop.drift.fixes.edits import Fix, no_edits
from specloop.drift.sources.docs.page_parser import Page
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.operations import Operation
from specloop.report import Drift, Severity


@dataclass(frozen=True, slots=True)
class PageDifference:
    """One thing in which page and contract differ."""

    code: str
    where: JsonPointer
    """In the contract."""
    message: str
    line: int
    """In the page."""
    pointer: str = ""
    expected: Any = None
    observed: Any = None
    severity: Severity = "warning"
    fix: Fix = no_edits


@dataclass(slots=True)
class PageComparison:
    """What is compared with what, and what came of it."""

    contract: Document
    page: Page
    operation: Operation
    points: int = 0
    """How many statements of the page were compared."""
    findings: list[FixableFinding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def old(self) -> bool:
        """Whether the contract is OpenAPI 3.0, in which null is no type."""
        return str(self.contract.document.get("openapi", "")).startswith("3.0")

    def add(self, found: PageDifference) -> None:
        """Enter a difference."""
        drift = Drift(
            code=found.code,
            severity=found.severity,
            where=self.contract.place(found.where),
            message=f"{found.message} ({self.page.place(found.line)})",
            operation=self.operation.label,
            pointer=found.pointer,
            expected=found.expected,
            observed=found.observed,
        )
        self.findings.append(FixableFinding(drift, found.fix, str(found.observed or "")))

    def note(self, line: int, what: str) -> None:
        """Say what could not be compared."""
        self.notes.append(f"{self.page.place(line)}: {what}")
