"""A document and a pointer or a `$ref` -> the node that it leads to, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

Node = dict[str, Any]
Pointer = tuple[str | int, ...]


class Located(NamedTuple):
    """A node of the contract with its references followed, and where it stands."""

    node: Any
    pointer: Pointer


def follow(document: Node, node: Any, pointer: Pointer = ()) -> Located:
    """Follow local `$ref`s from a node until it is something else."""
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        pointer = to_pointer(node["$ref"])
        node = at(document, pointer)
    return Located(node, pointer)


def at(document: Any, pointer: Pointer) -> Any:
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


def maps(document: Any) -> Iterator[Node]:
    """Go through all maps of a document, whatever they are; one that an alias repeats comes each time."""
    unread: list[Any] = [document]
    while unread:
        node = unread.pop()
        if isinstance(node, dict):
            yield node
        inner = node.values() if isinstance(node, dict) else node
        unread += [value for value in inner if isinstance(value, dict | list)]


def to_pointer(ref: str) -> Pointer:
    """Read a local reference: `#/components/schemas/A` -> ("components", "schemas", "A")."""
    steps = ref.removeprefix("#").removeprefix("/").split("/")
    return tuple(unquote(step).replace("~1", "/").replace("~0", "~") for step in steps)
