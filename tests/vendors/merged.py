"""Document in the style of a gateway that merges several APIs: names that collide wherever a document has names.

Components, tags, operationIds, parameters and properties become equal when they are converted to Python names. Some
paths differ only in a slash, and some names are names of Python or of the generated package.
"""

from __future__ import annotations

from vendors.parts import (
    MOMENT,
    TEXT,
    WHOLE,
    Node,
    answer,
    array,
    body,
    cycle,
    grown,
    parameter,
    pascal,
    ref,
    snake,
    thing,
)

# Names of components that are also names in the package, its modules, Python or `typing`.
SPOKEN_FOR = (
    *(
        "Page",
        "AsyncPage",
        "Unset",
        "Model",
        "RawResponse",
        "NotFoundError",
        "Mismatch",
        "Gateway",
        "AsyncGateway",
        "Client",
    ),
    *(
        "List",
        "Dict",
        "Any",
        "Literal",
        "Mapping",
        "None",
        "True",
        "str",
        "int",
        "datetime",
        "UUID",
        "Enum",
        "object",
        "type",
    ),
    *(
        "models",
        "resources",
        "_client",
        "__init__",
        "import",
        "Errors",
        "Operation",
        "Parameter",
        "Body",
        "annotations",
    ),
)
WORDS = (
    "self",
    "body",
    "timeout",
    "cls",
    "content_type",
    "extra_headers",
    "class",
    "None",
    "answer",
    "models",
    "list",
    "str",
)


def document(size: int) -> Node:
    """Return an OpenAPI document with `size` operations."""
    spoken = {
        name: thing({"value": cycle(at, TEXT, WHOLE), "self": TEXT}, "value") for at, name in enumerate(SPOKEN_FOR)
    }
    return grown(
        {
            "openapi": "3.0.3",
            "info": {"title": "Gateway", "version": "1.0"},
            "servers": [{"url": "https://gateway.example"}],
            "paths": {},
            "components": {"schemas": spoken},
        },
        _add,
        size,
    )


def _add(document: Node, noun: str, number: int) -> None:
    kind, name = pascal(noun), snake(noun)
    schemas = document["components"]["schemas"]
    own = {
        f"{kind}Item": thing({"id": WHOLE, "ID": TEXT, "Id": MOMENT, "i_d": TEXT}, "id"),
        f"{kind}_Item": thing(
            {"a-b": TEXT, "a_b": WHOLE, "a.b": MOMENT, "aB": {"type": "string", "enum": ["x", "X", "x "]}}, "a-b"
        ),
        f"{kind.lower()}item": thing(dict.fromkeys(WORDS, TEXT)),
        f"{kind}-Item": {"type": "string", "enum": ["a", "A", "a-", "-a", "a b", "a_b", "a.b"]},
    }
    schemas |= {each: schema for each, schema in own.items() if each not in schemas}
    tags = cycle(
        number, [noun], [noun.upper()], [f"{noun}s"], [f"{noun}!"], ["request"], ["with_options"], ["Gateway"], []
    )
    spoken_for = SPOKEN_FOR[number % len(SPOKEN_FOR)]

    def operation(operation_id: str, schema: Node, **more: object) -> Node:
        return {"operationId": operation_id, "tags": tags, "responses": {"200": answer(schema)}, **more}

    meeting = [
        parameter("id", "path", WHOLE),
        parameter("id", schema=WHOLE),
        parameter("ID"),
        parameter("id", "header"),
        parameter("id", "cookie"),
        *(parameter(word) for word in WORDS),
        *(parameter(word, "header") for word in ("class", "Timeout", "X-Self")),
    ]
    document["paths"][f"/{name}/{{id}}"] = {
        "get": operation(f"get{kind}", ref(f"{kind}Item"), parameters=meeting),
        "put": operation(
            f"get_{kind}", ref(f"{kind}_Item"), parameters=meeting[:3], requestBody=body(ref(f"{kind.lower()}item"))
        ),
        "post": operation(
            f"Get{kind}", ref(f"{kind.lower()}item"), parameters=meeting, requestBody=body(array(ref(f"{kind}-Item")))
        ),
    }
    document["paths"][f"/{name}/{{id}}/"] = {
        "get": operation(f"get-{kind}", ref(f"{kind}-Item"), parameters=meeting[:1]),
        "patch": operation(
            f"{kind}.get",
            ref(spoken_for),
            parameters=meeting[:2],
            requestBody=body(
                thing({"id": WHOLE, "body": TEXT, "extra_body": TEXT, "item": ref(spoken_for)}, "id body")
            ),
        ),
    }
    document["paths"][f"/{name}/{{{name}-id}}.{{{name}_id}}"] = {
        "delete": operation(
            cycle(number, f"{kind}_delete", f"{kind}Import", f"{kind} class", f"{kind}/None", f"{number}{kind}"),
            array(ref(spoken_for)),
            parameters=[parameter(f"{name}-id", "path", WHOLE), parameter(f"{name}_id", "path", WHOLE)],
        )
    }
