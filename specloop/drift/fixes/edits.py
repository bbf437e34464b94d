"""Edits of a document, and builders of common edits: allow null, remove null, change `required`, append a parameter.

An edit changes the data at one JSON Pointer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer
from specloop.openapi.schema_facts import NULL_SCHEMA, is_null_schema, non_null_types, stated_types
from specloop.openapi.schema_keywords import UNION_KEYWORDS


@dataclass(frozen=True, slots=True)
class SetKey:
    """An edit that sets the value of a key in a map, or replaces an item of a list.

    A new key is added after the key `after`, or at the end.
    """

    pointer: JsonPointer
    value: Any
    after: str | None = None


@dataclass(frozen=True, slots=True)
class ReplaceKey:
    """An edit that replaces the map key at `pointer` by `key`, and its value by `value`."""

    pointer: JsonPointer
    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class AppendItem:
    """An edit that appends the item `value` to a list."""

    pointer: JsonPointer
    value: Any


@dataclass(frozen=True, slots=True)
class RemoveNode:
    """An edit that removes a key of a map with its value, or an item of a list."""

    pointer: JsonPointer


@dataclass(frozen=True, slots=True)
class RenameKey:
    """An edit that renames the map key at `pointer` to `key`, and keeps its value."""

    pointer: JsonPointer
    key: str


Edit = SetKey | ReplaceKey | AppendItem | RemoveNode | RenameKey


Fix = Callable[[Document], list[Edit]]
"""A function that builds the edits for one finding.

Its argument is the contract in the form of OpenAPI 3.1, with earlier fixes applied.
"""


def no_edits(_: Document) -> list[Edit]:
    """Return an empty list, as the fix of a finding that cannot be fixed."""
    return []


def make_nullable(contract: Document, pointer: JsonPointer) -> list[Edit]:
    """Return the edits that make the schema at a pointer allow null."""
    schema = contract.value(pointer)
    if not isinstance(schema, dict):
        return []
    if "$ref" in schema:
        return [ReplaceKey((*pointer, "$ref"), "anyOf", [{"$ref": schema["$ref"]}, NULL_SCHEMA])]
    made: list[Edit] = []
    types = schema.get("type")
    if isinstance(types, str):
        made.append(SetKey((*pointer, "type"), [types, "null"]))
    elif isinstance(types, list) and "null" not in types:
        made.append(AppendItem((*pointer, "type"), "null"))
    made += [
        AppendItem((*pointer, each), NULL_SCHEMA)
        for each in UNION_KEYWORDS
        if each in schema and not any(map(is_null_schema, schema[each]))
    ]
    if "allOf" in schema:
        made.append(ReplaceKey((*pointer, "allOf"), "anyOf", [{"allOf": schema["allOf"]}, NULL_SCHEMA]))
    if "enum" in schema and None not in schema["enum"]:
        made.append(AppendItem((*pointer, "enum"), None))
    return made


def edits_if_present(contract: Document, pointer: JsonPointer, edits: list[Edit]) -> list[Edit]:
    """Return `edits` if the contract has a value at the pointer, or else an empty list."""
    try:
        contract.value(pointer)
    except LookupError:
        return []
    return edits


def set_required(contract: Document, pointer: JsonPointer, *, wanted: bool) -> list[Edit]:
    """Return the edits that make the property at a pointer required if `wanted` is True, or optional if it is False."""
    holder, name = pointer[:-2], pointer[-1]
    required = contract.value(holder).get("required") or []
    place = (*holder, "required")
    if wanted == (name in required):
        return []
    if wanted:
        return [AppendItem(place, name)] if required else [SetKey(place, [name], after="type")]
    return [RemoveNode(place)] if len(required) == 1 else [RemoveNode((*place, required.index(name)))]


def append_parameter(contract: Document, pointer: JsonPointer, new: JsonObject) -> list[Edit]:
    """Return the edit that appends the parameter `new` to the list `parameters` at a pointer, or creates this list."""
    return [AppendItem(pointer, new)] if "parameters" in contract.value(pointer[:-1]) else [SetKey(pointer, [new])]


def remove_null(contract: Document, pointer: JsonPointer) -> list[Edit]:
    """Return the edits that remove null from the types or the union of the schema at a pointer."""
    schema = contract.value(pointer)
    if "null" in stated_types(schema):
        rest = non_null_types(schema)
        return [SetKey((*pointer, "type"), rest[0] if len(rest) == 1 else rest)]
    return [
        RemoveNode((*pointer, union, number))
        for union in UNION_KEYWORDS
        for number, each in enumerate(schema.get(union) or [])
        if is_null_schema(each)
    ]
