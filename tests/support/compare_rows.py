"""The cases for the rules of `compare`: two documents, with the expected verdicts in both directions."""

from __future__ import annotations

import copy
import json
from typing import Any, NamedTuple

Document = dict[str, Any]
Verdict = tuple[list[str], str, str]

SAME: Verdict = ([], "none", "ok")


class Row(NamedTuple):
    """A case: two contracts, and the expected verdicts for the change from old to new and for the reverse change."""

    name: str
    old: Document
    new: Document
    there: Verdict
    back: Verdict


# --- small contracts ---


def api(*operations: Document, schemas: Document | None = None, **more: Any) -> Document:
    """Build a contract from operations, each a dict with `path`, `method` and the Operation Object's fields."""
    document: Document = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.0.0"}, "paths": {}}
    for each in copy.deepcopy(operations):
        path, method = each.pop("path"), each.pop("method")
        document["paths"].setdefault(path, {})[method] = each
    components = {**more.pop("components", {}), **({"schemas": schemas} if schemas else {})}
    return copy.deepcopy({**document, **({"components": components} if components else {}), **more})


def operation(path: str = "/pets", method: str = "get", **more: Any) -> Document:
    """Build an operation without response body; `more` adds or replaces fields of the Operation Object."""
    known = {"operationId": "listPets", "tags": ["pets"], "responses": {"204": {"description": ""}}}
    return {"path": path, "method": method, **known, **more}


def json_body(schema: Any, **more: Any) -> Document:
    return {"content": {"application/json": {"schema": schema}}, **more}


def ok(schema: Any, **more: Any) -> Document:
    return {"200": {"description": "", **json_body(schema), **more}}


def ref(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}


def obj(*required: str, **properties: Any) -> Document:
    return {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}


STRING = {"type": "string"}
BOOLEAN = {"type": "boolean"}
TEXT_OR_STREAM = {
    "200": {
        "description": "",
        "content": {"application/json": {"schema": STRING}, "text/event-stream": {"schema": STRING}},
    }
}
INTEGER = {"type": "integer"}
NUMBER = {"type": "number"}
NULL = {"type": "null"}
LIST = {"type": "array", "items": {"type": "string"}}
CURSOR_RULE = {"style": "cursor", "parameter": "cursor", "next": {"body": "/next"}, "items": "/items"}
EITHER = {"oneOf": [STRING, INTEGER]}


def received(schema: Any, *, required: bool = True, **schemas: Any) -> Document:
    """Build a contract with one operation, which returns a Pet whose property `x` has the schema."""
    pet = obj(*["x"] * required, x=schema)
    return api(operation(responses=ok(ref("Pet"))), schemas={"Pet": pet, **schemas})


def received_members(**properties: Any) -> Document:
    """Build a contract with one operation, which returns a Pet with the given optional properties."""
    return api(operation(responses=ok(ref("Pet"))), schemas={"Pet": obj(**properties)})


def sent(schema: Any, *, required: bool = False, **schemas: Any) -> Document:
    """Build a contract with one operation, which has a request body whose property `x` has the schema."""
    body = json_body(obj(*["x"] * required, x=schema), required=True)
    return api(operation(method="post", operationId="createPet", requestBody=body), schemas=schemas)


def asked(schema: Any, **more: Any) -> Document:
    """Build a contract with one operation, which has a query parameter `x` with the schema."""
    return api(operation(parameters=[{"name": "x", "in": "query", "schema": schema, **more}]))


def on_condition(keyword: str, schema: Document) -> Document:
    """Build an object schema that declares the property `b` only under a condition, in the subschema `keyword`."""
    declared = {"properties": {"b": schema}}
    conditional = {"if": {"required": ["a"]}, keyword: {"a": declared} if keyword == "dependentSchemas" else declared}
    return {**obj(a=STRING), **conditional}


def both_ways(schema: Any) -> Document:
    """Build a contract with one operation, which accepts and returns a Pet whose property `x` has the schema."""
    call = operation(method="put", operationId="replacePet", responses=ok(ref("Pet")))
    return api({**call, "requestBody": json_body(ref("Pet"), required=True)}, schemas={"Pet": obj("x", x=schema)})


def both_ways_of(schema: Any) -> Document:
    """Build a contract with one operation, which accepts an array of items with the schema, and returns a Pet."""
    call = operation(method="put", operationId="replacePet", responses=ok(ref("Pet")))
    body = json_body({"type": "array", "items": schema}, required=True)
    return api({**call, "requestBody": body}, schemas={"Pet": obj("x", x=STRING)})


def asking(*parameters: Document, path: str = "/pets", **more: Any) -> Document:
    return api(operation(path, parameters=list(parameters), **more))


def parameter(name: str, location: str = "query", schema: Any = STRING, **more: Any) -> Document:
    return {
        "name": name,
        "in": location,
        "schema": schema,
        **({"required": True} if location == "path" else {}),
        **more,
    }


def ref_to_x(**siblings: Any) -> Document:
    return {"$ref": "#/components/parameters/X", **siblings}


def secured(*alternatives: Document, **more: Any) -> Document:
    schemes = {
        "token": {"type": "http", "scheme": "bearer"},
        "login": {"type": "http", "scheme": "basic"},
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    }
    for name, scheme in more.items():
        schemes[name] = {**schemes[name], **scheme}
    # A second operation allows every scheme, so that the client's constructor always has all credential arguments.
    other = operation("/all", operationId="all", security=[{"token": []}, {"login": []}, {"key": []}])
    return api(operation(security=list(alternatives)), other, components={"securitySchemes": schemes})


PETS = operation(responses=ok({"type": "array", "items": STRING}))
CURSOR_PAGE = obj(items=LIST, next={"type": ["string", "null"]})
COPYING = {"operationId": "copyPets", "responses": {"204": {"description": ""}}}
CATS = operation("/cats", operationId="listCats", responses=ok({"type": "array", "items": STRING}))

ON_A = {"servers": [{"url": "https://a.test"}]}


def without_id(operation: Document) -> Document:
    return {key: value for key, value in operation.items() if key != "operationId"}


def with_path_servers(document: Document, url: str) -> Document:
    for item in document["paths"].values():
        item["servers"] = [{"url": url}]
    return document


def posting(*media_types: str, schema: Any = None) -> Document:
    """Build a contract with one operation, which has a request body in the given media types, usually an object."""
    body = {"content": {each: {"schema": schema or obj(x=STRING)} for each in media_types}}
    return api(operation(method="post", operationId="createPet", requestBody=body))


def posting_both(as_json: Document, as_multipart: Document) -> Document:
    """Build a contract with one operation, which has a request body with one schema as JSON and another as a form."""
    body = {"content": {"application/json": {"schema": as_json}, "multipart/form-data": {"schema": as_multipart}}}
    return api(operation(method="post", operationId="createPet", requestBody=body))


def answering(media_type: str) -> Document:
    """Build a contract with one operation, which returns a string in the given media type."""
    return api(operation(responses={"200": {"description": "", "content": {media_type: {"schema": STRING}}}}))


def stream(schema: Any) -> Document:
    """Build the Responses Object of an operation that returns JSON Lines whose items have the schema."""
    return {"200": {"description": "", "content": {"application/jsonl": {"itemSchema": schema}}}}


def form(**encoding: Any) -> Document:
    """Build a contract with one operation, whose request body is a form with an array `x` in the given encoding."""
    schema = obj(x={"type": "array", "items": STRING})
    media = {"schema": schema, **({"encoding": {"x": encoding}} if encoding else {})}
    body = {"content": {"application/x-www-form-urlencoded": media}, "required": True}
    return api(operation(method="post", operationId="createPet", requestBody=body))


def parts(_schema: Any = None, **encoding: Any) -> Document:
    """Build a contract with one operation, whose request body is multipart with a part `x` in the given encoding.

    `_schema` is the schema of the part; None for a string.
    """
    media = {"schema": obj(x=_schema or STRING), **({"encoding": {"x": encoding}} if encoding else {})}
    body = {"content": {"multipart/form-data": media}, "required": True}
    return api(operation(method="post", operationId="createPet", requestBody=body))


def marked(_schema: Document, *, sent: bool = False, **mapping: str) -> Document:
    """Build a contract with a union of Cat and Dog, which the operation returns, or accepts if `sent` is True.

    Args:
        _schema: Keywords to add to the union's schema.
        sent: Whether the union is the request body instead of the response body.
        **mapping: The discriminator's mapping; without one, the union has no discriminator.
    """
    cat = obj("kind", "lives", kind=STRING, lives=INTEGER)
    dog = obj("kind", "tricks", kind=STRING, tricks=STRING)
    rule = {"propertyName": "kind", "mapping": {value: ref(name)["$ref"] for value, name in mapping.items()}}
    union = {"oneOf": [ref("Cat"), ref("Dog")], **({"discriminator": rule} if mapping else {}), **_schema}
    call = operation(responses=ok(ref("Pet")))
    if sent:
        call = operation(method="post", operationId="createPet", requestBody=json_body(ref("Pet"), required=True))
    return api(call, schemas={"Pet": union, "Cat": cat, "Dog": dog})


def of_kinds(*names: str, default: str = "") -> Document:
    """Build a union of components, whose discriminator has no mapping, or only a `defaultMapping`."""
    rule = {"propertyName": "kind", **({"defaultMapping": default} if default else {})}
    return {"oneOf": [ref(name) for name in names], "discriminator": rule}


def around(document: Document) -> Document:
    """Return a copy of a contract of `marked` whose operation returns a union of Pet and a number."""
    call = operation(responses=ok({"oneOf": [ref("Pet"), {"type": "number"}]}))
    return api(call, schemas=document["components"]["schemas"])


def renamed_member(document: Document) -> Document:
    """Rename the property `x` of the request bodies to `title`, in place."""
    for item in document["paths"].values():
        schema = item["post"]["requestBody"]["content"]["application/json"]["schema"]
        schema["properties"] = {"title": schema["properties"]["x"]}
    return document


def of_class(name: str) -> Document:
    """Build a contract with two operations, of which the second returns the component `name`: Usage or Projected."""
    schemas = {"Usage": obj("x", x=STRING), "Projected": obj("x", x=STRING)}
    calls = [operation(responses=ok(ref("Usage"))), operation("/all", operationId="all", responses=ok(ref(name)))]
    return api(*calls, schemas=schemas)


ENUM = {"type": "string", "enum": ["A", "B"]}
MARKED_CAT = obj("kind", "lives", kind=STRING, lives=INTEGER)
MARKED_DOG = obj("kind", "tricks", kind=STRING, tricks=STRING)
CAT = obj("kind", "lives", kind={"const": "cat"}, lives=INTEGER)
DOG = obj("kind", "tricks", kind={"const": "dog"}, tricks=STRING)
COW = obj("kind", "milk", kind={"const": "cow"}, milk=NUMBER)


def minor(*codes: str, wire: str = "ok") -> Verdict:
    return list(codes), "minor", wire


def major(*codes: str, wire: str = "ok") -> Verdict:
    return list(codes), "major", wire


def patch(*codes: str, wire: str = "ok") -> Verdict:
    return list(codes), "patch", wire


OPERATIONS = [
    Row(
        "a key that makes a call repeatable",
        api(PETS),
        api({**PETS, "x-idempotency-key": True}),
        *[patch("idempotency-changed", wire="behaviour")] * 2,
    ),
    Row(
        "an operation is added, removed",
        api(PETS),
        api(PETS, CATS),
        minor("operation-added"),
        major("operation-removed", wire="breaks"),
    ),
    Row(
        "a deprecated operation is removed, too",
        api(PETS, {**CATS, "deprecated": True}),
        api(PETS),
        major("operation-removed", wire="breaks"),
        minor("operation-added"),
    ),
    Row(
        "operationId",
        api(PETS),
        api({**PETS, "operationId": "findPets"}),
        major("method-renamed"),
        major("method-renamed"),
    ),
    Row("operationId that gives the same name", api(PETS), api({**PETS, "operationId": "list_pets"}), SAME, SAME),
    Row("tag", api(PETS), api({**PETS, "tags": ["animals"]}), *[major("method-moved")] * 2),
    Row(
        "tag of all operations",
        api({**PETS, "operationId": "adopt"}, {**CATS, "operationId": "feed", "tags": ["pets"]}),
        api(
            {**PETS, "operationId": "adopt", "tags": ["animals"]},
            {**CATS, "operationId": "feed", "tags": ["animals"]},
        ),
        *[major("namespace-renamed")] * 2,
    ),
    Row(
        "server of an operation",
        api(PETS, **ON_A),
        api({**PETS, "servers": [{"url": "https://b.test"}]}, **ON_A),
        *[minor("operation-server-changed", wire="breaks")] * 2,
    ),
    Row(
        "the document's server, said of an operation as well",
        api(PETS, **ON_A),
        api({**PETS, "servers": [{"url": "https://a.test/"}]}, **ON_A),
        SAME,
        SAME,
    ),
    Row(
        "server of a path",
        with_path_servers(api(PETS, **ON_A), "https://b.test"),
        with_path_servers(api(PETS, **ON_A), "https://c.test"),
        *[minor("operation-server-changed", wire="breaks")] * 2,
    ),
    Row(
        "a prefix of all paths that was part of the server's URL",
        api(PETS, servers=[{"url": "https://a.test/v1"}]),
        api({**PETS, "path": "/v1/pets"}, **ON_A),
        *[minor("base-path-moved")] * 2,
    ),
    Row(
        "a prefix of all paths that was part of the server's URL, where no operation has an operationId",
        api(without_id(PETS), servers=[{"url": "https://a.test/v1"}]),
        api({**without_id(PETS), "path": "/v1/pets"}, **ON_A),
        *[minor("base-path-moved")] * 2,
    ),
    Row(
        "a prefix of a path that was part of the URL of the path's server",
        with_path_servers(api(PETS, **ON_A), "https://b.test/v1"),
        with_path_servers(api({**PETS, "path": "/v1/pets"}, **ON_A), "https://b.test"),
        *[minor("operation-server-changed")] * 2,
    ),
    Row("tag that gives the same name", api(PETS), api({**PETS, "tags": ["Pets"]}), SAME, SAME),
    Row("a second tag", api(PETS), api({**PETS, "tags": ["pets", "all"]}), SAME, SAME),
    Row(
        "operationId, and the old name is kept",
        api(PETS),
        api({**PETS, "operationId": "findPets", "x-renamed-from": "list"}),
        minor("method-renamed-with-alias"),
        major("method-renamed"),
    ),
    Row(
        "a former name",
        api({**PETS, "x-renamed-from": "find"}),
        api(PETS),
        major("former-method-name-removed"),
        minor("former-method-name-added"),
    ),
    Row(
        "tag, and the old name is kept",
        api({**PETS, "operationId": "all"}),
        api({**PETS, "operationId": "all", "tags": ["cats"]}, tags=[{"name": "cats", "x-renamed-from": "pets"}]),
        minor("namespace-renamed-with-alias"),
        major("namespace-renamed"),
    ),
    Row(
        "tag and operationId, and both old names are kept",
        api(PETS),
        api(
            {**PETS, "operationId": "findCats", "tags": ["cats"], "x-renamed-from": "list"},
            tags=[{"name": "cats", "x-renamed-from": "pets"}],
        ),
        minor("namespace-renamed-with-alias", "method-renamed-with-alias"),
        major("namespace-renamed", "method-renamed"),
    ),
    Row(
        "tag with other capitals",
        api({**PETS, "tags": ["pet-Shops"]}),
        api({**PETS, "tags": ["PetSHOPs"]}),
        *[major("namespace-class-renamed")] * 2,
    ),
    Row(
        "a former name of a tag",
        api(PETS, tags=[{"name": "pets", "x-renamed-from": "cats"}]),
        api(PETS, tags=[{"name": "pets"}]),
        major("former-namespace-removed"),
        minor("former-namespace-added"),
    ),
    Row(
        "an operation behind another one whose short name it would have",
        api(operation(operationId="getPet")),
        api(operation(operationId="getPet"), operation("/all", operationId="getPets")),
        minor("operation-added"),
        major("operation-removed", wire="breaks"),
    ),
    Row(
        "an operation before another one whose short name it takes",
        api(operation(operationId="getPet")),
        api(operation("/all", operationId="getPets"), operation(operationId="getPet")),
        major("operation-added", "method-renamed"),
        major("operation-removed", "method-renamed", wire="breaks"),
    ),
    Row("path", api(PETS), api({**PETS, "path": "/animals"}), *[patch("path-changed", wire="breaks")] * 2),
    Row("fragment of a path", api({**PETS, "path": "/pets#a"}), api({**PETS, "path": "/pets#b"}), SAME, SAME),
    Row(
        "case of another HTTP method",
        *(
            {**api(PETS), "openapi": "3.2.0", "paths": {"/pets": {"additionalOperations": {name: COPYING}}}}
            for name in ("COPY", "Copy")
        ),
        *[patch("http-method-changed", wire="breaks")] * 2,
    ),
    Row("HTTP method", api(PETS), api({**PETS, "method": "post"}), *[patch("http-method-changed", wire="breaks")] * 2),
    Row(
        "path parameter",
        asking(parameter("pet", "path"), path="/pets/{pet}"),
        asking(parameter("id", "path"), path="/pets/{id}"),
        *[major("argument-renamed")] * 2,
    ),
    Row(
        "order of path parameters",
        asking(parameter("a", "path"), parameter("b", "path"), path="/{a}/of/{b}"),
        asking(parameter("a", "path"), parameter("b", "path"), path="/{b}/of/{a}"),
        *[major("positions-changed")] * 2,
    ),
    Row(
        "server",
        api(PETS, servers=[{"url": "https://a.test"}]),
        api(PETS, servers=[{"url": "https://b.test"}]),
        *[minor("server-changed", wire="breaks")] * 2,
    ),
    Row(
        "first server",
        api(PETS, servers=[{"url": "https://a.test"}, {"url": "https://b.test"}]),
        api(PETS, servers=[{"url": "https://b.test"}, {"url": "https://a.test"}]),
        *[minor("first-server-changed")] * 2,
    ),
    Row(
        "a second server",
        api(PETS, servers=[{"url": "https://a.test/"}]),
        api(PETS, servers=[{"url": "https://a.test"}, {"url": "https://b.test"}]),
        *[patch("other-servers-changed")] * 2,
    ),
    Row("title", api(PETS), {**api(PETS), "info": {"title": "Store", "version": "1"}}, *[major("client-renamed")] * 2),
    Row(
        "title that gives the same name",
        api(PETS),
        {**api(PETS), "info": {"title": "Shop API", "version": "2"}},
        SAME,
        SAME,
    ),
    Row(
        "deprecated",
        api(PETS),
        api({**PETS, "deprecated": True}),
        minor("operation-deprecated"),
        patch("operation-undeprecated"),
    ),
    Row(
        "description",
        api(PETS),
        api({**PETS, "description": "All of them."}),
        *[patch("operation-documentation-changed")] * 2,
    ),
    Row("summary", api(PETS), api({**PETS, "summary": "List."}), *[patch("operation-documentation-changed")] * 2),
    Row(
        "description of a tag",
        api(PETS, tags=[{"name": "pets", "description": "Pets."}]),
        api(PETS, tags=[{"name": "pets", "description": "All pets."}]),
        *[patch("package-documentation-changed")] * 2,
    ),
    Row(
        "pages",
        asking(parameter("page"), responses=ok(LIST)),
        asking(parameter("page"), responses=ok(LIST), **{"x-pagination": {"style": "page", "parameter": "page"}}),
        major("pages-added"),
        major("pages-removed"),
    ),
    Row(
        "waiting",
        asking(responses=ok(obj(a=LIST))),
        asking(responses=ok(obj(a=LIST)), **{"x-poll": {"status": "/a", "until": ["done"]}}),
        minor("wait-added"),
        major("wait-removed"),
    ),
    Row(
        "what is waited for",
        asking(responses=ok(obj(a=LIST)), **{"x-poll": {"status": "/a", "until": ["done"]}}),
        asking(responses=ok(obj(a=LIST)), **{"x-poll": {"status": "/a", "until": ["done", "failed"]}}),
        *[minor("wait-changed", wire="behaviour")] * 2,
    ),
    Row(
        "how pages are walked",
        asking(
            parameter("page"),
            parameter("size"),
            responses=ok(LIST),
            **{"x-pagination": {"style": "page", "parameter": "page"}},
        ),
        asking(
            parameter("page"),
            parameter("size"),
            responses=ok(LIST),
            **{"x-pagination": {"style": "page", "parameter": "page", "size-parameter": "size"}},
        ),
        *[patch("paging-changed")] * 2,
    ),
    Row(
        "one paging rule in the extensions of two tools",
        asking(parameter("cursor"), responses=ok(CURSOR_PAGE), **{"x-pagination": CURSOR_RULE}),
        asking(
            parameter("cursor"),
            responses=ok(CURSOR_PAGE),
            **{
                "x-fern-pagination": {
                    "cursor": "$request.cursor",
                    "next_cursor": "$response.next",
                    "results": "$response.items",
                }
            },
        ),
        SAME,
        SAME,
    ),
    Row(
        "what pages hold",
        *(
            asking(
                parameter("page"),
                responses=ok(obj(a=LIST, b=LIST)),
                **{"x-pagination": {"style": "page", "parameter": "page", "items": items}},
            )
            for items in ("/a", "/b")
        ),
        *[major("page-items-moved")] * 2,
    ),
    Row(
        "a second parameter of a convention, from which pages are inferred",
        asking(parameter("page", schema=INTEGER), responses=ok(LIST)),
        asking(parameter("page", schema=INTEGER), parameter("per_page", schema=INTEGER), responses=ok(LIST)),
        major("optional-argument-added", "pages-added"),
        major("argument-removed", "pages-removed"),
    ),
    Row("an extension", api(PETS), api({**PETS, "x-other": 1}), SAME, SAME),
]

ARGUMENTS = [
    Row(
        "a parameter of one value",
        asking(),
        asking(parameter("x", schema={"const": "a"}, required=True)),
        minor("constant-argument-added", wire="breaks"),
        major("argument-removed"),
    ),
    Row(
        "a parameter of one value is required",
        asking(parameter("x", schema={"const": "a"})),
        asking(parameter("x", schema={"const": "a"}, required=True)),
        minor("constant-argument-became-required", wire="breaks"),
        minor("argument-became-optional"),
    ),
    Row(
        "a required parameter of one value, or of many",
        asking(parameter("x", schema={"const": "a"}, required=True)),
        asking(parameter("x", schema={"type": "string"}, required=True)),
        major("argument-lost-default", "sent-enum-opened"),
        major("argument-gained-default", "sent-enum-closed", wire="may-reject"),
    ),
    Row(
        "a name that an extension gives a parameter",
        asking(parameter("x")),
        asking(parameter("x", **{"x-name": "pages"})),
        *[major("argument-renamed")] * 2,
    ),
    Row(
        "a name that an extension gives a parameter, and the old name is kept",
        asking(parameter("x")),
        asking(parameter("x", **{"x-name": "pages", "x-renamed-from": "x"})),
        minor("argument-renamed-with-alias"),
        major("argument-renamed"),
    ),
    Row(
        "path parameter, and the old name is kept",
        asking(parameter("pet", "path"), path="/pets/{pet}"),
        asking(parameter("id", "path", **{"x-renamed-from": "pet"}), path="/pets/{id}"),
        minor("argument-renamed-with-alias"),
        major("argument-renamed"),
    ),
    Row(
        "another name and type of values, and the old name is kept",
        asking(parameter("size", schema=STRING)),
        asking(parameter("limit", schema={"type": ["string", "integer"]}, **{"x-renamed-from": "size"})),
        minor("parameter-renamed-with-alias", "sent-type-widened", wire="breaks"),
        major("parameter-renamed", "sent-type-narrowed", wire="breaks"),
    ),
    Row(
        "a former name of an argument",
        asking(parameter("x", **{"x-renamed-from": "y"})),
        asking(parameter("x")),
        major("former-argument-name-removed"),
        minor("former-argument-name-added"),
    ),
    Row(
        "a former name of an argument that is renamed again",
        asking(parameter("x", **{"x-renamed-from": "y"})),
        asking(parameter("z", **{"x-renamed-from": "x"})),
        major("former-argument-name-removed", "parameter-renamed-with-alias", wire="breaks"),
        major("former-argument-name-added", "parameter-renamed", wire="breaks"),
    ),
    Row(
        "two headers whose names differ only in their case",
        asking(parameter("a", "header")),
        asking(parameter("a", "header"), parameter("A", "header")),
        minor("optional-argument-added"),
        major("argument-removed"),
    ),
    Row(
        "a former name of a method that another method has now",
        api({**PETS, "x-renamed-from": "find"}),
        api({**PETS, "x-renamed-from": "find"}, {**CATS, "operationId": "find", "tags": PETS["tags"]}),
        major("former-method-name-removed", "operation-added"),
        major("former-method-name-added", "operation-removed", wire="breaks"),
    ),
    Row(
        "a former name that another argument has now, beside its argument",
        asking(parameter("x", **{"x-renamed-from": "y"})),
        asking(parameter("x", **{"x-renamed-from": "y"}), parameter("y")),
        major("former-argument-name-removed", "optional-argument-added"),
        major("former-argument-name-added", "argument-removed"),
    ),
    Row(
        "a former name that another argument has now",
        asking(parameter("x"), parameter("y")),
        asking(parameter("z", **{"x-renamed-from": "y"}), parameter("y")),
        major("argument-removed", "optional-argument-added"),
        major("argument-removed", "optional-argument-added"),
    ),
    Row(
        "another name with the same description",
        asking(parameter("page_size", description="How many.")),
        asking(parameter("limit", description="How many.")),
        *[major("parameter-renamed", wire="breaks")] * 2,
    ),
    Row(
        "optional argument",
        asking(),
        asking(parameter("x")),
        minor("optional-argument-added"),
        major("argument-removed"),
    ),
    Row(
        "required argument",
        asking(),
        asking(parameter("x", required=True)),
        major("required-argument-added", wire="breaks"),
        major("argument-removed"),
    ),
    Row(
        "required or not",
        asking(parameter("x")),
        asking(parameter("x", required=True)),
        major("argument-became-required", wire="breaks"),
        minor("argument-became-optional"),
    ),
    Row(
        "query or header",
        asking(parameter("x")),
        asking(parameter("x", "header")),
        *[patch("parameter-moved", wire="breaks")] * 2,
    ),
    Row(
        "one name in Python, two on the wire",
        asking(parameter("pageSize")),
        asking(parameter("page_size")),
        *[patch("parameter-respelled", wire="breaks")] * 2,
    ),
    Row(
        "a path parameter of the same Python name",
        asking(parameter("userId", "path"), path="/users/{userId}"),
        asking(parameter("user_id", "path"), path="/users/{user_id}"),
        *[patch("path-parameter-respelled")] * 2,
    ),
    Row(
        "a path parameter that x-name keeps",
        asking(parameter("id", "path"), path="/users/{id}"),
        asking(parameter("user_id", "path", **{"x-name": "id"}), path="/users/{user_id}"),
        *[patch("path-parameter-respelled")] * 2,
    ),
    Row("case of a header", asking(parameter("X-Id", "header")), asking(parameter("x-id", "header")), SAME, SAME),
    Row(
        "two arguments of one name",
        asking(parameter("x")),
        asking(parameter("x"), parameter("x", "header")),
        major("argument-renamed", "optional-argument-added"),
        major("argument-renamed", "argument-removed"),
    ),
    Row(
        "style",
        asking(parameter("x", schema={"type": "array", "items": STRING})),
        asking(parameter("x", schema={"type": "array", "items": STRING}, style="pipeDelimited", explode=False)),
        *[patch("parameter-style-changed", wire="breaks")] * 2,
    ),
    Row(
        "explode",
        asking(parameter("x", schema={"type": "array", "items": STRING})),
        asking(parameter("x", schema={"type": "array", "items": STRING}, explode=False)),
        *[patch("parameter-style-changed", wire="breaks")] * 2,
    ),
    Row(
        "explode, written out or not",
        asking(parameter("x", schema={"type": "array", "items": STRING})),
        asking(parameter("x", schema={"type": "array", "items": STRING}, style="form", explode=True)),
        SAME,
        SAME,
    ),
    Row("explode of a single value", asking(parameter("x")), asking(parameter("x", explode=False)), SAME, SAME),
    Row(
        "a single value that becomes a list, whose form for one item is the same",
        asking(parameter("x")),
        asking(parameter("x", schema={"type": "array", "items": STRING})),
        *[major("sent-type-changed", wire="may-reject")] * 2,
    ),
    Row(
        "default",
        asked(INTEGER),
        asked({**INTEGER, "default": 1}),
        *[patch("sent-default-changed", wire="behaviour")] * 2,
    ),
    Row(
        "form of lists in a parameter",
        asked(obj(a=LIST), style="deepObject"),
        asked(obj(a=LIST), style="deepObject", **{"x-deep-object-arrays": "brackets"}),
        *[patch("parameter-style-changed", wire="breaks")] * 2,
    ),
    Row(
        "default of a required parameter",
        asked(STRING, required=True),
        asked({**STRING, "default": "a"}, required=True),
        minor("argument-gained-default", "sent-default-changed", wire="behaviour"),
        major("argument-lost-default", "sent-default-changed", wire="behaviour"),
    ),
    Row(
        "another default of a required parameter",
        asked({**STRING, "default": "a"}, required=True),
        asked({**STRING, "default": "b"}, required=True),
        *[minor("argument-default-changed", "sent-default-changed", wire="behaviour")] * 2,
    ),
    Row(
        "default that is invalid for a required parameter",
        asked({**STRING, "default": 1}, required=True),
        asked({**STRING, "default": 2}, required=True),
        SAME,
        SAME,
    ),
    Row(
        "another default",
        asked({**INTEGER, "default": 1}),
        asked({**INTEGER, "default": 2}),
        *[patch("sent-default-changed", wire="behaviour")] * 2,
    ),
    Row(
        "deprecated",
        asking(parameter("x")),
        asking(parameter("x", deprecated=True)),
        minor("argument-deprecated"),
        patch("argument-undeprecated"),
    ),
    Row(
        "description",
        asking(parameter("x")),
        asking(parameter("x", description="Of what kind.")),
        *[patch("argument-documentation-changed")] * 2,
    ),
    Row(
        "example",
        asking(parameter("x", example="a")),
        asking(parameter("x", example="b")),
        *[patch("argument-documentation-changed")] * 2,
    ),
    Row(
        "a parameter by content",
        asking({"name": "x", "in": "query", "content": {"application/json": {"schema": obj(a=STRING)}}}),
        asking({"name": "x", "in": "query", "content": {"application/json": {"schema": obj(a=STRING, b=STRING)}}}),
        minor("sent-optional-member-added"),
        major("sent-member-removed"),
    ),
    Row(
        "a description beside a reference to a parameter",
        api(operation(parameters=[ref_to_x()]), components={"parameters": {"X": parameter("x", description="One.")}}),
        api(
            operation(parameters=[ref_to_x(description="Two.")]),
            components={"parameters": {"X": parameter("x", description="One.")}},
        ),
        *[patch("argument-documentation-changed")] * 2,
    ),
    Row(
        "charset of a parameter by content",
        asking({"name": "x", "in": "query", "content": {"application/json": {"schema": obj(a=STRING)}}}),
        asking({"name": "x", "in": "query", "content": {"application/json; charset=utf-8": {"schema": obj(a=STRING)}}}),
        SAME,
        SAME,
    ),
    Row(
        "a parameter by content or by schema",
        asking({"name": "x", "in": "query", "content": {"application/json": {"schema": STRING}}}),
        asking({"name": "x", "in": "query", "schema": STRING}),
        *[patch("parameter-style-changed", wire="breaks")] * 2,
    ),
    Row(
        "where a parameter is written",
        asking(parameter("x")),
        api(
            operation(parameters=[{"$ref": "#/components/parameters/X"}]),
            components={"parameters": {"X": parameter("x")}},
        ),
        SAME,
        SAME,
    ),
]


def in_two_media_types(form: Any) -> Document:
    """Build a contract with one operation whose body is JSON with a property `x`, or a form with the given schema."""
    content = {"application/json": {"schema": obj(x=STRING)}, "multipart/form-data": {"schema": form}}
    return api(operation(method="post", operationId="createPet", requestBody={"content": content}))


BODIES = [
    Row(
        "objects under other names, which no argument takes",
        api(operation(method="post", requestBody=json_body({**obj(x=STRING), "additionalProperties": obj(v=STRING)}))),
        api(operation(method="post", requestBody=json_body({**obj(x=STRING), "additionalProperties": True}))),
        minor("sent-type-widened"),
        major("sent-type-narrowed", wire="may-reject"),
    ),
    Row(
        "a required property of an optional body",
        api(operation(method="post", requestBody=json_body(obj(x=STRING)))),
        api(operation(method="post", requestBody=json_body(obj("x", x=STRING)))),
        major("sent-member-became-required", wire="breaks"),
        minor("sent-member-became-optional"),
    ),
    Row(
        "a union of one variant",
        api(operation(method="post", requestBody=json_body(obj("x", x=STRING), required=True))),
        api(operation(method="post", requestBody=json_body({"anyOf": [obj("x", x=STRING)]}, required=True))),
        SAME,
        SAME,
    ),
    Row(
        "two media types of one body, of which only one has its properties and variants in another order",
        posting_both(obj(a=STRING, b=EITHER), obj(a=STRING, b=EITHER)),
        posting_both(obj(a=STRING, b=EITHER), obj(b={"oneOf": EITHER["oneOf"][::-1]}, a=STRING)),
        SAME,
        SAME,
    ),
    Row(
        "two media types of one body, of which only one has a title",
        posting_both(obj(a=STRING), obj(a=STRING)),
        posting_both(obj(a=STRING), obj(a={**STRING, "title": "Other"})),
        SAME,
        SAME,
    ),
    Row(
        "notation of a parameter of a media type",
        posting('application/json; version="1"; charset=utf-8'),
        posting("application/JSON;Version=1"),
        SAME,
        SAME,
    ),
    Row(
        "order of media types without JSON",
        posting("text/plain", "text/csv"),
        posting("text/csv", "text/plain"),
        *[major("body-media-type-preferred")] * 2,
    ),
    Row(
        "plain text that is an integer",
        posting("text/plain", schema=STRING),
        posting("text/plain", schema=INTEGER),
        *[major("sent-type-changed", wire="may-reject")] * 2,
    ),
    Row(
        "one of several media types",
        posting("application/json", "text/csv"),
        posting("application/hal+json", "text/csv"),
        *[major("body-media-type-changed", "content-type-renamed", wire="breaks")] * 2,
    ),
    Row(
        "order of media types with JSON",
        posting("application/json", "text/csv"),
        posting("text/csv", "application/json"),
        SAME,
        SAME,
    ),
    Row(
        "JSON beside another media type",
        posting("text/csv"),
        posting("text/csv", "application/json"),
        major("body-arguments-changed", "body-media-type-added", "body-media-type-preferred"),
        major("body-arguments-changed", "body-media-type-removed", wire="breaks"),
    ),
    Row(
        "a form that is one argument, beside JSON",
        in_two_media_types(obj(x=STRING, y=STRING)),
        in_two_media_types({**obj(x=STRING, y=STRING), "type": ["object", "null"]}),
        major("body-arguments-changed", "sent-may-be-null"),
        major("body-arguments-changed", "sent-never-null", wire="may-reject"),
    ),
    Row(
        "an inline object in a form, beside JSON",
        in_two_media_types(obj(x=STRING)),
        in_two_media_types(obj(x=STRING, y=obj(z=STRING))),
        minor("sent-optional-member-added"),
        major("sent-member-removed"),
    ),
    Row(
        "parameter of a media type",
        posting("application/json; version=1"),
        posting("application/json; version=2"),
        *[patch("body-media-type-changed", wire="breaks")] * 2,
    ),
    Row(
        "style of a list in a form",
        form(),
        form(style="form", explode=False),
        *[patch("body-encoding-changed", wire="breaks")] * 2,
    ),
    Row("the usual style of a form", form(), form(style="form", explode=True), SAME, SAME),
    Row(
        "media type of a part",
        parts(),
        parts(contentType="application/xml"),
        *[patch("body-encoding-changed", wire="breaks")] * 2,
    ),
    Row(
        "style of a list of parts",
        parts({"type": "array", "items": STRING}),
        parts({"type": "array", "items": STRING}, style="deepObject", explode=True),
        *[patch("body-encoding-changed", wire="breaks")] * 2,
    ),
    Row(
        "style of an object among the parts",
        parts(obj(y=STRING)),
        parts(obj(y=STRING), style="form"),
        *[patch("body-encoding-changed", wire="breaks")] * 2,
    ),
    Row(
        "style of a file",
        parts({**STRING, "format": "binary"}),
        parts({**STRING, "format": "binary"}, style="form", explode=False),
        SAME,
        SAME,
    ),
    Row("the usual style of a part", parts(), parts(style="form"), SAME, SAME),
    Row(
        "charset of a part that is JSON",
        parts(obj(y=STRING), contentType="application/json"),
        parts(obj(y=STRING), contentType="application/json; charset=utf-8"),
        SAME,
        SAME,
    ),
    Row(
        "charset of a part",
        parts(contentType="application/xml"),
        parts(contentType="application/xml; charset=utf-8"),
        SAME,
        SAME,
    ),
    Row(
        "optional body",
        api(operation(method="post")),
        api(operation(method="post", requestBody=json_body(obj(x=STRING)))),
        minor("optional-body-added"),
        major("body-removed"),
    ),
    Row(
        "required body",
        api(operation(method="post")),
        api(operation(method="post", requestBody=json_body(obj(x=STRING), required=True))),
        major("required-body-added", wire="breaks"),
        major("body-removed"),
    ),
    Row(
        "required or not",
        api(operation(method="post", requestBody=json_body(obj(x=STRING)))),
        api(operation(method="post", requestBody=json_body(obj(x=STRING), required=True))),
        major("body-became-required", wire="breaks"),
        minor("body-became-optional"),
    ),
    Row(
        "media type",
        api(operation(method="post", requestBody=json_body(obj(x=STRING)))),
        api(
            operation(
                method="post",
                requestBody={
                    "content": {
                        "application/json": {"schema": obj(x=STRING)},
                        "multipart/form-data": {"schema": obj(x=STRING)},
                    }
                },
            )
        ),
        minor("body-media-type-added"),
        major("body-media-type-removed", wire="breaks"),
    ),
    Row(
        "another kind of JSON",
        api(operation(method="post", requestBody=json_body(obj(x=STRING)))),
        api(
            operation(method="post", requestBody={"content": {"application/vnd.shop+json": {"schema": obj(x=STRING)}}})
        ),
        *[patch("body-media-type-changed", wire="breaks")] * 2,
    ),
    Row(
        "charset",
        api(operation(method="post", requestBody=json_body(obj(x=STRING)))),
        api(
            operation(
                method="post", requestBody={"content": {"application/json; charset=utf-8": {"schema": obj(x=STRING)}}}
            )
        ),
        SAME,
        SAME,
    ),
    Row(
        "optional member",
        sent(STRING),
        api(
            operation(
                method="post", operationId="createPet", requestBody=json_body(obj(x=STRING, y=STRING), required=True)
            )
        ),
        minor("sent-optional-member-added"),
        major("sent-member-removed"),
    ),
    Row(
        "required member",
        sent(STRING),
        api(
            operation(
                method="post",
                operationId="createPet",
                requestBody=json_body(obj("y", x=STRING, y=STRING), required=True),
            )
        ),
        major("sent-required-member-added", wire="breaks"),
        major("sent-member-removed"),
    ),
    Row(
        "member required or not",
        sent(STRING),
        sent(STRING, required=True),
        major("sent-member-became-required", wire="breaks"),
        minor("sent-member-became-optional"),
    ),
    Row(
        "an array or an object",
        api(operation(method="post", requestBody=json_body(obj(x=STRING)))),
        api(operation(method="post", requestBody=json_body({"type": "array", "items": STRING}))),
        *[major("sent-type-changed", "body-arguments-changed", wire="may-reject")] * 2,
    ),
    Row(
        "null or a body of members",
        api(operation(method="post", requestBody=json_body(ref("Pet"))), schemas={"Pet": obj(x=STRING)}),
        api(
            operation(method="post", requestBody=json_body({"anyOf": [ref("Pet"), NULL]})),
            schemas={"Pet": obj(x=STRING)},
        ),
        major("sent-may-be-null", "body-arguments-changed", "class-passed-as-dict"),
        major("sent-never-null", "body-arguments-changed", "class-not-passed-as-dict", wire="may-reject"),
    ),
    Row(
        "a parameter that takes the name of a member",
        api(operation(method="post", requestBody=json_body(obj(x=STRING)))),
        api(operation(method="post", requestBody=json_body(obj(x=STRING)), parameters=[parameter("x")])),
        major("optional-argument-added", "body-argument-renamed"),
        major("argument-removed", "body-argument-renamed"),
    ),
    Row(
        "description",
        api(operation(method="post", requestBody=json_body(obj(x=STRING)))),
        api(operation(method="post", requestBody=json_body(obj(x=STRING), description="A pet."))),
        *[patch("body-documentation-changed")] * 2,
    ),
]

SENT = [
    Row(
        "a required property of one value, or of many",
        sent({"const": "a"}, required=True),
        sent(STRING, required=True),
        major("sent-member-lost-default", "sent-enum-opened"),
        major("sent-member-gained-default", "sent-enum-closed", wire="may-reject"),
    ),
    Row(
        "a name that an extension gives an argument of the body",
        sent(STRING),
        sent({**STRING, "x-name": "other"}),
        *[major("body-argument-renamed")] * 2,
    ),
    Row(
        "a name that an extension gives an argument of the body, and the old name is kept",
        sent(STRING),
        sent({**STRING, "x-name": "other", "x-renamed-from": "x"}),
        minor("body-argument-renamed-with-alias"),
        major("body-argument-renamed"),
    ),
    Row(
        "null",
        sent(STRING),
        sent({"type": ["string", "null"]}),
        minor("sent-may-be-null"),
        major("sent-never-null", wire="may-reject"),
    ),
    Row(
        "one more type",
        sent(STRING),
        sent({"type": ["string", "integer"]}),
        minor("sent-type-widened"),
        major("sent-type-narrowed", wire="may-reject"),
    ),
    Row(
        "integer or number",
        sent(INTEGER),
        sent(NUMBER),
        minor("sent-type-widened"),
        major("sent-type-narrowed", wire="may-reject"),
    ),
    Row("anything", sent(STRING), sent({}), minor("sent-type-widened"), major("sent-type-narrowed", wire="may-reject")),
    *(
        Row(
            f"anything as a variant of a union{name}, so that the class of another variant is not generated",
            asked({"anyOf": [make(STRING), obj(a=STRING)]}),
            asked({"anyOf": [make({}), obj(a=STRING)]}),
            major("class-removed", "sent-type-widened"),
            major("sent-type-narrowed", wire="may-reject"),
        )
        for name, make in {"": dict, " in it": lambda schema: {"oneOf": [INTEGER, schema]}}.items()
    ),
    Row("int or str", sent(INTEGER), sent(STRING), *[major("sent-type-changed", wire="may-reject")] * 2),
    *(
        Row(
            f"int or str {name}",
            made(INTEGER),
            made(STRING),
            major("sent-type-changed"),
            major("sent-type-changed", wire="may-reject"),
        )
        for name, made in [
            ("in the query", asked),
            ("in the path", lambda schema: asking(parameter("x", "path", schema), path="/pets/{x}")),
            ("in a list of the query", lambda schema: asked({"type": "array", "items": schema})),
            ("in a form", lambda schema: posting("application/x-www-form-urlencoded", schema=obj(x=schema))),
        ]
    ),
    Row(
        "int or str in JSON in the query",
        asking({"name": "x", "in": "query", "content": {"application/json": {"schema": INTEGER}}}),
        asking({"name": "x", "in": "query", "content": {"application/json": {"schema": STRING}}}),
        *[major("sent-type-changed", wire="may-reject")] * 2,
    ),
    Row(
        "a number or a value of it",
        asked({"const": 1}),
        asked({"const": True}),
        *[major("sent-type-changed", wire="may-reject")] * 2,
    ),
    Row(
        "value of an enum",
        sent(ENUM),
        sent({**ENUM, "enum": ["A", "B", "C"]}),
        minor("sent-value-added"),
        major("sent-value-removed", wire="may-reject"),
    ),
    Row(
        "enum or string",
        sent(ENUM),
        sent(STRING),
        major("class-removed", "sent-enum-opened"),
        major("sent-enum-closed", wire="may-reject"),
    ),
    Row(
        "format that has a Python type",
        sent(STRING),
        sent({**STRING, "format": "date"}),
        minor("sent-format-added-to-text", wire="may-reject"),
        major("sent-format-lost"),
    ),
    Row(
        "format that has a Python type, in a list of the query",
        asked(LIST),
        asked({"type": "array", "items": {**STRING, "format": "date-time"}}),
        minor("sent-format-added-to-text", wire="may-reject"),
        major("sent-format-lost"),
    ),
    Row(
        "format that has a Python type, in a nested object",
        sent(obj(a=STRING)),
        sent(obj(a={**STRING, "format": "uuid"})),
        major("sent-format-gained", wire="may-reject"),
        major("sent-format-lost"),
    ),
    Row(
        "a file in JSON",
        sent(obj(a=STRING)),
        sent(obj(a={**STRING, "format": "binary"})),
        minor("sent-format-added-to-text", wire="may-reject"),
        major("sent-format-lost"),
    ),
    Row(
        "a file in a multipart body",
        posting("multipart/form-data", schema=obj(x=STRING)),
        posting("multipart/form-data", schema=obj(x={**STRING, "format": "binary"})),
        major("sent-format-gained", wire="may-reject"),
        major("sent-format-lost"),
    ),
    Row(
        "another format that has a Python type",
        sent({**STRING, "format": "date-time"}),
        sent({**STRING, "format": "date"}),
        *[major("sent-format-changed", wire="may-reject")] * 2,
    ),
    Row(
        "the members of a map",
        sent({"type": "object"}),
        sent(obj(a=STRING)),
        *[major("map-became-object"), major("object-became-map")],
    ),
    *[
        Row(
            f"limit {tight}",
            sent({**base, **loose}),
            sent({**base, **tight}),
            patch("sent-limit-tightened", wire="may-reject"),
            patch("sent-limit-loosened"),
        )
        for base, loose, tight in [
            (NUMBER, {}, {"minimum": 1}),
            (NUMBER, {"minimum": 1}, {"exclusiveMinimum": 1}),
            (NUMBER, {"maximum": 9}, {"maximum": 8}),
            (NUMBER, {"maximum": 9}, {"exclusiveMaximum": 9}),
            (NUMBER, {"multipleOf": 2}, {"multipleOf": 4}),
            (INTEGER, {"format": "int64"}, {"format": "int64", "maximum": 5}),
            (STRING, {}, {"maxLength": 5}),
            (STRING, {"minLength": 1}, {"minLength": 2}),
            (STRING, {}, {"pattern": "^a"}),
            (STRING, {}, {"format": "email"}),
            ({"type": "array", "items": STRING}, {}, {"minItems": 1}),
            ({"type": "array", "items": STRING}, {"maxItems": 9}, {"maxItems": 8}),
            ({"type": "array", "items": STRING}, {}, {"uniqueItems": True}),
            (obj(a=STRING), {}, {"additionalProperties": False}),
            ({"type": "object"}, {}, {"minProperties": 1}),
            ({"type": "object"}, {}, {"maxProperties": 1}),
            ({"type": "object"}, {}, {"propertyNames": {"maxLength": 5}}),
            (obj(a=STRING), {}, {"required": ["b"]}),
            (STRING, {}, {"not": {"const": "a"}}),
        ]
    ],
    Row(
        "two limits that cannot be compared",
        sent({**STRING, "pattern": "a"}),
        sent({**STRING, "pattern": "b"}),
        *[patch("sent-limit-tightened", wire="may-reject")] * 2,
    ),
    Row(
        "limit of an enum",
        sent({**ENUM, "maxLength": 9}),
        sent({**ENUM, "maxLength": 8}),
        *[patch("sent-limit-of-listed-values-changed")] * 2,
    ),
    Row(
        "read-only",
        sent(STRING),
        sent({**STRING, "readOnly": True}),
        major("sent-argument-became-read-only", wire="may-reject"),
        minor("sent-argument-became-writable"),
    ),
    Row(
        "read-only and required",
        sent(STRING, required=True),
        sent({**STRING, "readOnly": True}, required=True),
        major("sent-argument-became-read-only", wire="may-reject"),
        major("sent-required-member-became-writable", wire="breaks"),
    ),
    Row(
        "read-only in an object of the body",
        sent(obj(y=STRING)),
        sent(obj(y={**STRING, "readOnly": True})),
        major("sent-value-became-read-only", wire="may-reject"),
        minor("sent-value-became-writable"),
    ),
    Row(
        "write-only",
        sent(STRING),
        sent({**STRING, "writeOnly": True}),
        *[minor("sent-member-write-only-changed")] * 2,
    ),
    Row(
        "required, of what is read-only",
        sent({**STRING, "readOnly": True}),
        sent({**STRING, "readOnly": True}, required=True),
        SAME,
        SAME,
    ),
    *(
        Row(
            f"{narrow} in {wide}",
            sent({"type": kind, "format": narrow}),
            sent({"type": kind, "format": wide}),
            patch("sent-limit-loosened"),
            patch("sent-limit-tightened", wire="may-reject"),
        )
        for kind, narrow, wide in (
            *(("integer", "int32", "int64"), ("integer", "int8", "int16"), ("integer", "uint32", "uint64")),
            *(("integer", "uint32", "int64"), ("number", "float", "double"), ("string", "uri", "uri-reference")),
        )
    ),
    Row(
        "values of a date",
        asked({**STRING, "format": "date"}),
        asked({**STRING, "format": "date", "enum": ["2026-01-01", "2026-01-02"]}),
        major("sent-enum-closed", "sent-format-lost", wire="may-reject"),
        major("sent-enum-opened", "sent-format-added-to-text", "class-removed"),
    ),
    Row(
        "another name for a member",
        sent({**STRING, "description": "How it is called."}),
        renamed_member(sent({**STRING, "description": "How it is called."})),
        *[major("member-renamed", wire="breaks")] * 2,
    ),
    Row(
        "another name for a member, and the old name is kept",
        sent(STRING),
        renamed_member(sent({**STRING, "x-renamed-from": "x"})),
        minor("member-renamed-with-alias", wire="breaks"),
        major("member-renamed", wire="breaks"),
    ),
    Row(
        "another name for a key of a dict that an argument takes",
        sent(ref("Pet"), Pet=obj(x=STRING)),
        sent(ref("Pet"), Pet=obj(other={**STRING, "x-renamed-from": "x"})),
        *[major("member-renamed", wire="breaks")] * 2,
    ),
    Row(
        "value of a discriminator",
        marked({}, sent=True, cat="Cat", dog="Dog"),
        marked({}, sent=True, cat="Cat", kitty="Cat", dog="Dog"),
        major("sent-discriminator-value-added", "sent-member-lost-default"),
        minor("sent-discriminator-value-removed", "sent-member-gained-default", wire="may-reject"),
    ),
    Row(
        "deprecated",
        sent(STRING),
        sent({**STRING, "deprecated": True}),
        minor("value-deprecated"),
        patch("value-undeprecated"),
    ),
    Row(
        "default",
        sent(STRING),
        sent({**STRING, "default": "a"}),
        *[patch("sent-default-changed", wire="behaviour")] * 2,
    ),
    Row(
        "description",
        sent(STRING),
        sent({**STRING, "description": "Which."}),
        *[patch("value-documentation-changed")] * 2,
    ),
]

RECEIVED = [
    *(
        Row(
            f"a property under {keyword}",
            received(on_condition(keyword, BOOLEAN)),
            received(on_condition(keyword, INTEGER)),
            *[major("received-limit-changed", "received-type-changed", wire="breaks")] * 2,
        )
        for keyword in ("then", "else", "dependentSchemas")
    ),
    Row(
        "names of a pattern in a closed object",
        received({**obj(a=STRING), "additionalProperties": False}),
        received({**obj(a=STRING), "additionalProperties": False, "patternProperties": {"^s": INTEGER}}),
        *[major("map-values-changed", "received-limit-changed")] * 2,
    ),
    Row(
        "a property under a condition in an allOf",
        received({"allOf": [obj(z=STRING), on_condition("then", BOOLEAN)]}),
        received({"allOf": [obj(z=STRING), on_condition("then", INTEGER)]}),
        *[major("received-limit-changed", "received-type-changed", wire="breaks")] * 2,
    ),
    Row(
        "a property with one type under the condition and another one otherwise",
        received({**on_condition("then", BOOLEAN), "else": {"properties": {"b": STRING}}}),
        received({**on_condition("then", BOOLEAN), "else": {"properties": {"b": INTEGER}}}),
        *[major("received-alternative-added", "received-alternative-removed", "received-limit-changed", wire="breaks")]
        * 2,
    ),
    Row(
        "objects in a union with null gain alternatives",
        received({"anyOf": [obj("z", z=STRING), NULL]}),
        received({"anyOf": [{**obj("z", z=STRING), "anyOf": [obj(m=STRING), obj("n", n=STRING)]}, NULL]}),
        major("received-alternative-added", "received-member-added", "received-member-added", wire="breaks"),
        major(
            *("received-alternative-removed", "received-optional-member-removed", "received-optional-member-removed"),
            wire="degraded",
        ),
    ),
    Row(
        "readOnly in a union of one variant",
        both_ways({**STRING, "readOnly": True}),
        both_ways({"anyOf": [{**STRING, "readOnly": True}]}),
        SAME,
        SAME,
    ),
    Row(
        "a number in a union of one variant",
        received({"const": 1.5}),
        received({"anyOf": [{"const": 1.5}]}),
        SAME,
        SAME,
    ),
    Row(
        "the format of strings, for a schema that allows only objects",
        received(ref("Toy"), Toy=obj(a=STRING)),
        received({**ref("Toy"), "format": "uuid"}, Toy=obj(a=STRING)),
        SAME,
        SAME,
    ),
    Row(
        "a class takes the name of another",
        received(ref("Toy"), Toy=obj("a", a=STRING)),
        received(ref("Toy"), Toy={"anyOf": [obj("a", a=STRING), {"anyOf": [obj(m=STRING), NULL]}]}),
        major("class-added", "class-replaced", "received-alternative-added", "received-may-be-null", wire="breaks"),
        major("class-removed", "class-replaced", "received-alternative-removed", "received-never-null"),
    ),
    Row(
        "names of a pattern beside all others",
        received({"type": "object", "additionalProperties": STRING}),
        received({"type": "object", "additionalProperties": STRING, "patternProperties": {"^s": INTEGER}}),
        *[major("map-values-changed", "received-limit-changed")] * 2,
    ),
    Row(
        "what stands under names of a pattern",
        received({"type": "object", "patternProperties": {"^s": STRING}, "additionalProperties": False}),
        received({"type": "object", "patternProperties": {"^s": INTEGER}, "additionalProperties": False}),
        *[major("map-values-changed", "received-limit-changed")] * 2,
    ),
    Row(
        "a name that an extension gives an attribute",
        received(STRING),
        received({**STRING, "x-name": "other"}),
        *[major("attribute-renamed")] * 2,
    ),
    Row(
        "a name that an extension gives an attribute, and the old name is kept",
        received(STRING),
        received({**STRING, "x-name": "other", "x-renamed-from": "x"}),
        minor("attribute-renamed-with-alias"),
        major("attribute-renamed"),
    ),
    Row(
        "another name for a received member, and the old name is kept",
        received(ENUM),
        api(operation(responses=ok(ref("Pet"))), schemas={"Pet": obj("title", title={**ENUM, "x-renamed-from": "x"})}),
        minor("member-renamed-with-alias", "class-renamed-with-alias", wire="breaks"),
        major("member-renamed", "class-renamed", wire="breaks"),
    ),
    Row(
        "a former name of an attribute that another attribute has now",
        received_members(x={**STRING, "x-renamed-from": "y"}),
        received_members(x={**STRING, "x-renamed-from": "y"}, y=INTEGER),
        major("former-attribute-name-removed", "received-member-added"),
        major("former-attribute-name-added", "received-optional-member-removed", wire="degraded"),
    ),
    Row(
        "a former name of an attribute",
        received({**STRING, "x-renamed-from": "y"}),
        received(STRING),
        major("former-attribute-name-removed"),
        minor("former-attribute-name-added"),
    ),
    Row(
        "a former name of an attribute that is renamed again",
        received_members(x={**STRING, "x-renamed-from": "y"}),
        received_members(z={**STRING, "x-renamed-from": "x"}),
        major("former-attribute-name-removed", "member-renamed-with-alias", wire="breaks"),
        major("former-attribute-name-added", "member-renamed", wire="breaks"),
    ),
    Row(
        "names that extensions give the values of an enum",
        received(ENUM),
        received({**ENUM, "x-enum-varnames": ["ONE", "TWO"]}),
        *[major(*["enum-member-renamed"] * 2)] * 2,
    ),
    Row(
        "null",
        received(STRING),
        received({"type": ["string", "null"]}),
        major("received-may-be-null", wire="breaks"),
        minor("received-never-null"),
    ),
    Row(
        "required or not",
        received(STRING),
        received(STRING, required=False),
        major("received-member-became-optional", wire="breaks"),
        minor("received-member-became-required"),
    ),
    Row(
        "required member",
        received(STRING),
        received(STRING, Pet=obj("x", "y", x=STRING, y=STRING)),
        minor("received-member-added"),
        major("received-required-member-removed", wire="breaks"),
    ),
    Row(
        "optional member",
        received(STRING),
        received(STRING, Pet=obj("x", x=STRING, y=STRING)),
        minor("received-member-added"),
        major("received-optional-member-removed", wire="degraded"),
    ),
    Row(
        "a member that brings a component along",
        received(STRING),
        received(STRING, Pet=obj("x", x=STRING, y=ref("Owner")), Owner=obj(name=ref("Name")), Name=obj(first=STRING)),
        minor("received-member-added"),
        major("received-optional-member-removed", wire="degraded"),
    ),
    Row(
        "one name in Python, two on the wire",
        received(STRING, Pet=obj("petName", petName=STRING)),
        received(STRING, Pet=obj("pet_name", pet_name=STRING)),
        *[patch("member-respelled", wire="breaks")] * 2,
    ),
    Row(
        "number or integer",
        received(NUMBER),
        received(INTEGER),
        minor("received-number-became-integer"),
        major("received-integer-became-number", wire="breaks"),
    ),
    Row(
        "format that has a Python type",
        received(STRING),
        received({**STRING, "format": "date-time"}),
        major("received-format-gained"),
        major("received-format-lost"),
    ),
    Row(
        "another format that has a Python type",
        received({**STRING, "format": "date"}),
        received({**STRING, "format": "date-time"}),
        *[major("received-format-changed", wire="breaks")] * 2,
    ),
    Row(
        "another format",
        received(STRING),
        received({**STRING, "format": "email"}),
        *[patch("received-limit-changed")] * 2,
    ),
    Row(
        "value of an enum",
        received(ENUM),
        received({**ENUM, "enum": ["C", "B", "A"]}),
        minor("received-value-added"),
        major("received-value-removed"),
    ),
    Row(
        "enum or string", received(ENUM), received(STRING), major("received-enum-opened"), minor("received-enum-closed")
    ),
    Row(
        "an alternative",
        received({"oneOf": [ref("Cat"), ref("Dog")]}, Cat=CAT, Dog=DOG, Cow=COW),
        received({"oneOf": [ref("Cow"), ref("Dog"), ref("Cat")]}, Cat=CAT, Dog=DOG, Cow=COW),
        major("received-alternative-added", wire="breaks"),
        minor("received-alternative-removed"),
    ),
    Row(
        "one more type",
        received(STRING),
        received({"type": ["string", "integer"]}),
        major("received-alternative-added", wire="breaks"),
        minor("received-alternative-removed"),
    ),
    Row("integer or string", received(INTEGER), received(STRING), *[major("received-type-changed", wire="breaks")] * 2),
    Row(
        "anything",
        received(STRING),
        received({}),
        major("received-type-unknown", wire="breaks"),
        minor("received-type-known"),
    ),
    Row(
        "anything or null",
        received({"type": "null"}),
        received({}),
        major("received-type-unknown", wire="breaks"),
        minor("received-type-known"),
    ),
    *(
        Row(
            f"anything or {name}",
            received(schema),
            received({}),
            major("received-type-unknown", *removed, wire="breaks"),
            major("received-type-decoded", *added),
        )
        for name, schema, removed, added in [
            ("an object", obj(a=STRING), [], []),
            ("a list of objects", {"type": "array", "items": obj(a=STRING)}, [], []),
            ("a map of dates", {"type": "object", "additionalProperties": {**STRING, "format": "date"}}, [], []),
            ("a string or an object", {"oneOf": [STRING, obj(a=STRING)]}, [], []),
        ]
    ),
    *(
        Row(
            f"anything or {name}",
            received(schema, Tree={"type": "array", "items": ref("Tree")}),
            received({}, Tree={"type": "array", "items": ref("Tree")}),
            major("received-type-unknown", wire="breaks"),
            minor("received-type-known"),
        )
        for name, schema in [
            ("an enum", ENUM),
            ("a file", {**STRING, "format": "binary"}),
            ("a map of lists", {"type": "object", "additionalProperties": LIST}),
            ("lists inside each other", ref("Tree")),
        ]
    ),
    Row(
        "a file in JSON",
        received(STRING),
        received({**STRING, "format": "binary"}),
        *[patch("received-file-format-changed")] * 2,
    ),
    Row(
        "an object without its type",
        received(obj(a=STRING)),
        received({"properties": {"a": STRING}}),
        minor("object-type-stated"),
        minor("object-type-stated"),
    ),
    Row(
        "readOnly in a schema to which an allOf refers",
        received({"allOf": [ref("Other"), {"additionalProperties": True}]}, Other=obj(a=STRING)),
        received({"allOf": [ref("Other"), {"additionalProperties": True}]}, Other={**obj(a=STRING), "readOnly": True}),
        *[patch("received-member-read-only-changed")] * 2,
    ),
    Row(
        "an object that states that it may have other properties",
        received(obj(a=STRING)),
        received({**obj(a=STRING), "additionalProperties": True}),
        *[patch("other-properties-stated")] * 2,
    ),
    Row(
        "an object or null, without its type",
        {**received(ref("Other"), Other={**obj(a=STRING), "nullable": True}), "openapi": "3.0.3"},
        {**received(ref("Other"), Other={"properties": {"a": STRING}, "nullable": True}), "openapi": "3.0.3"},
        minor("object-type-stated"),
        minor("object-type-stated"),
    ),
    Row(
        "an array, or an object around it",
        api(operation(responses=ok({"type": "array", "items": STRING}))),
        api(
            operation(responses=ok(ref("Pets"))), schemas={"Pets": obj("data", data={"type": "array", "items": STRING})}
        ),
        *[major("namespace-class-renamed", "received-type-changed", wire="breaks")] * 2,
    ),
    Row(
        "the members of a map",
        received({"type": "object"}),
        received(obj(a=STRING)),
        major("map-became-object"),
        major("object-became-map"),
    ),
    *[
        Row(f"limit {limit}", received(base), received({**base, **limit}), *[patch("received-limit-changed")] * 2)
        for base, limit in [
            (STRING, {"maxLength": 5}),
            (NUMBER, {"minimum": 5}),
            ({"type": "array", "items": STRING}, {"maxItems": 5}),
            (obj(a=STRING), {"additionalProperties": False}),
        ]
    ],
    Row(
        "deprecated",
        received(STRING),
        received({**STRING, "deprecated": True}),
        minor("value-deprecated"),
        patch("value-undeprecated"),
    ),
    Row("default", received(STRING), received({**STRING, "default": "a"}), *[patch("received-default-changed")] * 2),
    Row(
        "description",
        received(STRING),
        received({**STRING, "description": "Which."}),
        *[patch("value-documentation-changed")] * 2,
    ),
    Row("example", received(STRING), received({**STRING, "example": "a"}), *[patch("value-documentation-changed")] * 2),
    Row(
        "description of a component",
        received(STRING),
        received(STRING, Pet={**obj("x", x=STRING), "description": "A pet."}),
        *[patch("value-documentation-changed")] * 2,
    ),
    Row(
        "description beside a reference",
        received(ref("Name"), Name=obj(first=STRING)),
        received({**ref("Name"), "description": "Its name."}, Name=obj(first=STRING)),
        *[patch("value-documentation-changed")] * 2,
    ),
    Row(
        "read-only",
        received(STRING),
        received({**STRING, "readOnly": True}),
        *[patch("received-member-read-only-changed")] * 2,
    ),
    Row(
        "write-only and required",
        received(STRING),
        received({**STRING, "writeOnly": True}),
        major("received-required-member-became-write-only", wire="breaks"),
        minor("received-member-became-readable"),
    ),
    Row(
        "write-only and optional",
        received(STRING, required=False),
        received({**STRING, "writeOnly": True}, required=False),
        major("received-optional-member-became-write-only", wire="degraded"),
        minor("received-member-became-readable"),
    ),
    Row(
        "a member that is write-only",
        received_members(x={**STRING, "writeOnly": True}, y=STRING),
        received_members(y=STRING),
        major("received-optional-member-removed"),
        minor("received-member-added"),
    ),
    Row(
        "write-only behind a reference",
        received(ref("Name"), Name=STRING),
        received(ref("Name"), Name={**STRING, "writeOnly": True}),
        major("received-required-member-became-write-only", wire="breaks"),
        minor("received-member-became-readable"),
    ),
    Row(
        "words of an enum became numbers",
        received({"type": "string", "enum": ["1", "2"]}),
        received({"type": "integer", "enum": [1, 2]}),
        *[major("received-type-changed", wire="breaks")] * 2,
    ),
    Row("1 and 1.0", received({"type": "number", "enum": [1, 2.5]}), received({"enum": [1.0, 2.5]}), SAME, SAME),
    Row("only 1.0 and 2.0", received({"enum": [1, 2]}), received({"enum": [1.0, 2.0]}), SAME, SAME),
    Row("one number", received({"enum": [1]}), received({"const": 1.0}), SAME, SAME),
    Row(
        "null in a union of an allOf, of which another part excludes null",
        received({"allOf": [obj(x={"anyOf": [STRING, INTEGER, NULL]}), obj(x={"description": "Any."})]}),
        received({"allOf": [obj(x={"anyOf": [STRING, INTEGER, NULL]}), obj(x={"oneOf": [STRING, INTEGER]})]}),
        minor("received-never-null", "value-documentation-changed"),
        major("received-may-be-null", "value-documentation-changed", wire="breaks"),
    ),
    Row(
        "parts of a composition that contradict each other",
        api(operation(), schemas={"Draft": {"allOf": [obj("t", t=STRING), obj(x=STRING)]}}),
        api(operation(), schemas={"Draft": {"allOf": [obj("t", t=STRING), {"type": "array", "items": obj(x=STRING)}]}}),
        major("class-contradiction-changed"),
        major("class-contradiction-changed"),
    ),
    Row(
        "null that the base of a composition excludes",
        received({"allOf": [obj(x=STRING), obj(x={"const": "a"})]}),
        received({"allOf": [obj(x=STRING), obj(x={"anyOf": [{"const": "a"}, {"type": "null"}]})]}),
        SAME,
        SAME,
    ),
    Row(
        "variant that the type excludes",
        received({"type": "object", "oneOf": [{"required": ["p"]}, {"required": ["q"]}]}),
        received({"type": "object", "oneOf": [{"required": ["p"]}, {"required": ["q"]}, {"type": "boolean"}]}),
        SAME,
        SAME,
    ),
    Row("another class", of_class("Usage"), of_class("Projected"), *[major("class-replaced")] * 2),
    Row(
        "names of the members of an enum",
        received(ref("Size"), Size={**ENUM, "x-enum-varnames": ["SMALL", "LARGE"]}),
        received(ref("Size"), Size={**ENUM, "x-enum-varnames": ["SMALL", "BIG"]}),
        *[major("enum-member-renamed")] * 2,
    ),
    Row(
        "discriminator of a union inside another union",
        around(marked({})),
        around(marked({}, cat="Cat", dog="Dog")),
        patch("discriminator-added"),
        patch("discriminator-removed"),
    ),
    Row(
        "value of a discriminator of a union inside another union",
        around(marked({}, cat="Cat", dog="Dog")),
        around(marked({}, feline="Cat", dog="Dog")),
        *[patch("discriminator-value-renamed", wire="breaks")] * 2,
    ),
    Row(
        "discriminator",
        marked({}),
        marked({}, cat="Cat", dog="Dog"),
        patch("discriminator-added"),
        patch("discriminator-removed"),
    ),
    Row(
        "union around the variants of a discriminator",
        marked({}, cat="Cat", dog="Dog"),
        marked({"oneOf": [{"anyOf": [ref("Cat"), ref("Dog")]}]}, cat="Cat", dog="Dog"),
        SAME,
        SAME,
    ),
    Row(
        "values of a discriminator",
        marked({}, cat="Cat", dog="Dog"),
        marked({}, CAT="Cat", DOG="Dog"),
        *[patch(*["discriminator-value-renamed"] * 2, wire="breaks")] * 2,
    ),
    Row(
        "one more value of a discriminator",
        marked({}, cat="Cat", dog="Dog"),
        marked({}, cat="Cat", kitty="Cat", dog="Dog"),
        patch("received-discriminator-value-added", wire="degraded"),
        patch("received-discriminator-value-removed"),
    ),
    Row(
        "name of a component that is a value of a discriminator",
        received(of_kinds("Cat", "Dog"), Cat=MARKED_CAT, Dog=MARKED_DOG),
        received(of_kinds("Kitty", "Dog"), Kitty=MARKED_CAT, Dog=MARKED_DOG),
        *[major("class-renamed", "discriminator-value-renamed", wire="breaks")] * 2,
    ),
    Row(
        "name of the component that all other values of a discriminator stand for",
        received(of_kinds("Cat", "Dog", default="Cat"), Cat=MARKED_CAT, Dog=MARKED_DOG),
        received(of_kinds("Kitty", "Dog", default="Kitty"), Kitty=MARKED_CAT, Dog=MARKED_DOG),
        *[major("class-renamed")] * 2,
    ),
    Row(
        "property of a discriminator",
        marked({"discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat", "dog": "Dog"}}}),
        marked({"discriminator": {"propertyName": "sort", "mapping": {"cat": "Cat", "dog": "Dog"}}}),
        *[patch("discriminator-property-changed", wire="breaks")] * 2,
    ),
    Row(
        "what the values of a discriminator stand for",
        marked({}, cat="Cat", dog="Dog"),
        marked({}, cat="Dog", dog="Cat"),
        *[patch(*["discriminator-value-reassigned"] * 2, wire="breaks")] * 2,
    ),
    Row(
        "what all other values of a discriminator stand for",
        marked({"discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat"}, "defaultMapping": "Dog"}}),
        marked({"discriminator": {"propertyName": "kind", "mapping": {"dog": "Dog"}, "defaultMapping": "Cat"}}),
        *[patch("discriminator-default-changed", wire="degraded")] * 2,
    ),
    Row(
        "a value of a discriminator that was implied",
        marked({}, Cat="Cat", dog="Dog"),
        marked({}, dog="Dog"),
        SAME,
        SAME,
    ),
]

BOTH_WAYS = [
    Row(
        "null",
        both_ways(STRING),
        both_ways({"type": ["string", "null"]}),
        major("received-may-be-null", wire="breaks"),
        major("sent-never-null", wire="may-reject"),
    ),
    Row(
        "value of an enum",
        both_ways(ENUM),
        both_ways({**ENUM, "enum": ["A"]}),
        major("sent-value-removed", "class-removed", "sent-member-gained-default", wire="may-reject"),
        major("sent-value-added", "class-added", "sent-member-lost-default"),
    ),
    Row(
        "limit",
        both_ways(STRING),
        both_ways({**STRING, "maxLength": 5}),
        patch("sent-limit-tightened", wire="may-reject"),
        patch("sent-limit-loosened"),
    ),
    Row(
        "integer or number",
        both_ways(INTEGER),
        both_ways(NUMBER),
        major("received-integer-became-number", "sent-type-widened", wire="breaks"),
        major("sent-type-narrowed", "received-number-became-integer", wire="may-reject"),
    ),
]


def returning(media_type: str, schema: Any) -> Document:
    """Build a contract with one operation, whose response has the schema in the given media type."""
    return api(operation(responses={"200": {"description": "", "content": {media_type: {"schema": schema}}}}))


def ending(sentinel: str) -> Document:
    """Build a contract with one operation, whose stream ends with the given text."""
    content = {"text/event-stream": {"schema": obj(a=STRING), "x-stream": {"sentinel": sentinel}}}
    return api(operation(responses={"200": {"description": "", "content": content}}))


def events(schema: Document) -> Document:
    """Build a contract with a stream of the given schema; the component Tick is an event, and End ends the stream."""
    schemas = {"Tick": obj("data", data=STRING), "End": obj("data", data={"const": "[DONE]"})}
    return {**returning("text/event-stream", schema), "components": {"schemas": schemas}}


FILE = {"type": "string", "format": "binary"}

PASSWORD = {"type": "string", "format": "password"}

RESPONSES = [
    Row(
        "a range of statuses and any other status",
        *(api(operation(responses={status: ok(STRING)["200"]})) for status in ("2XX", "default")),
        *[patch("status-changed")] * 2,
    ),
    Row(
        "allOf around a password",
        returning("application/json", obj(a=PASSWORD)),
        returning("application/json", obj(a={"allOf": [PASSWORD]})),
        SAME,
        SAME,
    ),
    Row("allOf around a file", returning("*/*", FILE), returning("*/*", {"allOf": [FILE]}), SAME, SAME),
    Row(
        "order of the kinds of event",
        returning("text/event-stream", obj("data", data=STRING, event={"enum": ["error", "tick"]})),
        returning("text/event-stream", obj("data", data=STRING, event={"enum": ["tick", "error"]})),
        SAME,
        SAME,
    ),
    Row(
        "text that ends a stream",
        ending("[DONE]"),
        ending("[END]"),
        *[patch("response-stream-end-changed", wire="behaviour")] * 2,
    ),
    Row(
        "array around the events of a stream",
        returning("text/event-stream", obj("data", data=STRING, event={"enum": ["error", "tick"]})),
        returning(
            "text/event-stream", {"type": "array", "items": obj("data", data=STRING, event={"enum": ["error", "tick"]})}
        ),
        *[major("class-renamed")] * 2,
    ),
    Row(
        "allOf of one around the events of a stream, and around the error event",
        returning("text/event-stream", obj("data", data=STRING, event={"enum": ["error", "tick"]})),
        returning(
            "text/event-stream",
            {"allOf": [obj("data", data=STRING, event={"allOf": [{"enum": ["error", "tick"]}, {}]})]},
        ),
        SAME,
        SAME,
    ),
    Row(
        "union around the events of a stream and the text that ends it",
        events({"oneOf": [ref("Tick"), ref("End")]}),
        events({"anyOf": [{"oneOf": [ref("Tick"), {"anyOf": [ref("End")]}]}]}),
        SAME,
        SAME,
    ),
    Row(
        "plain text that is a number",
        returning("text/plain", STRING),
        returning("text/plain", NUMBER),
        *[major("received-type-changed", wire="breaks")] * 2,
    ),
    Row(
        "items of a stream",
        api(operation(responses=stream(STRING))),
        api(operation(responses=stream({"type": ["string", "null"]}))),
        major("received-may-be-null", wire="breaks"),
        minor("received-never-null"),
    ),
    Row(
        "a status that excludes the body",
        api(operation(responses={"204": ok(STRING)["200"]})),
        api(operation(responses=ok(STRING))),
        minor("response-body-added", "status-changed"),
        major("response-body-removed", "status-changed", wire="breaks"),
    ),
    Row(
        "a status that may have a body",
        api(operation(responses={"204": {"description": ""}})),
        api(operation(responses={"201": {"description": ""}})),
        minor("successes-undocumented", "status-changed"),
        major("successes-documented", "status-changed"),
    ),
    Row(
        "one more status without a body",
        api(operation(responses={"201": {"description": ""}})),
        api(operation(responses={"201": {"description": ""}, "202": {"description": ""}})),
        patch("bodiless-success-added"),
        patch("bodiless-success-removed"),
    ),
    Row(
        "a status instead of default",
        api(operation(responses={"default": ok(STRING)["200"]})),
        api(operation(responses=ok(STRING))),
        *[patch("status-changed")] * 2,
    ),
    Row(
        "a status and another type instead of default",
        api(operation(responses={"default": ok(STRING)["200"]})),
        api(operation(responses=ok(INTEGER))),
        *[major("received-type-changed", "status-changed", wire="breaks")] * 2,
    ),
    Row(
        "no success, or an empty one",
        api(operation()),
        api(operation(responses={"404": {"description": ""}})),
        minor("successes-undocumented", "error-added"),
        major("successes-documented", "error-removed"),
    ),
    Row(
        "parameter of a media type",
        api(
            operation(responses={"200": {"description": "", "content": {"application/json; v=1": {"schema": STRING}}}})
        ),
        api(
            operation(responses={"200": {"description": "", "content": {"application/json; v=2": {"schema": STRING}}}})
        ),
        *[patch("accepted-media-type-changed", wire="breaks")] * 2,
    ),
    Row(
        "success with a body",
        api(operation(responses=ok(STRING))),
        api(operation(responses={**ok(STRING), "201": {"description": "", **json_body(INTEGER)}})),
        minor("success-added"),
        major("success-removed", wire="breaks"),
    ),
    Row(
        "success without a body",
        api(operation(responses=ok(STRING))),
        api(operation(responses={**ok(STRING), "204": {"description": ""}})),
        major("empty-success-added", wire="breaks"),
        minor("empty-success-removed"),
    ),
    Row(
        "success without a body beside a stream",
        returning("text/event-stream", STRING),
        api(
            operation(
                responses={
                    "200": {"description": "", "content": {"text/event-stream": {"schema": STRING}}},
                    "204": {"description": ""},
                }
            )
        ),
        SAME,
        SAME,
    ),
    Row(
        "the body of the success",
        api(operation(responses={"200": {"description": ""}})),
        api(operation(responses=ok(STRING))),
        minor("response-body-added"),
        major("response-body-removed", wire="breaks"),
    ),
    Row(
        "error",
        api(operation(responses=ok(STRING))),
        api(operation(responses={**ok(STRING), "404": {"description": ""}})),
        minor("error-added"),
        minor("error-removed"),
    ),
    Row(
        "default, for errors",
        api(operation(responses=ok(STRING))),
        api(operation(responses={**ok(STRING), "default": {"description": ""}})),
        minor("error-added"),
        minor("error-removed"),
    ),
    Row(
        "200 or 2XX",
        api(operation(responses=ok(STRING))),
        api(operation(responses={"2XX": {"description": "", **json_body(STRING)}})),
        SAME,
        SAME,
    ),
    Row(
        "200 or 201",
        api(operation(responses=ok(STRING))),
        api(operation(responses={"201": {"description": "", **json_body(STRING)}})),
        *[patch("status-changed")] * 2,
    ),
    Row(
        "member of an error's body",
        api(
            operation(responses={**ok(STRING), "404": {"description": "", **json_body(ref("Error"))}}),
            schemas={"Error": obj("a", a=STRING)},
        ),
        api(
            operation(responses={**ok(STRING), "404": {"description": "", **json_body(ref("Error"))}}),
            schemas={"Error": obj("a", a=STRING, b=STRING)},
        ),
        minor("received-member-added"),
        major("received-optional-member-removed", wire="degraded"),
    ),
    Row(
        "another kind of JSON",
        api(operation(responses=ok(STRING))),
        api(operation(responses={"200": {"description": "", "content": {"application/hal+json": {"schema": STRING}}}})),
        *[patch("response-media-type-changed")] * 2,
    ),
    Row(
        "charset",
        api(operation(responses=ok(STRING))),
        api(
            operation(
                responses={
                    "200": {"description": "", "content": {"Application/JSON; charset=utf-8": {"schema": STRING}}}
                }
            )
        ),
        SAME,
        SAME,
    ),
    Row(
        "media type",
        api(operation(responses=ok(STRING))),
        api(
            operation(
                responses={
                    "200": {"description": "", "content": {"application/json": {"schema": STRING}, "text/csv": {}}}
                }
            )
        ),
        minor("response-media-type-added"),
        minor("response-media-type-removed"),
    ),
    Row(
        "default of the flag that requests a stream",
        api(operation(method="post", requestBody=json_body(obj(stream=BOOLEAN)), responses=TEXT_OR_STREAM)),
        api(
            operation(
                method="post", requestBody=json_body(obj(stream={**BOOLEAN, "default": True})), responses=TEXT_OR_STREAM
            )
        ),
        *[major("stream-default-changed", "sent-default-changed", wire="breaks")] * 2,
    ),
    Row(
        "media type that streams",
        api(operation(responses=ok(STRING))),
        api(
            operation(
                responses={
                    "200": {
                        "description": "",
                        "content": {"application/json": {"schema": STRING}, "text/event-stream": {"schema": STRING}},
                    }
                }
            )
        ),
        minor("response-media-type-added"),
        major("response-stream-removed", wire="breaks"),
    ),
    Row(
        "media type that is preferred",
        api(operation(responses={"200": {"description": "", "content": {"text/csv": {"schema": STRING}}}})),
        api(
            operation(
                responses={
                    "200": {
                        "description": "",
                        "content": {"text/csv": {"schema": STRING}, "application/json": {"schema": obj(a=STRING)}},
                    }
                }
            )
        ),
        major("response-media-type-preferred"),
        major("response-media-type-replaced", wire="breaks"),
    ),
    Row(
        "order of media types, of which the first is preferred",
        api(
            operation(
                responses={
                    "200": {"description": "", "content": {"text/csv": {"schema": STRING}, "application/pdf": {}}}
                }
            )
        ),
        api(
            operation(
                responses={
                    "200": {"description": "", "content": {"application/pdf": {}, "text/csv": {"schema": STRING}}}
                }
            )
        ),
        *[major("response-media-type-preferred")] * 2,
    ),
    Row(
        "another media type",
        api(operation(responses=ok(STRING))),
        api(operation(responses={"200": {"description": "", "content": {"text/csv": {"schema": STRING}}}})),
        *[major("response-media-type-replaced", wire="breaks")] * 2,
    ),
    Row(
        "header",
        api(operation(responses=ok(STRING))),
        api(operation(responses=ok(STRING, headers={"X-Total": {"schema": INTEGER}}))),
        patch("response-header-added"),
        patch("response-header-removed"),
    ),
    Row(
        "schema of a header",
        api(operation(responses=ok(STRING, headers={"X-Total": {"schema": INTEGER}}))),
        api(operation(responses=ok(STRING, headers={"x-total": {"schema": NUMBER}}))),
        *[patch("response-header-changed")] * 2,
    ),
    Row(
        "notation of the object in a header",
        api(operation(responses=ok(STRING, headers={"X-Total": {"schema": obj(a=STRING)}}))),
        api(operation(responses=ok(STRING, headers={"X-Total": {"schema": obj(a=STRING), "explode": True}}))),
        *[patch("response-header-changed")] * 2,
    ),
    Row(
        "a header Content-Type, which the media types describe",
        api(operation(responses=ok(STRING))),
        api(operation(responses=ok(STRING, headers={"Content-Type": {"schema": STRING}}))),
        SAME,
        SAME,
    ),
    Row(
        "case of a header",
        api(operation(responses=ok(STRING, headers={"X-Total": {"schema": INTEGER}}))),
        api(operation(responses=ok(STRING, headers={"x-total": {"schema": INTEGER}}))),
        SAME,
        SAME,
    ),
    Row(
        "links",
        api(operation(responses=ok(STRING))),
        api(operation(responses=ok(STRING, links={"next": {"operationId": "listPets"}}))),
        SAME,
        SAME,
    ),
    Row(
        "description",
        api(operation(responses=ok(STRING))),
        api(operation(responses={"200": {**ok(STRING)["200"], "description": "Pets."}})),
        *[patch("response-documentation-changed")] * 2,
    ),
]

TOKEN, LOGIN, KEY = {"token": []}, {"login": []}, {"key": []}
SECURITY = [
    Row("that no credential is needed", secured(), secured({}), SAME, SAME),
    Row(
        "a credential that nobody needs",
        secured({"token": []}, {}),
        secured({"token": []}, {"login": []}, {}),
        *[patch("optional-credential-changed", wire="behaviour")] * 2,
    ),
    Row(
        "a second credential",
        secured(TOKEN),
        secured(TOKEN | KEY),
        major("credential-required", wire="breaks"),
        minor("credential-not-required"),
    ),
    Row(
        "any credential",
        secured({}),
        secured(TOKEN),
        major("credential-required", wire="breaks"),
        minor("credential-not-required"),
    ),
    Row(
        "none is needed",
        secured(TOKEN),
        secured(TOKEN, {}),
        minor("credential-not-required"),
        major("credential-required", wire="breaks"),
    ),
    Row(
        "an alternative",
        secured(TOKEN),
        secured(TOKEN, LOGIN),
        minor("credential-alternative-added"),
        major("credential-alternative-removed", wire="breaks"),
    ),
    Row("another credential", secured(TOKEN), secured(LOGIN), *[major("credential-replaced", wire="breaks")] * 2),
    Row("order of alternatives", secured(TOKEN, LOGIN), secured(LOGIN, TOKEN), SAME, SAME),
    Row(
        "name of a header",
        secured(KEY),
        secured(KEY, key={"name": "X-Api-Key"}),
        *[patch("credential-sent-otherwise", wire="breaks")] * 2,
    ),
    Row(
        "where a key is sent",
        secured(KEY),
        secured(KEY, key={"in": "query"}),
        *[patch("credential-sent-otherwise", wire="breaks")] * 2,
    ),
    Row(
        "kind",
        *(
            api(
                operation(security=[TOKEN]), components={"securitySchemes": {"token": {"type": "http", "scheme": kind}}}
            )
            for kind in ("bearer", "basic")
        ),
        *[major("credential-kind-changed", wire="breaks")] * 2,
    ),
    Row(
        "a kind that clients do not send",
        *(
            api(operation(security=[TOKEN]), components={"securitySchemes": {"token": scheme}})
            for scheme in ({"type": "http", "scheme": "bearer"}, {"type": "mutualTLS"})
        ),
        major("credential-kind-changed", "credential-argument-removed", wire="breaks"),
        major("credential-kind-changed", "credential-argument-added", wire="breaks"),
    ),
    Row(
        "case of the header of an API key",
        *(
            api(
                operation(security=[TOKEN]),
                components={"securitySchemes": {"token": {"type": "apiKey", "in": "header", "name": name}}},
            )
            for name in ("X-Key", "x-key")
        ),
        SAME,
        SAME,
    ),
    Row(
        "the first scope",
        secured({"token": []}),
        secured({"token": ["read"]}),
        patch("scope-required", wire="may-reject"),
        patch("scope-not-required"),
    ),
    Row(
        "scope",
        secured({"token": ["read"]}),
        secured({"token": ["read", "write"]}),
        patch("scope-required", wire="may-reject"),
        patch("scope-not-required"),
    ),
    Row(
        "description",
        secured(KEY),
        secured(KEY, key={"description": "A key."}),
        *[patch("credential-documentation-changed")] * 2,
    ),
    Row(
        "a credential of a new operation",
        api(PETS, components={"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}),
        api(
            PETS,
            {**CATS, "security": [TOKEN]},
            components={"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        ),
        minor("credential-argument-added", "operation-added"),
        major("credential-argument-removed", "operation-removed", wire="breaks"),
    ),
    Row(
        "the only credential of all",
        api(
            operation(security=[TOKEN]), components={"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}
        ),
        api(operation(security=[]), components={"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}),
        major("credential-argument-removed", "credential-not-required"),
        major("credential-required", wire="breaks"),
    ),
    Row(
        "an alternative that takes the name of the argument",
        api(
            operation(security=[TOKEN]), components={"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}
        ),
        api(
            operation(security=[TOKEN, KEY]),
            components={
                "securitySchemes": {
                    "token": {"type": "http", "scheme": "bearer"},
                    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
                }
            },
        ),
        major("credential-argument-renamed", "credential-alternative-added"),
        major("credential-argument-renamed", "credential-alternative-removed", wire="breaks"),
    ),
    Row(
        "name of a scheme",
        api(
            operation(security=[TOKEN]), components={"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}
        ),
        api(operation(security=[KEY]), components={"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}}),
        SAME,
        SAME,
    ),
]

EU_AND_US = {"region": {"default": "eu", "enum": ["eu", "us"]}}
A_AND_B = [{"url": "https://a.test", "x-name": "a"}, {"url": "https://b.test", "x-name": "b"}]


def granting(**flow: str) -> Document:
    """Build a contract with an OAuth2 scheme; with `flow`, the client can obtain access tokens."""
    flows = {"clientCredentials": {"scopes": {}, **flow}} if flow else {"implicit": {"scopes": {}}}
    schemes = {"token": {"type": "oauth2", "flows": flows}}
    return api(operation(security=[TOKEN]), components={"securitySchemes": schemes})


def swapped_flow(document: Document) -> Document:
    """Replace the client credentials flow of a contract from `granting` by a flow that issues refresh tokens."""
    flows = document["components"]["securitySchemes"]["token"]["flows"]
    flows["authorizationCode"] = {**flows.pop("clientCredentials"), "authorizationUrl": "https://a.test/authorize"}
    return document


PARTNER = {"partner": []}
BOTH_SCHEMES = {
    "securitySchemes": {
        "token": {"type": "oauth2", "flows": {"implicit": {"scopes": {}}}},
        "partner": {"type": "http", "scheme": "basic"},
    }
}


def limited(count: int | None) -> Document:
    return {} if count is None else {"x-rate-limit": {"requests": count, "per": 1}}


def with_own_server(document: Document) -> Document:
    document["servers"] = [{"url": "https://a.test"}]
    return with_path_servers(document, "https://b.test")


CONSTRUCTOR = [
    Row(
        "a server variable has another name",
        *(
            {
                **api(PETS),
                "servers": [{"url": f"https://{{{name}}}.example.com", "variables": {name: {"default": "eu"}}}],
            }
            for name in ("region", "area")
        ),
        *[major("constructor-argument-renamed")] * 2,
    ),
    Row(
        "whether the client obtains tokens",
        granting(),
        granting(tokenUrl="https://a.test/token"),
        minor(*["credential-argument-added"] * 5),
        major(*["credential-argument-removed"] * 5),
    ),
    Row(
        "where tokens are issued",
        granting(tokenUrl="https://a.test/token", refreshUrl="https://a.test/refresh"),
        granting(tokenUrl="https://b.test/token", refreshUrl="https://a.test/refresh"),
        *[patch("token-url-changed", wire="breaks")] * 2,
    ),
    Row(
        "where tokens are refreshed",
        granting(tokenUrl="https://a.test/token"),
        granting(tokenUrl="https://a.test/token", refreshUrl="https://a.test/refresh"),
        *[patch("token-url-changed", wire="breaks")] * 2,
    ),
    Row(
        "how tokens are issued",
        swapped_flow(granting(tokenUrl="https://a.test/token")),
        granting(tokenUrl="https://a.test/token"),
        minor("token-grant-added"),
        major("token-grant-removed", wire="breaks"),
    ),
    Row(
        "a credential that is accepted beside another one",
        api(operation(security=[TOKEN]), components=BOTH_SCHEMES),
        api(operation(security=[TOKEN, TOKEN | PARTNER]), components=BOTH_SCHEMES),
        minor(*["credential-argument-added"] * 2, "optional-credential-changed", wire="behaviour"),
        major(*["credential-argument-removed"] * 2, "optional-credential-changed", wire="behaviour"),
    ),
    Row(
        "the description of a server",
        api(PETS, servers=[{"url": "https://a.test"}, {"url": "https://b.test"}]),
        api(
            PETS, servers=[{"url": "https://a.test"}, {"url": "https://b.test", "description": "For trying things out"}]
        ),
        *[patch("other-servers-changed")] * 2,
    ),
    Row(
        "the path of a server without a host",
        api(PETS, servers=[{"url": "/v1"}]),
        api(PETS, servers=[{"url": "/v2"}]),
        *[minor("server-changed", wire="breaks")] * 2,
    ),
    Row(
        "a path moved to the paths, without a host",
        api(PETS, servers=[{"url": "/v1"}]),
        api({**PETS, "path": "/v1/pets"}),
        *[minor("base-path-moved")] * 2,
    ),
    Row(
        "whether credentials are sent to another server",
        with_own_server(api(PETS, security=[TOKEN], components=BOTH_SCHEMES)),
        with_own_server(api({**PETS, "security": [TOKEN]}, security=[TOKEN], components=BOTH_SCHEMES)),
        *[patch("operation-server-credentials-changed", wire="behaviour")] * 2,
    ),
    Row(
        "an operation without credentials on another server",
        with_own_server(api(PETS)),
        with_own_server(api({**PETS, "security": []})),
        SAME,
        SAME,
    ),
    Row(
        "a choice of servers",
        api(PETS, servers=A_AND_B[:1]),
        api(PETS, servers=A_AND_B),
        minor("constructor-argument-added"),
        major("constructor-argument-removed"),
    ),
    Row(
        "one more server",
        api(PETS, servers=A_AND_B),
        api(PETS, servers=[*A_AND_B, {"url": "https://c.test", "x-name": "c"}]),
        minor("server-value-added"),
        major("server-value-removed"),
    ),
    Row(
        "address of a server that callers choose",
        api(PETS, servers=A_AND_B),
        api(PETS, servers=[A_AND_B[0], {"url": "https://c.test", "x-name": "b"}]),
        *[minor("named-server-changed", wire="breaks")] * 2,
    ),
    Row(
        "a variable of a server",
        api(PETS, servers=[{"url": "https://eu.test"}]),
        api(PETS, servers=[{"url": "https://{region}.test", "variables": EU_AND_US}]),
        minor("constructor-argument-added"),
        major("constructor-argument-removed"),
    ),
    Row(
        "values of a variable of a server",
        api(PETS, servers=[{"url": "https://{region}.test", "variables": {"region": {"default": "eu"}}}]),
        api(PETS, servers=[{"url": "https://{region}.test", "variables": EU_AND_US}]),
        major("server-value-removed"),
        minor("server-value-added"),
    ),
    Row(
        "address of an operation's server that callers choose",
        api({**PETS, "servers": A_AND_B}, servers=A_AND_B[:1]),
        api({**PETS, "servers": [A_AND_B[0], {"url": "https://c.test", "x-name": "b"}]}, servers=A_AND_B[:1]),
        SAME,
        SAME,
    ),
    Row(
        "address of an operation's own server that callers choose",
        api({**PETS, "servers": A_AND_B}, servers=[{"url": "https://x.test"}]),
        api(
            {**PETS, "servers": [A_AND_B[0], {"url": "https://c.test", "x-name": "b"}]},
            servers=[{"url": "https://x.test"}],
        ),
        *[minor("operation-named-server-changed", wire="breaks")] * 2,
    ),
    Row(
        "a rate limit",
        api(PETS),
        api(PETS, **limited(10)),
        minor("client-rate-limit-changed", "constructor-argument-added", wire="behaviour"),
        major("client-rate-limit-changed", "constructor-argument-removed", wire="behaviour"),
    ),
    Row(
        "height of a rate limit",
        api(PETS, **limited(10)),
        api(PETS, **limited(5)),
        *[minor("client-rate-limit-changed", wire="behaviour")] * 2,
    ),
    Row(
        "height of an operation's rate limit",
        api(operation(**limited(10))),
        api(operation(**limited(5))),
        *[patch("operation-rate-limit-changed", wire="behaviour")] * 2,
    ),
]

ANIMAL = obj("kind", kind=STRING)
ANIMALS = {
    "Cat": {"allOf": [ref("Animal"), obj(lives=INTEGER)]},
    "Dog": {"allOf": [ref("Animal"), obj(tricks=STRING)]},
}

MARKED_ANIMAL = {**ANIMAL, "discriminator": {"propertyName": "kind"}}


def with_subtype(name: str) -> Document:
    return {**ANIMAL, "discriminator": {"propertyName": "kind", "mapping": {"cat": ref(name)["$ref"]}}}


CLASSES = [
    Row(
        "a component that nothing uses may be null",
        api(PETS, schemas={"Pet": obj(a=STRING)}),
        api(PETS, schemas={"Pet": {**obj(a=STRING), "type": ["object", "null"]}}),
        SAME,
        SAME,
    ),
    Row(
        "a component without a class that nothing uses has another type",
        api(PETS, schemas={"Size": {"type": "object", "additionalProperties": NUMBER}}),
        api(PETS, schemas={"Size": {"type": "array", "items": STRING}}),
        SAME,
        SAME,
    ),
    Row(
        "a component that nothing uses contradicts itself",
        api(PETS, schemas={"Pet": {"allOf": [obj(a=STRING), {"type": "object"}]}}),
        api(PETS, schemas={"Pet": {"allOf": [obj(a=STRING), {"type": "string"}]}}),
        SAME,
        SAME,
    ),
    *[
        Row(
            f"descriptions of the values of an enum, {made.__name__}",
            made({**ENUM, "x-enum-descriptions": ["The first.", "The second."]}),
            made({**ENUM, "x-enum-descriptions": {"A": "The first.", "B": "The last."}}),
            *[patch("enum-member-documentation-changed")] * 2,
        )
        for made in (received, sent)
    ],
    Row(
        "a description of a namespace, and one of a tag without operations",
        api(PETS),
        api(PETS, tags=[{"name": "pets", "description": "All pets."}, {"name": "cats", "description": "None."}]),
        *[patch("package-documentation-changed")] * 2,
    ),
    Row(
        "an enum whose value type has a number, because another class has its name, becomes an object",
        sent(ref("Colour"), Colour=ENUM, ColourValue=obj(a=STRING)),
        sent(ref("Colour"), Colour={"type": "object"}, ColourValue=obj(a=STRING)),
        *[major("sent-type-changed", wire="may-reject")] * 2,
    ),
    Row(
        "a class with the name of the values of an enum",
        received(ref("Colour"), Colour=ENUM),
        received(ref("Colour"), Colour=ENUM, ColourValue=obj(a=STRING)),
        major("class-added", "class-type-renamed"),
        major("class-removed", "class-type-renamed"),
    ),
    Row(
        "what an argument takes",
        both_ways_of(ref("Pet")),
        both_ways_of(True),
        major("sent-type-widened", "class-not-passed-as-dict"),
        major("sent-type-narrowed", "class-passed-as-dict", wire="may-reject"),
    ),
    Row(
        "subtypes of a class",
        received(ref("Animal"), Animal=ANIMAL, **ANIMALS),
        received(ref("Animal"), Animal={**ANIMAL, "discriminator": {"propertyName": "kind"}}, **ANIMALS),
        major("subtypes-added"),
        major("subtypes-removed"),
    ),
    Row(
        "a subtype of a class in responses",
        received(ref("Animal"), Animal=MARKED_ANIMAL, **ANIMALS),
        received(ref("Animal"), Animal=MARKED_ANIMAL, **ANIMALS, Cow={"allOf": [ref("Animal"), obj(milk=NUMBER)]}),
        major("received-alternative-added", "class-added", wire="breaks"),
        major("received-alternative-removed", "class-removed"),
    ),
    Row(
        "name of a subtype of a class, which the same value selects",
        received(ref("Animal"), Animal=with_subtype("Cat"), Cat=ANIMALS["Cat"]),
        received(ref("Animal"), Animal=with_subtype("Kitty"), Kitty=ANIMALS["Cat"]),
        *[major("class-added", "class-removed")] * 2,
    ),
    Row(
        "a subtype of a class in requests",
        sent(ref("Animal"), Animal=MARKED_ANIMAL, **ANIMALS),
        sent(ref("Animal"), Animal=MARKED_ANIMAL, **ANIMALS, Cow={"allOf": [ref("Animal"), obj(milk=NUMBER)]}),
        minor("sent-type-widened", "class-added"),
        major("sent-type-narrowed", "class-removed", wire="may-reject"),
    ),
    Row(
        "subtypes of a class whose discriminator is in an allOf, where no subtype refers to it",
        received(ref("Animal"), Animal={"allOf": [{**ANIMAL, "discriminator": {"propertyName": "kind"}}]}, **ANIMALS),
        received(ref("Animal"), Animal={**ANIMAL, "discriminator": {"propertyName": "kind"}}, **ANIMALS),
        major("subtypes-added"),
        major("subtypes-removed"),
    ),
    Row(
        "component renamed",
        received(STRING),
        api(operation(responses=ok(ref("Animal"))), schemas={"Animal": obj("x", x=STRING)}),
        *[major("class-renamed")] * 2,
    ),
    Row(
        "component renamed, and the old name is kept",
        received(STRING),
        api(operation(responses=ok(ref("Animal"))), schemas={"Animal": obj("x", x=STRING) | {"x-renamed-from": "Pet"}}),
        minor("class-renamed-with-alias"),
        major("class-renamed"),
    ),
    Row(
        "component that nobody uses renamed, and the old name is kept",
        api(PETS, schemas={"Pet": obj(x=STRING)}),
        api(PETS, schemas={"Animal": obj(x=STRING) | {"x-renamed-from": "Pet"}}),
        minor("class-renamed-with-alias"),
        major("class-renamed"),
    ),
    Row(
        "a former name of a class",
        api(PETS, schemas={"Pet": obj(x=STRING) | {"x-renamed-from": "Dog"}}),
        api(PETS, schemas={"Pet": obj(x=STRING)}),
        major("former-class-name-removed"),
        minor("former-class-name-added"),
    ),
    Row(
        "component inlined",
        received(STRING),
        api(operation(responses=ok(obj("x", x=STRING)))),
        *[major("class-renamed")] * 2,
    ),
    Row(
        "component that nobody uses",
        api(PETS),
        api(PETS, schemas={"Pet": obj(x=STRING)}),
        minor("class-added"),
        major("class-removed"),
    ),
    Row(
        "member of a component that nobody uses",
        api(PETS, schemas={"Pet": obj("x", x=STRING)}),
        api(PETS, schemas={"Pet": obj("x", x=STRING, y=STRING)}),
        minor("received-member-added"),
        major("received-optional-member-removed"),
    ),
    Row(
        "component without a class",
        received(ref("Name"), Name=STRING),
        received(STRING),
        SAME,
        SAME,
    ),
    Row("title of a schema", received(STRING), received({**STRING, "title": "Name"}), SAME, SAME),
    Row(
        "title of a component",
        received(STRING),
        received(STRING, Pet={**obj("x", x=STRING), "title": "Animal"}),
        SAME,
        SAME,
    ),
]


def hooked(payload: Any, answer: Any = STRING, *, method: str = "post", **more: Any) -> Document:
    """Build a contract with a webhook.

    Args:
        payload: The schema of the payload; None for a webhook without payload.
        answer: The schema of the response to the webhook.
        method: The HTTP method of the webhook.
        **more: Further fields of the webhook's Operation Object.
    """
    body = {} if payload is None else {"requestBody": json_body(payload)}
    return api(PETS, webhooks={"petSold": {method: {**body, "responses": ok(answer), **more}}})


RECEIVED_PET = {"post": {"requestBody": json_body(ref("Pet")), "responses": {"204": {"description": ""}}}}


def called_back(payload: Any, answer: Any = STRING, *, url: str = "{$request.query.url}", **more: Any) -> Document:
    """Build a contract with a callback; the arguments are those of `hooked`, and `url` is the callback's address."""
    (item,) = hooked(payload, answer, **more)["webhooks"].values()
    return api({**PETS, "callbacks": {"petSold": {url: item}}})


def called_back_by_reference(payload: Any, answer: Any = STRING) -> Document:
    """Build a contract whose operation refers to a callback in the components by `$ref`."""
    (held,) = called_back(payload, answer)["paths"].values()
    components = {"callbacks": {"Sold": held["get"]["callbacks"]["petSold"]}}
    return api({**PETS, "callbacks": {"petSold": {"$ref": "#/components/callbacks/Sold"}}}, components=components)


CALLBACK = {"callbacks": {"petSold": {"{$request.query.url}": {"post": {"responses": ok(STRING)}}}}}
HOOKS = [
    Row(
        "the operationId beside a callback",
        api({**PETS, **CALLBACK}),
        api({**PETS, **CALLBACK, "operationId": "getPets"}),
        SAME,
        SAME,
    ),
    Row(
        "a webhook with another name",
        {**api(PETS, schemas={"Pet": obj(a=STRING)}), "webhooks": {"sold": RECEIVED_PET}},
        {**api(PETS, schemas={"Pet": obj(a=STRING)}), "webhooks": {"petSold": RECEIVED_PET}},
        *[patch("webhook-renamed", wire="degraded")] * 2,
    ),
    Row(
        "two webhooks with other names and equal payloads",
        {**api(PETS, schemas={"Pet": obj(a=STRING)}), "webhooks": {"sold": RECEIVED_PET, "left": RECEIVED_PET}},
        {**api(PETS, schemas={"Pet": obj(a=STRING)}), "webhooks": {"petSold": RECEIVED_PET, "petLeft": RECEIVED_PET}},
        *[major(*["webhook-added", "webhook-removed"] * 2, wire="breaks")] * 2,
    ),
    Row("webhook", api(PETS), hooked(STRING), minor("webhook-added"), major("webhook-removed", wire="breaks")),
    Row("callback", api(PETS), called_back(STRING), minor("webhook-added"), major("webhook-removed", wire="breaks")),
    Row("where a callback is written", called_back(STRING), called_back_by_reference(STRING), SAME, SAME),
    Row(
        "payload that may be missing",
        hooked(None, requestBody=json_body(STRING, required=True)),
        hooked(STRING),
        patch("webhook-payload-became-optional", wire="behaviour"),
        patch("webhook-payload-became-required"),
    ),
    Row(
        "operationId of a webhook",
        hooked(STRING, operationId="one"),
        hooked(STRING, operationId="other"),
        *[patch("webhook-event-renamed")] * 2,
    ),
    Row(
        "method of a webhook",
        hooked(STRING),
        hooked(STRING, method="put"),
        *[patch("webhook-sent-otherwise", wire="behaviour")] * 2,
    ),
    Row(
        "address of a callback",
        called_back(STRING),
        called_back(STRING, url="{$request.body#/url}"),
        *[patch("webhook-sent-otherwise", wire="behaviour")] * 2,
    ),
    *[
        row
        for name, made in {"webhook": hooked, "callback": called_back}.items()
        for row in [
            Row(
                f"whether a {name} has a payload",
                made(None),
                made(obj(x=STRING)),
                minor("webhook-payload-added"),
                major("webhook-payload-removed", wire="breaks"),
            ),
            Row(
                f"whether the payload of a {name} has a media type",
                made(None, requestBody={"content": {}}),
                made(obj(x=STRING)),
                minor("webhook-payload-added"),
                major("webhook-payload-removed", wire="breaks"),
            ),
            Row(
                f"an allOf of one around the event of a {name}",
                made(obj("type", type={"const": "done"})),
                made(obj("type", type={"allOf": [{"const": "done"}]})),
                SAME,
                SAME,
            ),
            Row(
                f"media type of the payload of a {name}",
                made(STRING),
                made(None, requestBody={"content": {"text/csv": {"schema": STRING}}}),
                *[major("webhook-payload-replaced", wire="breaks")] * 2,
            ),
            Row(
                f"header of a {name}",
                made(STRING),
                made(STRING, parameters=[parameter("X-Signature", "header")]),
                patch("webhook-parameter-added"),
                patch("webhook-parameter-removed"),
            ),
            Row(
                f"value of an enum in the payload of a {name}",
                made(obj("x", x=ENUM)),
                made(obj("x", x={**ENUM, "enum": ["A"]})),
                major("received-value-removed", "class-removed"),
                minor("received-value-added", "class-added"),
            ),
            Row(
                f"value of an enum in the answer to a {name}",
                made(STRING, obj("x", x=ENUM)),
                made(STRING, obj("x", x={**ENUM, "enum": ["A"]})),
                major("sent-value-removed", wire="may-reject"),
                minor("sent-value-added"),
            ),
            Row(
                f"required member of the answer to a {name}",
                made(STRING, obj("x", x=STRING)),
                made(STRING, obj("x", "y", x=STRING, y=STRING)),
                major("sent-required-member-added", wire="breaks"),
                major("sent-member-removed"),
            ),
        ]
    ],
    *[
        row
        for name, made in {
            "webhook": hooked,
            "callback": called_back,
            "callback by reference": called_back_by_reference,
        }.items()
        for row in [
            Row(
                f"payload of a {name}",
                made(obj("x", x=STRING)),
                made(obj("x", x={"type": ["string", "null"]})),
                major("received-may-be-null", wire="breaks"),
                minor("received-never-null"),
            ),
            Row(
                f"answer to a {name}",
                made(STRING, obj("x", x=STRING)),
                made(STRING, obj("x", x={"type": ["string", "null"]})),
                minor("sent-may-be-null"),
                major("sent-never-null", wire="may-reject"),
            ),
        ]
    ],
]


def tuple_of(*items: Any, **more: Any) -> Document:
    return {"type": "array", "prefixItems": list(items), **more}


def closed(*items: Any) -> Document:
    """Build the schema of a tuple that has no other items."""
    return tuple_of(*items, items=False)


def in_both_directions(
    name: str, old: Document, new: Document, received_: tuple[Verdict, Verdict], sent_: tuple[Verdict, Verdict]
) -> list[Row]:
    return [
        Row(f"{name}, received", received(old), received(new), *received_),
        Row(f"{name}, sent", sent(old), sent(new), *sent_),
    ]


LIMIT = patch("received-limit-changed")
LOOSER, TIGHTER = patch("sent-limit-loosened"), patch("sent-limit-tightened", wire="may-reject")
ITEM_RECEIVED = (
    major("received-tuple-item-added", "received-limit-changed", wire="breaks"),
    minor("received-tuple-item-removed", "received-limit-changed"),
)
ITEM_SENT = (
    minor("sent-tuple-item-added", "sent-limit-loosened"),
    major("sent-tuple-item-removed", "sent-limit-tightened", wire="may-reject"),
)

UNTYPED_LIST = {"items": STRING}
UNTYPED_MAP = {"additionalProperties": STRING}

UNTYPED = [
    row
    for name, old, new in [
        ("a list without its type", {**UNTYPED_LIST, "type": "array"}, UNTYPED_LIST),
        ("a map without its type", {**UNTYPED_MAP, "type": "object"}, UNTYPED_MAP),
        ("a tuple without its type", closed(STRING), {"prefixItems": [STRING], "items": False}),
        (
            "maps of maps without their type",
            {"type": "object", "additionalProperties": {**UNTYPED_MAP, "type": "object"}},
            {"type": "object", "additionalProperties": UNTYPED_MAP},
        ),
        (
            "a map without its type as a variant",
            {"anyOf": [{**UNTYPED_MAP, "type": "object"}, STRING]},
            {"anyOf": [UNTYPED_MAP, STRING]},
        ),
    ]
    for row in in_both_directions(
        name,
        old,
        new,
        (major("received-type-unknown", wire="breaks"), minor("received-type-known")),
        (minor("sent-type-widened"), major("sent-type-narrowed", wire="may-reject")),
    )
]

COVERED_VARIANTS = [
    row
    for name, variant, wider in [
        ("date", {**STRING, "format": "date"}, STRING),
        ("value", {"const": "a"}, STRING),
        ("typed list", LIST, {"type": "array"}),
        ("typed map", {"type": "object", "additionalProperties": STRING}, {"type": "object"}),
    ]
    for row in in_both_directions(
        f"a {name} in a union of which another variant allows it, too",
        wider,
        {"anyOf": [variant, wider]},
        (major("received-alternative-added"), minor("received-alternative-removed")),
        (minor("sent-type-widened"), major("sent-type-narrowed")),
    )
]

DATE = {**STRING, "format": "date"}
MARK = {"enum": ["a"]}
MARKS = {"enum": ["a", "b"]}
OPENED = [
    *(
        Row(
            f"{name} becomes one variant of a union that allows all strings, received",
            received(schema),
            received({"anyOf": [schema, STRING]}),
            major("received-alternative-added"),
            minor("received-alternative-removed"),
        )
        for name, schema in [("a date", DATE), ("a value", {"const": "a"})]
    ),
    Row(
        "an enum becomes one variant of a union that allows all strings, received",
        received(ref("Mark"), Mark=MARK),
        received({"anyOf": [ref("Mark"), STRING]}, Mark=MARK),
        major("received-alternative-added"),
        minor("received-alternative-removed"),
    ),
    Row(
        "an enum becomes one variant of a union with dates, received",
        received(ref("Mark"), Mark=MARK),
        received({"anyOf": [ref("Mark"), DATE]}, Mark=MARK),
        major("received-alternative-added"),
        minor("received-alternative-removed"),
    ),
    Row(
        "a date becomes one variant of a union with uuids, received",
        received(DATE),
        received({"anyOf": [DATE, {**STRING, "format": "uuid"}]}),
        major("received-alternative-added", wire="breaks"),
        minor("received-alternative-removed"),
    ),
]
VALUE_RECEIVED = minor("received-value-added", "class-added"), major("received-value-removed", "class-removed")

CHANGES_OF_COVERED_VARIANTS = [
    *in_both_directions(
        "the format of a variant changes, and another variant allows all strings",
        {"anyOf": [DATE, STRING]},
        {"anyOf": [{**STRING, "format": "uuid"}, STRING]},
        (major("received-format-changed"),) * 2,
        (major("sent-format-changed"),) * 2,
    ),
    *in_both_directions(
        "the format of a variant changes, and no other variant allows all strings",
        {"anyOf": [DATE, INTEGER]},
        {"anyOf": [{**STRING, "format": "uuid"}, INTEGER]},
        (major("received-format-changed", wire="breaks"),) * 2,
        (major("sent-format-changed", wire="may-reject"),) * 2,
    ),
    *in_both_directions(
        "an enum gains a value, and another variant allows all strings",
        {"anyOf": [MARK, STRING]},
        {"anyOf": [MARKS, STRING]},
        VALUE_RECEIVED,
        (minor("sent-value-added", "class-added"), major("sent-value-removed", "class-removed")),
    ),
    *in_both_directions(
        "an enum gains a value, and no other variant allows all strings",
        {"anyOf": [MARK, INTEGER]},
        {"anyOf": [MARKS, INTEGER]},
        VALUE_RECEIVED,
        (
            minor("sent-value-added", "class-added"),
            major("sent-value-removed", "class-removed", wire="may-reject"),
        ),
    ),
    *in_both_directions(
        "a variant of which another allows the values is replaced by an integer",
        {"anyOf": [DATE, STRING]},
        {"anyOf": [INTEGER, STRING]},
        (
            major("received-alternative-added", "received-alternative-removed", wire="breaks"),
            major("received-alternative-added", "received-alternative-removed"),
        ),
        (major("sent-type-changed"), major("sent-type-changed", wire="may-reject")),
    ),
    *in_both_directions(
        "items that are strings may also be dates",
        {"type": "array", "items": STRING},
        {"type": "array", "items": {"anyOf": [DATE, STRING]}},
        (major("received-alternative-added"), minor("received-alternative-removed")),
        (minor("sent-type-widened"), major("sent-type-narrowed")),
    ),
    *in_both_directions(
        "the items of a variant change, and another variant allows all lists",
        {"anyOf": [LIST, {"type": "array"}]},
        {"anyOf": [{"type": "array", "items": INTEGER}, {"type": "array"}]},
        (major("received-type-changed"),) * 2,
        (major("sent-type-changed"),) * 2,
    ),
    *in_both_directions(
        "the values of a variant may be null, and another variant allows all maps",
        {"anyOf": [{"type": "object", "additionalProperties": STRING}, {"type": "object"}]},
        {"anyOf": [{"type": "object", "additionalProperties": {"type": ["string", "null"]}}, {"type": "object"}]},
        (major("received-may-be-null"), minor("received-never-null")),
        (minor("sent-may-be-null"), major("sent-never-null")),
    ),
    *in_both_directions(
        "the format of a variant's items changes, and another variant allows all lists of strings",
        {"anyOf": [{"type": "array", "items": DATE}, LIST]},
        {"anyOf": [{"type": "array", "items": {**STRING, "format": "uuid"}}, LIST]},
        (major("received-format-changed"),) * 2,
        (major("sent-format-changed"),) * 2,
    ),
    *in_both_directions(
        "lists of dates, where another variant allows all lists of strings",
        LIST,
        {"anyOf": [{"type": "array", "items": DATE}, LIST]},
        (major("received-alternative-added"), minor("received-alternative-removed")),
        (minor("sent-type-widened"), major("sent-type-narrowed")),
    ),
    Row(
        "lists of strings beside lists of dates, received",
        received({"type": "array", "items": DATE}),
        received({"anyOf": [{"type": "array", "items": DATE}, LIST]}),
        major("received-alternative-added"),
        minor("received-alternative-removed"),
    ),
    *in_both_directions(
        "a variant that is an integer becomes a number",
        {"anyOf": [INTEGER, STRING]},
        {"anyOf": [NUMBER, STRING]},
        (major("received-integer-became-number", wire="breaks"), minor("received-number-became-integer")),
        (minor("sent-type-widened"), major("sent-type-narrowed", wire="may-reject")),
    ),
    *in_both_directions(
        "a union of one integer and all numbers loses the integer",
        {"anyOf": [{"const": 1}, NUMBER]},
        NUMBER,
        (minor("received-alternative-removed"), major("received-alternative-added")),
        (major("sent-type-narrowed"), minor("sent-type-widened")),
    ),
]

REDIRECT: Document = {"description": ""}
UNMODIFIED = parameter("If-None-Match", "header")


def responding(*parameters: Document, **responses: Any) -> Document:
    """Build a contract whose operation has these responses; each name is a status after `s`, or `default`."""
    documented = {name if name == "default" else name[1:]: each for name, each in responses.items()}
    return asking(*parameters, responses=documented)


def content(media_type: str, schema: Any = None) -> Document:
    media = {} if schema is None else {"schema": schema}
    return {"description": "", "content": {media_type: media}}


def returned(schema: Any) -> Document:
    return content("application/json", schema)


EMPTY: Document = {"description": ""}


def as_type(media_type: str) -> Document:
    return {media_type: {"schema": STRING}}


RESULTS = [
    Row(
        "a stream of a status without a body",
        responding(s204=returned(STRING)),
        responding(s204=content("application/jsonl", STRING)),
        SAME,
        SAME,
    ),
    Row(
        "the items of a stream with any status beside an error",
        responding(default=content("application/jsonl", STRING), s404=REDIRECT),
        responding(default=content("application/jsonl", INTEGER), s404=REDIRECT),
        *[major("received-type-changed", wire="breaks")] * 2,
    ),
    Row("the body of a redirect", responding(s302=REDIRECT), responding(s302=returned(STRING)), SAME, SAME),
    Row(
        "a redirect or a value",
        responding(s302=REDIRECT),
        responding(s200=returned(STRING)),
        major("redirect-no-longer-returned", "success-added", wire="breaks"),
        major("redirect-replaces-value", "success-removed", wire="breaks"),
    ),
    Row(
        "a redirect or nothing",
        responding(s302=REDIRECT),
        responding(s204=REDIRECT),
        major("redirect-no-longer-returned", wire="breaks"),
        minor("redirect-returned", wire="breaks"),
    ),
    Row(
        "a redirect beside a value of any other status",
        responding(s302=REDIRECT, default=returned(STRING)),
        responding(default=returned(STRING)),
        major("redirect-no-longer-returned", "error-removed", "success-added", wire="breaks"),
        major("redirect-replaces-value", "error-added", "success-removed", wire="breaks"),
    ),
    Row(
        "another redirect",
        responding(s302=REDIRECT),
        responding(s307=REDIRECT),
        *[patch("redirect-status-added", "redirect-status-removed", wire="breaks")] * 2,
    ),
    Row(
        "all redirects",
        responding(s302=REDIRECT),
        responding(s3XX=REDIRECT),
        patch("redirect-status-added", wire="breaks"),
        patch("redirect-status-removed"),
    ),
    Row(
        "not modified, which a parameter asks for",
        responding(UNMODIFIED, s200=returned(STRING)),
        responding(UNMODIFIED, s200=returned(STRING), s304=REDIRECT),
        major("empty-success-added", wire="breaks"),
        minor("empty-success-removed"),
    ),
    Row(
        "a parameter that asks for not modified",
        responding(s200=returned(STRING), s304=REDIRECT),
        responding(UNMODIFIED, s200=returned(STRING), s304=REDIRECT),
        major("empty-success-added", "optional-argument-added"),
        major("argument-removed", "empty-success-removed"),
    ),
    Row(
        "not modified, which no parameter asks for",
        responding(s200=returned(STRING)),
        responding(s200=returned(STRING), s304=REDIRECT),
        patch("not-modified-added"),
        patch("not-modified-removed"),
    ),
    *(
        Row(
            f"the body of not modified, which there is not, {name}",
            responding(*asking_for, s200=returned(STRING), s304=returned(STRING)),
            responding(*asking_for, s200=returned(STRING), s304=returned(obj(a=STRING))),
            SAME,
            SAME,
        )
        for name, asking_for in [("with a condition", [UNMODIFIED]), ("without a condition", [])]
    ),
    Row(
        "the body of a status without a body",
        responding(s200=returned(STRING), s204=returned(STRING)),
        responding(s200=returned(STRING), s204=returned(INTEGER)),
        SAME,
        SAME,
    ),
    Row(
        "any other status becomes an error, and nothing is returned",
        responding(default=returned(STRING), s404=REDIRECT),
        responding(s204=REDIRECT, default=returned(STRING), s404=REDIRECT),
        major("error-added", "response-body-removed", "status-changed", wire="breaks"),
        minor("error-removed", "response-body-added", "status-changed"),
    ),
    Row(
        "any other status becomes an error, and another type is returned",
        responding(default=returned(STRING)),
        responding(s200=returned(INTEGER), default=returned(STRING)),
        major("error-added", "received-type-changed", "status-changed", wire="breaks"),
        major("error-removed", "received-type-changed", "status-changed", wire="breaks"),
    ),
    Row(
        "any other status becomes an error, and the same type is returned",
        responding(default=returned(STRING)),
        responding(s200=returned(STRING), default=returned(STRING)),
        minor("error-added", "status-changed"),
        minor("error-removed", "status-changed"),
    ),
    Row(
        "a range of media types without a schema, or JSON",
        responding(s200=content("*/*")),
        responding(s200=content("application/hal+json")),
        *[major("response-media-type-replaced", wire="breaks")] * 2,
    ),
    Row(
        "a range of media types without a schema, or with a schema of JSON",
        responding(s200=content("*/*")),
        responding(s200=content("*/*", obj(a=STRING))),
        major("response-body-decoded"),
        major("response-body-undecoded", wire="breaks"),
    ),
    Row(
        "a range of media types with a schema of bytes, or of JSON",
        responding(s200=content("*/*", FILE)),
        responding(s200=content("*/*", LIST)),
        major("response-body-decoded"),
        major("response-body-undecoded", wire="breaks"),
    ),
    Row(
        "a range of media types of an error without a schema, or with a schema of JSON",
        responding(s200=returned(STRING), s400=content("*/*")),
        responding(s200=returned(STRING), s400=content("*/*", obj(a=STRING))),
        major("received-type-decoded"),
        major("received-type-unknown", wire="breaks"),
    ),
    Row(
        "another JSON media type is preferred, with an equal schema",
        responding(s200={**EMPTY, "content": {**as_type("text/csv"), **as_type("application/vnd.api+json")}}),
        responding(s200={**EMPTY, "content": {**as_type("a/hal+json"), **as_type("application/vnd.api+json")}}),
        *[minor("response-media-type-added", "response-media-type-removed")] * 2,
    ),
    Row(
        "a range of media types with a schema of JSON, or JSON",
        responding(s200=content("*/*", obj(a=STRING))),
        responding(s200=content("application/json", obj(a=STRING))),
        *[patch("response-media-type-changed")] * 2,
    ),
    Row(
        "a range of media types without a schema, or JSON, sent",
        api(operation(method="post", requestBody={"content": {"*/*": {}}})),
        api(operation(method="post", requestBody={"content": {"application/hal+json": {}}})),
        *[major("body-media-type-removed", "body-media-type-added", wire="breaks")] * 2,
    ),
]

PARTLY_SENT = [
    *(
        Row(
            f"{name} without a type, or anything, sent",
            sent(schema),
            sent({}),
            minor("sent-type-widened"),
            minor("sent-type-partly-narrowed", wire="may-reject"),
        )
        for name, schema in [
            ("a type of map values", UNTYPED_MAP),
            ("items", UNTYPED_LIST),
            ("tuples", {"prefixItems": [STRING]}),
        ]
    ),
    Row(
        "items without a type, or map values without a type, sent",
        sent(UNTYPED_LIST),
        sent(UNTYPED_MAP),
        *[minor("sent-type-partly-narrowed", wire="may-reject")] * 2,
    ),
    Row(
        "the items of lists without a type, sent",
        sent(UNTYPED_LIST),
        sent({"items": INTEGER}),
        *[major("sent-type-changed", wire="may-reject")] * 2,
    ),
]

PARTLY_KNOWN = [
    Row(
        f"a type of {name} without a type, or anything",
        received(schema),
        received({}),
        major("received-type-unknown"),
        minor("received-type-known"),
    )
    for name, schema in [("map values", UNTYPED_MAP), ("items", UNTYPED_LIST), ("tuples", {"prefixItems": [STRING]})]
]

OTHER_PROPERTIES = [
    Row(
        f"other properties by unevaluatedProperties, {made.__name__}",
        made({**obj(a=STRING), "additionalProperties": STRING}),
        made({**obj(a=STRING), "unevaluatedProperties": STRING}),
        SAME,
        SAME,
    )
    for made in (received, sent)
]

COMPOSED_UNIONS = [
    Row(
        f"a variant of a union that an allOf extends, {made.__name__}",
        made({"allOf": [{"oneOf": [obj(p=STRING), obj(q=STRING)]}, obj(z=STRING)]}),
        made({"allOf": [{"oneOf": [obj(p=STRING)]}, obj(z=STRING)]}),
        there,
        back,
    )
    for made, there, back in [
        (
            received,
            major("received-optional-member-removed", "received-alternative-removed", wire="degraded"),
            major("received-alternative-added", "received-member-added", wire="breaks"),
        ),
        (
            sent,
            major("sent-member-removed", "sent-type-narrowed", wire="may-reject"),
            minor("sent-optional-member-added", "sent-type-widened"),
        ),
    ]
]

ONE_OF_BOTH = {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}
COMPOSED_VALUES = [
    Row(
        "one of two properties, received",
        received(obj(a=STRING, b=STRING)),
        received({**obj(a=STRING, b=STRING), **ONE_OF_BOTH}),
        *[patch("received-limit-changed")] * 2,
    ),
    Row(
        "one of two properties, sent",
        sent(obj(a=STRING, b=STRING)),
        sent({**obj(a=STRING, b=STRING), **ONE_OF_BOTH}),
        patch("sent-limit-tightened", wire="may-reject"),
        patch("sent-limit-loosened"),
    ),
    Row(
        "one of two arguments",
        api(operation(method="post", requestBody=json_body(obj(a=STRING, b=STRING)))),
        api(operation(method="post", requestBody=json_body({**obj(a=STRING, b=STRING), **ONE_OF_BOTH}))),
        patch("sent-limit-tightened", wire="may-reject"),
        patch("sent-limit-loosened"),
    ),
    Row(
        "a union beside arguments",
        api(operation(method="post", requestBody=json_body(obj(a=STRING)))),
        api(
            operation(
                method="post", requestBody=json_body({**obj(a=STRING), "anyOf": [obj(c=STRING), obj("d", d=STRING)]})
            )
        ),
        minor("sent-type-widened", "sent-optional-member-added", "sent-optional-member-added"),
        major("sent-type-narrowed", "sent-member-removed", "sent-member-removed", wire="may-reject"),
    ),
    *(
        Row(
            f"{json.dumps(other)} beside a base, which another part of the allOf excludes, {made.__name__}",
            made({"allOf": [obj("z", z=STRING), obj(y=STRING)]}),
            made({"allOf": [{"anyOf": [obj("z", z=STRING), other]}, obj(y=STRING)]}),
            SAME,
            SAME,
        )
        for other in (NULL, STRING)
        for made in (received, sent)
    ),
    *(
        Row(
            f"null in one part of an allOf, of which the other lists values without null, {made.__name__}",
            made({"allOf": [{"enum": [1, 2, "x"]}, INTEGER]}),
            made({"allOf": [{"enum": [1, 2, "x"]}, {"type": ["integer", "null"]}]}),
            SAME,
            SAME,
        )
        for made in (received, sent)
    ),
]

TUPLES = [
    *in_both_directions(
        "an item has another type",
        closed(STRING, INTEGER),
        closed(STRING, STRING),
        (major("received-type-changed", wire="breaks"),) * 2,
        (major("sent-type-changed", wire="may-reject"),) * 2,
    ),
    *in_both_directions(
        "two items change places",
        closed(STRING, INTEGER),
        closed(INTEGER, STRING),
        (major(*["received-type-changed"] * 2, wire="breaks"),) * 2,
        (major(*["sent-type-changed"] * 2, wire="may-reject"),) * 2,
    ),
    *in_both_directions(
        "an item may be null",
        closed(STRING, INTEGER),
        closed(STRING, {"type": ["integer", "null"]}),
        (major("received-may-be-null", wire="breaks"), minor("received-never-null")),
        (minor("sent-may-be-null"), major("sent-never-null", wire="may-reject")),
    ),
    *in_both_directions("an item more", closed(STRING), closed(STRING, INTEGER), ITEM_RECEIVED, ITEM_SENT),
    *in_both_directions(
        "an item more, which may be null",
        closed(STRING),
        closed(STRING, {"type": ["string", "null"]}),
        ITEM_RECEIVED,
        ITEM_SENT,
    ),
    *in_both_directions(
        "an item more of a known type", closed(STRING), closed(STRING, STRING), (LIMIT, LIMIT), (LOOSER, TIGHTER)
    ),
    *in_both_directions(
        "a declared item more, where others are allowed",
        tuple_of(STRING),
        tuple_of(STRING, INTEGER),
        (minor("received-type-known"), major("received-type-unknown", wire="breaks")),
        (major("sent-type-narrowed", wire="may-reject"), minor("sent-type-widened")),
    ),
    *in_both_directions("any further items", closed(STRING), tuple_of(STRING), ITEM_RECEIVED, ITEM_SENT),
    *in_both_directions("further items", closed(STRING), tuple_of(STRING, items=INTEGER), ITEM_RECEIVED, ITEM_SENT),
    *in_both_directions(
        "further items of another type",
        tuple_of(STRING, items=INTEGER),
        tuple_of(STRING, items=NUMBER),
        (major("received-integer-became-number", wire="breaks"), minor("received-number-became-integer")),
        (minor("sent-type-widened"), major("sent-type-narrowed", wire="may-reject")),
    ),
    *in_both_directions(
        "at most so many items",
        tuple_of(STRING, INTEGER, maxItems=2),
        tuple_of(STRING, INTEGER, maxItems=3),
        ITEM_RECEIVED,
        ITEM_SENT,
    ),
    *in_both_directions(
        "at least so many items",
        {**closed(STRING, INTEGER), "minItems": 2},
        closed(STRING, INTEGER),
        (LIMIT, LIMIT),
        (LOOSER, TIGHTER),
    ),
    *in_both_directions("a list", closed(STRING, STRING), LIST, (LIMIT, LIMIT), (LOOSER, TIGHTER)),
    *in_both_directions(
        "an item has another format",
        closed(STRING),
        closed({"type": "string", "format": "date-time"}),
        (major("received-format-gained"), major("received-format-lost")),
        (minor("sent-format-added-to-text", wire="may-reject"), major("sent-format-lost")),
    ),
    *in_both_directions(
        "an object has another member",
        closed(INTEGER, obj(a=STRING)),
        closed(INTEGER, obj(a=STRING, b=STRING)),
        (minor("received-member-added"), major("received-optional-member-removed", wire="degraded")),
        (minor("sent-optional-member-added"), major("sent-member-removed")),
    ),
    *in_both_directions(
        "an item has another type, as older drafts write it",
        {"type": "array", "items": [STRING, INTEGER]},
        {"type": "array", "items": [STRING, STRING]},
        (major("received-type-changed", wire="breaks"),) * 2,
        (major("sent-type-changed", wire="may-reject"),) * 2,
    ),
]


class Nest(NamedTuple):
    """A schema that contains another schema, and the components to which it refers."""

    schema: Any
    components: Document | None = None


def tree(inner: Any) -> Nest:
    """Build a recursive schema that contains the given schema."""
    node = obj("x", x=inner, next=ref("Node"), all={"type": "array", "items": {"anyOf": [ref("Node"), NULL]}})
    return Nest(ref("Node"), {"Node": {**node, "additionalProperties": ref("Node")}})


NESTS = {
    "member": lambda inner: Nest(obj("m", m=inner)),
    "recursion": tree,
    "array": lambda inner: Nest({"type": "array", "items": inner}),
    "map": lambda inner: Nest({"type": "object", "additionalProperties": inner}),
    "union": lambda inner: Nest({"oneOf": [obj("k", k={"const": 1}, x=inner), obj("k", k={"const": 2})]}),
    "union or null": lambda inner: Nest({"anyOf": [obj("z", z=inner), NULL]}),
    "composition": lambda inner: Nest({"allOf": [ref("Base"), obj(y=STRING)]}, {"Base": obj("z", z=inner)}),
    "composition, inside": lambda inner: Nest({"allOf": [ref("Base"), obj(y=inner)]}, {"Base": obj("z", z=STRING)}),
    "composition of one": lambda inner: Nest({"allOf": [ref("Base")]}, {"Base": obj("z", z=inner)}),
    "reference to a reference": lambda inner: Nest(ref("A"), {"A": ref("B"), "B": obj("z", z=inner)}),
    "tuple": lambda inner: Nest({"type": "array", "prefixItems": [INTEGER, inner]}),
    "everything": lambda inner: Nest(
        {
            "anyOf": [
                {"type": "array", "items": {"allOf": [obj("a", a={"type": "object", "additionalProperties": inner})]}},
                NULL,
            ]
        }
    ),
}


def by_content(schema: Any, **schemas: Any) -> Document:
    """Build a contract with one operation, which has a query parameter that is sent as JSON (`content`)."""
    held = {"name": "x", "in": "query", "content": {"application/json": {"schema": schema}}}
    return api(operation(parameters=[held]), schemas=schemas)


def in_error(schema: Any, **schemas: Any) -> Document:
    """Build a contract with one operation, whose 404 response has a body with the schema."""
    error = {"404": {"description": "", **json_body(schema)}}
    return api(operation(responses={**ok(STRING), **error}), schemas=schemas)


def in_payload(schema: Any, **schemas: Any) -> Document:
    document = hooked(schema)
    return {**document, "components": {"schemas": schemas}}


def in_answer(schema: Any, **schemas: Any) -> Document:
    document = called_back(STRING, schema)
    return {**document, "components": {"schemas": schemas}}


# Each function builds a contract in which clients receive (or send) the given schema at another place.
RECEIVERS = (received, in_error, in_payload)
SENDERS = (sent, by_content, in_answer)


def nested(nest: Any, made: Any, inner: Any) -> Document:
    schema, components = nest(inner)
    return made(schema, **components or {})


DEEP = [
    *[
        Row(
            f"{name}, {made.__name__}",
            nested(nest, made, STRING),
            nested(nest, made, {"type": ["string", "null"]}),
            major("received-may-be-null", wire="breaks"),
            minor("received-never-null"),
        )
        for name, nest in NESTS.items()
        for made in RECEIVERS
    ],
    *[
        Row(
            f"{name}, {made.__name__}",
            nested(nest, made, STRING),
            nested(nest, made, {"type": ["string", "null"]}),
            minor("sent-may-be-null"),
            major("sent-never-null", wire="may-reject"),
        )
        for name, nest in NESTS.items()
        for made in SENDERS
    ],
    *[
        Row(
            f"{name}, {made.__name__}, in another spelling",
            nested(nest, made, {"type": ["string", "null"]}),
            {**nested(nest, made, {"type": "string", "nullable": True}), "openapi": "3.0.3"},
            SAME,
            SAME,
        )
        for name, nest in NESTS.items()
        for made in (received, sent)
    ],
    *[
        Row(
            f"{name}, in a header of a response",
            *(
                api(operation(responses=ok(STRING, headers={"X-All": json_body(schema)})), schemas=components)
                for schema, components in (nest(STRING), nest({"type": ["string", "null"]}))
            ),
            *[patch("response-header-changed")] * 2,
        )
        for name, nest in NESTS.items()
        if not nest(STRING).components  # Components become classes, whose changes have verdicts of their own.
    ],
]

DAY = "2026-01-01"

# All schemas in one list allow the same values, in different notations.
SPELLINGS = [
    [
        {"type": ["string", "null"]},
        {"anyOf": [STRING, NULL]},
        {"oneOf": [NULL, STRING]},
        {"type": "string", "nullable": True},
        {"anyOf": [{"type": "string", "nullable": True}]},
        {"allOf": [{"type": ["null", "string"]}]},
    ],
    [
        {"anyOf": [obj(z=STRING), NULL]},
        {"anyOf": [obj(z=STRING), {**NULL, "title": "None"}]},
        {"anyOf": [{"const": None}, obj(z=STRING)]},
        {"anyOf": [obj(z=STRING), {"type": "null", "enum": [None]}]},
    ],
    [
        {"allOf": [{"anyOf": [STRING, INTEGER, NULL]}, {"anyOf": [STRING, INTEGER]}]},
        {"allOf": [{"anyOf": [STRING, INTEGER, {"const": None}]}, {"anyOf": [STRING, INTEGER]}]},
        {"allOf": [{"anyOf": [{"type": ["string", "null"]}, INTEGER]}, {"anyOf": [STRING, INTEGER]}]},
    ],
    [
        {"allOf": [{"anyOf": [STRING, obj(z=STRING), INTEGER]}, {"anyOf": [STRING, obj(z=STRING)]}]},
        {"allOf": [{"anyOf": [STRING, {"allOf": [obj(z=STRING)]}, INTEGER]}, {"anyOf": [STRING, obj(z=STRING)]}]},
        {"allOf": [{"allOf": [{"anyOf": [STRING, obj(z=STRING), INTEGER]}]}, {"anyOf": [STRING, obj(z=STRING)]}]},
    ],
    [ref("Other"), {"allOf": [ref("Other")]}, {"anyOf": [ref("Other")]}, {"oneOf": [{"allOf": [ref("Other")]}]}],
    [{"anyOf": [ref("Other"), NULL]}, {"oneOf": [NULL, ref("Other")]}, {"allOf": [ref("Other")], "nullable": True}],
    [{"const": "a"}, {"enum": ["a"]}, {"type": "string", "const": "a"}, {"type": "string", "enum": ["a"]}],
    [{"oneOf": [STRING, INTEGER]}, {"anyOf": [INTEGER, STRING]}, {"type": ["integer", "string"]}],
    [{"anyOf": [{"const": 1}, {"const": 2}]}, {"oneOf": [{"const": 2}, {"const": 1}]}],
    [
        {**INTEGER, "exclusiveMinimum": 0},
        {**INTEGER, "minimum": 1},
        {**INTEGER, "minimum": 0, "exclusiveMinimum": True},
        {**INTEGER, "minimum": 0.5},
    ],
    [
        {**INTEGER, "maximum": 8},
        {**INTEGER, "exclusiveMaximum": 9},
        {**INTEGER, "maximum": 9, "exclusiveMaximum": True},
    ],
    [{**NUMBER, "exclusiveMinimum": 0}, {**NUMBER, "minimum": 0, "exclusiveMinimum": True}],
    [STRING, {"type": ["string"]}, {**STRING, "minLength": 0}, {**STRING, "minimum": 5}, {**STRING, "maxItems": 5}],
    [{**STRING, "example": "a"}, {**STRING, "examples": ["a"]}],
    [{**STRING, "format": "binary"}, {**STRING, "contentMediaType": "application/octet-stream"}],
    [{**STRING, "format": "byte"}, {**STRING, "contentEncoding": "base64"}],
    [
        {**ENUM, "type": ["string", "null"]},
        {**ENUM, "nullable": True},
        {"enum": ["A", "B", None]},
        {"type": "string", "nullable": True, "enum": ["B", None, "A"]},
    ],
    [{**STRING, "enum": [DAY]}, {**STRING, "enum": [DAY], "format": "date"}, {"const": DAY}],
    [{**STRING, "enum": [DAY, "2026-01-02"]}, {**STRING, "enum": [DAY, "2026-01-02"], "format": "date"}],
    [NULL, {"const": None}, {"enum": [None]}],
    [
        closed(STRING, INTEGER),
        tuple_of(STRING, INTEGER, maxItems=2),
        {**closed(STRING, INTEGER), "maxItems": 3},
        {"type": "array", "items": [STRING, INTEGER], "additionalItems": False},
    ],
    [tuple_of(STRING, items=INTEGER), {"type": "array", "items": [STRING], "additionalItems": INTEGER}],
    [{**INTEGER, "minimum": 1}, {**INTEGER, "minimum": 1.0}, {**INTEGER, "minimum": 1, "multipleOf": 1}],
    [{**STRING, "maxLength": 5}, {"allOf": [STRING, {"maxLength": 5}]}],
    [
        {"type": "array"},
        {"type": "array", "items": {}},
        {"type": "array", "uniqueItems": False},
        {"type": "array", "items": True},
    ],
    [
        {"type": "object"},
        {"type": "object", "additionalProperties": True},
        {"type": "object", "additionalProperties": {}},
    ],
    [{}, True, {"description": ""}, {"anyOf": [{}, STRING]}],
    [NUMBER, {"type": ["integer", "number"]}, {"anyOf": [NUMBER, INTEGER]}],
    [{"type": "boolean"}, {"anyOf": [{"type": "boolean"}]}, {"oneOf": [{"type": "boolean"}]}],
    [
        obj("a", a=STRING),
        {"type": ["object"], "properties": {"a": STRING}, "required": ["a"]},
        {"allOf": [obj(a=STRING)], "type": "object", "required": ["a"]},
        {"allOf": [obj(a=STRING), {"required": ["a"]}]},
    ],
]


def spelled(first: int, second: int, line: list[Any], made: Any) -> Row:
    other = obj("o", o=STRING)
    return Row(
        f"{made.__name__} {json.dumps(line[first])} or {json.dumps(line[second])}",
        made(line[first], Other=other),
        made(line[second], Other=other),
        SAME,
        SAME,
    )


SAME_VALUES = [
    spelled(0, second, line, made) for line in SPELLINGS for second in range(1, len(line)) for made in (received, sent)
]

ORDER = [
    Row(
        "names of members",
        received(STRING, Pet=obj("x", "y", x=STRING, y=STRING)),
        received(STRING, Pet=obj("y", "x", y=STRING, x=STRING)),
        SAME,
        SAME,
    ),
    Row("values of an enum", received(ENUM), received({**ENUM, "enum": ["B", "A"]}), SAME, SAME),
    Row("alternatives", received({"oneOf": [CAT, DOG]}), received({"oneOf": [DOG, CAT]}), SAME, SAME),
    Row(
        "alternatives, of which one is a component without a class that holds one with a class",
        received({"anyOf": [STRING, ref("Marks")]}, Marks={"type": "array", "items": ENUM}),
        received({"anyOf": [ref("Marks"), STRING]}, Marks={"type": "array", "items": ENUM}),
        SAME,
        SAME,
    ),
    Row("parameters", asking(parameter("a"), parameter("b")), asking(parameter("b"), parameter("a")), SAME, SAME),
    Row("paths", api(PETS, CATS), api(CATS, PETS), SAME, SAME),
    Row("versions of OpenAPI", received(STRING), {**received(STRING), "openapi": "3.0.3"}, SAME, SAME),
]

AREAS = {
    "operations": OPERATIONS,
    "arguments": ARGUMENTS,
    "bodies": BODIES,
    "sent": SENT,
    "received": RECEIVED,
    "both ways": BOTH_WAYS,
    "responses": RESPONSES,
    "security": SECURITY,
    "constructor": CONSTRUCTOR,
    "classes": CLASSES,
    "hooks": HOOKS,
    "tuples": TUPLES,
    "without types": UNTYPED,
    "results": RESULTS,
    "compositions": [
        *COMPOSED_UNIONS,
        *COMPOSED_VALUES,
        *COVERED_VARIANTS,
        *CHANGES_OF_COVERED_VARIANTS,
        *OPENED,
        *OTHER_PROPERTIES,
        *PARTLY_KNOWN,
        *PARTLY_SENT,
    ],
    "deep": DEEP,
    "same values": SAME_VALUES,
    "order": ORDER,
}
