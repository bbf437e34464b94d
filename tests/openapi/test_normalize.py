"""Normalization of OpenAPI 3.0 and 3.2 to OpenAPI 3.1: every node keeps its original source location."""

from __future__ import annotations

from typing import Any

import pytest

from specloop.openapi.loader import load_document
from specloop.openapi.normalize import normalize, source_pointer, source_schema_pointer

S = ("components", "schemas")
HEAD = "openapi: {version}\ninfo: {{title: t, version: 1.0.0}}\npaths: {{}}\ncomponents:\n  schemas:\n"
NULL = {"type": "null"}
OTHER = {"$ref": "#/components/schemas/Other"}

SPELLINGS = [
    ("{type: string, nullable: true}", {"type": ["string", "null"]}),
    ("{type: string, nullable: false}", {"type": "string"}),
    ("{type: string, nullable: true, enum: [a]}", {"type": ["string", "null"], "enum": ["a", None]}),
    ("{enum: [a, null], nullable: true}", {"enum": ["a", None]}),
    ("{oneOf: [{type: string}], nullable: true}", {"oneOf": [{"type": "string"}, NULL]}),
    (
        "{oneOf: [{type: string, nullable: true}], nullable: true}",
        {"oneOf": [{"type": ["string", "null"]}]},
    ),
    (
        "{title: T, allOf: [{$ref: '#/components/schemas/Other'}], nullable: true}",
        {"title": "T", "anyOf": [{"title": "T", "allOf": [OTHER]}, NULL]},
    ),
    (
        "{type: object, nullable: true, allOf: [{$ref: '#/components/schemas/Other'}]}",
        {"anyOf": [{"type": "object", "allOf": [OTHER]}, NULL]},
    ),
    ("{nullable: true}", {}),
    ("{minimum: 0, exclusiveMinimum: true}", {"exclusiveMinimum": 0}),
    ("{maximum: 9, exclusiveMaximum: false}", {"maximum": 9}),
    ("{type: integer, example: 3}", {"type": "integer", "examples": [3]}),
    (
        "{$ref: '#/components/schemas/Other', description: d, type: object, properties: {a: {}}}",
        {**OTHER, "description": "d"},
    ),
]


def read(schema: str, version: str = "3.0.3"):
    text = HEAD.format(version=version) + f"    Other: {{type: object}}\n    It: {schema}\n"
    return load_document("t.yaml", text=text.encode())


@pytest.mark.parametrize(("schema", "expected"), SPELLINGS)
def test_openapi_3_0_is_read_as_3_1(schema: str, expected: dict[str, Any]):
    written = read(schema)
    before = repr(written.data)
    assert normalize(written).value((*S, "It")) == expected
    assert repr(written.data) == before


def test_what_is_beside_a_reference_counts_since_3_1():
    found = normalize(read("{$ref: '#/components/schemas/Other', properties: {a: {}}}", "3.1.0"))
    assert found.value((*S, "It")) == {"properties": {"a": {}}, "allOf": [OTHER]}
    assert source_pointer(found, (*S, "It", "allOf", 0, "$ref")) == (*S, "It", "$ref")


def test_a_document_in_its_final_spelling_is_not_copied():
    written = read("{type: [string, 'null']}", "3.1.0")
    assert normalize(written).data is written.data
    assert normalize(normalize(written)).written is written


def test_every_node_keeps_its_place():
    written = read(
        "\n      nullable: true\n      allOf:\n        - $ref: '#/components/schemas/Other'\n        - properties:\n"
        "            a: {type: string, nullable: true}\n    Third: {$ref: '#/components/schemas/It/allOf/1'}"
    )
    found = normalize(written)
    moved = (*S, "It", "anyOf", 0, "allOf", 1, "properties", "a")
    assert found.value(moved) == {"type": ["string", "null"]}
    assert source_pointer(found, moved) == (*S, "It", "allOf", 1, "properties", "a")
    assert found.place((*moved, "type")) == written.place((*source_pointer(found, moved), "type"))
    assert source_pointer(found, (*S, "It", "anyOf", 1)) == (*S, "It", "nullable")
    assert found.place((*S, "It", "anyOf")) == written.place((*S, "It", "nullable"))
    assert found.value(found.resolve(found.value((*S, "Third"))["$ref"])) == found.value(moved[:-2])


def test_the_data_of_an_example_of_3_2_is_its_value():
    text = "openapi: 3.2.0\ninfo: {title: t, version: 1.0.0}\ncomponents:\n  examples:\n    One: {dataValue: {a: 1}}\n"
    found = normalize(load_document("t.yaml", text=text.encode()))
    assert found.value(("components", "examples", "One")) == {"value": {"a": 1}}
    assert str(found.place(("components", "examples", "One", "value"))).endswith(":5:11")


def test_the_data_of_an_event_has_the_schema_of_its_json_text():
    text = """openapi: 3.1.0
info: {title: t, version: 1.0.0}
paths:
  /a:
    get:
      responses:
        "200":
          description: Events.
          content:
            text/event-stream:
              itemSchema: {anyOf: [{$ref: "#/components/schemas/Event"}, {$ref: "#/components/schemas/Ending"}]}
            application/json:
              schema: {$ref: "#/components/schemas/Other"}
components:
  schemas:
    Event:
      properties:
        event: {type: string}
        data:
          type: string
          contentMediaType: application/json
          contentSchema:
            properties: {n: {type: integer}}
    Ending:
      properties:
        data: {oneOf: [{const: end}, {contentMediaType: application/json, contentSchema: {type: integer}}]}
    Other: {properties: {data: {type: string, contentMediaType: application/json, contentSchema: {type: integer}}}}
    Inner: {$ref: "#/components/schemas/Event/properties/data/contentSchema/properties/n"}
"""
    written = load_document("t.yaml", text=text.encode())
    found = normalize(written)
    data = (*S, "Event", "properties", "data")
    assert found.value(data) == {"properties": {"n": {"type": "integer"}}}
    assert found.value((*S, "Other")) == written.value((*S, "Other"))
    variant = (*S, "Ending", "properties", "data", "oneOf", 1)
    assert found.value(variant) == {"type": "integer"}
    assert source_pointer(found, (*variant, "type")) == (*variant, "contentSchema", "type")
    assert source_schema_pointer(found, data) == (*data, "contentSchema")
    kept = (*S, "Other", "properties", "data")
    assert source_pointer(found, (*kept, "type")) == (*kept, "type")
    assert source_schema_pointer(found, kept) == kept
    number = (*data, "properties", "n")
    assert source_pointer(found, number) == (*data, "contentSchema", "properties", "n")
    assert found.place(number) == written.place(source_pointer(found, number))
    assert found.value(found.resolve(found.value((*S, "Inner"))["$ref"])) == {"type": "integer"}
