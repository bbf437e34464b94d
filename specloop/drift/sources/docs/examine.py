"""Files or URLs of documentation pages, and the contract -> findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from specloop.drift.case import Case
from specloop.drift.run import Found
from specloop.drift.sources.docs.compare_bodies import compare_request_body, compare_response
from specloop.drift.sources.docs.compare_endpoint import compare_head, operation_of
from specloop.drift.sources.docs.compare_parameters import compare_parameters
from specloop.drift.sources.docs.mintlify import fenced
from specloop.drift.sources.docs.page_parser import read_page
from specloop.drift.sources.docs.page_report import Ledger
from specloop.drift.sources.upstream import examine_fence
from specloop.errors import InputError, Problem
from specloop.openapi.document import Document
from specloop.openapi.retrieval import read_text, without_secrets


def examine_pages(contract: Document, files: Sequence[str]) -> Found:
    """Compare pages with the contract. Raises InputError, with all pages that cannot be compared."""
    examined: Counter[str] = Counter()
    cases: list[Case] = []
    notes: list[str] = []
    problems: list[Problem] = []
    for file in files:
        try:
            found = _examine(contract, file)
        except InputError as error:
            problems += error.problems
            continue
        examined.update(found.examined)
        cases += found.cases
        notes += found.notes
    if problems:
        raise InputError(problems)
    return Found("docs", dict(examined), cases, notes)


def _examine(contract: Document, file: str) -> Found:
    text = read_text(file, "a documentation page")
    file = without_secrets(file)
    fence = fenced(file, text)
    if fence is not None:
        return examine_fence(contract, fence)
    page = read_page(file, text)
    ledger = Ledger(contract, page, operation_of(contract, page))
    compare_head(ledger)
    for section in ("path", "query", "header", "cookie"):
        compare_parameters(ledger, section)
    compare_request_body(ledger)
    compare_response(ledger)
    ledger.notes += [f"{page.place(line)}: this line is not understood, and not compared" for line in page.unread]
    return Found("docs", {"pages": 1, "points": ledger.points}, ledger.cases, ledger.notes)
