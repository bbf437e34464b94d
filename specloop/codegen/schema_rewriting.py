"""Rewrite schemas for openapi-python-client: types, null, unions and enum values, without following references."""

from __future__ import annotations

from itertools import chain
from typing import Any

from specloop.openapi.json_pointer import JsonObject
from specloop.openapi.schema import TYPED


def only_typed_subschema(schema: JsonObject) -> int | None:
    """Find the one each of an `allOf` that says what the type is: the others only put texts and limits beside it."""
    subschemas = schema.get("allOf")
    if not isinstance(subschemas, list) or schema.keys() & (TYPED - {"allOf", "nullable"}):
        return None
    keywords = TYPED - {"nullable"}
    typed = [number for number, each in enumerate(subschemas) if isinstance(each, dict) and each.keys() & keywords]
    return typed[0] if len(typed) == 1 else None


def types_of(schema: JsonObject) -> list[str]:
    """Give the types of a schema but null; a schema that speaks of items, or of members without names, implies one."""
    types = schema.get("type", [])
    if not schema.keys() & (TYPED - {"items", "additionalProperties", "format", "nullable", "required"}):
        if schema.keys() & {"items", "prefixItems"}:
            return ["array"]
        if isinstance(schema.get("additionalProperties"), dict) or schema.get("patternProperties"):
            return ["object"]
    return [type_ for type_ in (types if isinstance(types, list) else [types]) if type_ != "null"]


def intersect_schemas(one: JsonObject, other: JsonObject) -> JsonObject:
    """Join two schemas that hold at once, neither of an object; of other keywords than `type` the last one counts."""
    joined = one | other
    if "type" in one and "type" in other:
        listed = [types if isinstance(types, list) else [types] for types in (one["type"], other["type"])]
        types = [type_ for type_ in dict.fromkeys(chain(*listed)) if all(_takes(each, type_) for each in listed)]
        joined["type"] = types[0] if len(types) == 1 else types
    return joined


def _takes(types: list[str], type_: str) -> bool:
    """Whether a type is among some; an integer is a number."""
    return type_ in types or (type_ == "integer" and "number" in types)


def is_negative(schema: JsonObject) -> bool:
    """Whether a schema restricts values without saying what type they are of."""
    return not schema.keys() & TYPED and bool(schema.keys() & {"not", "if", "dependentSchemas", "contains"})


def allows_null(schema: JsonObject) -> bool:
    """Whether a value may be null."""
    types = schema.get("type", [])
    subschemas = [each for each in schema.get("allOf") or [] if isinstance(each, dict)]
    nullable = any(each.get("nullable") is True for each in (schema, *subschemas))
    return nullable or "null" in types or None in (schema.get("enum") or [])


def or_null(schema: JsonObject) -> JsonObject:
    """Say the same, and that the value may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def any_of(schemas: list[JsonObject]) -> JsonObject:
    """Say that a value fits one of some schemas, or the only one."""
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def without_null(schema: JsonObject) -> JsonObject:
    """Say the same, but for null."""
    result = {key: value for key, value in schema.items() if key != "nullable"}
    if isinstance(schema.get("type"), list):
        types = types_of(schema)
        result["type"] = types[0] if len(types) == 1 else types
    if "enum" in schema:
        result["enum"] = [value for value in schema["enum"] if value is not None]
    return result


def non_null_values(schema: JsonObject) -> list[Any]:
    """Give the values of an enum but null."""
    return [value for value in schema.get("enum") or [] if value is not None]


def are_enum_values(values: list[Any]) -> bool:
    """Whether an enum class can be made of these values: all strings, or all whole numbers."""
    return bool(values) and {type(value) for value in values} in ({str}, {int})


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
