"""Examples of bodies that keep to a schema whose property is renamed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from specloop.drift.fixes.edits import RenameKey
from specloop.drift.fixes.example_edits import rename_in_examples
from specloop.openapi.loader import load_document
from specloop.openapi.normalize import normalize

ITEM = {"$ref": "#/components/schemas/Item"}
OTHER = {"type": "object", "properties": {"a": {"type": "string"}}}

EXAMPLES = {
    "itself": (ITEM, {"a": 1}, [("a",)]),
    "in a list": ({"type": "array", "items": ITEM}, [{"a": 1}, {"c": 2}, {"a": 3}], [(0, "a"), (2, "a")]),
    "in a property": ({"properties": {"item": ITEM}}, {"item": {"a": 1}, "a": 2}, [("item", "a")]),
    "in a map": ({"additionalProperties": ITEM}, {"x": {"a": 1}}, [("x", "a")]),
    "a part": ({"allOf": [OTHER, ITEM]}, {"a": 1}, [("a",)]),
    "or null": ({"anyOf": [ITEM, {"type": "null"}]}, {"a": 1}, [("a",)]),
    "itself, circular": (ITEM, {"a": 1, "next": {"a": 2}}, [("a",), ("next", "a")]),
    "another schema": (OTHER, {"a": 1}, []),
    "one of several": ({"anyOf": [ITEM, OTHER]}, {"a": 1}, []),
    "both names": (ITEM, {"a": 1, "b": 2}, []),
    "another type": (ITEM, ["a"], []),
    "any value": (True, {"a": 1}, []),
}
"""For each name: the schema of a body, an example, and the places in the example that are renamed."""


def renamed_in(media: Any) -> list[Any]:
    answer = {"200": {"description": "", "content": {"application/json": media}}}
    properties = {"a": {"type": "string"}, "next": ITEM}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "A", "version": "1"},
        "paths": {"/a": {"get": {"responses": answer}}},
        "components": {"schemas": {"Item": {"type": "object", "properties": properties}}},
    }
    contract = normalize(load_document("a.json", text=json.dumps(document).encode()))
    edits = rename_in_examples(contract, ("components", "schemas", "Item", "properties", "a"), "b")
    assert all(isinstance(each, RenameKey) and each.key == "b" for each in edits)
    place = ("paths", "/a", "get", "responses", "200", "content", "application/json")
    assert all(each.pointer[: len(place)] == place for each in edits)
    return [each.pointer[len(place) :] for each in edits]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_objects_of_the_schema_are_edited(name: str) -> None:
    schema, example, places = EXAMPLES[name]
    assert renamed_in({"schema": schema, "example": example}) == [("example", *each) for each in places]
    named = {"one": {"value": example}, "two": {"externalValue": "a.json"}}
    assert renamed_in({"schema": schema, "examples": named}) == [("examples", "one", "value", *each) for each in places]


def test_a_media_type_without_a_schema_or_an_example_has_no_edits() -> None:
    assert renamed_in({"example": {"a": 1}}) == renamed_in({"schema": ITEM}) == []
