"""Resolved schemas, each with the keywords of one schema, its `$ref` targets, `allOf` items and union variants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, Resolved, resolve_object
from specloop.openapi.schema import NormalizedSchema, schemas_of
from specloop.openapi.schema_facts import NULL_SCHEMA
from specloop.openapi.schema_keywords import COMBINING_KEYWORDS, LIMIT_KEYWORDS

_OBJECT_KEYWORDS = {"properties", "patternProperties", "additionalProperties", "unevaluatedProperties"}
_DESCRIBING_KEYWORDS = {*_OBJECT_KEYWORDS, "items", "enum", "type", "format"}
_COMPOSING_KEYWORDS = {*COMBINING_KEYWORDS, "if", "then", "else", "dependentSchemas"}


@dataclass
class ResolvedSchema:
    """The keywords of a schema, merged with those of its `$ref` targets, `allOf` items and union variants.

    Keywords such as `enum` are stored as tuples of their value and the JSON Pointer of the keyword in the contract.
    """

    contract: Document = field(repr=False)
    pointer: JsonPointer
    """The pointer of the schema that describes the value, before any `$ref` is followed."""
    type_place: JsonPointer = ()
    format: tuple[str, JsonPointer] | None = None
    enum: tuple[list[Any], JsonPointer] | None = None
    limits: dict[str, tuple[Any, JsonPointer]] = field(default_factory=dict)
    description: tuple[str, JsonPointer] | None = None
    default: tuple[Any, JsonPointer] | None = None
    properties: dict[str, JsonPointer] = field(default_factory=dict)
    required: dict[str, JsonPointer] = field(default_factory=dict)
    holder: JsonPointer = ()
    """The pointer of the first subschema with `properties`; edits add new properties to this subschema.

    If no subschema has `properties`, this is the pointer of the schema after following its `$ref`.
    """
    items: JsonPointer | None = None
    prefix_items: list[JsonPointer] = field(default_factory=list)
    others: JsonPointer | None = None
    """The pointer of the schema of properties that `properties` does not list, i.e. of `additionalProperties`."""
    is_closed: bool = False
    """Whether a subschema allows no properties except the documented ones."""

    @cached_property
    def _normal(self) -> NormalizedSchema:
        return schemas_of(self.contract).shape((self.pointer,))

    @property
    def types(self) -> set[str]:
        """The JSON types that the schema allows, without null; empty if the schema allows every type."""
        return {variant.kind for variant in self._normal.variants} - {"any"}

    @property
    def nullable(self) -> bool:
        """Whether the schema allows null."""
        return self._normal.allows_null

    @property
    def page_type(self) -> str:
        """The type in the notation of documentation pages, such as `enum<string> | null`."""
        names = sorted(self.types) or ["any"]
        if self.enum:
            names = [f"enum<{each}>" for each in names]
        elif self.format:
            names = [f"{each}<{self.format[0]}>" if each == "string" else each for each in names]
        return " | ".join([*names, *(["null"] if self.nullable else [])])


def resolve_schema(contract: Document, pointer: JsonPointer) -> ResolvedSchema:
    """Combine the keywords of the schema at a pointer with those of its `$ref` targets, `allOf` items and variants."""
    found = ResolvedSchema(contract, pointer)
    raw = contract.value(pointer)
    if isinstance(raw, dict) and isinstance(raw.get("description"), str):
        found.description = (raw["description"], (*pointer, "description"))
    for layer in subschema_chain(contract, pointer):
        _add_subschema(found, layer.node, layer.pointer)
    found.holder = found.holder or resolve_object(contract.data, raw, pointer).pointer
    return found


def _add_subschema(found: ResolvedSchema, node: dict[str, Any], pointer: JsonPointer) -> None:
    if "type" in node and not found.type_place:
        found.type_place = (*pointer, "type")
    if isinstance(node.get("format"), str):
        found.format = (node["format"], (*pointer, "format"))
    if isinstance(node.get("enum"), list):
        values = [each for each in node["enum"] if each is not None]
        found.enum = (values, (*pointer, "enum"))
    found.limits |= {limit: (node[limit], (*pointer, limit)) for limit in LIMIT_KEYWORDS if limit in node}
    if found.description is None and isinstance(node.get("description"), str):
        found.description = (node["description"], (*pointer, "description"))
    if "default" in node and found.default is None:
        found.default = (node["default"], (*pointer, "default"))
    _add_properties(found, node, pointer)


def _add_properties(found: ResolvedSchema, node: dict[str, Any], pointer: JsonPointer) -> None:
    if isinstance(node.get("properties"), dict):
        found.holder = found.holder or pointer
        own = {name: (*pointer, "properties", name) for name in node["properties"]}
        found.properties = own | found.properties
    own_required = {name: (*pointer, "required", number) for number, name in enumerate(node.get("required") or [])}
    found.required = own_required | found.required
    found.is_closed |= node.get("additionalProperties") is False or node.get("unevaluatedProperties") is False
    if isinstance(node.get("additionalProperties"), dict):
        found.others = (*pointer, "additionalProperties")
    found.prefix_items = found.prefix_items or [
        (*pointer, "prefixItems", number) for number, _ in enumerate(node.get("prefixItems") or [])
    ]
    if isinstance(node.get("items"), dict):
        found.items = (*pointer, "items")


def subschema_chain(contract: Document, pointer: JsonPointer) -> Iterator[Resolved]:
    """Yield the schema at a pointer, and its subschemas that apply to the same value.

    Those are the targets of `$ref`, the items of `allOf`, `oneOf` and `anyOf`, `if`, `then` and `else`, and the values
    of `dependentSchemas`. Null schemas, and schemas that only combine others, are left out.
    """
    unread, seen = [pointer], set[JsonPointer]()
    while unread:
        place = unread.pop(0)
        node = contract.value(place)
        if place in seen or not isinstance(node, dict):
            continue
        seen.add(place)
        if isinstance(node.get("$ref"), str):
            unread.append(contract.resolve(node["$ref"]))
            if not node.keys() & (_DESCRIBING_KEYWORDS | _COMPOSING_KEYWORDS):
                continue
        parts = [
            (*place, keyword, number)
            for keyword in COMBINING_KEYWORDS
            for number, _ in enumerate(node.get(keyword) or [])
        ]
        parts += [(*place, keyword) for keyword in ("if", "then", "else") if isinstance(node.get(keyword), dict)]
        parts += [(*place, "dependentSchemas", name) for name in node.get("dependentSchemas") or {}]
        unread += parts
        if node != NULL_SCHEMA and (not parts or node.keys() & _DESCRIBING_KEYWORDS):
            yield Resolved(node, place)
