"""Documents that violate OpenAPI: if the meaning is clear, they are accepted with a note; otherwise they are errors."""

# ruff: noqa: E501, ISC004 - each row of a table stays on one line

from __future__ import annotations

import re
import subprocess
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from support.commands import run_generate

from specloop.codegen.builder import build_client
from specloop.errors import InputError
from specloop.openapi.index import DocumentError
from specloop.openapi.loader import load_document
from specloop.openapi.operations import iter_operations
from specloop.openapi.validation import rules, validate

ROOT = Path(__file__).parents[2]
VERSIONS = ("3.0.3", "3.1.0", "3.2.0")

HEAD = """\
openapi: {version}
info: {{title: Shop, version: "1"}}
servers: [{{url: "https://api.example.com"}}]
"""
"""The first three lines of each document, so that the text of a case begins at line 4."""

OPERATION = "paths: {{/a: {{get: {{operationId: getA, {}, responses: {{204: {{description: d}}}}}}}}}}"


def generate(folder: Path, text: str, *flags: str) -> subprocess.CompletedProcess[str]:
    """Run generate.py with a document."""
    spec = folder / "openapi.yaml"
    spec.write_text(text)
    return run_generate("--spec", spec, "--output", folder / "out", *flags)


def problems(version: str, text: str) -> list[str]:
    """Return the validation errors of a document."""
    with pytest.raises(InputError) as caught:
        validate(load_document("a.yaml", text=(HEAD.format(version=version) + text).encode()))
    return [str(each).removeprefix("a.yaml:") for each in caught.value.problems]


NOTES = {
    "the same operationId": (
        "paths:\n"
        "  /a: {get: {operationId: a, responses: {204: {description: d}}},\n"
        "       put: {operationId: a, responses: {204: {description: d}}}}",
        "6:27: the operationId 'a' is defined twice, first at {}:5:27; this operation is named by its method and path",
    ),
    "two paths with the same URLs": (
        "paths:\n  /a/{b}: &a {get: {parameters: [{name: b, in: path, required: true, schema: {}}], responses: {204: {description: d}}}}\n"
        "  /a/{c}: {get: {parameters: [{name: c, in: path, required: true, schema: {}}], responses: {204: {description: d}}}}",
        "6:12: GET '/a/{{c}}' has the same URLs as the path at {}:5:3",
    ),
    "two headers of the same name": (
        OPERATION.format("parameters: [{name: A-b, in: header, schema: {}}, {name: a-B, in: header, schema: {}}]"),
        "4:89: the header 'a-B' is the same as the header at {}:4:52: header names are not case-sensitive",
    ),
    "a path parameter that is not declared": (
        "paths:\n  /a/{b}:\n    get: {responses: {204: {description: d}}}",
        "6:5: the parameter 'b' of the path '/a/{{b}}' is not declared; it is taken as a string",
    ),
    "a path parameter of an item that is referred to": (
        "x-items: {one: {get: {responses: {204: {description: d}}}}}\npaths: {'/a/{b}': {$ref: '#/x-items/one'}}",
        "4:17: the parameter 'b' of the path '/a/{{b}}' is not declared; it is taken as a string",
    ),
    "a path parameter that is not in the path": (
        "paths:\n  /a:\n    get: {parameters: [{name: b, in: path, required: true, schema: {type: string}}], "
        "responses: {204: {description: d}}}",
        "6:24: the path '/a' has no parameter 'b'; it is ignored",
    ),
    "an optional path parameter": (
        "paths:\n  /a/{b}:\n    get: {parameters: [{name: b, in: path, required: false, schema: {type: string}}], "
        "responses: {204: {description: d}}}",
        "6:54: a path parameter is always required",
    ),
    "a required property in another case": (
        "paths: {}\ncomponents: {schemas: {A: {required: [Name], properties: {name: {type: string}}}}}",
        "5:39: `required` names 'Name', which is not among the properties; did you mean 'name'?",
    ),
    "a required property of another subschema in another case": (
        "paths: {}\ncomponents: {schemas: {B: {properties: {name: {}}}, A: {allOf: [{$ref: '#/components/schemas/B'},\n"
        "  {required: [Name], properties: {b: {}}}]}}}",
        "6:15: `required` names 'Name', which is not among the properties; did you mean 'name'?",
    ),
    "a path item with fields beside its $ref": (
        "x-items: {one: {get: {responses: {204: {description: d}}}}}\npaths:\n  /a/{b}:\n    $ref: '#/x-items/one'\n"
        "    parameters: [{name: b, in: path, required: true, schema: {}}]",
        "7:11: `parameters` beside `$ref` and the fields of its target are used together",
    ),
    "an unknown keyword of a schema": (
        "paths: {}\ncomponents: {schemas: {A: {type: array, items: {}, min_items: 2}}}",
        "5:63: a schema has no 'min_items'; it is ignored: did you mean 'minItems'?",
    ),
    "an unknown key of an operation": (
        OPERATION.format("consumes: [x]"),
        "4:39: an operation has no 'consumes'; it is ignored",
    ),
    "an unknown key of the document": ("paths: {}\noverlays: {}", "5:1: a document has no 'overlays'; it is ignored"),
    "an extension of another tool": (
        OPERATION.format("x-pagination: {next: x}"),
        "4:39: `x-pagination` is a map, without `style` and `parameter`; it is ignored",
    ),
    "a response header of the wrong kind": (
        "paths: {/a: {get: {responses: {204: {description: d, headers: {E: {$ref: '#/components/parameters/E'}}}}}}}\n"
        "components: {parameters: {E: {name: E, in: header, schema: {type: string}}}}",
        "4:74: '#/components/parameters/E' is a parameter; expected a header; this header is ignored",
    ),
    "a response header without a schema": (
        "paths: {/a: {get: {responses: {204: {description: d, headers: {E: {schema: string}}}}}}}",
        "4:76: this schema is 'string'; did you mean `type: string`?; this header is ignored",
    ),
    "an unknown security scheme beside another": (
        "security: [{Basic: []}, {token: []}]\npaths: {/a: {get: {responses: {204: {description: d}}}}}\n"
        "components: {securitySchemes: {token: {type: http, scheme: bearer}}}",
        "4:13: no security scheme is called 'Basic'; this alternative is ignored",
    ),
    "a default of another type": (
        "paths: {}\ncomponents: {schemas: {A: {properties: {n: {type: integer, default: many}}}}}",
        "5:69: the default 'many' is not an integer; it is ignored",
    ),
    "a default of no type in a union": (
        "paths: {}\ncomponents: {schemas: {A: {anyOf: [{type: integer}, {type: 'null'}], default: many}}}",
        "5:79: the default 'many' is not an integer or a null; it is ignored",
    ),
    "a default beside the reference to an enum": (
        "paths: {}\ncomponents: {schemas: {E: {enum: [a]}, A: {$ref: '#/components/schemas/E', default: b}}}",
        "5:85: the default 'b' is not a value of its `enum`; it is ignored",
    ),
    "a default beside an `allOf` of an enum": (
        "paths: {}\ncomponents: {schemas: {E: {enum: [a]}, A: {allOf: [{$ref: '#/components/schemas/E'}], default: b}}}",
        "5:96: the default 'b' is not a value of its `enum`; it is ignored",
    ),
    "a default with an item of another type": (
        "paths: {}\ncomponents: {schemas: {A: {type: array, items: {type: integer}, default: [1, b]}}}",
        "5:65: the default has the item 'b', which is not an integer; it is ignored",
    ),
    "a list of items": (
        "paths: {}\ncomponents: {schemas: {A: {type: array, items: [{type: string}], additionalItems: false}}}",
        "5:41: `items` is a list, as in older versions of JSON Schema; it is read as `prefixItems`",
    ),
    "a list of items to which an alias of YAML refers": (
        "paths: {}\ncomponents: {schemas: {A: &a {type: array, items: [{type: string}]}, B: *a}}",
        "5:44: `items` is a list, as in older versions of JSON Schema; it is read as `prefixItems`",
    ),
    "a closed list of items to which an alias of YAML refers": (
        "paths: {}\ncomponents: {schemas: {A: &a {items: [{}], additionalItems: false, type: array}, B: *a}}",
        "5:31: `items` is a list, as in older versions of JSON Schema; it is read as `prefixItems`",
    ),
    "a bound in quotation marks": (
        "paths: {}\ncomponents: {schemas: {A: {type: array, items: {}, maxItems: '3'}}}",
        "5:62: `maxItems` is the text '3'; it is read as a number",
    ),
    "a value of another type": (
        "paths: {}\ncomponents: {schemas: {A: {type: string, enum: [a, 1]}}}",
        "5:42: the value 1 of `enum` is not a string, so it is never valid",
    ),
    "a constant of another type": (
        "paths: {}\ncomponents: {schemas: {A: {type: boolean, const: 'true'}}}",
        "5:50: the value 'true' of `const` is not a boolean, so it is never valid",
    ),
    "an enum of the items beside the type array": (
        "paths: {}\ncomponents: {schemas: {A: {type: array, items: {type: string}, enum: [a, b]}}}",
        "5:64: the value 'a' of `enum` is not an array; the `enum` is ignored: the allowed items belong in `items`",
    ),
    "several media types of a parameter": (
        OPERATION.format("parameters: [{name: q, in: query, content: {a/json: {}, text/plain: {}}}]"),
        "4:73: `content` has 2 media types; expected one, so only the first is used",
    ),
    "a parameter without a schema": (
        OPERATION.format("parameters: [{name: q, in: query}]"),
        "4:52: this parameter has neither `schema` nor `content`; any value is accepted",
    ),
    "a media type without a slash": (
        "paths: {/a: {get: {responses: {200: {description: d, content: {json: {}}}}}}}",
        "4:64: 'json' is not a media type; it is read as */*",
    ),
    "a default beside another constant": (
        "paths: {}\ncomponents: {schemas: {A: {type: string, const: a, default: b}}}",
        "5:61: the default 'b' is not its `const`; it is ignored",
    ),
    "a discriminator that leads to no component": (
        "paths: {}\ncomponents: {schemas: {Cat: {discriminator: {propertyName: k, mapping: {c: Cat, d: Catt, f: o.yaml}}}}}",
        "5:84: 'Catt' is not a schema of this document; this value of `mapping` is ignored: did you mean 'Cat'?",
    ),
    "a discriminator that leads to no schema": (
        "paths: {}\ncomponents: {schemas: {Cat: {discriminator: {propertyName: k, mapping: {\n"
        "  e: '#/components/schemas/Dog', c: '#/components/schemas/Cat'}}}}}",
        "6:6: '#/components/schemas/Dog' is not a schema of this document; this value of `mapping` is ignored",
    ),
    "an encoding of no property": (
        OPERATION.format(
            "requestBody: {content: {multipart/form-data: {schema: {properties: {photo: {}}}, encoding: {foto: {}}}}}"
        ),
        "4:131: 'foto' is not a property of the schema; its encoding is ignored: did you mean 'photo'?",
    ),
    "a style beside content": (
        OPERATION.format("parameters: [{name: q, in: query, style: x, content: {a/json: {}}}]"),
        "4:80: `style` has no effect together with `content`",
    ),
    "a style of a location beside content": (
        OPERATION.format("parameters: [{name: q, in: query, style: form, content: {a/json: {}}}]"),
        "4:80: `style` has no effect together with `content`",
    ),
    "explode beside content": (
        OPERATION.format("parameters: [{name: q, in: query, explode: true, content: {a/json: {}}}]"),
        "4:82: `explode` has no effect together with `content`",
    ),
    "allowReserved outside the query": (
        OPERATION.format("parameters: [{name: q, in: header, allowReserved: true, schema: {}}]"),
        "4:89: `allowReserved` has no effect in a header parameter",
    ),
    "a path parameter without required": (
        "paths:\n  /a/{b}:\n    get: {parameters: [{name: b, in: path, schema: {type: string}}], "
        "responses: {204: {description: d}}}",
        "6:24: a path parameter is always required",
    ),
    "an oauth2 scheme without flows": (
        "paths: {}\ncomponents: {securitySchemes: {o: {type: oauth2}}}",
        "5:32: this oauth2 scheme has no `flows`; callers pass an access token",
    ),
    "a flow without a token URL": (
        "paths: {}\ncomponents: {securitySchemes: {o: {type: oauth2, flows: {password: {scopes: {}}}}}}",
        "5:58: `tokenUrl` is missing; callers pass an access token",
    ),
    "a flow that is none": (
        "paths: {}\ncomponents: {securitySchemes: {o: {type: oauth2, flows: {clientcredentials: {tokenUrl: 'https://a.b/t', scopes: {}}}}}}",
        "5:58: 'clientcredentials' is not a flow of OAuth2; it is ignored: did you mean 'clientCredentials'?",
    ),
    "an incomplete security scheme that no operation needs": (
        "security: [{t: []}, {s: []}]\npaths: {}\n"
        "components: {securitySchemes: {s: {type: custom}, t: {type: http, scheme: bearer}}}",
        "6:42: `type` is 'custom'; this scheme is ignored",
    ),
    "a default of a server variable outside its enum": (
        "paths: {/a: {servers: [{url: 'https://{r}.a.b', variables: {r: {enum: [eu], default: uk}}}]}}",
        "4:86: the default 'uk' is not a value of its `enum`; it is used nevertheless",
    ),
    "an empty enum of a server variable": (
        "paths: {/a: {servers: [{url: 'https://{r}.a.b', variables: {r: {enum: [], default: uk}}}]}}",
        "4:84: the default 'uk' is not a value of its `enum`; it is used nevertheless",
    ),
    "an encoding of a body without parts": (
        OPERATION.format("requestBody: {content: {a/json: {schema: {properties: {b: {}}}, encoding: {b: {}}}}}"),
        "4:103: `encoding` has no effect in 'a/json'",
    ),
    "a request body without media types": (
        OPERATION.format("requestBody: {content: {}}"),
        "4:53: `content` has no media type; requests have no body",
    ),
    "a property that is read only and write only": (
        "paths: {}\ncomponents: {schemas: {A: {properties: {b: {readOnly: true, writeOnly: true}}}}}",
        "5:72: `writeOnly` and `readOnly` are both true; the property is optional in responses, and requests do not have it",
    ),
    "null for true or false": (
        OPERATION.format("deprecated: null"),
        "4:39: `deprecated` is null; it is ignored",
    ),
    "a media type without a value": (
        "paths: {/a: {get: {responses: {200: {description: d, content: {a/json: }}}}}}",
        "4:64: this media type is null; it is read as {{}}",
    ),
    "a number as a text": (OPERATION.format("summary: 404"), "4:48: `summary` is 404; it is read as the text '404'"),
    "true as a text": (
        "paths: {}\ncomponents: {schemas: {A: {type: string, pattern: true}}}",
        "5:51: `pattern` is true; it is read as the text 'true'",
    ),
    "a number as a tag": (OPERATION.format("tags: [2020]"), "4:46: this is 2020; it is read as the text '2020'"),
    "a number as a required property": (
        "paths: {}\ncomponents: {schemas: {A: {required: [1], properties: {1: {type: string}}}}}",
        "5:39: 1 is not the name of a property; it is read as the text '1'",
    ),
    "a union without variants": (
        "paths: {}\ncomponents: {schemas: {A: {type: string, anyOf: []}}}",
        "5:42: `anyOf` is an empty list; it is ignored",
    ),
    "a variable of a server that is not declared": (
        "paths: {/a: {servers: [{url: 'https://{region}.a.example.com'}], get: {responses: {204: {description: d}}}}}",
        "4:30: the variable 'region' of this URL is not declared in `variables`; declare it with a default to use this server",
    ),
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", NOTES)
def test_a_document_whose_meaning_is_certain_gives_a_client_and_a_note(version, name):
    text, note = NOTES[name]
    document = load_document("a.yaml", text=(HEAD.format(version=version) + text).encode())
    notes = validate(document).notes
    assert [note.format("a.yaml")] == [str(each).removeprefix("a.yaml:") for each in notes]
    assert validate(document).notes in ([], notes)  # The document is valid now; notes without a repair come again.


@pytest.mark.parametrize("name", NOTES)
def test_the_notes_are_printed(tmp_path, name):
    text, note = NOTES[name]
    done = generate(tmp_path, HEAD.format(version="3.1.0") + text)
    spec = tmp_path / "openapi.yaml"
    assert (done.returncode, done.stdout) == (0, "")
    assert f"note: {spec}:{note.format(spec)}" in done.stderr.splitlines()


def test_a_path_item_that_does_not_match_its_path_is_copied():
    b = "parameters: [{name: b, in: path, required: true, schema: {type: integer}}]"
    text = (
        f"paths:\n  /a/{{b}}: {{get: {{operationId: getA, {b}, responses: {{204: {{description: d}}}}}}}}\n"
        "  /b/{b}: {$ref: '#/paths/~1a~1{b}'}\n"
        "  /c/{c}: {$ref: '#/paths/~1a~1{b}'}\n"
        "  /d: {get: {operationId: getD, responses: {204: {description: d}}}}\n"
        "  /e/{e}: {$ref: '#/paths/~1d'}\n"
    )
    document = load_document("a.yaml", text=(HEAD.format(version="3.1.0") + text).encode())
    assert [
        "7:18: the path '/c/{c}' has other parameters than the target of its `$ref`; it is read as a copy",
        "9:18: the path '/e/{e}' has other parameters than the target of its `$ref`; it is read as a copy",
        "5:31: the operationId 'getA' is defined twice, first at a.yaml:5:31; this operation is named by its method and path",
        "8:27: the operationId 'getD' is defined twice, first at a.yaml:8:27; this operation is named by its method and path",
        "5:50: the path '/c/{c}' has no parameter 'b'; it is ignored",
        "5:12: the parameter 'c' of the path '/c/{c}' is not declared; it is taken as a string",
        "8:8: the parameter 'e' of the path '/e/{e}' is not declared; it is taken as a string",
    ] == [str(each).removeprefix("a.yaml:") for each in validate(document).notes]
    names = {each.path: [one.node["name"] for one in each.parameters] for each in iter_operations(document.data)}
    assert {"/a/{b}": ["b"], "/b/{b}": ["b"], "/c/{c}": ["c"], "/d": [], "/e/{e}": ["e"]} == names


def test_a_webhook_does_not_take_the_name_of_an_operation():
    text = (
        "webhooks: {w: {post: {operationId: a, responses: {204: {description: d}}}}}\n"
        "paths: {/a: {get: {operationId: a, responses: {204: {description: d}}}}}\n"
    )
    document = load_document("a.yaml", text=(HEAD.format(version="3.1.0") + text).encode())
    assert ["a.yaml:4:36"] == [str(each.place) for each in validate(document).notes]
    assert "a" == document.value(("paths", "/a", "get", "operationId"))


def test_an_operation_may_replace_the_querystring_of_its_path():
    one = "parameters: [{name: o, in: querystring, content: {a/b: {}}}]"
    text = f"paths: {{/a: {{{one}, get: {{{one}, responses: {{204: {{description: d}}}}}}}}}}"
    document = load_document("a.yaml", text=(HEAD.format(version="3.2.0") + text).encode())
    assert [] == validate(document).notes


def test_a_missing_description_of_a_response_is_a_note_before_3_2():
    text = "paths: {/a: {get: {responses: {204: {}}}}}"
    for version, count in zip(VERSIONS, (1, 1, 0), strict=True):
        found = validate(load_document("a.yaml", text=(HEAD.format(version=version) + text).encode()))
        assert len(found.notes) == count


def test_null_for_a_field_is_ignored_with_a_note():
    text = "paths: {/a: {get: {responses: {204: {description: null}, 404: }}}}"
    head = HEAD.format(version="3.2.0").replace('[{url: "https://api.example.com"}]', "null")
    document = load_document("a.yaml", text=(head + text).encode())
    notes = [str(each).removeprefix("a.yaml:") for each in validate(document).notes]
    assert notes == [
        "4:58: this response is null; it is read as {}",
        "3:1: `servers` is null; it is ignored",
        "4:38: `description` is null; it is ignored",
    ]
    assert document.value(("paths", "/a", "get", "responses")) == {"204": {}, "404": {}}


def test_nullable_of_3_0_in_a_later_document_allows_null_and_is_told(tmp_path):
    schema = "{type: object, properties: {a: {type: string, nullable: true}, b: {type: array, items: {$ref: '#/components/schemas/C', nullable: true}}}}"
    text = f"paths: {{}}\ncomponents: {{schemas: {{A: {schema}, C: {{type: string, nullable: false}}}}}}"
    for version, count in zip(VERSIONS, (0, 2, 2), strict=True):
        found = validate(load_document("a.yaml", text=(HEAD.format(version=version) + text).encode()))
        written = [
            str(each).partition("'nullable' since OpenAPI 3.1; null is allowed: write ")[2] for each in found.notes
        ]
        assert written == ['`type: [..., "null"]`', '`anyOf: [..., {type: "null"}]`'][:count]
    assert generate(tmp_path, HEAD.format(version="3.1.0") + text).returncode == 0
    code = next((tmp_path / "out").glob("*/models/a.py")).read_text()
    assert "a: str | Unset | None" in code
    assert "b: list[str | None] | Unset" in code


BOUND = "paths: {{}}\ncomponents: {{schemas: {{A: {{type: number, minimum: 1, exclusiveMinimum: {}}}}}}}"
LATER = "is new in OpenAPI 3.2, and this document is"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (BOUND.format("true"), ("", "a number since OpenAPI 3.1", "a number since OpenAPI 3.1")),
        (BOUND.format("2"), ("belongs to `minimum` in OpenAPI 3.0", "", "")),
        (
            "paths: {/a: {additionalOperations: {LINK: {responses: {204: {description: d}}}}}}",
            (f"`additionalOperations` {LATER} 3.0.3", f"`additionalOperations` {LATER} 3.1.0", ""),
        ),
        (
            OPERATION.format("parameters: [{name: q, in: querystring, content: {a/json: {}}}]"),
            (f"`in: querystring` {LATER} 3.0.3", f"`in: querystring` {LATER} 3.1.0", ""),
        ),
    ],
    ids=["a bound of 3.0", "a bound of 3.1", "a method of 3.2", "a parameter of 3.2"],
)
def test_what_another_version_writes_is_read_and_told(text, notes):
    for version, expected in zip(VERSIONS, notes, strict=True):
        found = validate(load_document("a.yaml", text=(HEAD.format(version=version) + text).encode())).notes
        assert [expected in str(each) for each in found] == ([True] if expected else [])


@pytest.mark.parametrize("word", ["true", "false", "yes"])
def test_text_for_an_exclusive_bound_is_refused(word):
    wanted = [("3.0.3", "true or false"), ("3.1.0", "a number")]
    found = [problems(version, BOUND.format(f"'{word}'")) for version, _ in wanted]
    assert [[f"5:72: `exclusiveMinimum` is '{word}'; expected {each}"] for _, each in wanted] == found


def test_lists_of_items_inside_each_other_are_all_tuples():
    inner = "{type: array, items: [{type: string}], additionalItems: false}"
    text = f"paths: {{}}\ncomponents: {{schemas: {{A: {{items: [{inner}]}}, B: {{items: [true], additionalItems: {inner}}}}}}}"
    document = load_document("a.yaml", text=(HEAD.format(version="3.1.0") + text).encode())
    assert len(validate(document).notes) == 4
    read = {"type": "array", "prefixItems": [{"type": "string"}], "items": False}
    assert document.value(("components", "schemas")) == {
        "A": {"prefixItems": [read]},
        "B": {"prefixItems": [True], "items": read},
    }
    assert str(document.place(("components", "schemas", "A", "prefixItems", 0, "prefixItems"))) == "a.yaml:5:50"


def test_references_to_lists_of_items_still_resolve():
    refs = ["A/items/0", "A/additionalItems", "B/items/0", "A/items/1/items/0"]
    members = ", ".join(f'm{n}: {{$ref: "#/components/schemas/{ref}"}}' for n, ref in enumerate(refs))
    tuples = "A: &a {items: [{type: string}, {items: [{type: number}]}], additionalItems: {type: integer}}, B: *a"
    text = f"paths: {{}}\ncomponents: {{schemas: {{{tuples}, C: {{properties: {{{members}}}}}}}}}"
    document = load_document("a.yaml", text=(HEAD.format(version="3.1.0") + text).encode())
    validate(document)
    found = document.value(("components", "schemas", "C", "properties")).values()
    targets = [document.value(document.resolve(each["$ref"])) for each in found]
    assert targets == [{"type": each} for each in ("string", "integer", "string", "number")]


def test_two_operations_with_one_id_are_both_there(tmp_path):
    done = generate(tmp_path, HEAD.format(version="3.1.0") + NOTES["the same operationId"][0])
    assert done.returncode == 0
    code = "\n".join(path.read_text() for path in (tmp_path / "out").glob("*/resources/*.py"))
    assert "def a(" in code
    assert "def replace(" in code


def test_an_additional_operation_takes_its_path_parameter(tmp_path):
    text = "paths:\n  /thing/{id}:\n    additionalOperations: {COPY: {operationId: copyThing, responses: {204: {description: d}}}}"
    done = generate(tmp_path, HEAD.format(version="3.2.0") + text)
    assert "the parameter 'id' of the path '/thing/{id}' is not declared; it is taken as a string" in done.stderr
    code = "\n".join(path.read_text() for path in (tmp_path / "out").glob("*/resources/*.py"))
    assert "id: str" in code


VALID = {
    "items: false inside additionalProperties": "{type: object, additionalProperties: {type: array, items: false}}",
    "an enum of a text and a list": "{enum: [a, [1]]}",
    "a typed enum of a text and a list": "{type: [string, array], enum: [a, [1]]}",
    "a constant list": "{const: [1]}",
    "prefixItems and items: false": "{type: array, prefixItems: [{type: string}], items: false}",
    "an annotation that nobody knows": "{type: string, javaType: Long}",
}


@pytest.mark.parametrize("name", VALID)
def test_a_valid_schema_is_generated(tmp_path, name):
    content = f"{{application/json: {{schema: {VALID[name]}}}}}"
    text = f"paths: {{/a: {{get: {{operationId: getA, responses: {{200: {{description: d, content: {content}}}}}}}}}}}"
    done = generate(tmp_path, HEAD.format(version="3.1.0") + text)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_wrong_pagination_rule_is_omitted_where_partial_results_are_allowed(tmp_path):
    text = HEAD.format(version="3.1.0") + OPERATION.format("x-pagination: {style: page, parameter: none}")
    assert generate(tmp_path, text).returncode == 2
    done = generate(tmp_path, text, "--allow-partial")
    assert done.returncode == 0
    assert "omitted: " in done.stderr


ERRORS = {
    "a list of items beside prefixItems": (
        OPERATION.format("parameters: [{name: q, in: query, schema: {type: array, prefixItems: [{}], items: [{}]}}]"),
        ["4:114: `items` is a list although `prefixItems` is present; expected the schema of further items, or false"],
    ),
    "style: simple of a query parameter": (
        OPERATION.format("parameters: [{name: q, in: query, style: simple, schema: {}}]"),
        [
            "4:80: 'simple' is not a style of a query parameter; expected form, spaceDelimited, pipeDelimited or deepObject"
        ],
    ),
    "an unknown style": (
        OPERATION.format("parameters: [{name: q, in: header, style: fancy, schema: {}}]"),
        ["4:81: 'fancy' is not a style of a header parameter; expected simple"],
    ),
    "a style of a form field": (
        "paths: {/a: {post: {requestBody: {content: {multipart/form-data: {encoding: {f: {style: simple}}}}},\n"
        "  responses: {204: {description: d}}}}}",
        [
            "4:89: 'simple' is not a style of a query parameter; expected form, spaceDelimited, pipeDelimited or deepObject"
        ],
    ),
    "text for true or false": (
        OPERATION.format('parameters: [{name: q, in: query, required: "false", schema: {}}], deprecated: "yes"'),
        ["4:83: `required` is 'false'; expected true or false", "4:118: `deprecated` is 'yes'; expected true or false"],
    ),
    "text for true or false in a request body and a schema": (
        "paths: {/a: {post: {requestBody: {required: 'true', content: {a/json: {schema: {uniqueItems: 'x'}}}}}}}",
        ["4:45: `required` is 'true'; expected true or false", "4:94: `uniqueItems` is 'x'; expected true or false"],
    ),
    "text for a bound": (
        "paths: {/a: {get: {responses: {200: {description: d, content: {a/json: {schema: {minimum: '1e3', multipleOf: ' 2'}}}}}}}}",
        ["4:91: `minimum` is '1e3'; expected a number", "4:110: `multipleOf` is ' 2'; expected a number"],
    ),
    "an encoding with a line break in its type": (
        "paths: {/a: {post: {requestBody: {content: {multipart/form-data: {schema: {properties: {b: {}}},\n"
        '  encoding: {b: {contentType: "a/b\\r\\nX: y"}}}}}, responses: {204: {description: d}}}}}',
        ["5:31: 'a/b\\r\\nX: y' is not a valid media type; expected one like application/json"],
    ),
    "schema and content": (
        OPERATION.format("parameters: [{name: q, in: query, schema: {}, content: {a/json: {}}}]"),
        ["4:85: `content` and `schema` are both present; remove one of them"],
    ),
    "a querystring beside a query": (
        OPERATION.format(
            "parameters: [{name: o, in: querystring, content: {a/b: {}}}, {name: z, in: query, schema: {}}]"
        ),
        [
            "4:100: the querystring parameter at a.yaml:4:52 already describes the whole query string; remove one of them"
        ],
    ),
    "a querystring of the path beside a query": (
        "paths:\n  /a:\n    parameters: [{name: o, in: querystring, content: {a/b: {}}}]\n"
        "    get: {parameters: [{name: z, in: query, schema: {}}], responses: {204: {description: d}}}",
        ["7:24: the querystring parameter at a.yaml:6:18 already describes the whole query string; remove one of them"],
    ),
    "two querystrings": (
        OPERATION.format(
            "parameters: [{name: o, in: querystring, content: {a/b: {}}}, {name: p, in: querystring, content: {a/b: {}}}]"
        ),
        [
            "4:100: the querystring parameter at a.yaml:4:52 already describes the whole query string; remove one of them"
        ],
    ),
    "a querystring with a schema": (
        OPERATION.format("parameters: [{name: o, in: querystring, schema: {}}]"),
        ["4:66: a querystring parameter needs `content`; write its schema below a media type"],
    ),
    "an additional operation with a field of its own": (
        "paths: {/a: {additionalOperations: {POST: {responses: {204: {description: d}}}}}}",
        ["4:37: 'POST' does not belong in `additionalOperations`; move it to the field `post`"],
    ),
    "an additional operation without a method": (
        "paths: {/a: {additionalOperations: {'get it': {responses: {204: {description: d}}}}}}",
        ["4:37: 'get it' is not a valid HTTP method; expected one like COPY"],
    ),
    "a security scheme of an unknown type": (
        "security: [{s: []}]\npaths: {/a: {}}\ncomponents: {securitySchemes: {s: {type: basic}}}",
        ["6:42: `type` is 'basic'; expected apiKey, http, oauth2, openIdConnect or mutualTLS"],
    ),
    "an API key without a name": (
        "security: [{s: [], t: []}]\npaths: {/a: {}}\n"
        "components: {securitySchemes: {s: {type: apiKey, in: header}, t: {type: http, scheme: basic}}}",
        ["6:32: `name` is missing from this apiKey scheme; add it"],
    ),
    "an API key in the body": (
        "security: [{s: []}]\npaths: {/a: {}}\ncomponents: {securitySchemes: {s: {type: apiKey, name: k, in: body}}}",
        ["6:63: `in` is 'body'; expected header, query or cookie"],
    ),
    "an http scheme without a name": (
        "security: [{s: []}]\npaths: {/a: {}}\ncomponents: {securitySchemes: {s: {type: http}}}",
        ["6:32: `scheme` is missing from this http scheme; add it"],
    ),
    "only unknown security schemes": (
        OPERATION.format("security: [{Basic: []}]"),
        ["4:51: no security scheme is called 'Basic'; expected a name in `components.securitySchemes`"],
    ),
}


@pytest.mark.parametrize("path", ["/a/{b", "/a/b}", "/a/{{b}}", "/{b}/{"])
def test_a_brace_of_a_path_without_its_pair_is_refused(tmp_path, path):
    good, wrong = (f"{{get: {{operationId: {name}, responses: {{204: {{description: d}}}}}}}}" for name in ("g", "w"))
    text = f"paths:\n  /good: {good}\n  '{path}': {wrong}"
    message = f"6:3: the path '{path}' has a brace without its pair; write each parameter as {{name}}"
    assert message in problems("3.1.0", text)
    done = generate(tmp_path, HEAD.format(version="3.1.0") + text, "--allow-partial")
    assert (done.returncode, "class Good:" in (tmp_path / "out/shop_client/resources/good.py").read_text()) == (0, True)
    assert message.partition(" ")[2] in done.stderr


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", ERRORS)
def test_a_wrong_document_is_refused_with_its_place(version, name):
    text, messages = ERRORS[name]
    assert problems(version, text) == messages


@pytest.mark.parametrize("name", ERRORS)
def test_what_is_wrong_is_omitted_and_listed_where_partial_results_are_allowed(tmp_path, name):
    text, messages = ERRORS[name]
    good = "\n  /good: {get: {operationId: getGood, responses: {204: {description: d}}}}"
    body = text.replace("paths:", "x-old:", 1) + f"\npaths:{good}\n  /a: {{$ref: '#/x-old/~1a'}}"
    done = generate(tmp_path, HEAD.format(version="3.2.0") + body, "--allow-partial")
    assert done.returncode == 0
    listed = [line for line in done.stderr.splitlines() if line.startswith("omitted: ")]
    assert len(listed) == len(messages)
    for line, message in zip(listed, messages, strict=True):
        assert message.split(": ", 1)[1].split(" at ")[0] in line
    assert "class Good:" in "".join(path.read_text() for path in (tmp_path / "out").glob("*/resources/*.py"))


def test_the_operation_around_an_omission_is_named(tmp_path):
    text = (
        "paths:\n  /bad: {put: {operationId: putBad, responses: {200: {$ref: '#/components/requestBodies/B'}}}}\n"
        "components: {requestBodies: {B: {content: {}}}}"
    )
    done = generate(tmp_path, HEAD.format(version="3.0.3") + text, "--allow-partial")
    assert "is a request body; expected a response (in putBad)" in done.stderr


def test_a_document_that_is_wrong_as_a_whole_is_refused_all_the_same(tmp_path):
    done = generate(tmp_path, "openapi: 3.1.0\ninfo: x\npaths: []\n", "--allow-partial")
    assert done.returncode == 2
    assert "there are no `paths`" in done.stderr


@pytest.mark.parametrize(
    ("info", "name", "version"),
    [
        ("", "api-client", "0.0.0"),
        ("info: {title: Shop}", "shop-client", "0.0.0"),
        ("info: {version: 1.5}", "api-client", "1.5"),
        ("info: {title: [a], version: '7'}", "api-client", "7"),
    ],
)
def test_a_client_without_title_or_version_is_partial(tmp_path, info, name, version):
    text = f"openapi: 3.1.0\n{info}\npaths:\n  /a: {{get: {{responses: {{200: {{description: ok}}}}}}}}\n"
    assert 2 == generate(tmp_path, text).returncode
    done = generate(tmp_path, text, "--allow-partial")
    assert 0 == done.returncode
    assert "omitted: " in done.stderr
    project = tomllib.loads((tmp_path / "out" / "pyproject.toml").read_text())["project"]
    assert (name, version) == (project["name"], project["version"])


def test_a_rule_is_one_function(monkeypatch):
    """A validation rule is one function; it is applied as soon as it is registered."""
    monkeypatch.setattr(rules, "RULES", [*rules.RULES])

    @rules.rule
    def titles_are_short(index):
        for node in index.of("info"):
            yield DocumentError((*node.pointer, "title"), "the title is long; write a shorter one")

    assert problems("3.1.0", "paths: {}") == ["2:15: the title is long; write a shorter one"]


WRONG_FIELDS = {
    "headers of the components": (
        "components: {headers: true}",
        "`headers` is true; expected a map of names to headers",
    ),
    "paths": ("paths: null\ncomponents: {schemas: {A: {type: object}}}", "`paths` is null; expected a map"),
    "security": ("security: [{Unknown: []}]", "no security scheme is called 'Unknown'"),
    "servers": ("servers: https://a.example.com", "`servers` is 'https://a.example.com'; expected a list of servers"),
    "an extension": ("x-rate-limit: often", "`x-rate-limit` is 'often'"),
    "a contact": ("info: {title: Shop, version: '1', contact: {name: [a]}}", "`name` is a list; expected text"),
    "an operation of a webhook": ("webhooks: {made: {post: [a]}}", "this operation is a list; expected a map"),
    "a method of the paths": ("paths: {/a: {get: [a]}}", "this operation is a list; expected a map"),
}


@pytest.mark.parametrize("version", VERSIONS[1:])
@pytest.mark.parametrize("name", WRONG_FIELDS)
def test_a_wrong_field_outside_the_operations_is_omitted_and_listed(version, name):
    text, message = WRONG_FIELDS[name]
    good = "paths: {/good: {get: {operationId: getGood, responses: {204: {description: d}}}}}\n"
    lines = [line for line in HEAD.format(version=version).splitlines() if line.partition(":")[0] + ":" not in text]
    text = "\n".join([*lines, text]) + ("\n" if "paths:" in text else f"\n{good}")
    with pytest.raises(InputError, match=re.escape(message)):
        validate(load_document("a.yaml", text=text.encode()))
    client = build_client(replace(load_document("a.yaml", text=text.encode()), allows_partial=True))
    assert any(message in each for each in client.omitted)
    assert "paths:" in text.replace(good, "") or [each.name for each in client.resources] == ["good"]


def test_a_default_of_a_schema_with_many_paths_to_one_type_is_checked_at_once():
    """Each schema has two references to the next one, so 2**60 paths lead to the type."""
    schemas = ["A60: {type: integer}", "A: {allOf: [{$ref: '#/components/schemas/A0'}], default: x}"]
    for number in range(60):
        ref = f"{{$ref: '#/components/schemas/A{number + 1}'}}"
        schemas.append(f"A{number}: {{anyOf: [{ref}, {ref}]}}")
    text = HEAD.format(version="3.1.0") + f"paths: {{}}\ncomponents: {{schemas: {{{', '.join(schemas)}}}}}"
    notes = validate(load_document("a.yaml", text=text.encode())).notes
    assert [each.message for each in notes] == ["the default 'x' is not an integer; it is ignored"]
