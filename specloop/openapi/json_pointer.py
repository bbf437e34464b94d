"""Parsing, formatting and resolving of JSON Pointers (RFC 6901) and local `$ref`s."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

JsonObject = dict[str, Any]
JsonPointer = tuple[str | int, ...]
"""The keys and list indexes that lead from the root of a document to a node."""

MAX_REF_CHAIN = 200
"""The largest number of `$ref`s in a chain; a limit is necessary because recursive functions follow such chains."""

MAX_CACHED_REFS = 4096
"""The largest number of `$ref`s whose parsed form is kept, because documents repeat the same `$ref`s."""


class Resolved(NamedTuple):
    """A node of a document with its JSON Pointer, usually the target of a `$ref`."""

    node: Any
    pointer: JsonPointer


def escape(name: str | int) -> str:
    """Escape a key for use in a JSON Pointer. `~` becomes `~0`, and `/` becomes `~1`."""
    return str(name).replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """Unescape a token of a JSON Pointer. `~1` becomes `/`, and `~0` becomes `~`."""
    return token.replace("~1", "/").replace("~0", "~")


def format_pointer(pointer: JsonPointer) -> str:
    """Format a pointer as text by RFC 6901, such as `/paths/~1pets/get`."""
    return "".join(f"/{escape(step)}" for step in pointer)


def parse_pointer(text: str) -> tuple[str, ...]:
    """Parse a JSON Pointer. A text without the leading `/` is accepted, too."""
    return tuple(map(unescape, text.removeprefix("/").split("/"))) if text else ()


def format_local_ref(pointer: JsonPointer) -> str:
    """Format a pointer as a local `$ref`, such as `#/components/schemas/Pet`."""
    return "#" + format_pointer(pointer).replace("%", "%25")


@lru_cache(maxsize=MAX_CACHED_REFS)
def parse_local_ref(ref: str) -> JsonPointer:
    """Parse a local `$ref`: `#/components/schemas/A` becomes ("components", "schemas", "A"). List indexes stay text."""
    steps = ref.removeprefix("#").removeprefix("/").split("/")
    return tuple(unescape(unquote(step)) for step in steps)


def locate(document: Any, ref: str) -> JsonPointer:
    """Locate the target of a local `$ref`: return its pointer, with list indexes as integers. Raises LookupError."""
    if ref == "#":
        return ()
    if not ref.startswith("#/"):
        raise LookupError(ref)
    pointer: JsonPointer = ()
    node: Any = document
    for name in parse_local_ref(ref):
        step: str | int = int(name) if isinstance(node, list) and _INDEX.fullmatch(str(name)) else name
        known = step in node if isinstance(node, dict) else isinstance(step, int) and step < len(node)
        if not known:
            raise LookupError(ref)
        pointer, node = (*pointer, step), node[step]
    return pointer


_INDEX = re.compile("0|[1-9][0-9]{0,8}")


def resolve_ref(document: JsonObject, node: Any, pointer: JsonPointer = ()) -> Resolved:
    """Follow `$ref`s from `node` to a node without a `$ref`. Return the latter with its JSON Pointer.

    `pointer` is the pointer of `node`. If a `$ref` has no target, the result is None with the pointer in the `$ref`.
    """
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        try:
            pointer = locate(document, node["$ref"])
        except LookupError:
            return Resolved(None, parse_local_ref(node["$ref"]))
        node = get_at(document, pointer)
    return Resolved(node, pointer)


def resolve_object(document: JsonObject, node: Any, pointer: JsonPointer) -> Resolved:
    """Follow the `$ref`s of a node to a map. Return the map with its JSON Pointer; any other value becomes {}.

    `pointer` is the pointer of the given node. Raises LookupError if a `$ref` does not resolve.
    """
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        pointer = locate(document, node["$ref"])
        node = get_at(document, pointer)
    return Resolved(node if isinstance(node, dict) else {}, pointer)


def get_at(document: Any, pointer: JsonPointer) -> Any:
    """Return the node at a pointer. Return None if the document has no such node."""
    node = document
    for step in pointer:
        if isinstance(node, list) and _INDEX.fullmatch(str(step)) and int(step) < len(node):
            node = node[int(step)]
        elif isinstance(node, dict) and step in node:
            node = node[step]
        else:
            return None
    return node


def iter_objects(document: Any) -> Iterator[JsonObject]:
    """Iterate over all objects (maps) of a document.

    A map that YAML aliases repeat is yielded once for each occurrence.
    """
    unread: list[Any] = [document]
    while unread:
        node = unread.pop()
        if isinstance(node, dict):
            yield node
        inner = node.values() if isinstance(node, dict) else node
        unread += [value for value in inner if isinstance(value, dict | list)]
