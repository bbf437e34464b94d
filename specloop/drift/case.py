"""A finding, together with what tells it from others and with the edits that would mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from specloop.drift.findings import Evidence
from specloop.drift.fixes.suggest import suggest_edits
from specloop.drift.fixes.yaml_editor import Edit
from specloop.openapi.document import Document
from specloop.report import Drift

Mend = Callable[[Document], list[Edit]]
"""Given the contract as it is by then: edits that come earlier may have changed it."""


def nothing(_: Document) -> list[Edit]:
    """There is no edit."""
    return []


@dataclass(frozen=True, slots=True)
class FixableFinding:
    """One finding with all that belongs to it."""

    drift: Drift
    mend: Mend = nothing
    detail: str = ""
    observed: frozenset[str] = frozenset()

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What a baseline knows it by."""
        return (self.drift.code, self.drift.operation, self.drift.pointer, self.detail)


def of_evidence(found: Evidence) -> FixableFinding:
    """Make the case of something that was seen."""
    return FixableFinding(found.drift, partial(_mend, found=found), found.sighting.detail, found.kinds)


def _mend(contract: Document, *, found: Evidence) -> list[Edit]:
    return suggest_edits(contract, found)
