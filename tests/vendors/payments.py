"""Document in the style of a payment provider: snake_case, forms with nested objects, a cursor that is the last id.

A reference to an object is its id, or the whole object if the parameter `expand` names the reference. Amounts are
integers in the smallest unit, times are seconds, and the property `object` of each object states its type.
"""

from __future__ import annotations

from vendors.parts import (
    FLAG,
    NUMBER,
    TEXT,
    WHOLE,
    Node,
    answer,
    array,
    grown,
    parameter,
    plural,
    ref,
    snake,
    thing,
    words,
)

DEEP = {"style": "deepObject", "explode": True}
SECONDS: Node = {"type": "integer", "format": "unix-time"}


def document(size: int) -> Node:
    """Return an OpenAPI document with `size` operations."""
    return grown(
        {
            "openapi": "3.0.0",
            "info": {"title": "Till API", "version": "2026-03-02", "description": "Payments, and all around them."},
            "servers": [{"url": "https://api.till.example/"}],
            "security": [{"basicAuth": []}, {"bearerAuth": []}],
            "paths": {},
            "components": {
                "securitySchemes": {
                    "basicAuth": {"type": "http", "scheme": "basic", "description": "The key is the user name."},
                    "bearerAuth": {"type": "http", "scheme": "bearer", "bearerFormat": "auth-scheme"},
                },
                "schemas": _shared(),
            },
        },
        _add,
        size,
    )


def _shared() -> Node:
    return {
        "error": thing({"error": ref("api_errors")}, "error"),
        "api_errors": thing(
            {
                "type": words("api_error", "card_error", "idempotency_error", "invalid_request_error"),
                "code": {"type": "string", "maxLength": 5000, "nullable": True},
                "message": {"type": "string", "maxLength": 40000},
                "param": TEXT,
                # The object that caused the error, of any type.
                "source": {"anyOf": [ref("bank_source"), ref("card_source"), ref("wallet_source")], "nullable": True},
            },
            "type",
        ),
        "bank_source": thing({"object": words("bank_account"), "last4": TEXT, "country": TEXT}, "object last4"),
        "card_source": thing(
            {"object": words("card"), "last4": TEXT, "exp_month": WHOLE, "wallet": ref("wallet_source")}, "object last4"
        ),
        # The schemas of sources refer to each other.
        "wallet_source": thing(
            {
                "object": words("wallet"),
                "backing": {"anyOf": [{"type": "string", "maxLength": 50}, ref("card_source"), ref("bank_source")]},
            },
            "object",
        ),
        "postal_address": thing(
            {name: {"type": "string", "nullable": True} for name in ("city", "country", "line1", "state")}
        ),
    }


def _add(document: Node, noun: str, number: int) -> None:
    name = snake(noun)
    path, one = f"/v1/{plural(name)}", f"{name}_id"
    schemas = document["components"]["schemas"]
    previous = next(reversed([each for each in schemas if each.startswith("deleted_")]), None)
    other = previous.removeprefix("deleted_") if previous else None
    schemas[name] = _object(name, other)
    schemas[f"deleted_{name}"] = thing(
        {"id": TEXT, "object": words(name), "deleted": {"type": "boolean", "enum": [True]}}, "id object deleted"
    )
    error = {"default": answer(ref("error"), text="Error response.")}
    whole = answer(ref(name), text="Successful response.")
    identity = parameter(one, "path", {"type": "string", "maxLength": 5000})
    expand = parameter("expand", schema=array({"type": "string", "maxLength": 5000}), **DEEP)
    said = noun.title().replace(" ", "")
    document["paths"][path] = {
        "get": {
            "operationId": f"Get{plural(said)}",
            "description": f"<p>Returns a list of {plural(noun)}, the newest first.</p>",
            "parameters": [
                _range("created"),
                parameter("ending_before", schema={"type": "string", "maxLength": 5000}),
                expand,
                parameter("limit", schema={"type": "integer", "minimum": 1, "maximum": 100}),
                parameter("starting_after", schema={"type": "string", "maxLength": 5000}),
            ],
            "x-pagination": {
                "style": "cursor",
                "parameter": "starting_after",
                "size-parameter": "limit",
                "items": "/data",
                "next": {"body": "/next"},
            },
            "responses": {"200": answer(_list(name, path)), **error},
        },
        "post": {
            "operationId": f"Post{plural(said)}",
            "requestBody": _form(noun, new=True),
            "responses": {"200": whole, **error},
        },
    }
    document["paths"][f"{path}/{{{one}}}"] = {
        "get": {
            "operationId": f"Get{plural(said)}{said}",
            "parameters": [identity, expand],
            # For a deleted object, the response has fewer properties.
            "responses": {"200": answer({"anyOf": [ref(name), ref(f"deleted_{name}")]}), **error},
        },
        "post": {
            "operationId": f"Post{plural(said)}{said}",
            "parameters": [identity],
            "requestBody": _form(noun, new=False),
            "responses": {"200": whole, **error},
        },
        "delete": {
            "operationId": f"Delete{plural(said)}{said}",
            "parameters": [identity],
            "responses": {"200": answer(ref(f"deleted_{name}")), **error},
        },
    }
    document["paths"][f"{path}/{{{one}}}/{'cancel' if number % 2 else 'confirm'}"] = {
        "post": {
            "operationId": f"Post{plural(said)}{said}{'Cancel' if number % 2 else 'Confirm'}",
            "parameters": [identity],
            "requestBody": {
                "content": {FORM: {"schema": thing({"expand": array(TEXT)}), "encoding": {"expand": DEEP}}}
            },
            "responses": {"200": whole, **error},
        }
    }


FORM = "application/x-www-form-urlencoded"


def _object(name: str, other: str | None) -> Node:
    members: Node = {
        "id": {"type": "string", "maxLength": 5000},
        "object": words(name),
        "amount": WHOLE,
        "created": SECONDS,
        "livemode": FLAG,
        "metadata": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 500}},
        "percent_off": {"type": "number", "nullable": True},
        "status": words("active", "canceled", "requires_action", ""),
        "shipping": {"anyOf": [ref("postal_address")], "nullable": True},
        "source": {"anyOf": [ref("bank_source"), ref("card_source"), ref("wallet_source")]},
        "next_action": thing(
            {"type": TEXT, "redirect": thing({"url": TEXT, "return_url": {**TEXT, "nullable": True}})}
        ),
        # An expandable reference to the same schema.
        "parent": {"anyOf": [{"type": "string", "maxLength": 5000}, ref(name)], "nullable": True},
    }
    if other:
        members[other] = {
            "anyOf": [{"type": "string", "maxLength": 5000}, ref(other), ref(f"deleted_{other}")],
            "x-expansionResources": {"oneOf": [ref(other), ref(f"deleted_{other}")]},
        }
    return thing(members, "id object amount created livemode metadata status", title=name, **{"x-resourceId": name})


def _list(name: str, path: str) -> Node:
    members = {
        "data": array(ref(name)),
        "has_more": FLAG,
        "next": {"type": "string", "nullable": True},
        "object": words("list"),
        "url": {"type": "string", "maxLength": 5000, "pattern": "^/", "example": path},
    }
    return thing(members, "data has_more object url", title="", description="", **{"x-expandableFields": ["data"]})


def _range(name: str) -> Node:
    bounds = thing(dict.fromkeys(("gt", "gte", "lt", "lte"), WHOLE), title="range_query_specs")
    return parameter(name, schema={"anyOf": [bounds, WHOLE]}, **DEEP)


def _form(noun: str, *, new: bool) -> Node:
    card = thing(
        {"number": {**TEXT, "maxLength": 5000}, "cvc": TEXT, "networks": thing({"preferred": words("a", "b")})}
    )
    members = {
        "amount": WHOLE,
        "currency": TEXT,
        "description": TEXT,
        "expand": array({"type": "string", "maxLength": 5000}),
        "payment_method_data": thing(
            {"type": words("card", "bank"), "card": card, "billing_details": thing({"address": ref("postal_address")})},
            "type",
        ),
        "metadata": {"type": "object", "additionalProperties": TEXT},
        "percentage": NUMBER,
        "capture": FLAG,
        "flow": {"anyOf": [thing({"until": WHOLE}, title="flow_specs"), words("")]},
    }
    deep = ("expand", "payment_method_data", "metadata", "flow")
    schema = thing(members, "amount currency" if new else "", description=f"What a {noun} is made of.")
    return {"required": new, "content": {FORM: {"schema": schema, "encoding": dict.fromkeys(deep, DEEP)}}}
