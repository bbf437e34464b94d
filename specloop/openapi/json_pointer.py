"""A document and a pointer or a `$ref` -> the node that it leads to, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

JsonObject = dict[str, Any]
JsonPointer = tuple[str | int, ...]


class Resolved(NamedTuple):
    """A node of the contract with its references followed, and where it stands."""

    node: Any
    pointer: JsonPointer


def resolve_ref(document: JsonObject, node: Any, pointer: JsonPointer = ()) -> Resolved:
    """Follow local `$ref`s from a node until it is something else."""
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        pointer = parse_local_ref(node["$ref"])
        node = get_at(document, pointer)
    return Resolved(node, pointer)


def get_at(document: Any, pointer: JsonPointer) -> Any:
    """Give the node a pointer leads to; None when there is none."""
    node = document
    for step in pointer:
        if isinstance(node, list) and str(step).isdecimal() and int(step) < len(node):
            node = node[int(step)]
        elif isinstance(node, dict) and step in node:
            node = node[step]
        else:
            return None
    return node


def iter_objects(document: Any) -> Iterator[JsonObject]:
    """Go through all maps of a document, whatever they are; one that an alias repeats comes each time."""
    unread: list[Any] = [document]
    while unread:
        node = unread.pop()
        if isinstance(node, dict):
            yield node
        inner = node.values() if isinstance(node, dict) else node
        unread += [value for value in inner if isinstance(value, dict | list)]


def parse_local_ref(ref: str) -> JsonPointer:
    """Read a local reference: `#/components/schemas/A` -> ("components", "schemas", "A")."""
    steps = ref.removeprefix("#").removeprefix("/").split("/")
    return tuple(unquote(step).replace("~1", "/").replace("~0", "~") for step in steps)
