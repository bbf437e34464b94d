"""Rewriting of single schemas: null is added or removed, and an `allOf` is replaced by its only typed subschema.

A schema is typed if it has a keyword that decides the Python type, such as `type`, `$ref` or `enum`.
"""

from __future__ import annotations

from typing import Any

from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.schema import TYPED
from specloop.openapi.schema_facts import NULL_SCHEMA, non_null_types
from specloop.openapi.schema_keywords import UNION_KEYWORDS, whole_number


def only_typed_subschema(schema: JsonObject) -> int | None:
    """Return the index of the only `allOf` subschema that has a keyword for the type, such as `type` or `$ref`.

    Return None if no or several subschemas have such a keyword, or if the schema itself has one beside `allOf`.
    """
    subschemas = schema.get("allOf")
    if not isinstance(subschemas, list) or schema.keys() & (TYPED - {"allOf"}):
        return None
    typed = [number for number, each in enumerate(subschemas) if isinstance(each, dict) and each.keys() & TYPED]
    return typed[0] if len(typed) == 1 else None


def unwrap(document: JsonObject, schema: Resolved) -> Resolved:
    """Return the only typed subschema of an `allOf`, or the only variant of a union, with its `$ref` followed.

    This is repeated as long as the result is such an `allOf` or union. Any other schema is returned unchanged.
    """
    seen: set[JsonPointer] = set()
    while schema.pointer not in seen and isinstance(schema.node, dict):
        seen.add(schema.pointer)
        keyword, number = "allOf", only_typed_subschema(schema.node)
        if number is None and len(typed := sorted(schema.node.keys() & TYPED)) == 1 and typed[0] in UNION_KEYWORDS:
            keyword, number = typed[0], 0 if len(schema.node[typed[0]]) == 1 else None
        if number is not None:
            schema = resolve_ref(document, schema.node[keyword][number], (*schema.pointer, keyword, number))
    return schema


def types_of(schema: JsonObject) -> list[str]:
    """Return the JSON types of a schema, without null, such as `["string", "integer"]`.

    Without `type`, they follow from keywords: `items` means `array`, `additionalProperties` means `object`.
    """
    if not schema.keys() & (TYPED - {"items", "additionalProperties", "format", "required"}):
        if schema.keys() & {"items", "prefixItems"}:
            return ["array"]
        if isinstance(schema.get("additionalProperties"), dict) or schema.get("patternProperties"):
            return ["object"]
    return non_null_types(schema)


def is_negative(schema: JsonObject) -> bool:
    """Return whether a schema only excludes values or states conditions, by keywords such as `not` or `if`.

    Such a schema becomes `Any`.
    """
    return not schema.keys() & TYPED and bool(schema.keys() & {"not", "if", "dependentSchemas", "contains"})


def or_null(schema: JsonObject) -> JsonObject:
    """Return a schema that also allows null."""
    return {"anyOf": [schema, NULL_SCHEMA]}


def any_of(schemas: list[JsonObject]) -> JsonObject:
    """Return the union (`anyOf`) of several schemas. A single schema is returned unchanged."""
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def without_null(schema: JsonObject) -> JsonObject:
    """Return a copy of a schema without null in its `type` and `enum`."""
    result = dict(schema)
    if isinstance(schema.get("type"), list):
        types = types_of(schema)
        result["type"] = types[0] if len(types) == 1 else types
    if "enum" in schema:
        result["enum"] = [value for value in schema["enum"] if value is not None]
    return result


def non_null_values(schema: JsonObject) -> list[Any]:
    """Return the values of a schema's `enum`, without null. The number 1.0 becomes 1."""
    return [whole_number(value) for value in schema.get("enum") or [] if value is not None]


def are_enum_values(values: list[Any]) -> bool:
    """Return whether values can form an enum class: all must be strings, or all must be integers."""
    return bool(values) and {type(value) for value in values} in ({str}, {int})


def is_constant_enum(schema: JsonObject) -> bool:
    """Return whether a schema's `enum` is one value that a Literal type can express, with or without null."""
    values = non_null_values(schema)
    types = {type(value) for value in values}
    return "const" not in schema and types <= {str, int, bool} and len(types) == 1 and len(set(values)) == 1
