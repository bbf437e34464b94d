"""Adoption of upstream changes: edits that copy a change of the vendor's document into the project's contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from specloop.drift.fixes.edits import (
    AppendItem,
    Edit,
    RemoveNode,
    RenameKey,
    ReplaceKey,
    SetKey,
    append_parameter,
    edits_if_present,
    make_nullable,
    remove_null,
    set_required,
)
from specloop.drift.fixes.example_edits import rename_in_examples
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, get_at, resolve_object
from specloop.openapi.operations import iter_operations
from specloop.openapi.schema_facts import stated_types
from specloop.openapi.schema_keywords import LIMIT_KEYWORDS

COPIED_KEYWORDS = {
    *("type", "format", "pattern", "uniqueItems", *LIMIT_KEYWORDS, "default", "deprecated"),
    *("description", "summary", "url", "style", "explode", "required", "name", "scheme"),
}
"""Keywords whose value, if it changed, is copied as a whole from the vendor's document to the project's contract."""

NAMED_PARTS = {"responses", "headers", "content"}
"""Keywords whose value is a map, to which the vendor's document can add an entry."""

DOCUMENTATION_KEYWORDS = {"description", "summary", "title", "example", "examples", "externalDocs"}
"""Keywords whose value is never copied together with another change."""

NAME_MAPS = {"properties", "patternProperties", "dependentSchemas", "variables", "encoding", "mapping", *NAMED_PARTS}
"""Keywords whose value is a map with names as keys. A name such as `title` is no documentation there."""

MAX_INLINE_DEPTH = 64
MAX_INLINED_NODES = 10_000


class UpstreamChange(NamedTuple):
    """One difference between the project's contract (ours) and the vendor's document (theirs)."""

    theirs: Document
    our_pointer: JsonPointer | None
    """The pointer of the changed value in the project's contract; None if the contract does not have the value."""
    their_pointer: JsonPointer | None
    """The pointer of the changed value in the vendor's document; None if this document does not have the value."""
    target: JsonPointer
    """The pointer in the project's contract where the changed value is, or where it would be added."""
    operations: tuple[str, ...] = ()
    our_value: Any = None
    """The changed value in the project's contract. It identifies a list item whose index other edits can change."""


def edits_for_change(ours: Document, change: UpstreamChange) -> list[Edit]:
    """Return the edits that copy one change of the vendor's document into our contract.

    Some kinds of change, such as a removed operation, have edits of their own. For all others, the changed value or its
    parent object is edited key by key. The list is empty if no edit is necessary or possible.

    Raises:
        LookupError: A pointer or a `$ref` does not resolve.
    """
    try:
        edits = _specific_edits(ours, change)
    except LookupError:
        edits = []
    edits = edits or _difference_edits(ours, change)
    if edits or change.their_pointer is None or change.target[-1:] != change.their_pointer[-1:]:
        return edits
    # The keyword itself is equal in both documents, so the change is about another keyword of the same object.
    return list(_differences(ours, change.theirs, change.target[:-1], change.their_pointer[:-1]))


def _specific_edits(ours: Document, change: UpstreamChange) -> list[Edit]:
    """Return the edits for a change that is not edited key by key; [] for any other change.

    Such a change adds or removes a value, renames a path, or changes a property or a keyword.
    """
    theirs, our_pointer, their_pointer, target, labels, our_value = change
    if their_pointer is None:
        return _removed_edits(ours, our_pointer, labels, our_value) if our_pointer is not None else []
    value = theirs.value(their_pointer)
    if their_pointer[-2:-1] == ("properties",):
        is_renamed = our_pointer is not None and our_pointer[-1] != their_pointer[-1]
        if our_pointer is not None and is_renamed and our_pointer[:-1] == target[:-1] and not _has(ours, target):
            return _renamed_edits(ours, theirs, our_pointer, their_pointer)
        removed = _removed_edits(ours, our_pointer, labels, our_value) if our_pointer is not None and is_renamed else []
        return [*removed, *_property_edits(ours, theirs, their_pointer, target)]
    if our_pointer is None:
        return _added_edits(ours, target, inline_refs(theirs, value, ours))
    if their_pointer[:1] == ("paths",) and len(their_pointer) == 2:  # noqa: PLR2004 - "paths" and a path
        return [RenameKey(our_pointer, str(their_pointer[1]))]
    return _keyword_edits(ours, theirs, our_pointer, their_pointer, target)


def _keyword_edits(
    ours: Document, theirs: Document, our_pointer: JsonPointer, their_pointer: JsonPointer, target: JsonPointer
) -> list[Edit]:
    """Return the edits that copy a changed keyword such as `format` from the vendor's document to `target`.

    `our_pointer` is used only for the keyword `type`. The list is empty if no edit is necessary or possible.
    """
    value = theirs.value(their_pointer)
    if their_pointer[-1] == "type":
        return _type_edits(ours, theirs, our_pointer, their_pointer, target)
    if their_pointer[-1] not in COPIED_KEYWORDS or (_has(ours, target) and ours.value(target) == value):
        return []
    return edits_if_present(ours, target[:-1], [SetKey(target, inline_refs(theirs, value, ours))])


def _difference_edits(ours: Document, change: UpstreamChange) -> list[Edit]:
    """Return the edits that make our value equal to the vendor's value, key by key, except for documentation."""
    theirs, our_pointer, their_pointer, target, *_ = change
    if their_pointer is None:
        return []
    our_pointer = target if our_pointer is None else our_pointer
    if our_pointer[:-1] == target[:-1] and our_pointer[-1] != target[-1]:
        if our_pointer[-2] in NAMED_PARTS:
            return [] if _has(ours, target) else [RenameKey(our_pointer, str(target[-1]))]
        # The change is about two keywords, such as `enum` and `type`.
        our_pointer, target, their_pointer = our_pointer[:-1], target[:-1], their_pointer[:-1]
    if our_pointer[: len(target)] == target and len(our_pointer) > len(target):
        # The change is about our value inside `target`, which their document may lack.
        target, their_pointer = our_pointer[: len(target) + 1], (*their_pointer, our_pointer[len(target)])
    while their_pointer and not _has(theirs, their_pointer):
        if not _has(theirs, their_pointer[:-1]):
            target, their_pointer = target[:-1], their_pointer[:-1]
        else:
            return [RemoveNode(target)] if _has(ours, target) else []
    if not their_pointer:
        return []
    if not _has(ours, target):
        return edits_if_present(
            ours, target[:-1], [SetKey(target, inline_refs(theirs, theirs.value(their_pointer), ours))]
        )
    return list(_differences(ours, theirs, *_follow_refs(ours, theirs, target, their_pointer)))


def _follow_refs(
    ours: Document, theirs: Document, our_pointer: JsonPointer, their_pointer: JsonPointer
) -> tuple[JsonPointer, JsonPointer]:
    """Follow a `$ref` that is equal in both documents, and return the pointers of its target in each document.

    If the two values are not the same `$ref`, return the given pointers.
    """
    for _ in range(MAX_INLINE_DEPTH):
        mine, other = ours.value(our_pointer), theirs.value(their_pointer)
        if not (isinstance(mine, dict) and isinstance(other, dict)) or "$ref" not in mine or mine != other:
            break
        our_pointer, their_pointer = ours.resolve(mine["$ref"]), theirs.resolve(other["$ref"])
    return our_pointer, their_pointer


def _has(contract: Document, pointer: JsonPointer) -> bool:
    return get_at(contract.data, pointer) is not None


def _differences(
    ours: Document, theirs: Document, target: JsonPointer, their_pointer: JsonPointer, *, is_example: bool = False
) -> Iterator[Edit]:
    """Yield the edits that make our value equal to the vendor's.

    Documentation is left out, unless the value itself is an example, or part of one (`is_example`).
    """
    mine, other = ours.value(target), theirs.value(their_pointer)
    is_example = is_example or (target[-1:] in {("example",), ("examples",)} and target[-2:-1] != ("properties",))
    if is_example and isinstance(mine, list) and isinstance(other, list) and len(mine) == len(other):
        for number in range(len(mine)):
            inner = (*target, number), (*their_pointer, number)
            yield from _differences(ours, theirs, *inner, is_example=True)
        return
    if not (isinstance(mine, dict) and isinstance(other, dict)) or "$ref" in mine or "$ref" in other:
        new = inline_refs(theirs, other, ours)
        if mine != new and not _are_equal(ours, mine, theirs, other):
            yield SetKey(target, new)
        return
    is_map = is_example or (target[-1:] != () and target[-1] in NAME_MAPS)
    compared = [key for key in {**mine, **other} if is_map or not _is_documentation(key)]
    removed = [key for key in compared if key not in other]
    added = [key for key in compared if key not in mine]
    if len(removed) == len(added) == 1 and _are_equal(ours, mine[removed[0]], theirs, other[added[0]]):
        yield RenameKey((*target, removed[0]), added[0])
    elif removed and not mine.keys() & other.keys():
        yield SetKey(target, inline_refs(theirs, other, ours))
        return
    else:
        yield from (RemoveNode((*target, key)) for key in removed)
        yield from (SetKey((*target, key), inline_refs(theirs, other[key], ours)) for key in added)
    for key in compared:
        if key in mine and key in other:
            inner = (*target, key), (*their_pointer, key)
            yield from _differences(ours, theirs, *inner, is_example=is_example)


def _are_equal(ours: Document, mine: Any, theirs: Document, other: Any) -> bool:
    """Return whether `mine` equals `other` after each `$ref` is replaced by its target in `ours` or `theirs`.

    Return False if a `$ref` cannot be replaced, for example because it is circular.
    """
    try:
        return bool(inline_refs(ours, mine) == inline_refs(theirs, other))
    except LookupError:
        return False


def _is_documentation(key: str) -> bool:
    return key in DOCUMENTATION_KEYWORDS or key.startswith("x-")


def _added_edits(ours: Document, target: JsonPointer, new: Any) -> list[Edit]:
    """Return the edits that add the value `new` at `target` in our contract.

    Only enum values, parameters, responses, headers, media types and COPIED_KEYWORDS are added.
    """
    holder, place = target[-2] if len(target) > 1 else "", target[:-1]
    if holder == "enum":
        return [] if new in ours.value(place) else [AppendItem(place, new)]
    if holder == "parameters":
        return append_parameter(ours, place, new)
    if holder in NAMED_PARTS and holder not in ours.value(place[:-1]):
        return [SetKey(place, {str(target[-1]): new})]
    return [SetKey(target, new)] if holder in NAMED_PARTS or target[-1] in COPIED_KEYWORDS else []


def _removed_edits(ours: Document, our_pointer: JsonPointer, labels: tuple[str, ...], our_value: Any) -> list[Edit]:
    if our_pointer[-2:-1] == ("properties",):
        return [*set_required(ours, our_pointer, wanted=False), RemoveNode(our_pointer)]
    if not isinstance(our_value, dict) or "parameters" not in our_pointer[-2:-1]:
        if isinstance(our_pointer[-1], int):
            holder = our_pointer[:-1]
            return [
                RemoveNode((*holder, number)) for number, item in enumerate(ours.value(holder)) if item == our_value
            ]
        return [RemoveNode(our_pointer)]
    name = (our_value.get("name"), our_value.get("in"))
    return [
        RemoveNode((*each.pointer, "parameters", number))
        for each in list(iter_operations(ours.data))
        if each.label in labels
        for number, raw in enumerate(each.node.get("parameters") or [])
        for node in [resolve_object(ours.data, raw, (*each.pointer, "parameters", number)).node]
        if (node.get("name"), node.get("in")) == name
    ]


def _renamed_edits(
    ours: Document, theirs: Document, our_pointer: JsonPointer, their_pointer: JsonPointer
) -> list[Edit]:
    """Return the edits that give our property the name of the vendor's, also in `required` and in examples of bodies.

    If the schemas differ, the vendor's schema is copied, too.
    """
    mine, other = ours.value(our_pointer), theirs.value(their_pointer)
    name, place = str(their_pointer[-1]), (*our_pointer[:-2], "required")
    required = get_at(ours.data, place) or []
    is_required = name in (get_at(theirs.data, (*their_pointer[:-2], "required")) or [])
    if is_required and our_pointer[-1] in required:
        made: list[Edit] = [SetKey((*place, required.index(our_pointer[-1])), name)]
    else:
        made = set_required(ours, (*our_pointer[:-1], name if is_required else our_pointer[-1]), wanted=is_required)
    made += rename_in_examples(ours, our_pointer, name)
    if _are_equal(ours, mine, theirs, other):
        return [*made, RenameKey(our_pointer, name)]
    return [*made, ReplaceKey(our_pointer, name, inline_refs(theirs, other, ours))]


def _property_edits(ours: Document, theirs: Document, their_pointer: JsonPointer, target: JsonPointer) -> list[Edit]:
    """Return the edits that add a property of the vendor's document to our contract.

    If our contract already has the property, the edits only copy whether it is required, readOnly or writeOnly.
    """
    is_required = their_pointer[-1] in (theirs.value(their_pointer[:-2]).get("required") or [])
    if target[-1] in (ours.value(target[:-2]).get("properties") or {}):
        return [*set_required(ours, target, wanted=is_required), *_access_edits(ours, theirs, their_pointer, target)]
    holder = ours.value(target[:-2])
    schema = inline_refs(theirs, theirs.value(their_pointer), ours)
    has_properties = "properties" in holder
    made: list[Edit] = [SetKey(target, schema) if has_properties else SetKey(target[:-1], {str(target[-1]): schema})]
    return made + (set_required(ours, target, wanted=True) if is_required else [])


def _access_edits(ours: Document, theirs: Document, their_pointer: JsonPointer, target: JsonPointer) -> list[Edit]:
    """Return the edits that give our property the same `readOnly` and `writeOnly` as the vendor's property."""
    mine, other = ours.value(target), theirs.value(their_pointer)
    made: list[Edit] = []
    for keyword in ("readOnly", "writeOnly") if isinstance(mine, dict) and isinstance(other, dict) else ():
        if other.get(keyword) is True and mine.get(keyword) is not True and "$ref" not in mine:
            made.append(SetKey((*target, keyword), other[keyword]))
        elif mine.get(keyword) is True and other.get(keyword) is not True:
            made.append(RemoveNode((*target, keyword)))
    return made


def _type_edits(
    ours: Document, theirs: Document, our_pointer: JsonPointer, their_pointer: JsonPointer, target: JsonPointer
) -> list[Edit]:
    """Return the edits that copy the keyword `type` from the vendor's document.

    `our_pointer` points to our `type` or, if our schema has no `type`, to the schema itself. If it points to something
    else, return [].
    """
    if our_pointer == target[:-1]:
        return [SetKey(target, theirs.value(their_pointer))]
    if our_pointer[-1] != "type":
        return []
    mine, other = set(stated_types(ours.value(our_pointer[:-1]))), set(stated_types(theirs.value(their_pointer[:-1])))
    if other == mine | {"null"}:
        return make_nullable(ours, our_pointer[:-1])
    if mine == other | {"null"}:
        return remove_null(ours, our_pointer[:-1])
    if not mine & other and (mine | other) & {"array", "object"}:
        return [SetKey(our_pointer[:-1], inline_refs(theirs, theirs.value(their_pointer[:-1]), ours))]
    return [] if mine == other else [SetKey(our_pointer, theirs.value(their_pointer))]


def inline_refs(contract: Document, value: Any, kept_in: Document | None = None) -> Any:
    """Return a copy of a value in which each `$ref` is replaced by its target in `contract`.

    A local `$ref` is kept if the document `kept_in`, into which the value is copied, has a value at the same pointer.

    Raises:
        LookupError: A `$ref` is circular, or the result would be too large or nested too deeply.
    """
    return _RefInliner(contract, kept_in).inline(value, ())


class _RefInliner:
    """Replaces each `$ref` in one value by its target. Raises LookupError if the result is too large."""

    def __init__(self, contract: Document, kept_in: Document | None) -> None:
        self.contract = contract
        self.kept_in = kept_in
        self.left = MAX_INLINED_NODES

    def inline(self, value: Any, chain: tuple[JsonPointer, ...], depth: int = 0) -> Any:
        """Return a copy of a value in which each `$ref` is replaced by its target.

        `chain` has the pointers of the targets that contain the value, to find circular references.
        """
        self.left -= 1
        if depth > MAX_INLINE_DEPTH or self.left < 0:
            raise LookupError("nested too deeply, or too large, to be inlined")
        if isinstance(value, dict) and isinstance(value.get("$ref"), str):
            pointer = self.contract.resolve(value["$ref"])
            if self.kept_in is not None and value["$ref"].startswith("#/") and _has(self.kept_in, pointer):
                return value
            if pointer in chain:
                raise LookupError(f"{value['$ref']} is circular, so it cannot be inlined")
            target = self.contract.value(pointer)
            siblings = {key: each for key, each in value.items() if key != "$ref"}
            return self.inline({**target, **siblings} if siblings else target, (*chain, pointer), depth + 1)
        if isinstance(value, dict):
            return {key: self.inline(each, chain, depth + 1) for key, each in value.items()}
        if isinstance(value, list):
            return [self.inline(each, chain, depth + 1) for each in value]
        return value
