"""A change between our contract and theirs -> the edits that make ours say the same as theirs in that one place."""

from __future__ import annotations

from typing import Any, NamedTuple

from specloop.drift.fixes.edits import (
    AppendItem,
    Edit,
    RemoveNode,
    RenameKey,
    SetKey,
    edits_if_present,
    make_nullable,
    remove_null,
    set_required,
)
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, resolve_object
from specloop.openapi.operations import iter_operations
from specloop.openapi.schema_facts import stated_types
from specloop.openapi.schema_keywords import LIMIT_KEYWORDS

COPIED_KEYWORDS = {
    *("type", "format", "pattern", "uniqueItems", *LIMIT_KEYWORDS, "default", "deprecated"),
    *("description", "summary", "url", "style", "explode", "required", "name", "scheme"),
}
"""What one value replaces."""

MAX_INLINE_DEPTH = 12


class UpstreamChange(NamedTuple):
    """A change that ours is to go along with."""

    theirs: Document
    was: JsonPointer | None
    """What it concerns in ours, if it is there."""
    at: JsonPointer | None
    """What it concerns in theirs, if it is there."""
    here: JsonPointer
    """Where in ours that would stand."""
    operations: tuple[str, ...] = ()


def edits_for_change(ours: Document, change: UpstreamChange) -> list[Edit]:
    """Return the edits for one change; none if there is no telling. Raises LookupError if its place is gone."""
    theirs, was, at, here, labels = change
    if at is None:
        return _removed_edits(ours, was, labels) if was is not None else []
    value = theirs.value(at)
    if at[-2:-1] == ("properties",):
        is_renamed = was is not None and was[-1] != at[-1]
        removed = _removed_edits(ours, was, labels) if was is not None and is_renamed else []
        return [*removed, *_property_edits(ours, theirs, at, here)]
    if was is None:
        return _added_edits(ours, here, inline_refs(theirs, value))
    if at[:1] == ("paths",) and len(at) == 2:  # noqa: PLR2004 - a path
        return [RenameKey(was, str(at[1]))]
    if at[-1] == "type":
        return _type_edits(ours, theirs, was, at)
    return (
        edits_if_present(ours, here[:-1], [SetKey(here, inline_refs(theirs, value))])
        if at[-1] in COPIED_KEYWORDS
        else []
    )


def _added_edits(ours: Document, here: JsonPointer, new: Any) -> list[Edit]:
    """Add a word, a parameter, an answer, a keyword."""
    holder, place = here[-2] if len(here) > 1 else "", here[:-1]
    if holder == "enum":
        return [] if new in ours.value(place) else [AppendItem(place, new)]
    if holder == "parameters":
        return [AppendItem(place, new)] if "parameters" in ours.value(place[:-1]) else [SetKey(place, [new])]
    return [SetKey(here, new)] if holder == "responses" or here[-1] in COPIED_KEYWORDS else []


def _removed_edits(ours: Document, was: JsonPointer, labels: tuple[str, ...]) -> list[Edit]:
    if was[-2:-1] == ("properties",):
        return [*set_required(ours, was, wanted=False), RemoveNode(was)]
    if was[-2:-1] != ("parameters",) and was[:2] != ("components", "parameters"):
        return [RemoveNode(was)]
    return [
        RemoveNode((*each.pointer, "parameters", number))
        for each in list(iter_operations(ours.data))
        if each.label in labels
        for number, raw in enumerate(each.node.get("parameters") or [])
        if resolve_object(ours.data, raw, (*each.pointer, "parameters", number)).pointer == was
    ]


def _property_edits(ours: Document, theirs: Document, at: JsonPointer, here: JsonPointer) -> list[Edit]:
    """Add a member, or make it as required as it is there."""
    is_required = at[-1] in (theirs.value(at[:-2]).get("required") or [])
    if here[-1] in (ours.value(here[:-2]).get("properties") or {}):
        return set_required(ours, here, wanted=is_required)
    holder = ours.value(here[:-2])
    schema = inline_refs(theirs, theirs.value(at))
    made: list[Edit] = [SetKey(here, schema) if "properties" in holder else SetKey(here[:-1], {str(here[-1]): schema})]
    return made + (set_required(ours, here, wanted=True) if is_required else [])


def _type_edits(ours: Document, theirs: Document, was: JsonPointer, at: JsonPointer) -> list[Edit]:
    mine, other = set(stated_types(ours.value(was[:-1]))), set(stated_types(theirs.value(at[:-1])))
    if other == mine | {"null"}:
        return make_nullable(ours, was[:-1])
    if mine == other | {"null"}:
        return remove_null(ours, was[:-1])
    return [SetKey(was, theirs.value(at))]


def inline_refs(contract: Document, value: Any, depth: int = 0) -> Any:
    """Write references out. Raises LookupError if there is no end to it."""
    if depth > MAX_INLINE_DEPTH:
        raise LookupError("too deep to be written out")
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            target = contract.value(contract.resolve(value["$ref"]))
            value = {**target, **{key: each for key, each in value.items() if key != "$ref"}}
        return {key: inline_refs(contract, each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [inline_refs(contract, each, depth + 1) for each in value]
    return value
