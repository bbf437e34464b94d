"""Rewriting of single schemas: null is added or removed, and an `allOf` is replaced by its only typed subschema.

A subschema is typed if it has a keyword that decides the Python type, such as `type`, `$ref` or `enum`.
"""

from __future__ import annotations

from typing import Any

from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.schema import TYPED
from specloop.openapi.schema_facts import NULL_SCHEMA, non_null_types
from specloop.openapi.schema_keywords import whole_number


def only_typed_subschema(schema: JsonObject) -> int | None:
    """Return the index of the only `allOf` subschema that decides the schema's type.

    A subschema decides the type if it has a keyword such as `type`, `$ref`, `properties` or `enum`. Return None if
    no subschema or several subschemas decide the type, or if the schema has such a keyword beside `allOf`.
    """
    subschemas = schema.get("allOf")
    if not isinstance(subschemas, list) or schema.keys() & (TYPED - {"allOf"}):
        return None
    typed = [number for number, each in enumerate(subschemas) if isinstance(each, dict) and each.keys() & TYPED]
    return typed[0] if len(typed) == 1 else None


def unwrap(document: JsonObject, schema: Resolved) -> Resolved:
    """Unwrap an `allOf`: return its only subschema that decides the type.

    Return the schema itself if there is not exactly one such subschema.
    """
    seen: set[JsonPointer] = set()
    while schema.pointer not in seen and isinstance(schema.node, dict):
        seen.add(schema.pointer)
        number = only_typed_subschema(schema.node)
        if number is not None:
            schema = resolve_ref(document, schema.node["allOf"][number], (*schema.pointer, "allOf", number))
    return schema


def types_of(schema: JsonObject) -> list[str]:
    """Return the JSON types of a schema, without null. An example is `["string", "integer"]`.

    If a schema has no `type`, its type is `array` if it has `items` or `prefixItems`. It is `object` if the schema has
    `additionalProperties` or `patternProperties`.
    """
    if not schema.keys() & (TYPED - {"items", "additionalProperties", "format", "required"}):
        if schema.keys() & {"items", "prefixItems"}:
            return ["array"]
        if isinstance(schema.get("additionalProperties"), dict) or schema.get("patternProperties"):
            return ["object"]
    return non_null_types(schema)


def is_negative(schema: JsonObject) -> bool:
    """Return whether a schema only excludes values or states conditions, and no type. Such a schema becomes `Any`.

    It has `not`, `if`, `contains` or `dependentSchemas`, and no keyword that decides a Python type, such as
    `properties`.
    """
    return not schema.keys() & TYPED and bool(schema.keys() & {"not", "if", "dependentSchemas", "contains"})


def or_null(schema: JsonObject) -> JsonObject:
    """Return the union of a schema and null: a schema that also allows null."""
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
    """Return whether a schema's `enum` is a constant: one value, or one value and null.

    A Literal type must be able to express the value.
    """
    values = non_null_values(schema)
    types = {type(value) for value in values}
    return "const" not in schema and types <= {str, int, bool} and len(types) == 1 and len(set(values)) == 1
