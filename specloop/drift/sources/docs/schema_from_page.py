"""Schemas that are built from a documentation page, and edits that change the contract to agree with the page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from specloop.drift.fixes.edits import AppendItem, Edit, RemoveNode, SetKey
from specloop.drift.sources.docs.page_parser import Attribute
from specloop.drift.validation import json_types
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema_facts import NULL_SCHEMA, non_null_types, stated_types

Object = dict[str, Any]

# --- schemas ---


def describe_attribute(attribute: Attribute) -> str:
    """Describe a parameter or property for messages: its type, its enum values, and whether it is required."""
    words = ", ".join(word for word, _ in attribute.options)
    variant = f"a union, for example {attribute.variant}: " if attribute.variant else ""
    return f"{variant}{attribute.type}{f' of {words}' if words else ''}{', required' if attribute.required else ''}"


def parse_literal(text: str) -> Any:
    """Parse a default or enum value in a page as JSON. Return the text itself if it is not JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return text.strip("\"'`")


def attribute_schema(attribute: Attribute) -> Object:
    """Build the schema of a parameter or property that a page lists.

    For a union, the schema is empty, because the page shows only one variant.
    """
    if attribute.variant:
        return {}  # The page does not state the types of the other variants.
    names = [each for each in attribute.type.split(" | ") if each != "null"] or ["any"]
    variants = [_schema_of_type(each, attribute) for each in names]
    schema: Object = variants[0]
    if len(variants) > 1:
        schema = {"anyOf": variants}
    if attribute.nullable:
        _add_null(schema)
    schema.update({limit: number for limit, (number, _) in attribute.limits.items()})
    if attribute.default is not None:
        schema["default"] = parse_literal(attribute.default)
    return schema


def _add_null(schema: Object) -> None:
    if "anyOf" in schema:
        schema["anyOf"] = [*schema["anyOf"], NULL_SCHEMA]
    elif "type" in schema:
        schema["type"] = [schema["type"], "null"]
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]


def _schema_of_type(type_: str, attribute: Attribute) -> Object:
    if type_.endswith("[]"):
        return {"type": "array", "items": _schema_of_type(type_.removesuffix("[]"), attribute)}
    name, _, inner = type_.removesuffix(">").partition("<")
    if name == "enum":
        words = [word if inner == "string" else parse_literal(word) for word, _ in attribute.options]
        return {"type": inner, "enum": words} if words else {"type": inner}
    special: dict[str, Object] = {
        "any": {},
        "null": {},
        "map": {"type": "object"},
        "array": {"type": "array", "items": {}},
        "file": {"type": "string", "format": "binary"},
    }
    if name in special:
        return special[name]
    return {"type": name, "format": inner} if inner else {"type": name}


def schema_from_example(value: Any) -> Object:
    """Build a schema with the types and property names of an example value."""
    if isinstance(value, list):
        return {"type": "array", "items": schema_from_example(value[0]) if value else {}}
    if isinstance(value, dict):
        members = {name: schema_from_example(each) for name, each in value.items()}
        return {"type": "object", "properties": members} if members else {"type": "object"}
    return json_types.schema_for_types({json_types.json_type(value)})


def add_example_properties(schema: Object, example: Any) -> Object:
    """Return a copy of an object or array schema with `properties` or `items` that are built from an example value.

    If the example is empty or has another type, `schema` itself is returned.
    """
    if schema.get("type") == "array" and isinstance(example, list) and example:
        return {**schema, "items": schema_from_example(example[0])}
    if schema.get("type") == "object" and isinstance(example, dict) and example:
        return {**schema, "properties": schema_from_example(example)["properties"]}
    return schema


def request_body_schema(attributes: Iterable[Attribute]) -> Object:
    """Build a Request Body Object for JSON from the properties that a page lists for the request body."""
    named = [each for each in attributes if each.name]
    required = [each.name for each in named if each.required]
    schema: Object = {"type": "object"}
    if required:
        schema["required"] = required
    schema["properties"] = {each.name: attribute_schema(each) for each in named}
    body: Object = {"required": True} if required else {}
    return {**body, "content": {"application/json": {"schema": schema}}}


# --- edits ---


def set_type(contract: Document, pointer: JsonPointer, attribute: Attribute) -> list[Edit]:
    """Return the edits that set the type, format and enum of a scalar schema to those in the page.

    The list is empty if the schema is a `$ref` or an array, or if the page has a union or array.
    """
    schema, wanted = contract.value(pointer), attribute_schema(attribute)
    if "$ref" in schema or "anyOf" in wanted or any("array" in stated_types(each) for each in (schema, wanted)):
        return []
    edits: list[Edit] = []
    for keyword in ("type", "format", "enum"):
        if keyword in wanted and schema.get(keyword) != wanted[keyword]:
            edits.append(SetKey((*pointer, keyword), wanted[keyword], after="type"))
        elif keyword in schema and keyword not in wanted:
            edits.append(RemoveNode((*pointer, keyword)))
    return edits


def set_example_type(contract: Document, pointer: JsonPointer, seen: str) -> list[Edit]:
    """Return the edits that set the type and format of a schema to those of a page's example value.

    The list is empty unless the schema has exactly one type apart from null.

    Args:
        contract: The contract.
        pointer: The pointer of the schema.
        seen: The type of the example with its format, such as `string<date>`.
    """
    schema = contract.value(pointer)
    types = stated_types(schema)
    if len(non_null_types(schema)) != 1:
        return []
    wanted = json_types.schema_for_types({seen})
    edits: list[Edit] = []
    if "type" in wanted and wanted["type"] not in types:
        edits.append(SetKey((*pointer, "type"), [wanted["type"], "null"] if "null" in types else wanted["type"]))
    if "format" in wanted:
        edits.append(SetKey((*pointer, "format"), wanted["format"], after="type"))
    elif "format" in schema:
        edits.append(RemoveNode((*pointer, "format")))
    return edits


def add_enum_value(contract: Document, pointer: JsonPointer, value: Any) -> list[Edit]:
    """Return the edit that adds a value to an enum; an empty list if the enum already has the value."""
    return [] if value in contract.value(pointer) else [AppendItem(pointer, value)]


def remove_enum_value(contract: Document, pointer: JsonPointer, word: str) -> list[Edit]:
    """Return the edit that removes a value from an enum; an empty list if the enum would be empty."""
    values = [str(each) for each in contract.value(pointer)]
    return [RemoveNode((*pointer, values.index(word)))] if word in values and len(values) > 1 else []
