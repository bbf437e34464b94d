"""Document that uses all keywords for values in OpenAPI 3.1, in the style of a schema registry.

The schemas have unions of scalars, arrays and maps, tuples, constants that are not strings, `patternProperties`,
circular references, and property names that are not identifiers.
"""

from __future__ import annotations

from vendors.parts import (
    DATE,
    FLAG,
    MOMENT,
    NUMBER,
    TEXT,
    UUID,
    WHOLE,
    Node,
    answer,
    array,
    body,
    camel,
    cycle,
    grown,
    parameter,
    pascal,
    plural,
    ref,
    thing,
)

NULL: Node = {"type": "null"}
ODD_NAMES = (
    *(
        "$id",
        "@type",
        "#text",
        "a.b",
        "a b",
        "a_b",
        "1st",
        "__proto__",
        "__init__",
        "é",
        'with "quotes"',
        "back\\slash",
    ),
    *(
        "class",
        "None",
        "self",
        "cls",
        "copy",
        "UNSET",
        "additional_properties",
        "from_json",
        "_tags",
        "_",
        "-",
        "/",
        "~",
    ),
    *("list", "str", "Any", "type", "model", "field", "x\ny", "{brace}", "100%"),
)


def document(size: int) -> Node:
    """Return an OpenAPI document with `size` operations."""
    return grown(
        {
            "openapi": "3.1.1",
            "info": {"title": "Schema Registry API", "version": "3.1.1"},
            "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
            "servers": [{"url": "https://registry.example"}],
            "paths": {},
            "components": {"schemas": {**_scalars(), **_arrays(), **_objects(), **_circles()}},
        },
        _add,
        size,
    )


def _scalars() -> Node:
    return {
        "Scalar": {"type": ["integer", "string", "boolean", "null"]},
        "Word": {"enum": ["", " ", "a", "A", "a-b", "a_b", "ä", "None", "0"]},
        "Mixed": {"enum": [1, "1", True, None, 2.5]},
        "Level": {"type": "integer", "enum": [-1, 0, 1, 10]},
        "Ratio": {"type": "number", "enum": [0.5, 1, 2]},
        "Yes": {"const": True},
        "Seven": {"const": 7},
        "Nothing": NULL,
        "Anything": True,
        "When": {"anyOf": [DATE, MOMENT, NULL]},
        "Key": {"anyOf": [UUID, WHOLE]},
        "Limited": {"type": "integer", "minimum": 3, "exclusiveMaximum": 9, "multipleOf": 3, "maximum": 8},
    }


def _arrays() -> Node:
    return {
        "Forest": array(ref("Forest")),
        "Cube": array(array(array(WHOLE))),
        "Pair": {"type": "array", "prefixItems": [TEXT, WHOLE], "items": False, "minItems": 2, "maxItems": 2},
        "Either": {"anyOf": [array(WHOLE), array(TEXT), array(ref("Small"))]},
        "Moments": array({"anyOf": [MOMENT, NULL]}),
        "Words": array(ref("Word"), uniqueItems=True),
        "Several": {"oneOf": [WHOLE, array(WHOLE), thing({"from": WHOLE, "to": WHOLE}, "from to")]},
    }


def _objects() -> Node:
    return {
        "Small": thing({"name": TEXT}, "name", additionalProperties=False),
        "Large": {"allOf": [ref("Small2"), {"required": ["size"]}, thing({"size": WHOLE})]},
        "Small2": thing({"name": TEXT, "size": {"type": ["integer", "null"]}}),
        "Sealed": {"allOf": [ref("Small2"), thing({"seal": TEXT})], "unevaluatedProperties": False},
        "Patterned": {"type": "object", "patternProperties": {"^extra": WHOLE}, "additionalProperties": False},
        "Maps": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": array(ref("Small"))},
        },
        "MomentMap": {"type": "object", "additionalProperties": {"anyOf": [MOMENT, NULL]}},
        "WordMap": {"type": "object", "additionalProperties": ref("Word")},
        "MapOrSmall": {"anyOf": [ref("Small"), {"type": "object", "additionalProperties": WHOLE}]},
        "Odd": thing(
            {name: cycle(at, TEXT, WHOLE, FLAG) for at, name in enumerate(ODD_NAMES)}, additionalProperties=False
        ),
        "Typed": thing({"id": UUID}, "id", additionalProperties=MOMENT),
        "Loose": thing({"id": WHOLE}, additionalProperties=True),
        "Empty": {"type": "object", "properties": {}, "additionalProperties": False},
        # Both objects have a `name`; the first matching variant applies.
        "Overlap": {"anyOf": [thing({"name": TEXT, "at": MOMENT}, "name at", title="Timed"), ref("Small"), NULL]},
    }


def _circles() -> Node:
    return {
        "Left": thing({"right": ref("Right"), "rights": array(ref("Right")), "id": TEXT}, "id"),
        "Right": thing(
            {"left": {"anyOf": [ref("Left"), NULL]}, "any": {"anyOf": [ref("Left"), ref("Right")]}, "no": WHOLE}, "no"
        ),
        "Json": {
            "anyOf": [
                NULL,
                FLAG,
                NUMBER,
                TEXT,
                array(ref("Json")),
                {"type": "object", "additionalProperties": ref("Json")},
            ]
        },
        "Chain": {"type": "object", "additionalProperties": {"anyOf": [ref("Chain"), WHOLE]}},
        "Again": {"allOf": [thing({"value": TEXT}, "value"), thing({"again": ref("Again")})]},
    }


def _add(document: Node, noun: str, number: int) -> None:
    name, kind = camel(noun), pascal(noun)
    schemas = document["components"]["schemas"]
    shared = [each for each in schemas if not each.startswith("Reg")]
    inline = {
        "item": thing({"value": ref("Scalar"), "item": thing({"value": ref("When")}, title="Item")}, title="Item"),
        "never": False,
        "always": True,
        "texted": {"$ref": "#/components/schemas/Small", "description": "Beside a reference.", "deprecated": True},
        "defaulted": {"type": "integer", "default": 5},
        "written": {**TEXT, "writeOnly": True},
        "read": {**WHOLE, "readOnly": True},
    }
    schemas[f"Reg{kind}"] = thing({**{f"as{each}": ref(each) for each in shared}, **inline}, "asWord item read")
    tag = {"tags": [plural(noun)]}
    document["paths"][f"/{name}"] = {
        "get": {
            "operationId": f"{name}.get",
            **tag,
            "parameters": [
                parameter("word", schema=ref("Word")),
                parameter("level", schema=ref("Level")),
                parameter("key", schema=ref("Key")),
                parameter("when", schema={"anyOf": [DATE, MOMENT]}),
                parameter("word", "header", ref("Level")),
                parameter("json", schema=None, content={"application/json": {"schema": ref("Right")}}),
            ],
            "responses": {"200": answer(ref(f"Reg{kind}"))},
        },
        "put": {
            "operationId": f"{name}.put",
            **tag,
            "requestBody": body(ref(f"Reg{kind}")),
            "responses": {
                "200": answer(ref(f"Reg{kind}")),
                "201": answer(ref("Small")),
                "202": answer(array(ref("Either"))),
            },
        },
    }
    # Request bodies and responses use all schemas in turn.
    for offset in range(3):
        sent, given = shared[(number * 3 + offset) % len(shared)], shared[(number * 5 + offset) % len(shared)]
        document["paths"][f"/{name}/{offset}"] = {
            "post": {
                "operationId": f"{name}.post.{offset}",
                **tag,
                "requestBody": body(ref(sent), required=not offset),
                "responses": {"200": answer(ref(given)), "4XX": answer(ref("Odd"))},
            }
        }
