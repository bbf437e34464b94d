"""Document in the style of an analytics service: deepObject filters, pipe- and space-delimited lists, CSV downloads.

A query is JSON in a query parameter, or a body with nested expressions. The rows of a result have any type.
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
    grown,
    parameter,
    pascal,
    plural,
    ref,
    snake,
    thing,
    words,
)

DEEP = {"style": "deepObject", "explode": True}
LINES = "application/x-ndjson"


def document(size: int) -> Node:
    """Return an OpenAPI document with `size` operations."""
    return grown(
        {
            "openapi": "3.1.0",
            "info": {"title": "Lookout Analytics", "version": "0.9.0-beta.3"},
            "servers": [
                {
                    "url": "https://{region}.lookout.example",
                    "variables": {"region": {"default": "eu", "enum": ["eu", "us"]}},
                }
            ],
            "security": [{"key": []}],
            "paths": {},
            "components": {
                "securitySchemes": {"key": {"type": "apiKey", "in": "query", "name": "api_key"}},
                "parameters": {
                    "project": parameter("project", "path", WHOLE, style="label"),
                    "range": parameter("range", schema=ref("DateRange"), **DEEP),
                    "where": parameter("where", schema=ref("Filter"), **DEEP),
                },
                "schemas": _shared(),
            },
        },
        _add,
        size,
    )


def _shared() -> Node:
    return {
        "DateRange": thing({"from": DATE, "to": DATE, "timezone": TEXT}, "from"),
        "Filter": thing(
            {"country": TEXT, "plan": array(TEXT), "age": thing({"gte": WHOLE, "lt": WHOLE}), "paying": FLAG}
        ),
        # Schemas that refer to themselves in a property or in the items of an array
        "Expression": {"anyOf": [ref("And"), ref("Not"), ref("Compare"), NUMBER, TEXT, FLAG]},
        "And": thing({"and": array(ref("Expression"), maxItems=2)}, "and", additionalProperties=False),
        "Not": thing({"not": ref("Expression")}, "not", additionalProperties=False),
        "Compare": thing(
            {
                "field": TEXT,
                "op": words("=", "!=", "<", "<=", ">", ">=", "~"),
                "value": {"type": ["string", "number", "boolean", "null"]},
            },
            "field op value",
            additionalProperties=False,
        ),
        "Row": array({"type": ["string", "number", "boolean", "null"]}),
        "Table": thing({"columns": array(ref("Column")), "rows": array(ref("Row")), "sampled": FLAG}, "columns rows"),
        "Column": thing({"name": TEXT, "type": words("number", "string", "date", "Date")}, "name type"),
        "Tree": thing(
            {"key": TEXT, "count": WHOLE, "children": {"type": "object", "additionalProperties": ref("Tree")}},
            "key count",
        ),
        "Fault": thing({"error": TEXT, "hint": {"type": ["string", "null"]}}, "error"),
    }


def _add(document: Node, noun: str, number: int) -> None:
    name, kind, many = snake(noun), pascal(noun), plural(camel(noun))
    if kind in {"Row", "Table", "Filter"}:
        return
    schemas = document["components"]["schemas"]
    schemas[f"{kind}Metric"] = thing(
        {
            "id": UUID,
            "value": NUMBER,
            "percentile": {"type": "number", "minimum": 0, "maximum": 1},
            "at": MOMENT,
            "labels": {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
            "breakdown": ref("Tree"),
            "series": array(array(NUMBER, minItems=2, maxItems=2)),
            "level": {"type": "integer", "enum": [1, 2, 3, -1]},
            "lambda": NUMBER,
        },
        "id value at labels",
    )
    shared = [ref(each, "parameters") for each in ("project", "range", "where")]
    failing = {"400": answer(ref("Fault"), text="It does not parse."), "429": answer(ref("Fault"), text="Too fast.")}
    at = f"/projects/{{project}}/{many}"

    def operation(verb: str, *own: Node, **more: object) -> Node:
        return {"operationId": f"{verb}_{name}", "tags": [name], "parameters": [*shared, *own], **more}

    document["paths"][at] = {
        "get": operation(
            "list",
            parameter("page", schema=WHOLE),
            parameter("metrics", schema=array(words("sum", "avg of", "p99")), style="pipeDelimited", explode=False),
            parameter("dimensions", schema=array(WHOLE), style="spaceDelimited", explode=False),
            parameter("buckets", schema=array(NUMBER)),
            parameter("level", schema={"type": "integer", "enum": [1, 2, 3]}),
            parameter("expression", schema=None, content={"application/json": {"schema": ref("Compare")}}),
            responses={
                "200": answer(thing({"result": thing({"list": array(ref(f"{kind}Metric"))}, "list")}, "result")),
                **failing,
            },
            **{"x-pagination": {"style": "page", "parameter": "page", "first": 0, "items": "/result/list"}},
        ),
        "post": operation(
            "query", requestBody=body(ref("Expression")), responses={"200": answer(ref("Table")), **failing}
        ),
    }
    document["paths"][f"{at}.csv"] = {
        "get": operation("export", responses={"200": answer({"type": "string"}, "text/csv"), **failing}),
        # The response is also documented as lines of text.
        "post": operation(
            "report",
            requestBody=body(ref("Filter")),
            responses={
                "200": {
                    "description": "Done.",
                    "content": {"text/csv": {"schema": TEXT}, "application/json": {"schema": ref("Table")}},
                }
            },
        ),
    }
    document["paths"][f"{at}/stream"] = {
        "get": operation("stream", responses={"200": answer(ref("Fault"), LINES), **failing}),
        "post": operation(
            "ingest",
            requestBody=body(TEXT, LINES),
            responses={"202": answer(thing({"accepted": WHOLE}, "accepted")), **failing},
        ),
    }
    matrix = {"style": "matrix", "explode": True}
    document["paths"][f"{at}/cells{{coordinates}}/{{ids}}"] = {
        "get": operation(
            "cell",
            parameter("coordinates", "path", thing({"row": WHOLE, "column": WHOLE}, "row column"), **matrix),
            parameter("ids", "path", array(WHOLE, minItems=1)),
            parameter("X-Sampling", "header", array(NUMBER)),
            responses={"200": answer({"type": ["number", "string", "null"]}), **failing},
        ),
        "put": operation(
            "set_cell",
            parameter("coordinates", "path", thing({"row": WHOLE, "column": WHOLE}, "row column"), **matrix),
            parameter("ids", "path", array(WHOLE, minItems=1)),
            requestBody=body({"type": ["number", "string", "null"]}),
            responses={"200": answer(FLAG), **failing},
        ),
    }
    if number % 2:
        document["paths"][f"{at}/tree"] = {
            "get": operation(
                "tree", parameter("sid", "cookie"), responses={"200": answer(array(ref("Tree"))), "204": answer()}
            ),
        }
