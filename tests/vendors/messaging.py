"""Document in the style of a messaging platform: camelCase, an envelope with a cursor, events identified by `type`.

The document has callbacks and webhooks. The content of a message may contain messages.
"""

from __future__ import annotations

from vendors.parts import (
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
    thing,
    words,
)

NULLABLE: Node = {"type": ["string", "null"]}


def document(size: int) -> Node:
    """Return an OpenAPI document with `size` operations."""
    return grown(
        {
            "openapi": "3.1.0",
            "info": {"title": "Parley API", "version": "2.7.0", "summary": "Messages, and who said them."},
            "servers": [{"url": "https://api.parley.example/v2", "description": "Production"}],
            "security": [{"botToken": []}],
            "paths": {},
            "webhooks": {"event": {"post": {"requestBody": body(ref("Event")), "responses": {"200": answer()}}}},
            "components": {
                "securitySchemes": {"botToken": {"type": "apiKey", "in": "header", "name": "X-Bot-Token"}},
                "schemas": _shared(),
            },
        },
        _add,
        size,
    )


def _shared() -> Node:
    tag = {"propertyName": "type"}
    return {
        "Problem": thing({"code": WHOLE, "message": TEXT, "retryAfterMs": WHOLE}, "code message"),
        "PageInfo": thing({"nextCursor": NULLABLE, "hasMore": FLAG}, "hasMore"),
        # A discriminator without a mapping, whose values are constants of the variants
        "Block": {
            "oneOf": [ref(name) for name in ("TextBlock", "ImageBlock", "QuoteBlock", "RowBlock")],
            "discriminator": tag,
        },
        "TextBlock": thing({"type": {"const": "text"}, "text": TEXT, "isMarkdown": FLAG}, "type text"),
        "ImageBlock": thing(
            {"type": {"const": "image"}, "imageUrl": {"type": "string", "format": "uri"}}, "type imageUrl"
        ),
        "QuoteBlock": thing({"type": {"const": "quote"}, "blocks": array(ref("Block"))}, "type blocks"),
        "RowBlock": thing(
            {"type": {"const": "row"}, "left": ref("Block"), "right": {"oneOf": [ref("Block"), {"type": "null"}]}},
            "type",
        ),
        # A discriminator with a mapping, whose values are not names of components
        "Event": {
            "oneOf": [ref("MemberJoined"), ref("MessagePosted"), ref("ReactionAdded")],
            "discriminator": {
                "propertyName": "eventType",
                "mapping": {
                    "member.joined": "#/components/schemas/MemberJoined",
                    "message.posted": "#/components/schemas/MessagePosted",
                    "reaction.added": "#/components/schemas/ReactionAdded",
                },
            },
        },
        "EventBase": thing({"eventType": TEXT, "eventId": UUID, "occurredAt": MOMENT}, "eventType eventId occurredAt"),
        "MemberJoined": {"allOf": [ref("EventBase"), thing({"memberId": TEXT, "inviterId": NULLABLE}, "memberId")]},
        "MessagePosted": {
            "allOf": [ref("EventBase"), thing({"blocks": array(ref("Block")), "threadId": TEXT}, "blocks")]
        },
        "ReactionAdded": {
            "allOf": [ref("EventBase"), thing({"emoji": TEXT, "count": {"type": ["integer", "null"]}}, "emoji")]
        },
        "Presence": {"type": ["string", "null"], "enum": ["ONLINE", "AWAY", "DO_NOT_DISTURB", None]},
        "Tuple": {"type": "array", "prefixItems": [NUMBER, NUMBER], "minItems": 2, "maxItems": 2},
    }


def _add(document: Node, noun: str, number: int) -> None:
    name, many, kind = camel(noun), plural(camel(noun)), pascal(noun)
    schemas = document["components"]["schemas"]
    schemas[kind] = _object(kind)
    schemas[f"Create{kind}Request"] = _input(required="displayName")
    schemas[f"Update{kind}Request"] = _input(required="")
    schemas[f"{kind}Page"] = thing({"items": array(ref(kind)), "pageInfo": ref("PageInfo")}, "items pageInfo")
    identity = parameter(f"{name}Id", "path")
    failing = {
        "4XX": answer(ref("Problem"), text="It will not do."),
        "default": answer(ref("Problem"), text="It failed."),
    }
    at = f"/spaces/{{spaceId}}/{many}"
    space = parameter("spaceId", "path", UUID)

    def operation(verb: str, **more: object) -> Node:
        return {"operationId": f"{verb}{kind}", "tags": [many], **more}

    document["paths"][at] = {
        "parameters": [space],
        "get": operation(
            "list",
            parameters=[
                parameter("cursor"),
                parameter("limit", schema={**WHOLE, "minimum": 1, "maximum": 200, "default": 50}),
                parameter("sortBy", schema=words("createdAt", "-createdAt", "displayName")),
                parameter("presence", schema=array(words("ONLINE", "AWAY")), explode=False),
            ],
            responses={"200": answer(ref(f"{kind}Page")), **failing},
            **{
                "x-pagination": {
                    "style": "cursor",
                    "parameter": "cursor",
                    "size-parameter": "limit",
                    "items": "/items",
                    "next": {"body": "/pageInfo/nextCursor"},
                }
            },
        ),
        "post": operation(
            "create",
            parameters=[parameter("Idempotency-Key", "header", UUID)],
            requestBody=body(ref(f"Create{kind}Request")),
            responses={"201": answer(ref(kind)), **failing},
            callbacks={
                "delivered": {
                    "{$request.body#/callbackUrl}": {
                        "post": {"requestBody": body(ref("Event")), "responses": {"200": answer()}}
                    }
                }
            },
        ),
    }
    document["paths"][f"{at}/{{{name}Id}}"] = {
        "parameters": [space, identity],
        "get": operation("get", responses={"200": answer(ref(kind)), **failing}),
        "patch": operation(
            "update",
            requestBody=body(ref(f"Update{kind}Request"), "application/merge-patch+json"),
            responses={"200": answer(ref(kind)), **failing},
        ),
        "delete": operation("delete", responses={"204": answer(), **failing}),
    }
    document["paths"][f"{at}/{{{name}Id}}/events"] = {
        "parameters": [space, identity],
        "get": operation("listEventsOf", responses={"200": answer(array(ref("Event"))), **failing}),
        "post": operation(
            "postEventTo", requestBody=body(ref("Event")), responses={"202": answer(ref("Event")), **failing}
        ),
    }
    if number % 2:
        document["paths"][f"{at}/{{{name}Id}}:bulkTag"] = {
            "parameters": [space, identity],
            "post": operation(
                "bulkTag",
                requestBody=body(array(TEXT, minItems=1)),
                responses={"200": answer({"type": "object", "additionalProperties": FLAG})},
            ),
        }


def _object(kind: str) -> Node:
    members = {
        "id": TEXT,
        "displayName": TEXT,
        "type": {"const": kind},
        "presence": ref("Presence"),
        "createdAt": {**MOMENT, "readOnly": True},
        "lastSeenAt": {"type": ["string", "null"], "format": "date-time"},
        "content": {"anyOf": [TEXT, array(ref("Block")), {"type": "null"}]},
        "pinned": {"anyOf": [ref("Block"), {"type": "null"}]},
        "position": ref("Tuple"),
        "customFields": {"type": "object", "additionalProperties": {"anyOf": [TEXT, NUMBER, FLAG, array(TEXT)]}},
        "replies": array(ref(kind)),
        "2faEnabled": FLAG,
        "class": TEXT,
    }
    return thing(members, "id displayName type createdAt content customFields")


def _input(required: str) -> Node:
    members = {
        "displayName": {**TEXT, "minLength": 1},
        "content": {"anyOf": [TEXT, array(ref("Block")), {"type": "null"}]},
        "presence": ref("Presence"),
        "callbackUrl": {"type": "string", "format": "uri"},
        "scheduledFor": {"type": ["string", "null"], "format": "date-time"},
        "mentionIds": {**array(UUID), "uniqueItems": True},
        "from": TEXT,
    }
    return thing(members, required, additionalProperties=False)
