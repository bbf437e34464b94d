"""Edits of a YAML or JSON document at JSON pointers, and the edits for null and `required` in a schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer


@dataclass(frozen=True, slots=True)
class SetKey:
    """Set the value of a key in a map; a new key is added at the end, or after another key."""

    pointer: JsonPointer
    value: Any
    after: str | None = None


@dataclass(frozen=True, slots=True)
class ReplaceKey:
    """Replace one key and its value by another."""

    pointer: JsonPointer
    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class AppendItem:
    """Append an item to a list."""

    pointer: JsonPointer
    value: Any


@dataclass(frozen=True, slots=True)
class RemoveNode:
    """Remove a key of a map or an item of a list."""

    pointer: JsonPointer


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Rename a key of a map."""

    pointer: JsonPointer
    key: str


Edit = SetKey | ReplaceKey | AppendItem | RemoveNode | RenameKey


Fix = Callable[[Document], list[Edit]]
"""Builds the edits for a finding. The document already contains earlier fixes."""


def no_edits(_: Document) -> list[Edit]:
    """Return no edits."""
    return []


def is_openapi_3_0(contract: Document) -> bool:
    """Return whether the document spells null as `nullable: true`."""
    return str(contract.document.get("openapi", "")).startswith("3.0")


def make_nullable(contract: Document, place: JsonPointer) -> list[Edit]:
    """Return the edits that allow null in a schema."""
    schema = contract.value(place)
    if not isinstance(schema, dict):
        return []
    null = {"type": "null"}
    if "$ref" in schema:
        reference = {"$ref": schema["$ref"]}
        if is_openapi_3_0(contract):
            return [
                ReplaceKey((*place, "$ref"), "allOf", [reference]),
                SetKey((*place, "nullable"), True, after="allOf"),  # noqa: FBT003
            ]
        return [ReplaceKey((*place, "$ref"), "anyOf", [reference, null])]
    made = _null_word(schema, place) if is_openapi_3_0(contract) else _null_type(schema, place)
    if "enum" in schema and None not in schema["enum"]:
        made.append(AppendItem((*place, "enum"), None))
    return made


def _null_word(schema: dict[str, Any], place: JsonPointer) -> list[Edit]:
    if schema.get("nullable") is True:
        return []
    return [SetKey((*place, "nullable"), True, after="type")]  # noqa: FBT003


def _null_type(schema: dict[str, Any], place: JsonPointer) -> list[Edit]:
    null = {"type": "null"}
    made: list[Edit] = []
    if isinstance(schema.get("type"), str):
        made.append(SetKey((*place, "type"), [schema["type"], "null"]))
    elif isinstance(schema.get("type"), list) and "null" not in schema["type"]:
        made.append(AppendItem((*place, "type"), "null"))
    elif "type" not in schema:
        union = next((each for each in ("anyOf", "oneOf") if each in schema), None)
        if union and null not in schema[union]:
            made.append(AppendItem((*place, union), null))
    return made


def edits_if_present(contract: Document, pointer: JsonPointer, edits: list[Edit]) -> list[Edit]:
    """Return the edits if the place they need exists; no edits otherwise."""
    try:
        contract.value(pointer)
    except LookupError:
        return []
    return edits


def set_required(contract: Document, pointer: JsonPointer, *, wanted: bool) -> list[Edit]:
    """Return the edits that make a property required or optional."""
    holder, name = pointer[:-2], pointer[-1]
    required = contract.value(holder).get("required") or []
    place = (*holder, "required")
    if wanted == (name in required):
        return []
    if wanted:
        return [AppendItem(place, name)] if required else [SetKey(place, [name], after="type")]
    return [RemoveNode(place)] if len(required) == 1 else [RemoveNode((*place, required.index(name)))]


def remove_null(contract: Document, place: JsonPointer) -> list[Edit]:
    """Return the edits that no longer allow null in a schema."""
    schema = contract.value(place)
    if schema.get("nullable") is True:
        return [RemoveNode((*place, "nullable"))]
    names = schema.get("type")
    if isinstance(names, list) and "null" in names:
        rest = [each for each in names if each != "null"]
        return [SetKey((*place, "type"), rest[0] if len(rest) == 1 else rest)]
    return []
