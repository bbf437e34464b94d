"""Document in the style of a storage service: binary bodies, ranges, HEAD, different text types, several 2xx statuses.

No operation has an operationId or a tag. Conditions and checksums are in headers.
"""

from __future__ import annotations

from vendors.parts import (
    FLAG,
    MOMENT,
    TEXT,
    WHOLE,
    Node,
    answer,
    array,
    body,
    cycle,
    grown,
    kebab,
    parameter,
    plural,
    ref,
    thing,
    words,
)

OCTETS = "application/octet-stream"


def document(size: int) -> Node:
    """Return an OpenAPI document with `size` operations."""
    return grown(
        {
            "openapi": "3.1.0",
            "info": {"title": "Silo", "version": "1"},
            "servers": [{"url": "https://silo.example"}],
            "paths": {},
            "components": {
                "securitySchemes": {"signature": {"type": "http", "scheme": "bearer"}},
                "headers": {"ETag": {"schema": TEXT}, "Size": {"schema": WHOLE}},
                "schemas": {
                    "Stat": thing(
                        {"key": TEXT, "size": {**WHOLE, "minimum": 0}, "modified": MOMENT, "etag": TEXT}, "key size"
                    ),
                    "Listing": thing(
                        {"objects": array(ref("Stat")), "prefixes": array(TEXT), "truncated": FLAG}, "objects"
                    ),
                    "Fault": thing(
                        {"code": words("NoSuchKey", "NO_SUCH_KEY", "Precondition failed"), "message": TEXT}, "code"
                    ),
                    "Acl": {
                        "type": "array",
                        "items": thing(
                            {"grantee": TEXT, "may": {"type": "array", "items": words("r", "w")}}, "grantee"
                        ),
                    },
                },
            },
            "security": [{"signature": []}, {}],
        },
        _add,
        size,
    )


def _add(document: Node, noun: str, number: int) -> None:
    many = plural(kebab(noun))
    at = f"/{many}/{{bucket}}"
    bucket, key = parameter("bucket", "path"), parameter("key", "path", {**TEXT, "minLength": 1})
    failing = {
        "404": answer(ref("Fault"), text="There is no such thing."),
        "412": answer(text="It has changed."),
        "default": answer({"type": "string"}, "text/plain", text="Something else."),
    }
    conditions = [
        parameter("If-None-Match", "header"),
        parameter("If-Modified-Since", "header", MOMENT),
        parameter("Range", "header", {**TEXT, "pattern": "^bytes=", "example": "bytes=0-9"}),
        parameter("X-Meta", "header", {"type": "object", "additionalProperties": WHOLE}, explode=True),
    ]
    whole = {"ETag": ref("ETag", "headers"), "X-Size": ref("Size", "headers")}
    binary = {"type": "string", "format": "binary"} if number % 2 else {}
    document["paths"][at] = {
        "parameters": [bucket],
        "get": {
            "parameters": [
                parameter("prefix"),
                parameter("delimiter", schema=words("/", "")),
                parameter("max-keys", schema=WHOLE),
                parameter("start", schema=WHOLE),
            ],
            "responses": {"200": answer(ref("Listing")), **failing},
            "x-pagination": {
                "style": "offset",
                "parameter": "start",
                "size-parameter": "max-keys",
                "items": "/objects",
            },
        },
        "put": {"responses": {"200": answer(), "201": answer(ref("Stat")), **failing}},
        "delete": {"responses": {"204": answer(), **failing}},
        "head": {"responses": {"200": answer(headers=whole), "404": answer()}},
        "options": {"responses": {"200": answer(headers={"Allow": {"schema": TEXT}})}},
    }
    document["paths"][f"{at}/{{key}}"] = {
        "parameters": [bucket, key],
        "get": {
            "parameters": conditions,
            "responses": {
                "200": answer(binary, cycle(number, OCTETS, "image/png", "application/pdf"), headers=whole),
                "206": answer(binary, OCTETS),
                **failing,
            },
        },
        "head": {"parameters": conditions, "responses": {"200": answer(binary, OCTETS, headers=whole)}},
        "put": {
            "parameters": [
                parameter("Content-MD5", "header"),
                parameter("X-Storage-Class", "header", words("HOT", "cold")),
            ],
            "requestBody": body(binary, cycle(number, OCTETS, "*/*", "image/*")),
            "responses": {"200": answer(ref("Stat")), "201": answer(ref("Stat"), headers=whole), **failing},
        },
        "delete": {"responses": {"204": answer(), "202": answer({"type": "string"}, "text/plain"), **failing}},
    }
    document["paths"][f"{at}/{{key}}/acl"] = {
        "parameters": [bucket, key],
        "get": {"responses": {"200": answer(ref("Acl")), **failing}},
        "put": {"requestBody": body(ref("Acl")), "responses": {"204": answer(), **failing}},
    }
    document["paths"][f"{at}/{{key}}/note"] = {
        "parameters": [bucket, key],
        "get": {
            "responses": {
                "200": answer(TEXT, cycle(number, "text/plain", "text/markdown", "text/html; charset=utf-8")),
                **failing,
            }
        },
        "put": {
            "requestBody": body(TEXT, cycle(number, "text/plain", "text/markdown")),
            "responses": {"200": answer(), **failing},
        },
        "post": {
            "requestBody": {"content": {"application/xml": {"schema": TEXT}}},
            "responses": {"200": answer(TEXT, "application/xml"), **failing},
        },
    }
