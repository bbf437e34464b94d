"""Mapping of schemas to Python annotations, with a note if the annotation states less than the schema."""

from __future__ import annotations

import json
from typing import Any

import pytest

from specloop.codegen.builder import build_client
from specloop.codegen.ir import Client
from specloop.openapi.loader import load_document

A = {"$ref": "#/components/schemas/A"}
B = {"$ref": "#/components/schemas/B"}
NULL = {"type": "null"}
INTEGERS = {"type": "object", "additionalProperties": {"type": "integer"}}
NUMBERS = {"type": "object", "additionalProperties": {"type": "number"}}
MEMBERS = {"type": "object", "properties": {"a": {"type": "string"}}}
TEXT = {"type": "string"}
LOOP = {"anyOf": [TEXT, {"type": "array", "items": {"$ref": "#/components/schemas/Loop"}}]}
CIRCLE = "`Any` for inner values: the reference is circular."
NEVER = "`Any`: no value at all is allowed here."
NEGATIVE = "`Any`: the schema only excludes values or states dependencies."


def client(schema: Any, version: str = "3.1.0", **components: Any) -> Client:
    """Build a client from a contract with a component `M`, whose only property `x` has the given schema."""
    schemas = {
        "M": {"type": "object", "required": ["x"], "properties": {"x": schema}},
        "A": {"type": "object", "properties": {"a": TEXT}},
        "B": {"type": "object", "properties": {"b": TEXT}},
        "Word": {"type": "string", "enum": ["a", "b"]},
        "Loop": LOOP,
        **components,
    }
    document = {"openapi": version, "info": {"title": "T", "version": "1"}, "components": {"schemas": schemas}}
    return build_client(load_document("api.json", text=json.dumps(document).encode()))


def annotated(schema: Any, version: str = "3.1.0") -> tuple[str, list[str]]:
    """Return the annotation of a property with the given schema, and the notes about the annotation."""
    built = client(schema, version)
    (member,) = next(each for each in built.models if each.name == "M").fields
    output = member.doc.partition("Typed ")
    notes = [note.partition(": typed ")[2] for note in built.notes]
    assert not output[1] or output[2] in notes
    return member.annotation.as_unembedded_code(), [output[2]] if output[1] else []


@pytest.mark.parametrize(
    ("schema", "annotation", "notes"),
    [
        # schemas without restrictions, and schemas without values
        ({}, "Any", []),
        (True, "Any", []),
        (False, "Any", [NEVER]),
        ({"enum": []}, "Any", [NEVER]),
        ({"not": TEXT}, "Any", [NEGATIVE]),
        ({"if": TEXT, "then": {"maxLength": 1}}, "Any", [NEGATIVE]),
        ({"allOf": [TEXT, {"type": "integer"}]}, "Any", ["`Any`: no value matches all of its `allOf`."]),
        # types and formats
        ({"type": ["string", "integer"]}, "str | int", []),
        ({"type": ["string", "null"]}, "str | None", []),
        ({"type": "number"}, "int | float", []),
        ({"type": "string", "format": "date-time"}, "datetime", []),
        ({"type": "string", "format": "made-up"}, "str", []),
        ({"type": "string", "format": "byte"}, "str", []),
        ({"type": ["object", "array"], "properties": {"a": TEXT}, "items": TEXT}, "MX | list[str]", []),
        # enums
        ({"const": "a"}, 'Literal["a"]', []),
        ({"const": 3}, "Literal[3]", []),
        ({"const": True}, "Literal[True]", []),
        ({"const": None}, "None", []),
        ({"const": 1.5}, "int | float", []),
        ({"const": {"a": 1}}, "Any", ["`Any`: the constant is an object or an array."]),
        ({"enum": ["a", "b"]}, "MX", []),
        ({"enum": ["a", None]}, 'Literal["a"] | None', []),
        ({"enum": ["a", 1, None]}, "str | int | None", []),
        ({"enum": [0.5, 1.5]}, "int | float", []),
        ({"enum": [None]}, "None", []),
        ({"type": ["string", "null"], "enum": [None]}, "None", []),
        # arrays
        ({"type": "array"}, "list[Any]", []),
        ({"items": TEXT}, "list[str] | Any", []),
        ({"type": "array", "prefixItems": [TEXT, {"type": "integer"}], "items": False}, "list[str | int]", []),
        ({"prefixItems": [TEXT], "items": {"type": "boolean"}}, "list[str | bool] | Any", []),
        ({"prefixItems": [TEXT], "maxItems": 1}, "list[str] | Any", []),
        ({"prefixItems": [TEXT]}, "list[Any] | Any", ["`list[Any]`: items after the first 1 may be anything."]),
        # maps
        ({"type": "object"}, "dict[str, Any]", []),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "dict[str, int]", []),
        ({"additionalProperties": A}, "dict[str, A] | Any", []),
        ({"patternProperties": {"^n": {"type": "integer"}}, "additionalProperties": False}, "dict[str, int] | Any", []),
        (
            {"patternProperties": {"^n": {"type": "integer"}}, "additionalProperties": TEXT},
            "dict[str, int | str] | Any",
            [],
        ),
        (
            {"patternProperties": {"^n": {"type": "integer"}}},
            "dict[str, Any] | Any",
            ["`dict[str, Any]`: properties whose names match no pattern may be anything."],
        ),
        # compositions
        ({"allOf": [A]}, "A", []),
        ({"allOf": [A, {"description": "Beside."}]}, "A", []),
        ({"allOf": [A, {"required": ["a"]}]}, "MX", []),
        ({"allOf": [TEXT, {"maxLength": 3}, {"pattern": "a"}]}, "str", []),
        ({"allOf": [{"type": "number"}, {"type": "integer"}]}, "int", []),
        ({"allOf": [{"type": ["string", "null"]}, TEXT]}, "str", []),
        ({"anyOf": [A, NULL]}, "A | None", []),
        ({"properties": {"a": TEXT}, "anyOf": [{"type": "object"}, NULL]}, "MX | None", []),
        ({"allOf": [{"anyOf": [A, {"const": "a"}]}, {"anyOf": [A, TEXT]}]}, "MX | str", []),
        ({"allOf": [{"anyOf": [A, {"type": "array"}]}, {"anyOf": [A, {"type": "array"}]}]}, "MX | list[Any]", []),
        ({"oneOf": [A, {"$ref": "#/components/schemas/B"}]}, "A | B", []),
        ({"anyOf": [{"oneOf": [TEXT, NULL]}, {"anyOf": [{"type": "integer"}, TEXT]}]}, "str | int | None", []),
        (
            {"oneOf": [{"type": "array", "items": TEXT}, {"type": "array", "items": A}, TEXT]},
            "list[str] | list[A] | str",
            [],
        ),
        ({"type": "array", "anyOf": [{"items": A}, {"items": TEXT}]}, "list[A] | list[str]", []),
        ({"type": ["array", "null"], "oneOf": [{"items": A}, {"items": TEXT}]}, "list[A] | list[str] | None", []),
        (
            {"type": "object", "anyOf": [{"additionalProperties": A}, {"additionalProperties": TEXT}]},
            "dict[str, A] | dict[str, str]",
            [],
        ),
        (
            {"type": "string", "anyOf": [{"oneOf": [{"format": "date"}, {"format": "date-time"}]}]},
            "date | datetime",
            [],
        ),
        # references
        (A, "A", []),
        ({**A, "description": "Beside."}, "A", []),
        ({**A, "properties": {"more": TEXT}}, "MX", []),
        ({"$ref": "#/components/schemas/A/properties/a"}, "str", []),
        ({"$ref": "#/components/schemas/Loop"}, "str | list[Any]", [CIRCLE]),
        ({"$ref": "#/components/schemas/M"}, "M", []),
        ({"type": "array", "items": {"$ref": "#/components/schemas/M"}}, "list[M]", []),
    ],
    ids=lambda each: json.dumps(each) if isinstance(each, dict | bool) else "",
)
def test_a_member_is_annotated_with_what_its_schema_says(schema, annotation, notes):
    assert (annotation, notes) == annotated(schema)


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        ({"allOf": [{"$ref": "#/components/schemas/Word"}, {"enum": ["b", "a", "c"]}]}, ["b", "a"]),
        ({"$ref": "#/components/schemas/Word", "enum": ["b", "a", "c"]}, ["b", "a"]),
        ({"enum": ["b", "a", "c"], "allOf": [{"$ref": "#/components/schemas/Word"}]}, ["b", "a"]),
    ],
)
def test_an_enum_beside_an_all_of_has_the_values_that_both_allow(schema, values):
    (enum,) = (each for each in client(schema).enums if each.name == "MX")
    assert values == [each.value for each in enum.values]


@pytest.mark.parametrize(
    ("schema", "key", "code"),
    [
        ({"type": "integer"}, "1", "1"),
        ({"$ref": "#/components/schemas/Number"}, "1", "lambda: models.Number(1)"),
        ({"type": "integer"}, "one", None),
        ({"type": "boolean"}, "true", "True"),
        (TEXT, "1", '"1"'),
    ],
)
def test_the_key_of_a_mapping_is_the_default_of_the_discriminator_in_its_own_type(schema, key, code):
    mapping = {key: "#/components/schemas/One", "2": "#/components/schemas/A"}
    union = {
        "oneOf": [{"$ref": "#/components/schemas/One"}, A],
        "discriminator": {"propertyName": "k", "mapping": mapping},
    }
    one = {"type": "object", "required": ["k"], "properties": {"k": schema}}
    built = client(union, One=one, Number={"type": "integer", "enum": [1, 2]})
    ((field,),) = (each.fields for each in built.models if each.name == "One")
    found = field.factory.as_unembedded_code() if field.factory else field.default
    assert code == (None if found is None else str(found))


def members(schema: Any, class_name: str, **components: Any) -> dict[str, str]:
    """Return the annotations of a class's properties, if a property `x` has the given schema; by JSON name."""
    (found,) = (each for each in client(schema, **components).models if each.name == class_name)
    return {
        each.json_name: each.annotation.as_unembedded_code().removesuffix(" | Unset").removesuffix(" | None")
        for each in found.fields
    }


@pytest.mark.parametrize(
    ("container", "class_name"),
    [
        (lambda inner: {"type": "array", "items": inner}, "MXItem"),
        (lambda inner: {"items": inner}, "MXItem"),
        (lambda inner: {"type": "object", "additionalProperties": inner}, "MXValue"),
        (lambda inner: {"type": "array", "items": {"type": "array", "items": inner}}, "MXItemItem"),
    ],
    ids=["items", "items without type", "values", "items of items"],
)
def test_what_an_all_of_says_twice_of_items_or_values_is_merged(container, class_name):
    both = {"allOf": [container(A), container({"$ref": "#/components/schemas/B"})]}
    assert {"a": "str", "b": "str"} == members(both, class_name)
    assert {"a": "str", "b": "str"} == members(
        {"allOf": [{"$ref": "#/components/schemas/One"}, {"properties": {"l": both["allOf"][1]}}]},
        class_name.replace("MX", "MXL"),
        One={"type": "object", "properties": {"l": both["allOf"][0]}},
    )


@pytest.mark.parametrize(
    "container",
    [
        lambda inner: inner,
        lambda inner: {"type": "array", "items": inner},
        lambda inner: {"additionalProperties": inner},
    ],
    ids=["property", "items", "values"],
)
def test_two_recursive_parts_of_an_all_of_make_one_recursive_class(container):
    parts = {
        name: {"type": "object", "properties": {name: TEXT, "n": container({"$ref": f"#/components/schemas/{name}"})}}
        for name in ("P", "Q")
    }
    built = client({"allOf": [{"$ref": "#/components/schemas/P"}, {"$ref": "#/components/schemas/Q"}]}, **parts)
    assert len(built.models) == len({"M", "A", "B", "P", "Q", "MX", "the class of n"})


@pytest.mark.parametrize(
    ("schema", "is_open"),
    [
        ({"properties": {"a": TEXT}}, True),
        ({"allOf": [{"properties": {"a": TEXT}}, {"required": ["a"], "properties": {"b": TEXT}}]}, True),
        ({"type": "object", "properties": {"a": TEXT}}, False),
        ({"allOf": [A, {"properties": {"b": TEXT}}]}, False),
        ({"properties": {"a": TEXT}, "anyOf": [A, {"$ref": "#/components/schemas/B"}]}, False),
        ({"properties": {"a": TEXT}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, True),
    ],
)
def test_properties_without_type_restrict_objects_only(schema, is_open):
    (found,) = (each for each in client(schema).models if each.name == "MX")
    assert found.is_open_type is is_open


def test_what_a_part_without_type_says_of_a_property_is_kept():
    base = {"$ref": "#/components/schemas/Base"}
    parts = [base, {"properties": {"id": {"readOnly": True, "description": "The number."}}}]
    built = client({"allOf": parts}, Base={"type": "object", "properties": {"id": TEXT}})
    by_class = {each.name: each.fields[0] for each in built.models}
    assert [by_class[name].read_only for name in ("Base", "MX")] == [False, True]
    assert by_class["MX"].doc == "The number."


def test_a_property_that_variants_define_differently_is_their_union():
    variants = [
        {"properties": {"kind": {"const": "a"}, "v": A, "same": TEXT}},
        {"properties": {"kind": {"const": "b"}, "v": {"$ref": "#/components/schemas/B"}, "same": TEXT}},
    ]
    found = members({"type": "object", "properties": {"z": TEXT}, "oneOf": variants}, "MX")
    assert {"z": "str", "kind": 'Literal["a", "b"]', "v": "A | B", "same": "str"} == found


C, D, D2 = ({"$ref": f"#/components/schemas/{name}"} for name in ("C", "D", "D2"))
BY_KIND = {"propertyName": "kind"}
MAPPED = {"propertyName": "kind", "mapping": {"c": "#/components/schemas/A", "d": "#/components/schemas/B"}}


@pytest.mark.parametrize(
    ("schema", "mapping"),
    [
        ({"oneOf": [C, D], "discriminator": BY_KIND}, {"c": "C", "d": "D"}),
        ({"oneOf": [{"oneOf": [C, D]}], "discriminator": BY_KIND}, {"c": "C", "d": "D"}),
        ({"oneOf": [{"description": "One.", "anyOf": [C]}, D], "discriminator": BY_KIND}, {"c": "C", "d": "D"}),
        ({"oneOf": [{"anyOf": [{"oneOf": [C, NULL]}, D]}], "discriminator": BY_KIND}, {"c": "C", "d": "D"}),
        ({"oneOf": [{"anyOf": [A, B]}], "discriminator": MAPPED}, {"c": "A", "d": "B"}),
        # The value does not select one of two variants.
        ({"oneOf": [C, {"anyOf": [D, D2]}], "discriminator": BY_KIND}, {"c": "C"}),
        # The mapping of the inner union decides.
        ({"oneOf": [{"anyOf": [A, B], "discriminator": MAPPED}, D], "discriminator": BY_KIND}, {"d": "D"}),
    ],
)
def test_a_discriminator_selects_the_variants_of_a_union_inside_the_union(schema, mapping):
    of_kind = {
        name: {"type": "object", "properties": {"kind": {"const": name[0].lower()}}} for name in ("C", "D", "D2")
    }
    (member,) = next(each for each in client(schema, **of_kind).models if each.name == "M").fields
    expected = f'Discriminator("kind", {tuple(mapping.items())}, None)'
    assert expected in member.type.decoded.as_unembedded_code()


@pytest.mark.parametrize(
    ("schema", "additional"),
    [
        ({"allOf": [INTEGERS, MEMBERS]}, "int"),
        ({"allOf": [{"anyOf": [INTEGERS, NULL]}, MEMBERS]}, "int"),
        ({**MEMBERS, "oneOf": [NULL, INTEGERS]}, "int"),
        ({**MEMBERS, "anyOf": [INTEGERS, {"type": "object"}]}, None),
        ({"allOf": [INTEGERS, {**MEMBERS, "patternProperties": {"^n": {"minimum": 1}}}]}, "int"),
        ({"allOf": [INTEGERS, {**MEMBERS, "additionalProperties": {}}]}, "int"),
        ({**MEMBERS, **INTEGERS, "patternProperties": {"^n": {}}, "allOf": [NUMBERS]}, "int"),
    ],
)
def test_a_part_that_applies_to_every_object_decides_the_type_of_other_properties(schema, additional):
    (found,) = (each.additional for each in client(schema).models if each.name == "MX")
    assert additional == (found and found.annotation.as_unembedded_code())


@pytest.mark.parametrize(
    ("schema", "annotation"),
    [
        ({"type": "string", "nullable": True}, "str | None"),
        ({"type": "array", "nullable": True, "items": TEXT}, "list[str] | None"),
        ({"nullable": True, "allOf": [A]}, "A | None"),
        ({"type": "string", "nullable": True, "enum": ["a", None]}, 'Literal["a"] | None'),
        # In OpenAPI 3.0, other keywords in an object with `$ref` are ignored.
        ({**A, "nullable": True, "properties": {"more": TEXT}}, "A"),
    ],
)
def test_openapi_30_says_null_in_its_own_way(schema, annotation):
    assert annotation == annotated(schema, "3.0.3")[0]


def test_a_class_inside_a_component_is_named_after_it_whoever_refers_to_it_first():
    words = {"type": "array", "items": {"type": "string", "enum": ["p", "q"]}}
    there = {"$ref": "#/components/schemas/Words"}
    both = {"type": "object", "properties": {"first": there, "second": there}}
    built = client(both, Words=words)
    assert "WordsItem" in [enum.name for enum in built.enums]


def test_what_a_webhook_sends_has_a_class():
    payload = {"type": "object", "properties": {"id": TEXT}}
    webhook = {"post": {"requestBody": {"content": {"application/json": {"schema": payload}}}, "responses": {}}}
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "webhooks": {"parcel.sent": webhook}}
    built = build_client(load_document("api.json", text=json.dumps(document).encode()))
    (sent,) = built.webhook_payloads
    assert ("parcel.sent", "ParcelSentPayload") == (sent.webhook, sent.type.annotation.as_unembedded_code())
    assert ["ParcelSentPayload"] == [each.name for each in built.models]


@pytest.mark.parametrize(
    ("components", "message"),
    [
        (
            {f"A{n}": {"type": "array", "items": {"$ref": f"#/components/schemas/A{n + 1}"}} for n in range(300)}
            | {"A300": TEXT, "M": {"type": "object", "properties": {"x": {"$ref": "#/components/schemas/A0"}}}},
            "nested more than 100 levels deep by references; expected fewer",
        ),
        (
            {f"A{n}": {"allOf": [{"$ref": f"#/components/schemas/A{n + 1}"}]} for n in range(300)} | {"A300": TEXT},
            "the chain of references and `allOf` from here is 200 long; refer to the final target directly",
        ),
        (
            {f"A{n}": {"anyOf": [{"$ref": f"#/components/schemas/A{n + 1}"}] * 2} for n in range(60)}
            | {"A60": TEXT, "M": {"type": "object", "properties": {"x": {"$ref": "#/components/schemas/A0"}}}},
            "once references are inlined; expected fewer",
        ),
    ],
    ids=["deep", "long", "many"],
)
def test_references_that_make_too_much_of_a_document_are_refused(components, message):
    with pytest.raises(Exception, match=message) as caught:
        client(TEXT, **components)
    assert "InputError" == type(caught.value).__name__


def test_a_type_that_would_take_pages_is_cut_and_that_is_told():
    def map_of(number: int) -> Any:
        onward = {"$ref": f"#/components/schemas/A{number + 1}"}
        return {"anyOf": [{"type": "array", "items": onward}, {"additionalProperties": onward}]}

    built = client({"$ref": "#/components/schemas/A0"}, **{f"A{n}": map_of(n) for n in range(40)}, A40=TEXT)
    longest = max(len(member.annotation.as_unembedded_code()) for each in built.models for member in each.fields)
    assert longest < 50_000
    assert any(note.endswith("the full type would be pages long.") for note in built.notes)
