"""Document in the style of a shop: inconsistent names, offset and limit with the total in a header, metafields.

Objects allow additional properties, uploads have several files, and a price is a string or a number.
"""

from __future__ import annotations

from vendors.parts import (
    DATE,
    FILE,
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
    snake,
    thing,
    words,
)

PRICE: Node = {"oneOf": [{"type": "string", "pattern": r"^\d+\.\d\d$", "example": "12.50"}, NUMBER]}


def document(size: int) -> Node:
    """Return an OpenAPI document with `size` operations."""
    return grown(
        {
            "openapi": "3.0.2",
            "info": {"title": "Bazaar Store API", "version": "4.12.0"},
            "servers": [{"url": "https://store.bazaar.example/api"}],
            "security": [{"Access-Token": [], "Store-Id": []}],
            "paths": {},
            "components": {
                "securitySchemes": {
                    "Access-Token": {"type": "apiKey", "in": "header", "name": "X-Bazaar-Access-Token"},
                    "Store-Id": {"type": "apiKey", "in": "query", "name": "store"},
                },
                "requestBodies": {"Metafields": body(ref("Metafields"))},
                "schemas": {
                    "Errors": thing(
                        {"errors": {"oneOf": [TEXT, {"type": "object", "additionalProperties": array(TEXT)}]}}, "errors"
                    ),
                    "Metafields": {
                        "type": "object",
                        "additionalProperties": {"oneOf": [TEXT, WHOLE, FLAG, ref("MetafieldValue")]},
                    },
                    "MetafieldValue": thing(
                        {"namespace": TEXT, "value": {}}, "namespace value", additionalProperties=False
                    ),
                    "Money": thing(
                        {"amount": PRICE, "currency_code": words("CHF", "EUR", "USD")}, "amount currency_code"
                    ),
                    "Attachment": thing({"id": WHOLE, "fileName": TEXT, "size-in-bytes": WHOLE}, "id"),
                },
            },
        },
        _add,
        size,
    )


def _add(document: Node, noun: str, number: int) -> None:
    name, kind, many = snake(noun), pascal(noun), plural(kebab(noun))
    if kind in {"Errors", "Metafields"}:
        return
    schemas = document["components"]["schemas"]
    schemas[kind] = _object(name, kind)
    schemas[f"{name}_input"] = _input()
    failing = {"422": answer(ref("Errors"), text="It cannot be."), "401": answer(text="Who are you?")}
    identity = parameter("id", "path", WHOLE)

    def operation(verb: str, **more: object) -> Node:
        return {"operationId": f"{verb}-{kebab(noun)}", "tags": [kind], **more}

    document["paths"][f"/{many}.json"] = {
        "get": operation(
            "list",
            parameters=[
                parameter("offset", schema={**WHOLE, "minimum": 0}),
                parameter("limit", schema={**WHOLE, "minimum": 1}),
                parameter("ids", schema=array(WHOLE), explode=False),
                parameter("created_at_min", schema=MOMENT),
                parameter("Published", schema={**FLAG, "default": True}),
                parameter(
                    "attr", schema={"type": "object", "additionalProperties": TEXT}, style="deepObject", explode=True
                ),
            ],
            responses={"200": answer(array(ref(kind)), headers={"X-Total": {"schema": WHOLE}}), **failing},
            **{
                "x-pagination": {
                    "style": "offset",
                    "parameter": "offset",
                    "size-parameter": "limit",
                    "total": {"header": "X-Total"},
                }
            },
        ),
        "post": operation(
            "create",
            requestBody=body(thing({name: ref(f"{name}_input")}, name)),
            responses={"201": answer(thing({name: ref(kind)}, name)), **failing},
        ),
    }
    document["paths"][f"/{many}/{{id}}.json"] = {
        "get": operation(
            "get",
            parameters=[identity, parameter("fields")],
            responses={"200": answer(thing({name: ref(kind)}, name)), **failing},
        ),
        "put": operation(
            "replace",
            parameters=[identity],
            requestBody=body(ref(f"{name}_input")),
            responses={"200": answer(ref(kind)), **failing},
        ),
        "delete": operation("remove", parameters=[identity], responses={"200": answer({"type": "object"}), **failing}),
    }
    stock = thing({"available": WHOLE, "reason": TEXT, "on_hand": FLAG, "locations": array(WHOLE)}, "available")
    kinds = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")
    document["paths"][f"/{many}/{{id}}/stock"] = {
        "patch": operation(
            "adjust-stock-of",
            parameters=[identity],
            requestBody={"required": True, "content": {each: {"schema": stock} for each in kinds}},
            responses={"200": answer(stock), "204": answer(), **failing},
        )
    }
    document["paths"][f"/{many}/{{id}}/metafields.json"] = {
        "get": operation(
            "metafields-of", parameters=[identity], responses={"200": answer(ref("Metafields")), **failing}
        ),
        "post": operation(
            "set-metafields-of",
            parameters=[identity],
            requestBody={"$ref": "#/components/requestBodies/Metafields"},
            responses={"200": answer(ref("Metafields"))},
        ),
    }
    document["paths"][f"/{many}/{{id}}/images"] = {
        "post": operation(
            "upload-images-of",
            parameters=[identity],
            requestBody=body(
                thing(
                    {
                        "images": array(FILE, minItems=1),
                        "cover": FILE,
                        "altText": TEXT,
                        "positions": array(WHOLE),
                        "crop": thing({"x": WHOLE, "y": WHOLE}, "x y"),
                        "published_on": DATE,
                        "kind": words("photo", "drawing"),
                        "isPrivate": FLAG,
                    },
                    "images altText",
                ),
                "multipart/form-data",
                encoding={"cover": {"contentType": "image/png, image/jpeg"}},
            ),
            responses={"201": answer(array(ref("Attachment"))), **failing},
        )
    }
    if number % 2:
        document["paths"][f"/{many}/{{id}}/search-{camel(noun)}"] = {
            "post": operation(
                "search",
                parameters=[identity],
                requestBody=body(TEXT, "text/plain"),
                responses={"200": answer(array(ref(kind)))},
            )
        }


def _object(name: str, kind: str) -> Node:
    members = {
        "id": {"type": "integer", "format": "int64"},
        f"{name}_type": {"type": "string", "nullable": True},
        "adminGraphqlApiId": TEXT,
        "price": PRICE,
        "compareAtPrice": {**PRICE, "nullable": True},
        "total_price_set": thing({"shop_money": ref("Money"), "presentment_money": ref("Money")}, "shop_money"),
        "tags": TEXT,
        "OptionValues": {"type": "object", "additionalProperties": array(TEXT)},
        "weight": {"type": "number", "format": "double"},
        "published_at": {**MOMENT, "nullable": True},
        "metafields": ref("Metafields"),
        "variants": array(ref(kind)),
        "inventory_policy": words("deny", "continue", "Deny!"),
        "e-mail": {"type": "string", "format": "email"},
        "note_attributes": array(thing({"name": TEXT, "value": {}}, "name"), maxItems=2),
        "import": FLAG,
    }
    return thing(members, "id price tags published_at", additionalProperties=True)


def _input() -> Node:
    members = {
        "title": TEXT,
        "price": PRICE,
        "OptionValues": {"type": "object", "additionalProperties": array(TEXT)},
        "metafields": ref("Metafields"),
        "note": {"type": "string", "nullable": True},
        "self": TEXT,
    }
    return thing(members, "title", additionalProperties={"type": "integer"})
