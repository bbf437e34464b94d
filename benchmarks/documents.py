"""The documents of the benchmarks: variants of openapi.yaml with a valid page of items, and synthetic documents.

The documents are deterministic: equal arguments result in equal bytes.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from specloop.mock.server import MockServer
from specloop.openapi.loader import load_document

Node = dict[str, Any]

ROOT = Path(__file__).parent.parent
CONTRACT = ROOT / "openapi.yaml"
ITEMS = 100  # number of broadcasts on a page

MESSAGE_PARTS: Node = {
    "TextPart": {
        "type": "object",
        "required": ["kind", "text"],
        "properties": {"kind": {"type": "string", "const": "text"}, "text": {"type": "string"}},
    },
    "ImagePart": {
        "type": "object",
        "required": ["kind", "url", "size"],
        "properties": {
            "kind": {"type": "string", "const": "image"},
            "url": {"type": "string"},
            "size": {"type": "number"},
        },
    },
    "GroupPart": {
        "type": "object",
        "required": ["kind", "parts"],
        "properties": {
            "kind": {"type": "string", "const": "group"},
            "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
        },
    },
    "Part": {
        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("TextPart", "ImagePart", "GroupPart")],
        "discriminator": {"propertyName": "kind"},
    },
}


class Variant:
    """A variant of the contract with one edit, and a page of 100 broadcasts that is valid for this variant.

    Args:
        name: The name of the variant.
        label: The description of the edit in the table.
        contract: The edited contract.
        page: The broadcasts of the page.
        tagged: The same broadcasts with the tags by which msgspec decodes unions; None if msgspec can decode `page`.
    """

    def __init__(
        self, name: str, label: str, contract: Node, page: list[Node], tagged: list[Node] | None = None
    ) -> None:
        self.name = name
        self.label = label
        self.contract = contract
        self.content = dumped(page)
        self.tagged_content = self.content if tagged is None else dumped(tagged)


def dumped(data: Any) -> bytes:
    """Return data as compact JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def variants() -> dict[str, Variant]:
    """Return the variants of the contract by name: without an edit, and with one edit each.

    The edits add optional properties, camelCase names, unions, or recursive models.
    """
    edits: dict[str, tuple[str, Callable[[Node], None], Callable[[int, Node], Node]]] = {
        "plain": ("", lambda _: None, lambda _, item: item),
        "optional": ("all members optional", _make_optional, _with_absent),
        "camel": ("camelCase names", _make_camel, lambda _, item: _renamed(item)),
        "union": ("with a recursive union, discriminated", _make_union, _with_parts),
        "fit": ("with a recursive union, by fit", _make_union_by_fit, _with_parts_by_fit),
        "recursive": ("with templates in templates", _make_recursive, _with_replies),
    }
    found = {}
    for name, (label, edit, fit) in edits.items():
        contract = yaml.safe_load(CONTRACT.read_text("utf-8"))
        for example in contract["paths"].values():
            example["get"]["responses"]["200"]["content"]["application/json"].pop("examples")
        edit(contract)
        page = [fit(number, item) for number, item in enumerate(broadcasts())]
        tagged = [_with_parts(number, item) for number, item in enumerate(broadcasts())] if name == "fit" else None
        found[name] = Variant(name, label, contract, page, tagged)
    return found


def broadcasts(count: int = ITEMS) -> list[Node]:
    """Return different broadcasts that are valid for the contract; a mock server generates the broadcasts."""
    mock = MockServer(load_document(CONTRACT), items=count)
    authorization = {"authorization": f"Bearer {mock.api_key}"}
    paths = (f"/orgs/c/broadcasts?page={page}" for page in range(1, -(-count // ITEMS) + 1))
    found: list[Node] = [item for path in paths for item in mock.respond("GET", path, headers=authorization).value]
    return found


DRIFTS: dict[str, Node] = {
    "a member too many in each item": {"archived_at": None},
    "a new enum word in each item": {"status": "PAUSED"},
    "a null in each item": {"name": None},
    "all three in each item": {"archived_at": None, "status": "PAUSED", "name": None},
}
"""Mapping from a label to the properties that are set in each item of a page to create mismatches.

Each property creates one mismatch with the contract.
"""


def drifted(content: bytes, changes: Node = DRIFTS["a member too many in each item"]) -> bytes:
    """Return a page in which each item has the properties in `changes`."""
    return dumped([{**item, **changes} for item in json.loads(content)])


def synthetic(operations: int) -> Node:
    """Return a document with five operations for each resource; the schemas have nested objects, enums and dates."""
    paths: Node = {}
    schemas: Node = {}
    for number in range((operations + 4) // 5):
        name = f"{_WORDS[number % len(_WORDS)]}{number}"
        schemas |= _schemas(name)
        paths |= _paths(name, min(5, operations - 5 * number))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Synthetic", "version": "1.0.0"},
        "servers": [{"url": "https://api.example.com"}],
        "security": [{"bearerAuth": []}],
        "paths": paths,
        "components": {"securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}}, "schemas": schemas},
    }


# Each edit of the contract is followed by the same edit of the items.


def _make_optional(contract: Node) -> None:
    for schema in contract["components"]["schemas"].values():
        schema.pop("required", None)


def _with_absent(number: int, item: Node) -> Node:
    """Return an item without a quarter of its properties; `number` decides which properties are removed."""
    kept = {key: value for place, (key, value) in enumerate(item.items()) if (number + place) % 4}
    for key, value in kept.items():
        if isinstance(value, list):
            kept[key] = [_with_absent(number + nth, each) for nth, each in enumerate(value)]
    return kept


def _make_camel(contract: Node) -> None:
    for schema in contract["components"]["schemas"].values():
        if "properties" in schema:
            schema["properties"] = {camel(key): value for key, value in schema["properties"].items()}
        if "required" in schema:
            schema["required"] = [camel(key) for key in schema["required"]]


def camel(name: str) -> str:
    """Return a name in camelCase: `scheduledAt` for `scheduled_at`."""
    return re.sub("_(.)", lambda match: match[1].upper(), name)


def _renamed(item: Any) -> Any:
    if isinstance(item, list):
        return [_renamed(each) for each in item]
    return {camel(key): _renamed(value) for key, value in item.items()} if isinstance(item, dict) else item


def _make_union(contract: Node) -> None:
    schemas = contract["components"]["schemas"]
    schemas |= copy.deepcopy(MESSAGE_PARTS)
    schemas["BroadcastTemplate"]["properties"]["parts"] = {
        "type": "array",
        "items": {"$ref": "#/components/schemas/Part"},
    }


def _with_parts(number: int, item: Node) -> Node:
    text = {"kind": "text", "text": item["name"]}
    image = {"kind": "image", "url": f"https://cdn.example.com/{item['id']}.png", "size": 1000 + number}
    parts = [text, image, {"kind": "group", "parts": [image, text]}]
    return item | {"templates": [{**template, "parts": parts} for template in item["templates"]]}


def _make_union_by_fit(contract: Node) -> None:
    _make_union(contract)
    schemas = contract["components"]["schemas"]
    for name in ("TextPart", "ImagePart", "GroupPart"):
        schemas[name]["required"].remove("kind")
        del schemas[name]["properties"]["kind"]
    del schemas["Part"]["discriminator"]


def _with_parts_by_fit(number: int, item: Node) -> Node:
    return _without_kind(_with_parts(number, item))


def _without_kind(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_kind(each) for each in node]
    return {key: _without_kind(each) for key, each in node.items() if key != "kind"} if isinstance(node, dict) else node


def _make_recursive(contract: Node) -> None:
    template = contract["components"]["schemas"]["BroadcastTemplate"]
    template["properties"]["replies"] = {"type": "array", "items": {"$ref": "#/components/schemas/BroadcastTemplate"}}


def _with_replies(_: int, item: Node) -> Node:
    """Return an item in which each template has two replies; the first reply has a reply of its own."""
    templates = item["templates"]
    return item | {"templates": [{**each, "replies": [{**each, "replies": [each]}, each]} for each in templates]}


# --- the synthetic document ---

_WORDS = ("Invoice", "Customer", "Shipment", "Webhook", "Contact", "Campaign", "Ticket", "Product")


def _schemas(name: str) -> Node:
    return {
        name: {
            "type": "object",
            "description": f"One {name}, as it is kept.",
            "required": ["id", "name", "status", "created_at", "lines"],
            "properties": {
                "id": {"type": "string", "description": "An opaque identifier."},
                "name": {"type": "string"},
                "status": {"$ref": f"#/components/schemas/{name}Status"},
                "amount": {"type": "number", "description": "In the smallest unit of the currency."},
                "paid": {"type": "boolean"},
                "note": {"type": ["string", "null"]},
                "created_at": {"type": "string", "format": "date-time"},
                "due_on": {"type": ["string", "null"], "format": "date"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "lines": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}Line"}},
                "settings": {"type": "object", "additionalProperties": True},
            },
        },
        f"{name}Line": {
            "type": "object",
            "required": ["text", "count"],
            "properties": {
                "text": {"type": "string"},
                "count": {"type": "integer"},
                "price": {"type": ["number", "null"]},
            },
        },
        f"{name}Status": {"type": "string", "enum": ["DRAFT", "OPEN", "DONE", "FAILED"]},
        f"{name}Change": {
            "type": "object",
            "properties": {
                "name": {"type": "string"},
                "status": {"$ref": f"#/components/schemas/{name}Status"},
                "note": {"type": ["string", "null"]},
            },
        },
    }


def _paths(name: str, count: int) -> Node:
    below, one = f"/{name.lower()}s", {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    change = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}Change"}}}

    def operation(verb: str, **more: Any) -> Node:
        return {"operationId": f"{verb}{name}", "tags": [name], "summary": f"{verb.title()} one {name}", **more}

    def answer(schema: Node) -> Node:
        return {"description": "What was asked for.", "content": {"application/json": {"schema": schema}}}

    it, missing = {"$ref": f"#/components/schemas/{name}"}, {"description": "There is none."}
    gone = {"description": "It is gone."}
    take = {"name": "take", "in": "query", "description": "How many to list.", "schema": {"type": "integer"}}
    body = {"required": True, "content": change}
    operations = [
        (below, "get", operation("list", parameters=[take], responses={"200": answer({"type": "array", "items": it})})),
        (below, "post", operation("create", requestBody=body, responses={"201": answer(it)})),
        (f"{below}/{{id}}", "get", operation("get", parameters=[one], responses={"200": answer(it), "404": missing})),
        (
            f"{below}/{{id}}",
            "patch",
            operation("update", parameters=[one], requestBody=body, responses={"200": answer(it)}),
        ),
        (f"{below}/{{id}}", "delete", operation("delete", parameters=[one], responses={"204": gone})),
    ]
    paths: Node = {}
    for path, method, each in operations[:count]:
        paths.setdefault(path, {})[method] = each
    return paths
