"""An OpenAPI document as plain JSON data, and the source location of every node."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specloop.errors import Problem, SourceLocation
from specloop.openapi.json_pointer import JsonPointer, locate
from specloop.openapi.yaml_parser import LineIndex

BUNDLED_DOCUMENTS_KEY = "x-documents"
"""The key below which the bundler puts the documents that are referred to."""


@dataclass(frozen=True)
class Document:
    """An OpenAPI document, and where in its source each node stands.

    Other documents that it refers to are mounted in `document`, and known by name in `others`; `faults` tell which
    could not be had.
    """

    source: str
    text: bytes = field(repr=False)
    document: dict[str, Any] = field(repr=False)
    spots: SourceMap = field(repr=False, compare=False)
    others: dict[str, Document] = field(repr=False, compare=False, default_factory=dict)
    faults: list[Problem] = field(repr=False, compare=False, default_factory=list)

    def place(self, pointer: JsonPointer, *, key: bool = True) -> SourceLocation:
        """Find the key at `pointer`, or its value; the nearest ancestor if there is none."""
        if pointer[:1] == (BUNDLED_DOCUMENTS_KEY,) and (other := self.others.get(str((*pointer, "")[1]))):
            return other.place(pointer[2:], key=key)
        return SourceLocation(self.source, *self.spots.find(self.document, pointer, key=key))

    def value(self, pointer: JsonPointer) -> Any:
        """Return what is at `pointer`, or raise LookupError."""
        node: Any = self.document
        for step in pointer:
            steps: Any = node if isinstance(node, dict) or (isinstance(node, list) and isinstance(step, int)) else {}
            node = steps[step]
        return node

    def remove(self, pointer: JsonPointer) -> None:
        """Remove the node at a pointer, so that the nodes behind it keep their places."""
        holder, step = self.value(pointer[:-1]), pointer[-1]
        del holder[step]
        if isinstance(holder, list) and isinstance(step, int):
            bundled = pointer[:1] == (BUNDLED_DOCUMENTS_KEY,) and self.others.get(str((*pointer, "")[1]))
            items = (bundled or self).spots.lists.get(id(holder), [])
            if step < len(items):
                del items[step]

    def resolve(self, ref: str) -> JsonPointer:
        """Return the pointer that a local `$ref` stands for. Raises LookupError."""
        return locate(self.document, ref)


class SourceMap:
    """Where the nodes of a document stand: for each map and list the offsets of its keys and values."""

    def __init__(self, text: str) -> None:
        self.lines = LineIndex(text)
        self.root = 0
        self.maps: dict[int, dict[str, tuple[int, int]]] = {}
        self.lists: dict[int, list[int]] = {}

    def find(self, document: Any, pointer: JsonPointer, *, key: bool) -> tuple[int, int]:
        """Return line and column of the node at `pointer`, or of its nearest ancestor."""
        node, spot = document, (self.root, self.root)
        for step in pointer:
            if isinstance(node, dict) and isinstance(step, str):
                pairs = self.maps.get(id(node), {})
                if step not in pairs:
                    break
                spot = pairs[step]
            elif isinstance(node, list) and isinstance(step, int):
                items = self.lists.get(id(node), [])
                if not 0 <= step < len(items):
                    break
                spot = (items[step], items[step])
            else:
                break
            node = node[step]
        return self.lines.spot(spot[0 if key else 1])
