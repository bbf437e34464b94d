"""Read the types, values and flags of single schemas, and merge two schemas into one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from specloop.openapi.json_pointer import JsonObject, resolve_ref
from specloop.openapi.schema_keywords import (
    ASSERTIONS,
    KEYWORDS,
    LOWER_BOUND,
    UNION_KEYWORDS,
    UPPER_BOUND,
    whole_number,
)

NULL_SCHEMA: JsonObject = {"type": "null"}

_JSON_TYPE_BY_CLASS = {
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
    type(None): "null",
}


def json_type(value: Any) -> str:
    """Return the JSON type of a Python value. For a value without a JSON type, such as a date, return "string"."""
    return _JSON_TYPE_BY_CLASS.get(type(value), "string")


def stated_types(schema: Any) -> list[str]:
    """Return the types in a schema's `type`, including null. Return [] if the schema has no `type`."""
    types = schema.get("type") if isinstance(schema, Mapping) else None
    return [str(each) for each in types] if isinstance(types, list) else [] if types is None else [str(types)]


def non_null_types(schema: Any) -> list[str]:
    """Return the types in a schema's `type`, without null. Return [] if the schema has no `type`."""
    return [each for each in stated_types(schema) if each != "null"]


def stated_values(schema: Any) -> list[Any]:
    """Return the values in a schema's `const` or `enum`. Return [] if the schema has neither."""
    if not isinstance(schema, Mapping):
        return []
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    return values if isinstance(values, list) else []


def is_null_schema(schema: Any) -> bool:
    """Return whether a schema allows null and nothing else, by its `type`, `const` or `enum`."""
    asserted = schema.keys() & ASSERTIONS if isinstance(schema, Mapping) else set()
    is_type = asserted == {"type"} and stated_types(schema) == ["null"]
    return is_type or (asserted <= {"type", "const", "enum"} and stated_values(schema) == [None])


def states_null(schema: JsonObject) -> bool:
    """Return whether null is listed in the `type` or the `enum` of a schema."""
    values = schema.get("enum")
    return "null" in stated_types(schema) or (isinstance(values, list) and None in values)


def excludes_null(schema: JsonObject) -> bool:
    """Return whether a schema excludes null by its `type`, `const` or `enum`."""
    types, values = stated_types(schema), stated_values(schema)
    return bool(types and "null" not in types) or bool(values and None not in values)


def non_null_variant(schema: Any) -> tuple[str, int] | None:
    """Find the variant that is not null in a union of null and one other schema.

    Return the union's keyword and the variant's index: ("anyOf", 0) for `anyOf: [S, {type: "null"}]`. Return None if
    the schema is no such union, or if it has other validation keywords.
    """
    for keyword in UNION_KEYWORDS if isinstance(schema, Mapping) else ():
        variants = schema.get(keyword)
        if (
            isinstance(variants, list)
            and any(map(is_null_schema, variants))
            and not schema.keys() & (ASSERTIONS - {keyword})
        ):
            others = [number for number, each in enumerate(variants) if not is_null_schema(each)]
            return (keyword, others[0]) if len(others) == 1 else None
    return None


EVERY_TYPE = frozenset({"string", "number", "integer", "boolean", "array", "object", "null"})
"""All JSON types. `integer` stands for whole numbers, and `number` for all other numbers."""


def expand_types(types: Iterable[str]) -> frozenset[str]:
    """Return JSON types as a set, with `integer` added if `number` is among them."""
    found = frozenset(types)
    return found | {"integer"} if "number" in found else found


def collapse_types(types: Iterable[str]) -> list[str]:
    """Return a set of JSON types as the list for a `type` keyword, without `integer` if `number` is among them."""
    found = set(types)
    if "number" in found:
        found.discard("integer")
    return [each for each in _JSON_TYPE_BY_CLASS.values() if each in found]


def has_flag(document: JsonObject, schema: Any, keyword: str) -> bool:
    """Return whether a boolean keyword such as `readOnly` is true in a schema or in a schema that it includes.

    The included schemas are the target of its `$ref`, the subschemas of its `allOf`, and the variant of a union with
    only one variant.
    """
    if not isinstance(schema, dict):
        return False
    unions = [schema.get(keyword) for keyword in UNION_KEYWORDS]
    listed = [*(schema.get("allOf") or []), *(each[0] for each in unions if isinstance(each, list) and len(each) == 1)]
    parts = [resolve_ref(document, each).node for each in listed]
    nodes = [schema, resolve_ref(document, schema).node, *parts]
    return any(isinstance(node, dict) and node.get(keyword) is True for node in nodes)


# --- merging subschemas of an `allOf` ---


def merge_schemas(one: JsonObject, other: JsonObject) -> JsonObject:
    """Merge two schemas into one for the values that both allow.

    If they have no type or no `enum` value in common, the merged `type` or `enum` is [].
    """
    result = dict(one)
    for keyword, value in other.items():
        result[keyword] = _merge_keyword(keyword, result[keyword], value) if keyword in result else value
    if "const" in result and "enum" in result:
        if result["const"] in result["enum"]:
            del result["enum"]
        else:
            result["enum"] = []
    # A list of values without null excludes null, even beside the `type` of the other schema, which allows it.
    if "null" in stated_types(result) and any(excludes_null(each) and not states_null(each) for each in (one, other)):
        types = non_null_types(result)
        result["type"] = types[0] if len(types) == 1 else types
    if "type" in result and isinstance(result.get("enum"), list):
        allowed = expand_types(stated_types(result))
        result["enum"] = [value for value in result["enum"] if json_type(whole_number(value)) in allowed]
    return result


def _merge_keyword(keyword: str, one: Any, other: Any) -> Any:
    """Merge two values of a keyword into one value that is as strict as both. Return `other` for an unknown keyword."""
    bound = KEYWORDS[keyword].bound if keyword in KEYWORDS else None
    if bound in {LOWER_BOUND, UPPER_BOUND}:
        return bound.join(one, other)
    return _MERGERS[keyword](one, other) if keyword in _MERGERS else other


def _merge_types(old: str | list[str], new: str | list[str]) -> str | list[str]:
    """Return the types that two `type` keywords both allow; [] if there is none. `number` also allows `integer`."""
    one, other = ([each] if isinstance(each, str) else each for each in (old, new))

    def allows(types: list[str], type_: str) -> bool:
        return type_ in types or (type_ == "integer" and "number" in types)

    found = [each for each in dict.fromkeys([*one, *other]) if allows(one, each) and allows(other, each)]
    return found[0] if len(found) == 1 else found


def _merge_properties(one: JsonObject, other: JsonObject) -> JsonObject:
    both = {name: {"allOf": [one[name], other[name]]} for name in one.keys() & other.keys() if one[name] != other[name]}
    return {**one, **other, **both}


def _merge_rest(one: Any, other: Any) -> Any:
    """Merge two values of `items` or of `additionalProperties` into one that is as strict as both.

    Return one of the values if it is `false`, if the other is `true` or `{}`, or if they are equal. Otherwise, return
    an `allOf` of both.
    """
    if other in (True, {}) or one is False or one == other:
        return one
    return other if one in (True, {}) or other is False else {"allOf": [one, other]}


_MERGERS: dict[str, Callable[[Any, Any], Any]] = {
    "type": _merge_types,
    "enum": lambda one, other: [value for value in other if value in one],
    "required": lambda one, other: list(dict.fromkeys([*one, *other])),
    "properties": _merge_properties,
    "items": _merge_rest,
    "additionalProperties": _merge_rest,
}
