"""The source `upstream`, which compares the contract with the vendor's OpenAPI document.

The rules of `compare` find the changes, as if the vendor's document were the next version of the contract. Only
operations and webhooks that the contract has are compared. OperationIds and tags are ignored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import Any

from specloop.compare import find_verdicts
from specloop.compare.api_surface import RATE_LIMIT
from specloop.compare.registry import Verdict
from specloop.drift.findings import FixableFinding, SourceResult
from specloop.drift.fixes.adopt import UpstreamChange, edits_for_change
from specloop.drift.fixes.alignment import (
    AlignedOperations,
    PointerAlignment,
    addresses_of,
    match_operations,
    path_shape,
)
from specloop.drift.fixes.batch import FixOutcome
from specloop.drift.fixes.edits import Edit
from specloop.drift.sources.mintlify import OpenApiFence
from specloop.errors import InputError, Problem
from specloop.openapi.document import Document
from specloop.openapi.index import DocumentIndex
from specloop.openapi.json_pointer import (
    JsonObject,
    JsonPointer,
    Resolved,
    format_pointer,
    get_at,
    iter_objects,
    parse_local_ref,
    resolve_object,
)
from specloop.openapi.loader import load_document
from specloop.openapi.normalize import normalize, source_pointer
from specloop.openapi.object_types import HTTP_METHODS
from specloop.openapi.operations import Operation, iter_operations
from specloop.openapi.retrieval import read_bytes, without_secrets
from specloop.openapi.validation import validate
from specloop.report import Drift, Severity
from specloop.text_format import pluralize

CLIENT_NAME_CODES = {
    *(
        "client-renamed",
        "class-renamed",
        "class-type-renamed",
        "class-added",
        "class-removed",
        "method-renamed",
        "method-moved",
        "namespace-renamed",
        "namespace-class-renamed",
    ),
    *(
        "argument-renamed",
        "body-argument-renamed",
        "path-parameter-respelled",
        "positions-changed",
        "credential-argument-renamed",
    ),
    *("package-documentation-changed", "pages-added", "pages-removed", "page-items-moved"),
    *("paging-changed", "other-servers-changed", "operation-server-credentials-changed", "base-path-moved"),
    *("attribute-renamed", "attribute-renamed-with-alias", "enum-member-renamed"),
    *("class-passed-as-dict", "class-not-passed-as-dict", "class-renamed-with-alias"),
    *("namespace-renamed-with-alias", "method-renamed-with-alias", "argument-renamed-with-alias"),
    *("body-argument-renamed-with-alias", "wait-added", "wait-removed"),
    *("credential-argument-added", "credential-argument-removed"),
}
"""Rule codes of changes that affect only names and documentation in a client, and not the requests and responses."""

CONSTRUCTOR_CODES = {"constructor-argument-added", "constructor-argument-removed"}

DOCUMENTATION_SUFFIX = "-documentation-changed"
MAX_ADDED_OPERATIONS_LISTED = 20
MAX_NOTED_PROBLEMS = 10


def examine_upstream(contract: Document, *, file: str) -> SourceResult:
    """Compare the contract with the vendor's OpenAPI document, which is a file or a URL.

    Raises InputError if the contract has no operation of this document.
    """
    theirs = load_document(without_secrets(file), text=read_bytes(file))
    source = theirs.source
    contract = normalize(contract)
    others, problems = _keep_shared(contract, theirs)
    theirs = normalize(theirs)
    pairs, unmatched, _ = match_operations(contract, theirs)
    if not pairs:
        what = (
            f"none of the {len(unmatched)} operations of the contract is among "
            f"the {len(others)} operations of this document"
        )
        missing = InputError.at(source, f"{what}; expected the OpenAPI document of the same API")
        raise InputError([*missing.problems, *problems[:MAX_NOTED_PROBLEMS]])
    result = _compare_operations(contract, theirs, pairs, "upstream")
    findings = [*result.findings, *(_removed_operation(contract, source, each) for each in unmatched)]
    if others:
        findings.append(_added_operations(contract, source, others))
    notes = [*result.notes, *map(str, problems[:MAX_NOTED_PROBLEMS])]
    if len(problems) > MAX_NOTED_PROBLEMS:
        notes.append(f"and {len(problems) - MAX_NOTED_PROBLEMS} more such problems in {source}")
    examined = {"operations": len(pairs), "operations that only they have": len(others)}
    return replace(result, examined=examined, findings=findings, notes=notes, referenced=_referenced(theirs))


def examine_fence(contract: Document, fence: OpenApiFence) -> SourceResult:
    """Compare the contract with the OpenAPI document in a documentation page, for the operation that the page is about.

    Raises InputError if the document is invalid, or the contract does not have the operation.
    """
    text = "\n" * (fence.line - 1) + fence.text  # Empty lines keep line numbers equal to those of the page.
    theirs = load_document(fence.file, text=text.encode())
    validate(theirs)
    theirs.data.pop("webhooks", None)
    contract, theirs = normalize(contract), normalize(theirs)
    pairs, _, _ = match_operations(contract, theirs)
    pairs = [
        pair
        for pair in pairs
        if (pair[1].http_method, path_shape(pair[1].path)) == (fence.method, path_shape(fence.path))
    ]
    if not pairs:
        what = f"{fence.method} {fence.path} is not an operation of the contract"
        raise InputError.at(fence.file, f"{what}; expected a page of this API", fence.line)
    result = _compare_operations(contract, theirs, pairs, "the page")
    examined = {"pages": 1, "operations": len(pairs)}
    return replace(result, source="docs", examined=examined, referenced=_referenced(theirs))


def _referenced(theirs: Document) -> list[str]:
    """Return the names of the other files to which the vendor's document refers."""
    return [each.source for each in theirs.others.values()]


# --- the parts of the vendor's document that our operations use ---


def _keep_shared(ours: Document, theirs: Document) -> tuple[list[str], list[Problem]]:
    """Remove from the vendor's document the operations that our contract lacks, and components that are then unused.

    Return the removed operations, such as `GET /things`, and the problems to show as notes. Raises InputError if the
    shortened document is invalid.
    """
    problems, remarks = _problems(theirs)
    labels = {each.label for each in iter_operations(ours.data)}
    addresses = {(each.http_method, at) for each in iter_operations(ours.data) for at in addresses_of(ours, each)}
    others = []
    paths: JsonObject = theirs.data.get("paths") or {}
    for path, raw in list(paths.items()):
        found = _path_item(theirs, path, raw)
        if found is None:
            if path_shape(path) not in {at for _, at in addresses}:
                del paths[path]
            continue
        left = 0
        for holder, method, pointer in _operations(found):
            node = get_at(theirs.data, pointer)
            known = {(method, at) for at in _addresses(theirs, path, pointer)}
            own = node.get("operationId") if isinstance(node, dict) else None
            if known & addresses or (own or f"{method} {path}") in labels:
                left += 1
            else:
                others.append(f"{method} {path}")
                del holder[str(pointer[-1])]
        if not left:
            del paths[path]
    if isinstance(webhooks := theirs.data.get("webhooks"), dict):
        _keep_keys(webhooks, ours.data.get("webhooks") or {})
    _drop_unreachable(theirs.data)
    if not problems:
        return others, remarks
    # Problems in the removed parts, and in parts that are not compared, do no harm.
    theirs.data.update({"info": deepcopy(ours.data["info"]), "tags": deepcopy(ours.data.get("tags", []))})
    _drop_unreachable_references(theirs)
    reached, _ = _problems(theirs)
    if reached:
        raise InputError(reached)
    return others, [*problems, *remarks]


def _drop_unreachable_references(document: Document) -> None:
    """Remove the problems with references to other files that the rest of a document no longer contains."""
    unresolved = (each.pointer for each in DocumentIndex(document).unresolved)
    reached = {document.place((*each, "$ref"), key=False) for each in unresolved}
    # A problem inside another file does not state the reference to this file.
    is_inside = bool(reached - {each.place for each in document.reference_problems})
    document.reference_problems[:] = [
        each
        for each in document.reference_problems
        if each.place in reached or (is_inside and each.place.file != document.source)
    ]


def _operations(item: Resolved) -> list[tuple[JsonObject, str, JsonPointer]]:
    """Return the operations of a path item: for each, the map that contains it, its method, and its pointer."""
    found = [(item.node, key.upper(), (*item.pointer, key)) for key in item.node if key in HTTP_METHODS]
    others = item.node.get("additionalOperations")
    if isinstance(others, dict):
        found += [(others, key, (*item.pointer, "additionalOperations", key)) for key in others]
    return found


def _path_item(theirs: Document, path: str, raw: Any) -> Resolved | None:
    """Return the path item `raw` after following its `$ref`; None if it does not resolve, or is no map."""
    try:
        found = resolve_object(theirs.data, raw, ("paths", path))
    except LookupError:
        return None
    return found if isinstance(found.node, dict) else None


def _addresses(theirs: Document, path: str, operation: JsonPointer) -> list[str]:
    """Return the URL paths of the operation at a pointer, which may be invalid, as may its servers."""
    if isinstance(get_at(theirs.data, operation), dict):
        return addresses_of(theirs, Resolved(path, operation))
    return [path_shape(path)]


def _problems(document: Document) -> tuple[list[Problem], list[Problem]]:
    """Validate a document. Return its errors and no notes if it is invalid, or else no errors and its notes."""
    try:
        return [], list(validate(document).notes)
    except InputError as error:
        return error.problems, []


def _drop_unreachable(document: JsonObject) -> None:
    """Remove the unused components of a document, except security schemes.

    Schemas that extend a used schema by `allOf` are kept.
    """
    components = document.get("components")
    if not isinstance(components, dict):
        return
    subtypes = _subtypes(components.get("schemas") or {})
    reached = set[tuple[str, str]]()
    unread: list[Any] = [value for key, value in document.items() if key != "components"]
    while unread:
        for node in iter_objects(unread.pop()):
            for kind, name in _references(node):
                for each in (name, *(subtypes.get(name, ()) if kind == "schemas" else ())):
                    if (kind, each) not in reached and each in (components.get(kind) or {}):
                        reached.add((kind, each))
                        unread.append(components[kind][each])
    for kind, found in components.items():
        if kind != "securitySchemes" and isinstance(found, dict):
            _keep_keys(found, {name for name in found if (kind, name) in reached})


def _keep_keys(node: JsonObject, keys: Container[str]) -> None:
    """Remove all keys from an object except those in `keys`."""
    # The object is not replaced by a copy, because the source map finds line numbers by the object.
    for key in [key for key in node if key not in keys]:
        del node[key]


def _subtypes(schemas: JsonObject) -> dict[str, list[str]]:
    """Return a dict from each base schema's name to the names of the schemas that extend it by `allOf`."""
    found: dict[str, list[str]] = {}
    for name, node in schemas.items():
        parts = (node.get("allOf") or []) if isinstance(node, dict) else []
        for part in parts:
            for _, base in _references(part) if isinstance(part, dict) else ():
                found.setdefault(base, []).append(name)
    return found


def _references(node: JsonObject) -> Iterator[tuple[str, str]]:
    """Yield the type, such as `schemas`, and name of each component to which an object's `$ref` or `mapping` refers."""
    if isinstance(node.get("$ref"), str):
        steps = parse_local_ref(node["$ref"])
        if steps[:1] == ("components",) and len(steps) > 2:  # noqa: PLR2004
            yield str(steps[1]), str(steps[2])
    rule = node.get("discriminator")
    for target in (rule.get("mapping") or {}).values() if isinstance(rule, dict) else ():
        yield "schemas", str(target).rpartition("/")[2]


# --- comparison ---


def _compare_operations(ours: Document, theirs: Document, pairs: list[AlignedOperations], who: str) -> SourceResult:
    contract = ours.written or ours
    places = PointerAlignment(ours, theirs, pairs)
    labels = {mine.label for mine, _ in pairs}
    _adopt_our_names(ours, theirs, pairs)
    verdicts = find_verdicts(_keep_compared(contract, labels, theirs), theirs)
    reported = [each for each in verdicts if not _is_about_client(each)]
    findings = [_finding(ours, theirs, places, each, who) for each in reported]
    names = Counter(each.rule.code for each in verdicts if _is_about_client(each))
    aside = ", ".join(f"{count} {code}" for code, count in sorted(names.items()))
    notes = [f"omitted, because they only change names in the client: {aside}"] if names else []
    before = Counter(_change_key(each) for each in reported)

    def prove(result: Document, outcomes: Sequence[FixOutcome]) -> set[int]:
        """Return the indexes of the fixes in `outcomes` that probably caused new differences.

        `result` is our contract with all fixes applied. New differences are those that our contract did not have
        before.
        """
        found = find_verdicts(_keep_compared(result, labels, theirs), theirs)
        # An edit that replaces a `$ref` by the schema of the vendor's component changes class names.
        after = [each for each in found if not _is_about_client(each)]
        left = Counter(_change_key(each) for each in after)
        added = [each for each in after if left[_change_key(each)] > before[_change_key(each)]]
        return _nearest_fixes(outcomes, added) if added else set()

    return SourceResult("upstream", {}, findings, notes, prove=prove)


def _is_about_client(verdict: Verdict) -> bool:
    """Return whether a change affects only the generated client, such as a class name, and no request or response."""
    code = verdict.rule.code
    is_rate_limit = code in CONSTRUCTOR_CODES and verdict.match.key == RATE_LIMIT
    is_url_same = code == "operation-server-changed" and verdict.wire == "ok"
    return code in CLIENT_NAME_CODES or is_rate_limit or is_url_same


def _change_key(verdict: Verdict) -> tuple[str, str]:
    return verdict.rule.code, verdict.match.message


def _nearest_fixes(outcomes: Sequence[FixOutcome], added: Sequence[Verdict]) -> set[int]:
    """Return the indexes of the fixes in `outcomes` that probably caused the new differences `added`.

    These are the fixes whose pointers share the most leading steps with the pointer of a difference.
    """
    found = set()
    for verdict in added:
        place = verdict.match.old_pointer or ()
        shared = {
            index: max(_shared_length(place, pointer) for pointer in outcome.pointers)
            for index, outcome in enumerate(outcomes)
            if outcome.patch and outcome.pointers
        }
        longest = max(shared.values(), default=0)
        found |= {index for index, length in shared.items() if length == longest}
    return found


def _shared_length(one: JsonPointer, other: JsonPointer) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _keep_compared(ours: Document, labels: set[str], theirs: Document) -> Document:
    """Return a copy of our contract that has only the operations in `labels`.

    Webhooks are removed, too, if the vendor has none. If there is nothing to remove, return the contract itself.
    """
    paths = {}
    for path, raw in (ours.data.get("paths") or {}).items():
        item = resolve_object(ours.data, raw, ("paths", path)).node
        kept = {
            key: value
            for key, value in item.items()
            if not (isinstance(value, dict) and "responses" in value)
            or (value.get("operationId") or f"{key.upper()} {path}") in labels
        }
        if any(isinstance(value, dict) and "responses" in value for value in kept.values()):
            paths[path] = raw if len(kept) == len(item) else kept
    aside: set[str] = set() if "webhooks" in theirs.data else {"webhooks"}
    # For the contract itself, the ApiSurface is already cached.
    if paths == ours.data.get("paths") and not aside & ours.data.keys():
        return ours
    return replace(ours, data={key: value for key, value in ours.data.items() if key not in aside} | {"paths": paths})


def _adopt_our_names(ours: Document, theirs: Document, pairs: list[AlignedOperations]) -> None:
    """Copy our operationIds, tags and `info` to the vendor's document, so that no difference in them is reported.

    Also remove the operations that are not in `pairs` from the vendor's document.
    """
    kept = {other.pointer: mine for mine, other in pairs}
    paths = theirs.data["paths"]
    for path in list(paths):
        found = resolve_object(theirs.data, paths[path], ("paths", path))
        item = found.node
        for key in list(item):
            mine = kept.get((*found.pointer, key))
            if mine is not None:
                _copy_names(mine, item[key])
            elif isinstance(item[key], dict) and "responses" in item[key]:
                del item[key]
        if not any(isinstance(value, dict) and "responses" in value for value in item.values()):
            del paths[path]
    theirs.data["info"] = ours.data["info"]
    theirs.data["tags"] = ours.data.get("tags", [])


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
        message=f"according to {who}: {match.message} ({theirs.place(new)})",
        operation=", ".join(verdict.operations),
        pointer=format_pointer(source_pointer(ours, here)),
        expected=match.old,
        observed=match.new,
    )
    stands = places.ours_for(match.new_pointer) if match.new_pointer is not None else here
    value = get_at(ours.data, match.old_pointer) if match.old_pointer is not None else None
    change = UpstreamChange(theirs, match.old_pointer, match.new_pointer, stands, verdict.operations, value)
    return FixableFinding(drift, partial(_fix_change, change=change), match.key or str(match.new or ""))


def _fix_change(contract: Document, change: UpstreamChange) -> list[Edit]:
    try:
        return edits_for_change(contract, change)
    except LookupError:
        return []  # An earlier edit removed the place of this change, so there is nothing to edit.


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


def _added_operations(contract: Document, source: str, others: Sequence[str]) -> FixableFinding:
    """Build one finding that lists `others`, the operations that only the vendor's document has.

    `source` is the path or URL of this document.
    """
    shown = ", ".join(others[:MAX_ADDED_OPERATIONS_LISTED])
    rest = f" and {len(others) - MAX_ADDED_OPERATIONS_LISTED} more" if len(others) > MAX_ADDED_OPERATIONS_LISTED else ""
    drift = Drift(
        code="operation-added",
        severity="info",
        where=contract.place(("paths",)),
        message=f"{source} has {pluralize(len(others), 'operation')} that the contract does not have: {shown}{rest}",
        pointer="/paths",
        observed=len(others),
        count=len(others),
        of=len(others),
    )
    return FixableFinding(drift)
