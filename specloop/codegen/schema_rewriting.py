"""Rewrite schemas for openapi-python-client: types, null, unions and enum values, without following references."""

from __future__ import annotations

from itertools import chain
from typing import Any

from specloop.openapi.json_pointer import JsonObject
from specloop.openapi.schema import TYPED


def only_arm(schema: JsonObject) -> int | None:
    """Find the one arm of an `allOf` that says what the type is: the others only put texts and limits beside it."""
    arms = schema.get("allOf")
    if not isinstance(arms, list) or schema.keys() & (TYPED - {"allOf", "nullable"}):
        return None
    said = TYPED - {"nullable"}
    telling = [number for number, arm in enumerate(arms) if isinstance(arm, dict) and arm.keys() & said]
    return telling[0] if len(telling) == 1 else None


def kinds_of(schema: JsonObject) -> list[str]:
    """Give the types of a schema but null; a schema that speaks of items, or of members without names, implies one."""
    kinds = schema.get("type", [])
    if not schema.keys() & (TYPED - {"items", "additionalProperties", "format", "nullable", "required"}):
        if schema.keys() & {"items", "prefixItems"}:
            return ["array"]
        if isinstance(schema.get("additionalProperties"), dict) or schema.get("patternProperties"):
            return ["object"]
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind != "null"]


def both(one: JsonObject, other: JsonObject) -> JsonObject:
    """Join two schemas that hold at once, neither of an object; of other keywords than `type` the last one counts."""
    joined = one | other
    if "type" in one and "type" in other:
        listed = [kinds if isinstance(kinds, list) else [kinds] for kinds in (one["type"], other["type"])]
        kinds = [kind for kind in dict.fromkeys(chain(*listed)) if all(_takes(each, kind) for each in listed)]
        joined["type"] = kinds[0] if len(kinds) == 1 else kinds
    return joined


def _takes(kinds: list[str], kind: str) -> bool:
    """Whether a type is among some; an integer is a number."""
    return kind in kinds or (kind == "integer" and "number" in kinds)


def only_says_what_it_is_not(schema: JsonObject) -> bool:
    """Whether a schema restricts values without saying what type they are of."""
    return not schema.keys() & TYPED and bool(schema.keys() & {"not", "if", "dependentSchemas", "contains"})


def takes_null(schema: JsonObject) -> bool:
    """Whether a value may be null."""
    kinds = schema.get("type", [])
    arms = [arm for arm in schema.get("allOf") or [] if isinstance(arm, dict)]
    nullable = any(each.get("nullable") is True for each in (schema, *arms))
    return nullable or "null" in kinds or None in (schema.get("enum") or [])


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
        kinds = kinds_of(schema)
        result["type"] = kinds[0] if len(kinds) == 1 else kinds
    if "enum" in schema:
        result["enum"] = [value for value in schema["enum"] if value is not None]
    return result


def values_of(schema: JsonObject) -> list[Any]:
    """Give the values of an enum but null."""
    return [value for value in schema.get("enum") or [] if value is not None]


def are_words(values: list[Any]) -> bool:
    """Whether an enum class can be made of these values: all strings, or all whole numbers."""
    return bool(values) and {type(value) for value in values} in ({str}, {int})


def add_words(schema: JsonObject, result: JsonObject) -> None:
    """Write the values that are allowed as the engine takes them, or else just their types."""
    if "const" in schema and type(schema["const"]) in {str, int, bool}:
        result["const"] = schema["const"]
        if not isinstance(schema.get("type"), list):
            result.pop("type", None)  # with a type, the engine forgets the value of a boolean
    elif "const" in schema:
        result.setdefault("type", _json_type(schema["const"]))
    if "enum" not in schema:
        return
    values = values_of(schema)
    if are_words(values):
        # The engine makes names of the words, and fails where two look alike. It is the words that are wanted.
        words = [
            f"w{value.encode('utf-8', 'surrogatepass').hex()}" if type(value) is str else value for value in values
        ]
        result["enum"] = [*dict.fromkeys(words), *([None] if None in schema["enum"] else [])]
    elif "type" not in schema and schema["enum"]:
        kinds = list(dict.fromkeys(_json_type(value) for value in schema["enum"]))
        result["type"] = kinds[0] if len(kinds) == 1 else kinds


def _json_type(value: Any) -> str:
    return JSON_TYPES.get(type(value), "string")


JSON_TYPES = {
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
    type(None): "null",
}
