"""Paging rules: stated in `x-pagination`, in extensions of other generators, or inferred from conventions."""

from __future__ import annotations

from typing import Any

import pytest

from specloop.openapi.operations import iter_operations
from specloop.openapi.pagination import PagingRule, paging_rule

TEXT, NUMBER, FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
ITEM = {"type": "object", "properties": {"id": TEXT, "name": TEXT}}
ARRAY = {"type": "array", "items": ITEM}


def body(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def document(
    query: dict[str, Any],
    schema: Any,
    *,
    method: str = "get",
    sent: dict[str, Any] | None = None,
    headers: tuple[str, ...] = (),
    **extensions: Any,
) -> dict[str, Any]:
    operation = {
        **{key.replace("_", "-"): value for key, value in extensions.items()},
        "parameters": [{"name": name, "in": "query", "schema": node} for name, node in query.items()],
        "responses": {
            "200": {
                "description": "ok",
                "headers": {name: {"schema": TEXT} for name in headers},
                "content": {"application/json": {"schema": schema}},
            }
        },
    }
    if sent is not None:
        operation["requestBody"] = {"content": {"application/json": {"schema": body(**sent)}}}
    return {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/things": {method: operation}}}


def read(source: dict[str, Any]) -> tuple[PagingRule | None, list[str]]:
    (operation,) = iter_operations(source)
    rule, errors = paging_rule(source, operation)
    return rule, [error.message for error in errors]


def summary(rule: PagingRule | None) -> str:
    if rule is None:
        return "none"
    said = [rule.style, rule.parameter or rule.body_parameter, rule.size_parameter or "", rule.items]
    said += ["=".join(each) if each else "" for each in (rule.next, rule.total)]
    return " ".join(each or "-" for each in [*said, rule.more, str(rule.first)])


CURSOR_BODY = body(data=ARRAY, next_cursor=TEXT)
URI = {"type": ["string", "null"], "format": "uri"}

CERTAIN = [
    (document({"page": NUMBER, "per_page": NUMBER}, ARRAY), "page page per_page - - - - 1"),
    (document({"page": {"type": "integer", "default": 0}, "size": NUMBER}, ARRAY), "page page size - - - - 0"),
    (
        document({"page": NUMBER, "page_size": NUMBER}, body(total=NUMBER, rows=ARRAY)),
        "page page page_size /rows - body=/total - 1",
    ),
    (
        document({"page": NUMBER, "limit": NUMBER}, body(data=ARRAY, meta=body(total={"type": ["number", "null"]}))),
        "page page limit /data - body=/meta/total - 1",
    ),
    (
        document(
            {"page": {"type": "integer", "minimum": 0}, "size": NUMBER}, body(content=ARRAY, totalElements=NUMBER)
        ),
        "page page size /content - body=/totalElements - 0",
    ),
    (
        document({"page": NUMBER, "limit": NUMBER}, body(data=ARRAY, total=NUMBER, meta=body(total=NUMBER))),
        "page page limit /data - body=/total - 1",
    ),
    (
        document({"current_page": {"type": "integer", "minimum": 1}, "page_size": NUMBER}, body(items=ARRAY)),
        "page current_page page_size /items - - - 1",
    ),
    (
        document({"take": NUMBER, "offset": NUMBER}, body(items=ARRAY, total=TEXT)),
        "offset offset take /items - - - 1",
    ),
    (document({"limit": NUMBER, "offset": NUMBER}, body(items=ARRAY)), "offset offset limit /items - - - 1"),
    (
        document({"skip": NUMBER, "limit": NUMBER}, ARRAY, headers=("X-Total-Count",)),
        "offset skip limit - - header=X-Total-Count - 1",
    ),
    (document({"cursor": TEXT, "limit": NUMBER}, CURSOR_BODY), "cursor cursor limit /data body=/next_cursor - - 1"),
    (
        document({"cursor": TEXT}, body(data=ARRAY, meta=body(next_cursor=TEXT))),
        "cursor cursor - /data body=/meta/next_cursor - - 1",
    ),
    (
        document({"pageToken": TEXT}, body(files=ARRAY, nextPageToken=TEXT)),
        "cursor pageToken - /files body=/nextPageToken - - 1",
    ),
    (
        document({"starting_after": TEXT, "limit": NUMBER}, body(data=ARRAY, has_more=FLAG)),
        "cursor starting_after limit /data item=id - /has_more 1",
    ),
    (
        document({"after": TEXT, "limit": NUMBER}, body(data=ARRAY, has_more=FLAG, last_id=TEXT)),
        "cursor after limit /data body=/last_id - /has_more 1",
    ),
    (
        document({}, body(count=NUMBER, next=URI, previous=URI, results=ARRAY)),
        "next-url - - /results body=/next body=/count - 1",
    ),
    (document({}, body(value=ARRAY, nextLink=URI)), "next-url - - /value body=/nextLink - - 1"),
    (document({"per_page": NUMBER}, ARRAY, headers=("Link",)), "link - per_page - - - - 1"),
    (
        document({}, CURSOR_BODY, method="post", sent={"cursor": TEXT, "q": TEXT}),
        "cursor /cursor - /data body=/next_cursor - - 1",
    ),
]

DOUBTFUL = [
    document({"page": NUMBER}, ARRAY),
    document({"page": NUMBER, "size": NUMBER}, ARRAY),  # The first page number could be 0 or 1.
    document({"current_page": NUMBER, "page_size": NUMBER}, body(items=ARRAY, total_pages=NUMBER)),  # And here.
    document({"cursor": TEXT, "size": NUMBER}, body(items=ARRAY, cursor=TEXT)),  # It may be this page's cursor.
    document({"page": NUMBER, "offset": NUMBER, "limit": NUMBER}, ARRAY),
    document({"page": TEXT, "per_page": NUMBER}, ARRAY),
    document({"page": NUMBER, "per_page": NUMBER}, body(rows=ARRAY, others=ARRAY)),
    document({"page": NUMBER, "per_page": NUMBER}, body(name=TEXT)),
    document({"page": NUMBER, "per_page": NUMBER}, ARRAY, method="post"),
    document({"cursor": TEXT}, body(data=ARRAY)),
    document({"starting_after": TEXT}, body(data=ARRAY)),
    document({"starting_after": TEXT}, body(data={"type": "array", "items": TEXT}, has_more=FLAG)),
    document({}, body(value=ARRAY, nextLink=TEXT)),
]


@pytest.mark.parametrize(("source", "expected"), CERTAIN, ids=[expected for _, expected in CERTAIN])
def test_conventions_are_recognised(source: dict[str, Any], expected: str) -> None:
    rule, errors = read(source)
    assert (summary(rule), errors) == (expected, [])
    assert rule
    assert rule.evidence


@pytest.mark.parametrize("source", DOUBTFUL)
def test_doubtful_operations_have_no_rule(source: dict[str, Any]) -> None:
    assert read(source) == (None, [])


@pytest.mark.parametrize(("source", "_expected"), CERTAIN, ids=[expected for _, expected in CERTAIN])
def test_false_switches_inference_off(source: dict[str, Any], _expected: str) -> None:
    for operation in source["paths"]["/things"].values():
        assert read({**source, "paths": {"/things": {"get": {**operation, "x-pagination": False}}}}) == (None, [])


OTHERS = [
    (
        document(
            {"page": NUMBER, "n": NUMBER},
            body(data=body(rows=ARRAY)),
            x_speakeasy_pagination={
                "type": "offsetLimit",
                "inputs": [
                    {"name": "page", "in": "parameters", "type": "page"},
                    {"name": "n", "in": "parameters", "type": "limit"},
                ],
                "outputs": {"results": "$.data.rows"},
            },
        ),
        "page page n /data/rows - - - 1",
    ),
    (
        document(
            {"since": TEXT},
            body(data=ARRAY),
            x_speakeasy_pagination={
                "type": "cursor",
                "inputs": [{"name": "since", "in": "parameters", "type": "cursor"}],
                "outputs": {"results": "$.data", "nextCursor": "$.data[-1].id"},
            },
        ),
        "cursor since - /data item=id - - 1",
    ),
    (
        document(
            {},
            body(data=ARRAY, url=URI),
            x_speakeasy_pagination={"type": "url", "outputs": {"results": "$.data", "nextUrl": "$.url"}},
        ),
        "next-url - - /data body=/url - - 1",
    ),
    (
        document(
            {"c": TEXT},
            body(rows=ARRAY, meta=body(next=TEXT)),
            x_fern_pagination={
                "cursor": "$request.c",
                "next_cursor": "$response.meta.next",
                "results": "$response.rows",
            },
        ),
        "cursor c - /rows body=/meta/next - - 1",
    ),
    (
        document(
            {"offset": NUMBER},
            body(rows=ARRAY),
            x_fern_pagination={"offset": "$request.offset", "results": "$response.rows"},
        ),
        "offset offset - /rows - - - 1",
    ),
    (
        document({}, body(value=ARRAY, nextLink=TEXT), x_ms_pageable={"nextLinkName": "nextLink"}),
        "next-url - - /value body=/nextLink - - 1",
    ),
    (document({}, body(value=ARRAY), x_ms_pageable={"nextLinkName": None}), "none"),
]


@pytest.mark.parametrize(("source", "expected"), OTHERS, ids=[expected for _, expected in OTHERS])
def test_extensions_of_other_generators_are_read(source: dict[str, Any], expected: str) -> None:
    rule, errors = read(source)
    assert (summary(rule), errors) == (expected, [])


WRONG = [
    (
        {"style": "cursor", "parameter": "c", "items": "/data", "next": {"body": "/nothing"}},
        "next is '/nothing'; expected a JSON pointer into",
    ),
    (
        {"style": "cursor", "parameter": "c", "items": "/data", "next": {"body": "/data/-1/id"}},
        "expected next: {item: id}",
    ),
    (
        {"style": "cursor", "parameter": "c", "items": "/data", "next": {"body": "/data/-1/of/id"}},
        "next is '/data/-1/of/id'; expected a JSON pointer into",
    ),
    (
        {"style": "next-url", "items": "/data", "next": {"body": "/data/-1/url"}},
        "next is '/data/-1/url'; expected a JSON pointer into",
    ),
    ({"style": "page", "parameter": "c", "items": "/data", "total": {"body": "/data/-1/of"}}, "total is '/data/-1/of'"),
    ({"style": "cursor", "parameter": "c", "items": "/data", "next": {"body": "/url"}}, "expected `style: next-url`"),
    ({"style": "cursor", "parameter": "c", "items": "/data", "next": {"header": "Link"}}, "expected `style: link`"),
    (
        {"style": "cursor", "parameter": "c", "items": "/data", "next": {"item": "uid"}},
        "the items have no property 'uid'",
    ),
    (
        {"style": "cursor", "body-parameter": "/c", "items": "/data", "next": {"body": "/cursor"}},
        "body-parameter is '/c'",
    ),
    (
        {"style": "next-url", "parameter": "c", "items": "/data", "next": {"body": "/url"}},
        "parameter is not allowed with style",
    ),
    ({"style": "page", "parameter": "c", "items": "/data", "total": {"body": "/count"}}, "total is '/count'"),
    ({"style": "page", "parameter": "c", "items": "/url"}, "items is '/url'; expected a JSON pointer to an array"),
    (
        {"style": "link", "items": "/data", "next": {"body": "/url"}},
        "is required with the styles cursor and next-url, and only there",
    ),
    (["page"], "is list; expected a map"),
]


@pytest.mark.parametrize(("rule", "message"), WRONG, ids=[message for _, message in WRONG])
def test_a_stated_rule_that_cannot_work_is_an_error(rule: Any, message: str) -> None:
    found, errors = read(document({"c": TEXT}, body(data=ARRAY, url=URI, cursor=TEXT), x_pagination=rule))
    assert found is None
    assert any(message in error for error in errors), errors
