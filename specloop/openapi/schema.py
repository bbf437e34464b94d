"""The schema of an object -> its members, wherever they are stated."""

from __future__ import annotations

import json
import sys
from typing import Any

from attrs import define, field

from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref

# The keywords that say what type a value is of; all others only limit or describe it.
UNION_KEYWORDS = ("anyOf", "oneOf")
OTHERS = ("additionalProperties", "patternProperties", "unevaluatedProperties")
TYPED = frozenset(
    {"$ref", "additionalProperties", "allOf", "const", "enum", "format", "items", "nullable", "properties", "required"}
    | {"type", *UNION_KEYWORDS}
)


@define
class ObjectProperties:
    """The members of an object, wherever they are stated: in it, in what it is composed of, in its alternatives.

    Attributes:
        schemas: Name on the wire -> the schema that says most about the member.
        required: Those that are always there.
        is_open: Whether it is said that there may be others.
    """

    schemas: dict[str, Resolved] = field(factory=dict)
    required: dict[str, None] = field(factory=dict)
    is_open: bool = False

    def add(self, wire: str, schema: Resolved) -> None:
        """Add a member; of several schemas for it, the most telling one is taken, in whatever order they come."""
        known = self.schemas.get(wire)
        if known is None or _rank(schema.node) >= _rank(known.node):
            self.schemas[wire] = schema


def object_properties(document: JsonObject, schema: Resolved) -> ObjectProperties:
    """Collect the members of an object."""
    found = ObjectProperties()
    _collect(document, schema, found, {schema.pointer}, inside=False)
    return found


def _collect(
    document: JsonObject, schema: Resolved, found: ObjectProperties, seen: set[JsonPointer], *, inside: bool
) -> None:
    """Collect what a schema says; what has been seen has been said."""
    node = schema.node
    if not isinstance(node, dict):
        return
    for number, arm in enumerate(node.get("allOf") or []):
        target = resolve_ref(document, arm, (*schema.pointer, "allOf", number))
        if target.pointer not in seen:
            seen.add(target.pointer)
            _collect(document, target, found, seen, inside=True)
    for wire, child in (node.get("properties") or {}).items():
        found.add(wire, Resolved(child, (*schema.pointer, "properties", wire)))
    found.is_open = found.is_open or any(node.get(keyword) not in (None, False) for keyword in OTHERS)
    found.required |= dict.fromkeys(node.get("required") or [])
    if inside or found.schemas:  # otherwise it is one of its alternatives, and has no members of its own
        _collect_alternatives(document, schema, found, seen)


def _collect_alternatives(
    document: JsonObject, schema: Resolved, found: ObjectProperties, seen: set[JsonPointer]
) -> None:
    """Add the members of alternatives. What only some of them have may be absent, so they are not required."""
    for keyword in UNION_KEYWORDS:
        for number, arm in enumerate(schema.node.get(keyword) or []):
            target = resolve_ref(document, arm, (*schema.pointer, keyword, number))
            if target.pointer in seen:
                continue
            seen.add(target.pointer)
            of_arm = ObjectProperties()
            _collect(document, target, of_arm, seen, inside=True)
            for wire, child in of_arm.schemas.items():
                found.schemas.setdefault(wire, child)


def _rank(schema: Any) -> tuple[Any, ...]:
    """Order schemas by how much they tell; a narrow enum tells more than a wide one. The rest is by their text."""
    if not isinstance(schema, dict):
        return (0,)
    enum = schema.get("enum")
    narrow = -len(enum) if isinstance(enum, list) else -sys.maxsize
    text = json.dumps(schema, sort_keys=True, default=str)
    return _telling(schema), "const" in schema, narrow, len(schema.keys() & TYPED), text


def _telling(schema: Any) -> int:
    """Say how much a schema tells about a type: nothing, its JSON type, or more than that."""
    if not isinstance(schema, dict):
        return 0
    return 2 if schema.keys() & (TYPED - {"type", "nullable", "required"}) else int("type" in schema)
