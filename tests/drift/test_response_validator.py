"""One body against one schema: the codes, places and counts of the observations, for many forms of schemas."""

# ruff: noqa: E501 - each row of a table stays on one line

from __future__ import annotations

import json

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
    Cat2: {{type: object, required: [kind], properties: {{kind: {{type: string}}, lives: {{type: integer}}}}}}
    Dog2: {{type: object, required: [kind], properties: {{kind: {{type: string}}, barks: {{type: boolean}}}}}}
    Round: {{type: object, required: [kind, r], properties: {{kind: {{type: string}}, r: {{type: integer}}}}}}
    Square: {{type: object, required: [kind, s], properties: {{kind: {{type: string}}, s: {{type: string}}}}}}
    Base: {{type: object, required: [sort], properties: {{sort: {{type: string}}}}, discriminator: {{propertyName: sort}}}}
    Left: {{allOf: [{{$ref: "#/components/schemas/Base"}}, {{type: object, properties: {{l: {{type: integer}}}}}}]}}
    Right: {{allOf: [{{$ref: "#/components/schemas/Base"}}, {{type: object, properties: {{r: {{type: integer}}}}}}]}}
    Tree: {{type: object, properties: {{value: {{type: number}}, under: {{type: array, items: {{$ref: "#/components/schemas/Tree"}}}}}}}}
"""
REF = "$ref: '#/components/schemas/"


def found(schema, *bodies, version="3.1.0"):
    return sorted(
        (each.observation.code, each.observation.at, each.count, each.of)
        for each in evidence_of(schema, *bodies, version=version)
    )


def evidence_of(schema, *bodies, version="3.1.0"):
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
    (operation,) = list(iter_operations(contract.data))
    for body in bodies:
        examiner.validate(operation, RecordedResponse(200, None, body=body))
    return evidence(examiner.counter)


OBJECT = "{type: object, required: [a], properties: {a: {type: string}, b: {type: array, items: {type: number}}}}"
OPEN = "{type: object, properties: {c: {}}}"
BOTH = f"{{allOf: [{{{REF}Named'}}, {{properties: {{age: {{type: integer}}}}}}]}}"
PETS = f"{{oneOf: [{{{REF}Cat'}}, {{{REF}Dog'}}]}}"
TWO_METAS = "{allOf: [{type: object, properties: {meta: {type: object, properties: {id: {type: string}}}}}, {type: object, properties: {meta: {type: object, properties: {size: {type: integer}}}}}]}"
DEEP_METAS = "{allOf: [{type: object, properties: {meta: {type: object, properties: {by: {allOf: [{type: object, properties: {id: {type: string}}}]}}}}}, {type: object, properties: {meta: {type: object, properties: {by: {type: object, properties: {size: {type: integer}}}}}}}]}"
VARIANT_METAS = "{oneOf: [{type: object, properties: {kind: {const: a}, meta: {type: object, properties: {id: {type: string}}}}}, {type: object, properties: {kind: {const: b}, meta: {type: object, properties: {size: {type: integer}}}}}]}"
NEEDY = f"{{oneOf: [{{{REF}Round'}}, {{{REF}Square'}}], discriminator: {{propertyName: kind}}}}"
DEFAULT = f"{{oneOf: [{{{REF}Cat2'}}, {{{REF}Dog2'}}], discriminator: {{propertyName: kind, mapping: {{c: Cat2}}, defaultMapping: Dog2}}}}"
TAGGED = f"{{oneOf: [{{{REF}Cat2'}}, {{{REF}Dog2'}}], discriminator: {{propertyName: kind, mapping: {{c: Cat2, d: '#/components/schemas/Dog2'}}}}}}"
NESTED = (
    f"{{oneOf: [{{oneOf: [{{{REF}Cat'}}, {{{REF}Dog'}}]}}, {{{REF}Left'}}], discriminator: {{propertyName: kind}}}}"
)
TUPLE = f"{{type: array, prefixItems: [{{type: object, properties: {{a: {{type: string}}, in: {{type: object, properties: {{b: {{}}}}}}}}}}, {{type: string}}], items: {{{REF}Named'}}}}"
MAYBE = f"{{anyOf: [{{{REF}Named'}}, {{type: 'null'}}]}}"

CASES = [
    (OBJECT, {"a": "x", "b": [1, 2.5]}, []),
    (OBJECT, {"a": "x", "c": 1}, [("undocumented-property", "/c", 1, 1)]),
    (OBJECT, {"b": [1, "2", None]}, [("missing-required", "/a", 1, 1), ("null-not-allowed", "/b/*", 1, 3), ("type-mismatch", "/b/*", 1, 3)]),
    (OBJECT, [], [("type-mismatch", "", 1, 1)]),
    (OBJECT, None, [("null-not-allowed", "", 1, 1)]),
    # undocumented properties are reported, unless the schema explicitly allows them
    ("{allOf: [{type: object, properties: {a: {type: string}}}], unevaluatedProperties: {}}", {"z": 1}, []),
    ("{type: object, additionalProperties: true, properties: {a: {type: string}}}", {"z": 1}, []),
    ("{type: object, additionalProperties: {}, properties: {a: {type: string}}}", {"z": 1}, []),
    ("{type: object, unevaluatedProperties: true, properties: {a: {type: string}}}", {"z": 1}, []),
    ("{type: object, unevaluatedProperties: {type: number}, properties: {a: {type: string}}}", {"z": "1"}, [("undocumented-property", "/z", 1, 1)]),
    (f"{{allOf: [{{{REF}Named'}}, {{additionalProperties: true}}]}}", {"name": "x", "z": 1}, []),
    ("{type: object, additionalProperties: false}", {"z": 1}, [("undocumented-property", "/z", 1, 1)]),
    ("{type: object, patternProperties: {'^x-': {type: string}}, additionalProperties: false}", {"x-a": "1", "y": 2}, [("undocumented-property", "/y", 1, 1)]),
    ("{type: object, properties: {}, additionalProperties: false}", {"z": 1}, [("undocumented-property", "/z", 1, 1)]),
    (f"{{type: object, patternProperties: {{'^x-': {OPEN}}}}}", {"x-a": {"c": 1, "z": 1}, "y": {"z": 1}}, [("undocumented-property", "/*/z", 1, 1)]),
    ("{type: object, propertyNames: {enum: [small, large]}, additionalProperties: {type: integer}}", {"small": 1, "huge": 2}, [("undocumented-property-name", "/huge", 1, 1)]),
    ("{type: object, propertyNames: {pattern: '^s'}, additionalProperties: {type: integer}}", {"small": 1, "huge": 2}, [("undocumented-property-name", "/huge", 1, 1)]),
    ("{type: object, additionalProperties: false, properties: {a: {type: string}}}", {"z": 1}, [("undocumented-property", "/z", 1, 1)]),
    ("{type: object, additionalProperties: {type: number}}", {"z": 1, "y": 2}, []),
    ("{type: object, additionalProperties: {type: number}}", {"z": "1"}, [("type-mismatch", "/*", 1, 1)]),
    (f"{{type: object, additionalProperties: {{{REF}Named'}}}}", {"p": {"name": "x", "q": 1}, "r": {}}, [("missing-required", "/*/name", 1, 2), ("undocumented-property", "/*/q", 1, 2)]),
    ("{type: object}", {"anything": {"goes": 1}}, []),
    ("{type: object, properties: {a: {}}, patternProperties: {'^x-': {type: string}}}", {"a": 1, "x-b": "1"}, []),
    ("{type: object, properties: {a: {}}, patternProperties: {'^x-': {type: string}}}", {"z": 1}, [("undocumented-property", "/z", 1, 1)]),
    # compositions
    (BOTH, {"name": "x", "age": 3}, []),
    (BOTH, {"name": "x", "age": 3, "z": 1}, [("undocumented-property", "/z", 1, 1)]),
    (BOTH, {"age": "3"}, [("missing-required", "/name", 1, 1), ("type-mismatch", "/age", 1, 1)]),
    (PETS, {"kind": "cat", "lives": 9}, []),
    (PETS, {"kind": "cat", "lives": "9"}, [("type-mismatch", "/lives", 1, 1)]),
    (PETS, {"kind": "dog", "barks": True, "z": 1}, [("undocumented-property", "/z", 1, 1)]),
    ("{allOf: [{type: object, patternProperties: {'^x-': {type: string}}, additionalProperties: false}]}", {"x-a": "1", "y": 2}, [("undocumented-property", "/y", 1, 1)]),
    ("{anyOf: [{type: object, patternProperties: {'^x-': {type: string}}, additionalProperties: false}, {type: 'null'}]}", {"x-a": "1", "y": 2}, [("undocumented-property", "/y", 1, 1)]),
    ("{type: object, properties: {a: {}}, dependentSchemas: {a: {properties: {b: {type: object, properties: {c: {}}}}}}}", {"a": 1, "b": {"c": 1, "z": 1}}, [("undocumented-property", "/b/z", 1, 1)]),
    (f"{{type: object, patternProperties: {{'^x-': {OPEN}, '^y-': {{type: object, properties: {{d: {{}}}}}}}}}}", {"x-a": {"c": 1, "z": 1}, "y-a": {"d": 1, "z": 1}}, [("undocumented-property", "/*/z", 1, 2)] * 2),
    (f"{{type: object, patternProperties: {{'^x-': {OPEN}, '-a$': {{type: object, properties: {{d: {{}}}}}}}}}}", {"x-a": {"c": 1, "d": 1}}, []),
    ("{type: object, patternProperties: {'^x-': {type: string}}}", {"x-a": 1, "x-b": "1", "y": 2}, [("type-mismatch", "/*", 1, 2)]),
    # one property in several subschemas
    (f"{{properties: {{b: {OPEN}}}, dependentSchemas: {{b: {{properties: {{b: {{properties: {{d: {{}}}}}}}}}}}}}}", {"b": {"c": 1, "d": 1}}, []),
    (f"{{properties: {{xb: {OPEN}}}, patternProperties: {{'^x': {{type: object, properties: {{d: {{}}}}}}}}}}", {"xb": {"c": 1, "d": 1}, "xz": {"d": 1}}, []),
    (f"{{allOf: [{{patternProperties: {{'^x': {OPEN}}}}}, {{patternProperties: {{'^x': {{type: object, properties: {{d: {{}}}}}}}}}}]}}", {"xb": {"c": 1, "d": 1}}, []),
    (TWO_METAS, {"meta": {"id": "a", "size": 3}}, []),
    (TWO_METAS, {"meta": {"id": "a", "size": 3, "z": 1}}, [("undocumented-property", "/meta/z", 1, 1)]),
    (TWO_METAS, {"meta": {"id": "a", "size": "3"}}, [("type-mismatch", "/meta/size", 1, 1)]),
    (DEEP_METAS, {"meta": {"by": {"id": "a", "size": 3}}}, []),
    (DEEP_METAS, {"meta": {"by": {"id": "a", "size": 3, "z": 1}}}, [("undocumented-property", "/meta/by/z", 1, 1)]),
    (VARIANT_METAS, {"kind": "a", "meta": {"id": "x"}}, []),
    (VARIANT_METAS, {"kind": "b", "meta": {"size": 1}}, []),
    (VARIANT_METAS, {"kind": "b", "meta": {"size": 1, "z": 1}}, [("undocumented-property", "/meta/z", 1, 1)]),
    # discriminators
    (TAGGED, {"kind": "c", "lives": 9}, []),
    (TAGGED, {"kind": "c", "lives": "9"}, [("type-mismatch", "/lives", 1, 1)]),
    (TAGGED, {"kind": "c", "barks": True}, [("undocumented-property", "/barks", 1, 1)]),
    (TAGGED, {"kind": "fish", "lives": 9}, [("undocumented-variant", "/kind", 1, 1)]),
    (TAGGED, {"kind": "fish", "fins": 2}, [("undocumented-variant", "/kind", 1, 1)]),
    (NESTED, {"kind": "cat", "lives": 9}, []),
    (NESTED, {"kind": "cat", "lives": "9"}, [("type-mismatch", "/lives", 1, 1)]),
    (NESTED, {"kind": "fish", "lives": 9}, [("undocumented-variant", "/kind", 1, 1)]),
    (TAGGED, {"kind": None}, [("null-not-allowed", "/kind", 1, 1)]),
    (TAGGED, {"lives": 9}, [("missing-required", "/kind", 1, 1)]),
    (NEEDY, {"s": "x"}, [("missing-required", "/kind", 1, 1)]),
    (NEEDY, None, [("null-not-allowed", "", 1, 1)]),
    (NEEDY.replace("]", ", {type: 'null'}]"), {"s": "x"}, [("missing-required", "/kind", 1, 1)]),
    (NEEDY.replace("]", ", {type: 'null'}]"), None, []),
    (NEEDY.replace("]", ", {type: string}]"), "x", []),
    (DEFAULT, {"kind": "other", "barks": True}, []),
    (DEFAULT, {"kind": "other", "barks": 1}, [("type-mismatch", "/barks", 1, 1)]),
    (DEFAULT, {"barks": True}, [("missing-required", "/kind", 1, 1)]),
    (DEFAULT, {"kind": "c", "lives": 9}, []),
    (DEFAULT, None, [("null-not-allowed", "", 1, 1)]),
    ("{anyOf: [{type: string, enum: [one]}, {type: string, enum: [two]}, {type: integer}]}", "three", [("undocumented-enum-value", "", 1, 1)]),
    ("{type: string, oneOf: [{const: one}, {enum: [two]}]}", "three", [("undocumented-enum-value", "", 1, 1)]),
    (TAGGED, None, [("null-not-allowed", "", 1, 1)]),
    (f"{{type: array, items: {{{REF}Base'}}}}", [{"sort": "Left", "l": 1}, {"sort": "Right", "r": 1}, {"sort": "Base"}], []),
    (f"{{type: array, items: {{{REF}Base'}}}}", [{"sort": "Left", "l": "1"}], [("type-mismatch", "/*/l", 1, 1)]),
    (f"{{type: array, items: {{{REF}Base'}}}}", [{"sort": "Up", "l": 1}], [("undocumented-variant", "/*/sort", 1, 1)]),
    (f"{{type: array, items: {{{REF}Base'}}}}", [{"sort": "Up", "z": 1}], [("undocumented-variant", "/*/sort", 1, 1)]),
    (f"{{type: array, items: {{{REF}Base'}}}}", [{"sort": "Left", "z": 1}], [("undocumented-property", "/*/z", 1, 1)]),
    (f"{{{REF}Left'}}", {"sort": "Left", "l": 1}, []),
    ("{oneOf: [{type: object, properties: {v: {const: 1}}}, {type: object, properties: {v: {const: 2}, w: {type: string}}}], discriminator: {propertyName: v}}", {"v": 3}, [("undocumented-variant", "/v", 1, 1)]),
    ("{oneOf: [{type: object, properties: {v: {const: 1}}}, {type: object, properties: {v: {const: 2}, w: {type: string}}}], discriminator: {propertyName: v}}", {"v": 2, "w": "x"}, []),
    (PETS, {"kind": "fish"}, [("no-union-arm-fits", "", 1, 1)]),
    (PETS, 3, [("no-union-arm-fits", "", 1, 1)]),
    (PETS, None, [("null-not-allowed", "", 1, 1)]),
    (MAYBE, None, []),
    (MAYBE, {"name": 1}, [("type-mismatch", "/name", 1, 1)]),
    (MAYBE, {"name": "x", "z": 1}, [("undocumented-property", "/z", 1, 1)]),
    (MAYBE, 3, [("type-mismatch", "", 1, 1)]),
    (f"{{type: array, items: {{{REF}Tree'}}}}", [{"value": 1, "under": [{"value": "2"}]}], [("type-mismatch", "/*/under/*/value", 1, 1)]),
    # tuples: each item has its own schema, and `items` is for the items after them
    (TUPLE, [{"a": "x"}, "y", {"name": "z"}], []),
    (TUPLE, [{"a": "x", "c": 1, "in": {"z": 1}}, "y", {"name": "z", "q": 1}], [("undocumented-property", "/*/q", 1, 1), ("undocumented-property", "/0/c", 1, 1), ("undocumented-property", "/0/in/z", 1, 1)]),
    (TUPLE, [{"a": None}, None], [("null-not-allowed", "/0/a", 1, 1), ("null-not-allowed", "/1", 1, 1)]),
    ("{type: array, prefixItems: [{type: integer}], items: false}", [1, 2], [("constraint-violated", "/*", 1, 1)]),
    # enums, formats, limits
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


@pytest.mark.parametrize(("schema", "body", "output"), CASES, ids=[str(number) for number in range(len(CASES))])
def test_a_body_against_a_schema(schema, body, output):
    assert output == found(schema, body)


OLD = [
    ("{type: string, nullable: true}", None, []),
    ("{type: string}", None, [("null-not-allowed", "", 1, 1)]),
    (f"{{allOf: [{{{REF}Word'}}], nullable: true}}", None, []),
    (f"{{allOf: [{{{REF}Word'}}], nullable: true}}", "three", [("undocumented-enum-value", "", 1, 1)]),
    ("{type: string, nullable: true, enum: [a]}", None, []),
    ("{type: number, minimum: 0, exclusiveMinimum: true}", 0, [("constraint-violated", "", 1, 1)]),
    ("{type: number, minimum: 0, exclusiveMinimum: false}", 0, []),
]


@pytest.mark.parametrize(("schema", "body", "output"), OLD)
def test_openapi_3_0_means_what_it_says(schema, body, output):
    assert output == found(schema, body, version="3.0.3")


@pytest.mark.parametrize(
    ("schema", "body", "holder"),
    [
        (PETS, {"kind": "dog", "z": 1}, "Dog"),
        (f"{{oneOf: [{{{REF}Word'}}, {PETS}]}}", {"kind": "dog", "z": 1}, "Dog"),
        (f"{{anyOf: [{{type: 'null'}}, {{{REF}Named'}}, {{{REF}Dog'}}]}}", {"kind": "dog", "z": 1}, "Dog"),
        (TAGGED, {"kind": "d", "z": 1}, "Dog2"),
        (TAGGED, {"kind": "d", "lives": 1}, "Dog2"),
        (DEFAULT, {"kind": "c", "z": 1}, "Cat2"),
        (DEFAULT, {"kind": "other", "lives": 9}, "Dog2"),
        (PETS.replace("Cat'", "Tree'"), {"kind": "dog", "lives": 9}, "Dog"),
        (f"{{oneOf: [{{{REF}Round'}}, {{{REF}Square'}}]}}", {"kind": "x", "s": "a", "z": 1}, "Square"),
        (f"{{{REF}Base'}}", {"sort": "Left", "z": 1}, "Left"),
        (f"{{{REF}Base'}}", {"sort": "Right", "l": 1}, "Right"),
    ],
)
def test_an_undocumented_property_belongs_to_the_variant_of_its_object(schema, body, holder):
    (found,) = evidence_of(schema, body)
    assert ("undocumented-property", ("components", "schemas", holder)) == (
        found.observation.code,
        found.observation.place[:3],
    )


def test_every_item_of_every_body_is_looked_at_and_counted():
    bodies = [[{"a": "x"}] * 99 + [{"a": 1}], [{"a": "x"}] * 100]
    assert [("type-mismatch", "/*/a", 1, 200)] == found(f"{{type: array, items: {OBJECT}}}", *bodies)


def test_a_pattern_that_cannot_be_used_is_told_with_its_place():
    from specloop.errors import InputError

    with pytest.raises(InputError, match=r"t\.yaml:12:15: this schema cannot validate responses"):
        found("{type: string, pattern: '(['}", "x")


def test_an_answer_without_a_body_has_none():
    assert RecordedResponse(200, None).body is NoBody


# --- schemas and bodies for which the validator alone would need exponential time ---


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def chain_of_unions(count):
    schemas = {f"A{number}": {"anyOf": [ref(f"A{number + 1}"), {"type": "null"}]} for number in range(count)}
    return {**schemas, f"A{count}": {"type": "string"}}


def diamond(keyword, count, second):
    schemas = {}
    for number in range(count):
        following = [ref(f"A{number + 1}"), ref(f"{second}{number + 1}")]
        schemas |= {f"A{number}": {keyword: following}, f"B{number}": {keyword: following[::-1]}}
    return {**schemas, f"A{count}": {"type": "string"}, f"B{count}": {"type": "string", "maxLength": 9}}


def circle(count):
    return {
        f"A{number}": {"anyOf": [ref(f"A{other}") for other in range(count)] + [{"const": f"v{number}"}]}
        for number in range(count)
    }


def tree(child):
    node = {"type": "object", "properties": {"child": child, "v": {"type": "string"}}}
    return {"A0": node, "B0": {**node}}


EITHER = {"oneOf": [ref("A0"), ref("B0")]}


@pytest.mark.parametrize(
    ("schemas", "level"),
    [
        (chain_of_unions(400), None),
        *((diamond(keyword, 60, second), None) for keyword in ("anyOf", "oneOf", "allOf") for second in "AB"),
        (circle(12), None),
        ({"A0": {"oneOf": [ref("A1"), {"type": "string"}]}, "A1": {"oneOf": [ref("A0"), {"type": "null"}]}}, None),
        (tree(EITHER), lambda inner: {"child": inner}),
        (tree({"allOf": [EITHER]}), lambda inner: {"child": inner}),
        (tree({"type": "array", "items": EITHER}), lambda inner: {"child": [inner]}),
        (tree({"type": "object", "additionalProperties": EITHER}), lambda inner: {"child": {"key": inner}}),
    ],
)
def test_unions_inside_unions_are_examined_in_linear_time(schemas, level):
    info = {"title": "T", "version": "1"}
    media = {"application/json": {"schema": ref("A0")}}
    paths = {"/x": {"get": {"responses": {"200": {"description": "ok", "content": media}}}}}
    text = json.dumps({"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}})
    contract = load_document("t.json", text=text.encode())
    validate(contract)
    examiner = ResponseValidator(contract)
    (operation,) = iter_operations(contract.data)
    body = 7 if level is None else {"v": 7}
    for _ in range(40 if level else 0):
        body = level(body)
    examiner.validate(operation, RecordedResponse(200, None, body=body))
    (wrong,) = evidence(examiner.counter)
    assert ("type-mismatch" if level else wrong.observation.code, 1) == (wrong.observation.code, wrong.count)
