"""One body against one schema: what is found where, in every way that a schema can be written."""

# ruff: noqa: E501 - a row of a table stays a row

from __future__ import annotations

import pytest

from specloop.drift.findings import evidence
from specloop.drift.validation.response_validator import NoBody, RecordedResponse, ResponseValidator
from specloop.openapi.loader import load_document
from specloop.openapi.operations import iter_operations
from specloop.openapi.validation import validate

HEAD = """\
openapi: {version}
info: {{title: T, version: "1"}}
paths:
  /x:
    get:
      operationId: x
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: {schema}
components:
  schemas:
    Word: {{type: string, enum: [one, two]}}
    Named: {{type: object, required: [name], properties: {{name: {{type: string}}}}}}
    Cat: {{type: object, required: [kind], properties: {{kind: {{const: cat}}, lives: {{type: integer}}}}}}
    Dog: {{type: object, required: [kind], properties: {{kind: {{const: dog}}, barks: {{type: boolean}}}}}}
    Tree: {{type: object, properties: {{value: {{type: number}}, under: {{type: array, items: {{$ref: "#/components/schemas/Tree"}}}}}}}}
"""
REF = "$ref: '#/components/schemas/"


def found(schema, *bodies, version="3.1.0"):
    if version.startswith("3.0"):
        text = (
            HEAD.format(version=version, schema=schema)
            .replace("{const: cat}", "{type: string}")
            .replace("{const: dog}", "{type: string}")
        )
    else:
        text = HEAD.format(version=version, schema=schema)
    contract = load_document("t.yaml", text=text.encode())
    validate(contract)
    examiner = ResponseValidator(contract)
    (operation,) = list(iter_operations(contract.document))
    for body in bodies:
        examiner.answer(operation, RecordedResponse(200, None, body=body))
    return sorted(
        (each.drift.code, each.drift.pointer, each.drift.count, each.drift.of)
        for each in evidence(contract, examiner.tally)
    )


OBJECT = "{type: object, required: [a], properties: {a: {type: string}, b: {type: array, items: {type: number}}}}"
BOTH = f"{{allOf: [{{{REF}Named'}}, {{properties: {{age: {{type: integer}}}}}}]}}"
PETS = f"{{oneOf: [{{{REF}Cat'}}, {{{REF}Dog'}}]}}"
MAYBE = f"{{anyOf: [{{{REF}Named'}}, {{type: 'null'}}]}}"

CASES = [
    (OBJECT, {"a": "x", "b": [1, 2.5]}, []),
    (OBJECT, {"a": "x", "c": 1}, [("undocumented-property", "/c", 1, 1)]),
    (OBJECT, {"b": [1, "2", None]}, [("missing-required", "/a", 1, 1), ("null-not-allowed", "/b/*", 1, 3), ("type-mismatch", "/b/*", 1, 3)]),
    (OBJECT, [], [("type-mismatch", "", 1, 1)]),
    (OBJECT, None, [("null-not-allowed", "", 1, 1)]),
    # closed although the contract says, or does not say, that it is open; maps are not
    ("{type: object, additionalProperties: true, properties: {a: {type: string}}}", {"z": 1}, [("undocumented-property", "/z", 1, 1)]),
    ("{type: object, additionalProperties: false, properties: {a: {type: string}}}", {"z": 1}, [("undocumented-property", "/z", 1, 1)]),
    ("{type: object, additionalProperties: {type: number}}", {"z": 1, "y": 2}, []),
    ("{type: object, additionalProperties: {type: number}}", {"z": "1"}, [("type-mismatch", "/*", 1, 1)]),
    (f"{{type: object, additionalProperties: {{{REF}Named'}}}}", {"p": {"name": "x", "q": 1}, "r": {}}, [("missing-required", "/*/name", 1, 2), ("undocumented-property", "/*/q", 1, 2)]),
    ("{type: object}", {"anything": {"goes": 1}}, []),
    ("{type: object, properties: {a: {}}, patternProperties: {'^x-': {type: string}}}", {"a": 1, "x-b": "1"}, []),
    ("{type: object, properties: {a: {}}, patternProperties: {'^x-': {type: string}}}", {"z": 1}, [("undocumented-property", "/z", 1, 1)]),
    # composed
    (BOTH, {"name": "x", "age": 3}, []),
    (BOTH, {"name": "x", "age": 3, "z": 1}, [("undocumented-property", "/z", 1, 1)]),
    (BOTH, {"age": "3"}, [("missing-required", "/name", 1, 1), ("type-mismatch", "/age", 1, 1)]),
    (PETS, {"kind": "cat", "lives": 9}, []),
    (PETS, {"kind": "cat", "lives": "9"}, [("type-mismatch", "/lives", 1, 1)]),
    (PETS, {"kind": "dog", "barks": True, "z": 1}, [("undocumented-property", "/z", 1, 1)]),
    (PETS, {"kind": "fish"}, [("no-union-arm-fits", "", 1, 1)]),
    (PETS, 3, [("no-union-arm-fits", "", 1, 1)]),
    (PETS, None, [("null-not-allowed", "", 1, 1)]),
    (MAYBE, None, []),
    (MAYBE, {"name": 1}, [("type-mismatch", "/name", 1, 1)]),
    (MAYBE, {"name": "x", "z": 1}, [("undocumented-property", "/z", 1, 1)]),
    (MAYBE, 3, [("type-mismatch", "", 1, 1)]),
    (f"{{type: array, items: {{{REF}Tree'}}}}", [{"value": 1, "under": [{"value": "2"}]}], [("type-mismatch", "/*/under/*/value", 1, 1)]),
    # words, formats, limits
    (f"{{type: array, items: {{{REF}Word'}}}}", ["one", "three", "Three", 4], [("type-mismatch", "/*", 1, 4), ("undocumented-enum-value", "/*", 1, 4), ("undocumented-enum-value", "/*", 1, 4)]),
    ("{const: 1}", 2, [("undocumented-enum-value", "", 1, 1)]),
    ("{type: [string, 'null'], enum: [a, null]}", None, []),
    ("{type: string, format: date-time}", "2026-01-01T00:00:00", [("format-mismatch", "", 1, 1)]),
    ("{type: string, format: date-time}", "2026-01-01T00:00:00+01:00", []),
    ("{type: string, format: date}", "2026-01-01T00:00:00Z", [("format-mismatch", "", 1, 1)]),
    ("{type: string, format: byte}", "anything", []),
    ("{type: string, maxLength: 2}", "abc", [("constraint-violated", "", 1, 1)]),
    ("{type: number, minimum: 1}", 0, [("constraint-violated", "", 1, 1)]),
    ("{type: array, maxItems: 1, uniqueItems: true}", [1, 1], [("constraint-violated", "", 1, 1), ("constraint-violated", "", 1, 1)]),
    ("{type: integer}", 1.0, []),
    ("{type: integer}", 1.5, [("type-mismatch", "", 1, 1)]),
    ("{type: object, required: [a, w], properties: {a: {type: string}, w: {type: string, writeOnly: true}}}", {"a": "x"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "body", "told"), CASES, ids=[str(number) for number in range(len(CASES))])
def test_a_body_against_a_schema(schema, body, told):
    assert told == found(schema, body)


OLD = [
    ("{type: string, nullable: true}", None, []),
    ("{type: string}", None, [("null-not-allowed", "", 1, 1)]),
    (f"{{allOf: [{{{REF}Word'}}], nullable: true}}", None, []),
    (f"{{allOf: [{{{REF}Word'}}], nullable: true}}", "three", [("undocumented-enum-value", "", 1, 1)]),
    ("{type: string, nullable: true, enum: [a]}", None, []),
    ("{type: number, minimum: 0, exclusiveMinimum: true}", 0, [("constraint-violated", "", 1, 1)]),
    ("{type: number, minimum: 0, exclusiveMinimum: false}", 0, []),
]


@pytest.mark.parametrize(("schema", "body", "told"), OLD)
def test_openapi_3_0_means_what_it_says(schema, body, told):
    assert told == found(schema, body, version="3.0.3")


def test_every_item_of_every_body_is_looked_at_and_counted():
    bodies = [[{"a": "x"}] * 99 + [{"a": 1}], [{"a": "x"}] * 100]
    assert [("type-mismatch", "/*/a", 1, 200)] == found(f"{{type: array, items: {OBJECT}}}", *bodies)


def test_a_pattern_that_cannot_be_used_is_told_with_its_place():
    from specloop.errors import InputError

    with pytest.raises(InputError, match=r"t\.yaml:12:15: this schema cannot be used to check answers"):
        found("{type: string, pattern: '(['}", "x")


def test_an_answer_without_a_body_has_none():
    assert RecordedResponse(200, None).body is NoBody
