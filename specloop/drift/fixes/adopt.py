"""A change between our contract and theirs -> the edits that make ours say the same as theirs in that one place."""

from __future__ import annotations

from typing import Any, NamedTuple

from specloop.drift.fixes.suggest import nullable
from specloop.drift.fixes.yaml_editor import Append, Edit, Put, Remove, Rename
from specloop.drift.sources.docs.schema_from_page import if_there, not_null, requiring
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, resolve_object
from specloop.openapi.operations import iter_operations

KEYWORDS = {
    *(
        "type",
        "format",
        "minLength",
        "maxLength",
        "pattern",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minimum",
        "maximum",
    ),
    *("exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minProperties", "maxProperties", "default", "deprecated"),
    *("description", "summary", "url", "style", "explode", "required", "name", "scheme"),
}
"""What one value replaces."""

DEEPEST = 12


class Adopted(NamedTuple):
    """A change that ours is to go along with."""

    theirs: Document
    was: JsonPointer | None
    """What it concerns in ours, if it is there."""
    at: JsonPointer | None
    """What it concerns in theirs, if it is there."""
    here: JsonPointer
    """Where in ours that would stand."""
    operations: tuple[str, ...] = ()


def adopt(ours: Document, change: Adopted) -> list[Edit]:
    """Give the edits for one change; none if there is no telling. Raises LookupError if its place is gone."""
    theirs, was, at, here, labels = change
    if at is None:
        return _gone(ours, was, labels) if was is not None else []
    value = theirs.value(at)
    if at[-2:-1] == ("properties",):
        return _member(ours, theirs, at, here)
    if was is None:
        return _new(ours, here, inlined(theirs, value))
    if at[:1] == ("paths",) and len(at) == 2:  # noqa: PLR2004 - a path
        return [Rename(was, str(at[1]))]
    if at[-1] == "type":
        return _retyped(ours, theirs, was, at)
    return if_there(ours, here[:-1], [Put(here, inlined(theirs, value))]) if at[-1] in KEYWORDS else []


def _new(ours: Document, here: JsonPointer, new: Any) -> list[Edit]:
    """Add a word, a parameter, an answer, a keyword."""
    holder, place = here[-2] if len(here) > 1 else "", here[:-1]
    if holder == "enum":
        return [] if new in ours.value(place) else [Append(place, new)]
    if holder == "parameters":
        return [Append(place, new)] if "parameters" in ours.value(place[:-1]) else [Put(place, [new])]
    return [Put(here, new)] if holder == "responses" or here[-1] in KEYWORDS else []


def _gone(ours: Document, was: JsonPointer, labels: tuple[str, ...]) -> list[Edit]:
    if was[-2:-1] == ("properties",):
        return [*requiring(ours, was, wanted=False), Remove(was)]
    if was[-2:-1] != ("parameters",) and was[:2] != ("components", "parameters"):
        return [Remove(was)]
    return [
        Remove((*each.pointer, "parameters", number))
        for each in list(iter_operations(ours.document))
        if each.label in labels
        for number, raw in enumerate(each.node.get("parameters") or [])
        if resolve_object(ours.document, raw, (*each.pointer, "parameters", number)).pointer == was
    ]


def _member(ours: Document, theirs: Document, at: JsonPointer, here: JsonPointer) -> list[Edit]:
    """Add a member, or make it as required as it is there."""
    is_required = at[-1] in (theirs.value(at[:-2]).get("required") or [])
    if here[-1] in (ours.value(here[:-2]).get("properties") or {}):
        return requiring(ours, here, wanted=is_required)
    holder = ours.value(here[:-2])
    schema = inlined(theirs, theirs.value(at))
    made: list[Edit] = [Put(here, schema) if "properties" in holder else Put(here[:-1], {str(here[-1]): schema})]
    return made + (requiring(ours, here, wanted=True) if is_required else [])


def _retyped(ours: Document, theirs: Document, was: JsonPointer, at: JsonPointer) -> list[Edit]:
    mine, other = _types(ours.value(was[:-1])), _types(theirs.value(at[:-1]))
    if other == mine | {"null"}:
        return nullable(ours, was[:-1])
    if mine == other | {"null"}:
        return not_null(ours, was[:-1])
    return [Put(was, theirs.value(at))]


def _types(schema: Any) -> set[str]:
    names = schema.get("type", []) if isinstance(schema, dict) else []
    return set(names) if isinstance(names, list) else {names}


def inlined(contract: Document, value: Any, depth: int = 0) -> Any:
    """Write references out. Raises LookupError if there is no end to it."""
    if depth > DEEPEST:
        raise LookupError("too deep to be written out")
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            target = contract.value(contract.resolve(value["$ref"]))
            value = {**target, **{key: each for key, each in value.items() if key != "$ref"}}
        return {key: inlined(contract, each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [inlined(contract, each, depth + 1) for each in value]
    return value
