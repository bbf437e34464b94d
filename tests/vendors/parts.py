"""Names and small parts of OpenAPI documents, from which the documents of all vendors are built."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

NOUNS = (
    *("account", "address", "alert", "archive", "asset", "badge", "balance", "batch", "board", "booking", "branch"),
    *("budget", "bundle", "campaign", "cart", "catalog", "category", "channel", "charge", "class", "cluster"),
    *("comment", "company", "contract", "coupon", "customer", "dashboard", "delivery", "deposit", "device", "discount"),
    *("dispute", "document", "domain", "draft", "employee", "entry", "event", "export", "facility", "feature", "field"),
    *("file", "folder", "form", "gateway", "gift", "goal", "grant", "group", "import", "index", "inventory", "invoice"),
    *("issue", "item", "job", "key", "label", "lead", "ledger", "license", "list", "location", "machine", "member"),
    *("message", "meter", "metric", "milestone", "mirror", "model", "network", "note", "object", "offer", "order"),
    *("page", "partner", "payout", "peer", "person", "plan", "policy", "pool", "price", "process", "product"),
    *("profile", "project", "property", "quote", "range", "refund", "region", "release", "report", "reply", "return"),
    *("role", "route", "rule", "schedule", "secret", "segment", "series", "service", "session", "set", "shift"),
    *("shipment", "site", "snapshot", "source", "stage", "status", "store", "string", "task", "team", "template"),
    *("ticket", "token", "topic", "transfer", "trigger", "type", "union", "unit", "user", "vault", "vendor", "view"),
    *("volume", "wallet", "warehouse", "webhook", "widget", "window", "workflow", "zone"),
)
KINDS = ("", "billing", "draft", "shared", "internal", "public", "audit", "test", "child", "legacy")


def nouns() -> Iterator[str]:
    """Yield names of resources: `account`, ..., `billing account`, ..."""
    return (f"{kind} {noun}".strip() for kind in KINDS for noun in NOUNS)


def grown(document: Node, grow: Any, size: int) -> Node:
    """Add resources to a document until it has exactly `size` operations, and return the document.

    Args:
        document: The document, with `paths` and `components.schemas`.
        grow: A function that takes the document, a noun and its number, and adds a resource.
        size: The number of operations.
    """
    for number, noun in enumerate(nouns()):
        if operations(document) >= size:
            break
        grow(document, noun, number)
    while operations(document) > size:
        path, item = next(reversed(document["paths"].items()))
        del item[next(reversed([method for method in item if method in METHODS]))]
        if not item.keys() & METHODS:
            del document["paths"][path]
    return document


METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


def operations(document: Node) -> int:
    """Count the operations of a document."""
    return sum(len(item.keys() & METHODS) for item in document["paths"].values())


# Conversions of names to different cases


def snake(noun: str) -> str:
    return noun.replace(" ", "_")


def kebab(noun: str) -> str:
    return noun.replace(" ", "-")


def pascal(noun: str) -> str:
    return "".join(word.capitalize() for word in noun.split())


def camel(noun: str) -> str:
    first, *rest = noun.split()
    return first + "".join(map(str.capitalize, rest))


def plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeo" else f"{noun}s"


# Schemas


def ref(name: str, section: str = "schemas") -> Node:
    return {"$ref": f"#/components/{section}/{name}"}


def array(items: Node, **more: Any) -> Node:
    return {"type": "array", "items": items, **more}


def thing(members: Node, required: str = "", **more: Any) -> Node:
    """Return the schema of an object; `required` has the names of the required properties, separated by spaces."""
    needed = {"required": required.split()} if required else {}
    return {"type": "object", **needed, "properties": members, **more}


def words(*values: Any) -> Node:
    return {"type": "string", "enum": list(values)}


TEXT: Node = {"type": "string"}
WHOLE: Node = {"type": "integer"}
NUMBER: Node = {"type": "number"}
FLAG: Node = {"type": "boolean"}
MOMENT: Node = {"type": "string", "format": "date-time"}
DATE: Node = {"type": "string", "format": "date"}
UUID: Node = {"type": "string", "format": "uuid"}
FILE: Node = {"type": "string", "format": "binary"}


# Operations


def parameter(name: str, where: str = "query", schema: Node | None = TEXT, **more: Any) -> Node:
    """Return a Parameter Object; if `schema` is None, the caller passes `content`."""
    required = {"required": True} if where == "path" else {}
    return {"name": name, "in": where, **required, **({} if schema is None else {"schema": schema}), **more}


def body(schema: Node, media_type: str = "application/json", *, required: bool = True, **more: Any) -> Node:
    return {"required": required, "content": {media_type: {"schema": schema, **more}}}


def answer(schema: Node | None = None, media_type: str = "application/json", text: str = "Done.", **more: Any) -> Node:
    content = {} if schema is None else {"content": {media_type: {"schema": schema}}}
    return {"description": text, **content, **more}


def cycle(number: int, *choices: Any) -> Any:
    """Return one of the choices; consecutive numbers return consecutive choices."""
    return next(itertools.islice(choices, number % len(choices), None))
