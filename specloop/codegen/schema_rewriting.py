"""Rewriting of single schemas: types, null, unions, enum values, and the only schema of an `allOf`."""

from __future__ import annotations

from itertools import chain
from typing import Any

from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.schema import TYPED


def only_typed_subschema(schema: JsonObject) -> int | None:
    """Return the index of the only `allOf` subschema that decides the type; others add descriptions and limits."""
    subschemas = schema.get("allOf")
    if not isinstance(subschemas, list) or schema.keys() & (TYPED - {"allOf", "nullable"}):
        return None
    keywords = TYPED - {"nullable"}
    typed = [number for number, each in enumerate(subschemas) if isinstance(each, dict) and each.keys() & keywords]
    return typed[0] if len(typed) == 1 else None


def unwrap(document: JsonObject, schema: Resolved) -> Resolved:
    """Return the subschema that decides the type of an `allOf` of one, or the schema itself."""
    seen: set[JsonPointer] = set()
    while schema.pointer not in seen and isinstance(schema.node, dict):
        seen.add(schema.pointer)
        number = only_typed_subschema(schema.node)
        if number is not None:
            schema = resolve_ref(document, schema.node["allOf"][number], (*schema.pointer, "allOf", number))
    return schema


def types_of(schema: JsonObject) -> list[str]:
    """Return the types of a schema except null; `items` or `additionalProperties` alone imply one."""
    types = schema.get("type", [])
    if not schema.keys() & (TYPED - {"items", "additionalProperties", "format", "nullable", "required"}):
        if schema.keys() & {"items", "prefixItems"}:
            return ["array"]
        if isinstance(schema.get("additionalProperties"), dict) or schema.get("patternProperties"):
            return ["object"]
    return [type_ for type_ in (types if isinstance(types, list) else [types]) if type_ != "null"]


def intersect_schemas(one: JsonObject, other: JsonObject) -> JsonObject:
    """Intersect two schemas that are not both objects with properties. The later one refines the earlier one."""
    result = one | other
    both_types = [_explicit_types(each) for each in (one, other)]
    if all(both_types):
        types = [
            type_ for type_ in dict.fromkeys(chain(*both_types)) if all(_takes(each, type_) for each in both_types)
        ]
        result["type"] = types[0] if len(types) == 1 else types
        result.pop("nullable", None)
    for keyword in ("items", "additionalProperties"):
        if other.get(keyword) in (True, {}) and keyword in one:
            result[keyword] = one[keyword]
    if "enum" in one and "enum" in other:
        result["enum"] = [value for value in other["enum"] if value in one["enum"]]
    if "const" in result and "enum" in result:
        if result["const"] in result["enum"]:
            del result["enum"]
        else:
            result["enum"] = []
    return result


def _explicit_types(schema: JsonObject) -> list[str]:
    types = schema.get("type", [])
    listed = list(types) if isinstance(types, list) else [types]
    return [*listed, "null"] if listed and schema.get("nullable") is True else listed


def _takes(types: list[str], type_: str) -> bool:
    """Return whether a list of types includes a type; an integer is also a number."""
    return type_ in types or (type_ == "integer" and "number" in types)


def is_negative(schema: JsonObject) -> bool:
    """Return whether a schema restricts values without deciding their type."""
    return not schema.keys() & TYPED and bool(schema.keys() & {"not", "if", "dependentSchemas", "contains"})


def allows_null(schema: JsonObject) -> bool:
    """Return whether a schema allows null."""
    types = schema.get("type", [])
    subschemas = [each for each in schema.get("allOf") or [] if isinstance(each, dict)]
    nullable = any(each.get("nullable") is True for each in (schema, *subschemas))
    return nullable or "null" in types or None in (schema.get("enum") or [])


def or_null(schema: JsonObject) -> JsonObject:
    """Return a schema that also allows null."""
    return {"anyOf": [schema, {"type": "null"}]}


def any_of(schemas: list[JsonObject]) -> JsonObject:
    """Return the union of schemas; a single schema is returned unchanged."""
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def without_null(schema: JsonObject) -> JsonObject:
    """Return a schema that does not allow null."""
    result = {key: value for key, value in schema.items() if key != "nullable"}
    if isinstance(schema.get("type"), list):
        types = types_of(schema)
        result["type"] = types[0] if len(types) == 1 else types
    if "enum" in schema:
        result["enum"] = [value for value in schema["enum"] if value is not None]
    return result


def non_null_values(schema: JsonObject) -> list[Any]:
    """Return the values of an enum except null."""
    return [value for value in schema.get("enum") or [] if value is not None]


def are_enum_values(values: list[Any]) -> bool:
    """Return whether values can form an enum class: all strings, or all integers."""
    return bool(values) and {type(value) for value in values} in ({str}, {int})


def is_constant_enum(schema: JsonObject) -> bool:
    """Whether a schema has an enum of one value, besides null, that a literal type can express."""
    values = non_null_values(schema)
    types = {type(value) for value in values}
    return "const" not in schema and types <= {str, int, bool} and len(types) == 1 and len(set(values)) == 1


def json_type_of(value: Any) -> str:
    """Return the JSON Schema type of a value."""
    return JSON_TYPE_BY_PYTHON_TYPE.get(type(value), "string")


JSON_TYPE_BY_PYTHON_TYPE = {
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
    type(None): "null",
}
