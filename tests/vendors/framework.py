"""Document in the style of a framework that generates it: `list_1`, `Page«Order»`, only optional properties.

Some enums have the same values in upper and in lower case. JSON bodies have the media type `*/*`, and each controller
has one tag.
"""

from __future__ import annotations

from vendors.parts import (
    DATE,
    FLAG,
    MOMENT,
    NUMBER,
    TEXT,
    WHOLE,
    Node,
    answer,
    array,
    body,
    camel,
    grown,
    kebab,
    parameter,
    pascal,
    plural,
    ref,
    thing,
)

LONG: Node = {"type": "integer", "format": "int64"}
ANY_MEDIA = "*/*"


def document(size: int) -> Node:
    """Return an OpenAPI document with `size` operations."""
    return grown(
        {
            "openapi": "3.0.1",
            "info": {"title": "OpenAPI definition", "version": "v0"},
            "servers": [{"url": "http://localhost:8080", "description": "Generated server url"}],
            "paths": {},
            "components": {
                "schemas": {
                    "Sort": thing({"sorted": FLAG, "unsorted": FLAG, "empty": FLAG}),
                    "Pageable": thing(
                        {"offset": LONG, "sort": ref("Sort"), "paged": FLAG, "pageNumber": {**WHOLE, "format": "int32"}}
                    ),
                    "Map«string,object»": {"type": "object", "additionalProperties": {"type": "object"}},
                    "ResponseEntity«Void»": thing({}),
                    "ProblemDetail": thing(
                        {
                            "type": {"type": "string", "format": "uri"},
                            "title": TEXT,
                            "status": WHOLE,
                            "properties": {"type": "object", "additionalProperties": {}},
                        }
                    ),
                }
            },
        },
        _add,
        size,
    )


def _add(document: Node, noun: str, number: int) -> None:
    kind, many = pascal(noun), plural(kebab(noun))
    schemas = document["components"]["schemas"]
    if f"{kind}Dto" in schemas:
        return
    schemas[f"{kind}Dto"] = _object(noun, kind)
    schemas[f"Page«{kind}Dto»"] = thing(
        {
            "content": array(ref(f"{kind}Dto")),
            "totalElements": LONG,
            "totalPages": WHOLE,
            "number": WHOLE,
            "pageable": ref("Pageable"),
            "last": FLAG,
        }
    )
    schemas[f"Result«List«{kind}Dto»»"] = thing(
        {"code": WHOLE, "data": {**array(ref(f"{kind}Dto")), "nullable": True}, "msg": TEXT}
    )
    tag = f"{kebab(noun)}-controller"
    suffix = f"_{number}" if number else ""
    identity = parameter("id", "path", LONG)

    def operation(verb: str, schema: Node | None, **more: object) -> Node:
        responses = {"200": answer(schema, ANY_MEDIA, "OK")}
        return {"tags": [tag], "operationId": f"{verb}{suffix}", "responses": responses, **more}

    document["paths"][f"/api/{many}"] = {
        "get": operation(
            "list",
            ref(f"Page«{kind}Dto»"),
            parameters=[
                parameter("page", schema={**WHOLE, "minimum": 0, "default": 0}),
                parameter("size", schema={**WHOLE, "minimum": 1, "default": 20}),
                parameter("sort", schema=array(TEXT)),
                parameter("from", schema=DATE),
            ],
            **{
                "x-pagination": {
                    "style": "page",
                    "parameter": "page",
                    "size-parameter": "size",
                    "first": 0,
                    "items": "/content",
                    "total": {"body": "/totalElements"},
                }
            },
        ),
        "post": operation("create", ref(f"{kind}Dto"), requestBody=body(ref(f"{kind}Dto"))),
    }
    document["paths"][f"/api/{many}/{{id}}"] = {
        "get": operation("getById", ref(f"{kind}Dto"), parameters=[identity]),
        "put": operation("update", ref(f"{kind}Dto"), parameters=[identity], requestBody=body(ref(f"{kind}Dto"))),
        "delete": operation("delete", ref("ResponseEntity«Void»"), parameters=[identity]),
    }
    document["paths"][f"/api/{many}/search"] = {
        "post": operation(
            "search",
            ref(f"Result«List«{kind}Dto»»"),
            requestBody=body({"type": "object", "additionalProperties": {"type": "object"}}),
        ),
        "get": operation(
            "count", LONG, parameters=[parameter("states", schema=array({"type": "string", "enum": ["NEW", "new"]}))]
        ),
    }
    document["paths"][f"/api/{many}/{{id}}/{camel(noun)}File"] = {
        "post": operation(
            "upload",
            TEXT,
            parameters=[identity],
            requestBody=body(thing({"file": {"type": "string", "format": "binary"}}, "file"), "multipart/form-data"),
        ),
        "get": operation("download", {"type": "string", "format": "byte"}, parameters=[identity]),
    }


def _object(noun: str, kind: str) -> Node:
    members = {
        "id": LONG,
        "name": {**TEXT, "nullable": True},
        "state": {"type": "string", "enum": ["NEW", "new", "IN_PROGRESS", "in-progress", "IN PROGRESS"]},
        "previousState": {"type": "string", "nullable": True, "enum": ["NEW", "new", None]},
        "createdDate": MOMENT,
        "URL": TEXT,
        "url": TEXT,
        "isDefault": FLAG,
        "default": FLAG,
        "parent": {"allOf": [ref(f"{kind}Dto")], "nullable": True},
        "children": array(ref(f"{kind}Dto")),
        "attributes": ref("Map«string,object»"),
        "amount": {**NUMBER, "format": "bigdecimal"},
        f"{camel(noun)}Code": {"type": "integer", "format": "int32", "enum": [10, 20, 30]},
        "class": TEXT,
        "hashCode": WHOLE,
        "toDict": TEXT,
        "to_dict": TEXT,
    }
    return thing(members)
