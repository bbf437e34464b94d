"""The OpenAPI document that the vendor publishes, or the one in a page's fence, and our contract -> findings.

`compare` finds the changes, as if theirs were our next contract. It is shown only the operations that we have, under
our names: how operations and schemas are called is a matter of each document, and not of the API.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice

from specloop.compare.api_surface import ApiSurface, deep_recursion
from specloop.compare.registry import Verdict, merge_matches
from specloop.compare.runner import apply_all_rules
from specloop.drift.findings import FixableFinding, SourceResult
from specloop.drift.fixes.adopt import UpstreamChange, edits_for_change
from specloop.drift.fixes.alignment import OperationPair, PointerAlignment, match_operations, path_shape
from specloop.drift.fixes.edits import Edit
from specloop.drift.fixes.patch import apply_fix
from specloop.drift.fixes.yaml_editor import EditRejectedError
from specloop.drift.sources.mintlify import OpenApiFence
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import format_pointer
from specloop.openapi.loader import load_document
from specloop.openapi.operations import Operation
from specloop.openapi.retrieval import read_bytes, without_secrets
from specloop.openapi.validation import validate
from specloop.report import Drift, Severity

CLIENT_NAME_CODES = {
    *(
        "client-renamed",
        "class-renamed",
        "class-added",
        "class-removed",
        "method-renamed",
        "method-moved",
        "namespace-renamed",
    ),
    *(
        "argument-renamed",
        "body-argument-renamed",
        "positions-changed",
        "credential-argument-renamed",
        "member-respelled",
    ),
    *("parameter-respelled", "package-documentation-changed", "pages-added", "pages-removed", "page-items-moved"),
    "paging-changed",
}
"""Changes in what a client calls things, not in what goes over the wire."""

DOCUMENTATION_SUFFIX = "-documentation-changed"
MAX_LISTED_OPERATIONS = 20
MAX_PROVED_FIXES = 100
"""For how many findings the edit is proved to mend it; each takes a comparison."""


def examine_upstream(contract: Document, *, file: str) -> SourceResult:
    """Compare the vendor's document with ours, in our operations. Raises InputError."""
    theirs = load_document(without_secrets(file), text=read_bytes(file))
    source = theirs.source
    validate(theirs)
    pairs, lonely, others = match_operations(contract, theirs)
    if not pairs:
        what = f"none of our {len(lonely)} operations is among its {len(others)}"
        raise InputError.at(source, f"{what}; expected the OpenAPI document of the same API")
    findings, notes = _compare_operations(contract, theirs, pairs, "upstream")
    findings += [_removed_operation(contract, source, each) for each in lonely]
    if others:
        findings.append(_added_operations(contract, source, others))
    return SourceResult(
        "upstream", {"operations": len(pairs), "operations that only they have": len(others)}, findings, notes
    )


def examine_fence(contract: Document, fence: OpenApiFence) -> SourceResult:
    """Compare the document in a page with ours, in the page's operation. Raises InputError."""
    text = "\n" * (fence.line - 1) + fence.text  # so that its lines are the page's
    theirs = load_document(fence.file, text=text.encode())
    validate(theirs)
    pairs, _, _ = match_operations(contract, theirs)
    pairs = [
        pair
        for pair in pairs
        if (pair[1].http_method, path_shape(pair[1].path)) == (fence.method, path_shape(fence.path))
    ]
    if not pairs:
        what = f"{fence.method} {fence.path} is no operation of ours"
        raise InputError.at(fence.file, f"{what}; expected a page of this API", fence.line)
    findings, notes = _compare_operations(contract, theirs, pairs, "the page")
    return SourceResult("docs", {"pages": 1, "operations": len(pairs)}, findings, notes)


# --- comparing ---


def _compare_operations(
    ours: Document, theirs: Document, pairs: list[OperationPair], who: str
) -> tuple[list[FixableFinding], list[str]]:
    places = PointerAlignment(ours, theirs, pairs)
    labels = {mine.label for mine, _ in pairs}
    _adopt_our_names(ours, theirs, pairs)
    verdicts = list(_verdicts(_keep_operations(ours, labels), theirs))
    told = [each for each in verdicts if each.rule.code not in CLIENT_NAME_CODES]
    findings = [_finding(ours, theirs, places, each, who) for each in told]
    findings = [
        _keep_proved_fix(ours, theirs, each, labels) if number < MAX_PROVED_FIXES else _without_fix(each)
        for number, each in enumerate(findings)
    ]
    names = Counter(each.rule.code for each in verdicts if each.rule.code in CLIENT_NAME_CODES)
    aside = ", ".join(f"{count} {code}" for code, count in sorted(names.items()))
    return findings, [f"left out, as it is about names in the client alone: {aside}"] if names else []


def _verdicts(ours: Document, theirs: Document) -> Iterator[Verdict]:
    try:
        with deep_recursion():
            yield from merge_matches(apply_all_rules(ApiSurface(ours), ApiSurface(theirs)))
    except RecursionError:
        raise InputError.at(
            theirs.source, "its schemas refer to each other too deeply; expected fewer levels"
        ) from None


def _keep_operations(ours: Document, labels: set[str]) -> Document:
    """Give our contract with some operations only; all places stay."""
    paths = {}
    for path, item in (ours.document.get("paths") or {}).items():
        kept = {
            key: value
            for key, value in item.items()
            if not (isinstance(value, dict) and "responses" in value)
            or (value.get("operationId") or f"{key.upper()} {path}") in labels
        }
        if any(isinstance(value, dict) and "responses" in value for value in kept.values()):
            paths[path] = kept
    return Document(ours.source, ours.text, {**ours.document, "paths": paths}, ours.spots)


def _adopt_our_names(ours: Document, theirs: Document, pairs: list[OperationPair]) -> None:
    """Take out of theirs what has no part in this, and give the rest our names; in place, so that places stay."""
    kept = {other.pointer: mine for mine, other in pairs}
    paths = theirs.document["paths"]
    for path in list(paths):
        item = paths[path]
        for key in list(item):
            mine = kept.get(("paths", path, key))
            if mine is not None:
                _copy_names(mine, item[key])
            elif isinstance(item[key], dict) and "responses" in item[key]:
                del item[key]
        if not any(isinstance(value, dict) and "responses" in value for value in item.values()):
            del paths[path]
    theirs.document.pop("webhooks", None)
    theirs.document["info"] = ours.document["info"]
    theirs.document["tags"] = ours.document.get("tags", [])


def _copy_names(mine: Operation, node: dict[str, object]) -> None:
    for key in ("operationId", "tags", "x-pagination"):
        node.pop(key, None)
        if key in mine.node:
            node[key] = mine.node[key]


# --- findings ---


def _severity(verdict: Verdict) -> Severity:
    if verdict.rule.code.endswith(DOCUMENTATION_SUFFIX):
        return "info"
    return "error" if verdict.wire in {"breaks", "may-reject", "behaviour"} or verdict.bump == "major" else "warning"


def _finding(ours: Document, theirs: Document, places: PointerAlignment, verdict: Verdict, who: str) -> FixableFinding:
    match = verdict.match
    new = match.new_pointer if match.new_pointer is not None else match.near
    here = match.old_pointer if match.old_pointer is not None else places.ours_for(new)
    drift = Drift(
        code=verdict.rule.code,
        severity=_severity(verdict),
        where=ours.place(here),
        message=f"says {who}: {match.message} ({theirs.place(new)})",
        operation=", ".join(verdict.operations),
        pointer=format_pointer(here),
        expected=match.old,
        observed=match.new,
    )
    stands = places.ours_for(match.new_pointer) if match.new_pointer is not None else here
    change = UpstreamChange(theirs, match.old_pointer, match.new_pointer, stands, verdict.operations)
    return FixableFinding(drift, partial(_fix_change, change=change), match.key or str(match.new or ""))


def _fix_change(contract: Document, change: UpstreamChange) -> list[Edit]:
    try:
        return edits_for_change(contract, change)
    except LookupError:
        return []  # an edit before this one has taken its place away


def _keep_proved_fix(ours: Document, theirs: Document, finding: FixableFinding, labels: set[str]) -> FixableFinding:
    """Keep an edit only if, with it, the two contracts differ in less than before."""
    try:
        result = apply_fix(ours, finding.fix(ours))
    except EditRejectedError:
        return _without_fix(finding)
    if result is ours:
        return _without_fix(finding)
    before, after = (_change_keys(_keep_operations(each, labels), theirs) for each in (ours, result))
    return finding if after < before else _without_fix(finding)


def _change_keys(ours: Document, theirs: Document) -> set[tuple[str, str]]:
    return {(each.rule.code, each.match.message) for each in islice(_verdicts(ours, theirs), 10 * MAX_PROVED_FIXES)}


def _without_fix(finding: FixableFinding) -> FixableFinding:
    return FixableFinding(finding.drift, detail=finding.detail)


def _removed_operation(contract: Document, source: str, operation: Operation) -> FixableFinding:
    drift = Drift(
        code="operation-removed",
        severity="error",
        where=contract.place(operation.pointer),
        message=f"{operation.label} ({operation.http_method} {operation.path}) is not in {source}",
        operation=operation.label,
        pointer=format_pointer(operation.pointer),
        expected=f"{operation.http_method} {operation.path}",
    )
    return FixableFinding(drift)


def _added_operations(contract: Document, source: str, others: list[Operation]) -> FixableFinding:
    """List once what they have beside ours."""
    named = [f"{each.http_method} {each.path}" for each in others]
    shown = ", ".join(named[:MAX_LISTED_OPERATIONS])
    rest = f" and {len(named) - MAX_LISTED_OPERATIONS} more" if len(named) > MAX_LISTED_OPERATIONS else ""
    drift = Drift(
        code="operation-added",
        severity="info",
        where=contract.place(("paths",)),
        message=f"{source} has {len(named)} operations that the contract does not have: {shown}{rest}",
        pointer="/paths",
        observed=len(named),
        count=len(named),
        of=len(named),
    )
    return FixableFinding(drift)
