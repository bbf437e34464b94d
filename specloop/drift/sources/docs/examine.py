"""The source `docs`, which compares documentation pages with the contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from specloop.drift.findings import FixableFinding, SourceResult
from specloop.drift.sources.docs.compare_bodies import compare_request_body, compare_response
from specloop.drift.sources.docs.compare_endpoint import compare_endpoint, find_operation
from specloop.drift.sources.docs.compare_parameters import compare_parameters
from specloop.drift.sources.docs.headings import find_unheaded
from specloop.drift.sources.docs.page_parser import parse_page
from specloop.drift.sources.docs.page_report import PageComparison
from specloop.drift.sources.mintlify import find_fence
from specloop.drift.sources.upstream import examine_fence
from specloop.errors import InputError, Problem
from specloop.openapi.document import Document
from specloop.openapi.normalize import normalize
from specloop.openapi.retrieval import read_text, without_secrets
from specloop.text_format import quote


def examine_pages(contract: Document, *, files: Sequence[str]) -> SourceResult:
    """Compare documentation pages, given as files or URLs, with the contract.

    If any page cannot be compared, the others are still examined, and then InputError is raised for all such pages.
    """
    contract = normalize(contract)
    examined: Counter[str] = Counter()
    findings: list[FixableFinding] = []
    notes: list[str] = []
    referenced: list[str] = []
    problems: list[Problem] = []
    for file in files:
        try:
            found = _examine(contract, file)
        except InputError as error:
            problems += error.problems
            continue
        examined.update(found.examined)
        findings += found.findings
        notes += found.notes
        referenced += found.referenced
    if problems:
        raise InputError(problems)
    return SourceResult("docs", dict(examined), findings, notes, referenced=referenced)


def _examine(contract: Document, file: str) -> SourceResult:
    text = read_text(file, "a documentation page")
    file = without_secrets(file)
    fence = find_fence(file, text)
    if fence is not None:
        return examine_fence(contract, fence)
    page = parse_page(file, text)
    comparison = PageComparison(contract, page, find_operation(contract, page))
    comparison.unheaded = find_unheaded(comparison)
    compare_endpoint(comparison)
    for section in ("path", "query", "header", "cookie"):
        compare_parameters(comparison, section)
    compare_request_body(comparison)
    compare_response(comparison)
    comparison.notes += [
        f"{page.place(line)}: this line is not understood and not compared: {quote(page.lines[line - 1])}"
        for line in page.unread
    ]
    return SourceResult("docs", {"pages": 1, "points": comparison.points}, comparison.findings, comparison.notes)
