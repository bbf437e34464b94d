"""A document -> its operations, with all that is said elsewhere brought together: parameters, bodies, responses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from specloop.openapi.index import METHODS
from specloop.openapi.json_pointer import Located, Node, Pointer, follow

# "If in is "header" and the name field is "Accept", "Content-Type" or "Authorization", the parameter definition SHALL
# be ignored": bodies, responses and security schemes say what these are.
IGNORED_HEADERS = ("accept", "content-type", "authorization")


class Source(NamedTuple):
    """One operation of the contract, with its references followed."""

    pointer: Pointer
    path: str
    method: str
    operation: Node
    parameters: list[Located]
    body: Located | None
    responses: dict[str, Located]


def sources(document: Node) -> Iterator[Source]:
    """Give the operations of a document, path by path."""
    for path, raw in (document.get("paths") or {}).items():
        if not path.startswith("x-"):
            yield from of_item(document, path, follow(document, raw, ("paths", path)))


def hooks(document: Node) -> Iterator[Source]:
    """Give what the server calls: webhooks by their names, the callbacks of operations by theirs."""
    for name, raw in (document.get("webhooks") or {}).items():
        yield from of_item(document, name, follow(document, raw, ("webhooks", name)))
    for source in sources(document):
        for name, raw in (source.operation.get("callbacks") or {}).items():
            callback = follow(document, raw, (*source.pointer, "callbacks", name))
            for expression, item in callback.node.items():
                if not expression.startswith("x-"):
                    yield from of_item(document, name, follow(document, item, (*callback.pointer, expression)))


def of_item(document: Node, path: str, item: Located) -> Iterator[Source]:
    """Give the operations of a path item."""
    shared = _parameters(document, item.node, item.pointer)
    for steps, operation in methods_of(item.node):
        pointer = (*item.pointer, *steps)
        own = _parameters(document, operation, pointer)
        body = operation.get("requestBody")
        yield Source(
            pointer=pointer,
            path=path,
            method=steps[-1],
            operation=operation,
            parameters=list((shared | own).values()),
            body=follow(document, body, (*pointer, "requestBody")) if body else None,
            responses={
                code: follow(document, response, (*pointer, "responses", code))
                for code, response in (operation.get("responses") or {}).items()
                if not code.startswith("x-")
            },
        )


def methods_of(item: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Give the operations of a path item, each with the steps that lead there; the last one is the method."""
    for method in METHODS:
        if item.get(method) is not None:
            yield (method,), item[method]
    for method, operation in (item.get("additionalOperations") or {}).items():  # OpenAPI 3.2: any method at all
        yield ("additionalOperations", method), operation


def _parameters(document: Node, holder: Node, pointer: Pointer) -> dict[tuple[str, str], Located]:
    found = (
        follow(document, raw, (*pointer, "parameters", number))
        for number, raw in enumerate(holder.get("parameters") or [])
    )
    return {
        (each.node["name"], each.node["in"]): each
        for each in found
        if each.node["in"] != "header" or each.node["name"].lower() not in IGNORED_HEADERS
    }


def contents(document: Node, holder: Located) -> dict[str, Located]:
    """Give the media types of a body, a response or a parameter, each with its media object."""
    found = holder.node.get("content") or {}
    return {
        media_type: follow(document, media, (*holder.pointer, "content", media_type))
        for media_type, media in found.items()
    }


def parameter_schema(document: Node, parameter: Located) -> Located:
    """Give the schema of a parameter, whichever of the two ways it is written."""
    if "schema" not in parameter.node:
        for media in contents(document, parameter).values():
            return Located(media.node.get("schema", {}), (*media.pointer, "schema"))
    return Located(parameter.node.get("schema", {}), (*parameter.pointer, "schema"))
