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
    """A node of a document, and its JSON Pointer. The functions that follow `$ref`s return it."""

    node: Any
    pointer: JsonPointer


def escape(name: str | int) -> str:
    """Escape a key for use in a JSON Pointer. `~` becomes `~0`, and `/` becomes `~1`."""
    return str(name).replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """Unescape a token of a JSON Pointer. `~1` becomes `/`, and `~0` becomes `~`."""
    return token.replace("~1", "/").replace("~0", "~")


def format_pointer(pointer: JsonPointer) -> str:
    """Format a JSON Pointer as text (RFC 6901): `("paths", "/pets")` becomes `/paths/~1pets`."""
    return "".join(f"/{escape(step)}" for step in pointer)


def parse_pointer(text: str) -> tuple[str, ...]:
    """Parse a JSON Pointer: `/paths/~1pets` becomes ("paths", "/pets"). The first `/` may be missing."""
    return tuple(map(unescape, text.removeprefix("/").split("/"))) if text else ()


def format_local_ref(pointer: JsonPointer) -> str:
    """Format a JSON Pointer as a local `$ref`, such as `#/components/schemas/Pet`."""
    return "#" + format_pointer(pointer).replace("%", "%25")


@lru_cache(maxsize=MAX_CACHED_REFS)
def parse_local_ref(ref: str) -> JsonPointer:
    """Parse a local `$ref`: `#/paths/~1pets` becomes ("paths", "/pets"). List indexes are returned as text."""
    steps = ref.removeprefix("#").removeprefix("/").split("/")
    return tuple(unescape(unquote(step)) for step in steps)


def locate(document: Any, ref: str) -> JsonPointer:
    """Return the JSON Pointer of a local `$ref`'s target, with integer list indexes.

    Raises LookupError if there is none.
    """
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
    """Follow `$ref`s from `node` until a node is not a `$ref`. Return that node with its JSON Pointer.

    If a `$ref` has no target, return None instead of a node, with the pointer in that `$ref`. `pointer` is the JSON
    Pointer of `node`.
    """
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        try:
            pointer = locate(document, node["$ref"])
        except LookupError:
            return Resolved(None, parse_local_ref(node["$ref"]))
        node = get_at(document, pointer)
    return Resolved(node, pointer)


def resolve_object(document: JsonObject, node: Any, pointer: JsonPointer) -> Resolved:
    """Follow `$ref`s from `node` until a node is not a `$ref`. Return that node, if it is a map, with its JSON Pointer.

    Return {} for any other node. `pointer` is the JSON Pointer of `node`. Raises LookupError if a `$ref` has no target.
    """
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        pointer = locate(document, node["$ref"])
        node = get_at(document, pointer)
    return Resolved(node if isinstance(node, dict) else {}, pointer)


def get_at(document: Any, pointer: JsonPointer) -> Any:
    """Return the node at a JSON Pointer. Return None if the document has no such node."""
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
    """Yield all maps in a document, including the document itself. The result is empty for a scalar.

    A map that YAML aliases repeat is yielded once for each occurrence.
    """
    unread: list[Any] = [document]
    while unread:
        node = unread.pop()
        if isinstance(node, dict):
            yield node
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        unread += [value for value in inner if isinstance(value, dict | list)]
