"""Representation of an OpenAPI document as JSON data, in which each node has a source location."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from specloop.errors import Problem, SourceLocation
from specloop.openapi.json_pointer import JsonPointer, locate
from specloop.openapi.released_names import ReleasedNames
from specloop.openapi.retrieval import Retriever
from specloop.openapi.yaml_parser import LineIndex

BUNDLED_DOCUMENTS_KEY = "x-documents"
"""The key of the root object under which the bundler stores external documents, by name."""


@dataclass(frozen=True)
class Document:
    """An OpenAPI document, with the source location of each node.

    Attributes:
        source: The document's path or URL.
        text: The document's bytes.
        data: The content of the document as JSON data.
        source_map: The source locations of the document's nodes.
        others: The external documents that the bundler has copied into `data`, by path or URL.
        reference_problems: The references that could not be resolved.
        overlays: The overlays that were applied to the document.
        retriever: The retriever that reads this document and the documents to which it refers; None if it is unknown.
        origins: For each node that an overlay added, the document that it comes from, and its offsets in that text. The
            key is the `id()` of the map or list that contains the node, with the node's key or index.
        has_rewritten_refs: Whether the bundler has replaced references, for example to an `$anchor`, by JSON Pointers.
        allows_partial: Whether invalid objects are omitted, instead of causing an error.
        released: The Python names in the last release of the client, to recognise renames; None without a release.
        written: The original document, if this document is a normalized copy; else None.
        cache: Results that other modules compute once per document, by name.
    """

    source: str
    text: bytes = field(repr=False)
    data: dict[str, Any] = field(repr=False)
    source_map: SourceMap = field(repr=False, compare=False)
    others: dict[str, Document] = field(repr=False, compare=False, default_factory=dict)
    reference_problems: list[Problem] = field(repr=False, compare=False, default_factory=list)
    overlays: list[Document] = field(repr=False, compare=False, default_factory=list)
    retriever: Retriever | None = field(repr=False, compare=False, default=None)
    origins: dict[tuple[int, str | int], tuple[Document, tuple[int, int]]] = field(
        repr=False, compare=False, default_factory=dict
    )
    has_rewritten_refs: bool = field(repr=False, compare=False, default=False)
    allows_partial: bool = False
    released: ReleasedNames | None = field(repr=False, compare=False, default=None)
    written: Document | None = field(repr=False, compare=False, default=None)
    cache: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def place(self, pointer: JsonPointer, *, key: bool = True) -> SourceLocation:
        """Return the source location of a node: where its key begins or, if `key` is false, where its value begins.

        If the document has no node at `pointer`, return the location of the nearest existing ancestor.
        """
        document, offsets = self.locate_text(pointer)
        return SourceLocation(document.source, *document.source_map.lines.line_column(offsets[0 if key else 1]))

    def locate_text(self, pointer: JsonPointer) -> tuple[Document, tuple[int, int]]:
        """Return the document whose text contains the node at `pointer`, and the offsets of the node's key and value.

        This is another document if the node was copied from an external document or an overlay. If no node is at
        `pointer`, return the location of the nearest existing ancestor.
        """
        if pointer[:1] == (BUNDLED_DOCUMENTS_KEY,) and (other := self.others.get(str((*pointer, "")[1]))):
            return other.locate_text(pointer[2:])
        document, node = self, self.data
        offsets = (self.source_map.root, self.source_map.root)
        for step in pointer:
            if (id(node), step) in self.origins:
                document, offsets = self.origins[id(node), step]
            elif (found := document.source_map.offsets(node, step)) is not None:
                offsets = found
            else:
                break
            try:
                node = node[step]  # type: ignore[index]
            except LookupError:
                break
        return document, offsets

    def files(self) -> list[Document]:
        """Return this document, the overlays that were applied to it, and the external documents copied into it."""
        return [self, *self.overlays, *self.others.values()]

    def value(self, pointer: JsonPointer) -> Any:
        """Return the node at `pointer`. Raises LookupError if there is no such node."""
        node: Any = self.data
        for step in pointer:
            steps: Any = node if isinstance(node, dict) or (isinstance(node, list) and isinstance(step, int)) else {}
            node = steps[step]
        return node

    def remove(self, pointer: JsonPointer) -> None:
        """Remove the node at `pointer`. If it is in a list, the source locations of later items are updated."""
        holder, step = self.value(pointer[:-1]), pointer[-1]
        del holder[step]
        self.origins.pop((id(holder), step), None)
        if isinstance(holder, list) and isinstance(step, int):
            bundled = pointer[:1] == (BUNDLED_DOCUMENTS_KEY,) and self.others.get(str((*pointer, "")[1]))
            items = (bundled or self).source_map.lists.get(id(holder), [])
            if step < len(items):
                del items[step]
            for number in range(step, len(holder)):
                if (origin := self.origins.pop((id(holder), number + 1), None)) is not None:
                    self.origins[id(holder), number] = origin

    def rename_key(self, holder: dict[str, Any], old: str, new: str) -> None:
        """Rename a key of the map `holder`, which may be in a bundled document. The source location is kept."""
        holder[new] = holder.pop(old)
        for document in (self, *self.others.values()):
            places = document.source_map.maps.get(id(holder), {})
            if old in places:
                places[new] = places.pop(old)
        if (origin := self.origins.pop((id(holder), old), None)) is not None:
            self.origins[id(holder), new] = origin

    def set_origin(self, holder: Any, step: str | int, origin: Document, pointer: JsonPointer) -> None:
        """Record that the node `holder[step]` was copied from the node at `pointer` in the document `origin`."""
        self.origins[id(holder), step] = origin.locate_text(pointer)

    def copy_from(self, origin: Document, value: Any) -> Any:
        """Return a deep copy of `value`, a node of `origin`. The copy keeps the source locations of its nodes."""
        if not isinstance(value, dict | list):
            return value
        copied: Any
        if isinstance(value, dict):
            copied = {key: self.copy_from(origin, each) for key, each in value.items()}
        else:
            copied = [self.copy_from(origin, each) for each in value]
        for step in copied if isinstance(copied, dict) else range(len(copied)):
            if (known := origin.origins.get((id(value), step))) is not None:
                self.origins[id(copied), step] = known
            elif (found := origin.source_map.offsets(value, step)) is not None:
                self.origins[id(copied), step] = (origin, found)
        return copied

    def resolve(self, ref: str) -> JsonPointer:
        """Return the JSON Pointer of the target of a local `$ref`. Raises LookupError if there is no target."""
        return locate(self.data, ref)


class SourceMap:
    """The source map of a document: where each key and each value begins in the text.

    The positions are stored by the `id()` of the map or list that contains the value.
    """

    def __init__(self, text: str) -> None:
        self.lines = LineIndex(text)
        self.root = 0
        self.maps: dict[int, dict[str, tuple[int, int]]] = {}
        self.lists: dict[int, list[int]] = {}

    def copy(self) -> SourceMap:
        """Return a copy of the source map. Additions to the copy do not change the original."""
        result = copy.copy(self)
        result.maps, result.lists = dict(self.maps), dict(self.lists)
        return result

    def offsets(self, holder: Any, step: str | int) -> tuple[int, int] | None:
        """Return where the key `step` of the map `holder`, and its value, begin in the text, as offsets.

        For an item of a list, both offsets are the beginning of the item. Return None if the offsets are unknown.
        """
        if isinstance(holder, dict) and isinstance(step, str):
            return self.maps.get(id(holder), {}).get(step)
        if isinstance(holder, list) and isinstance(step, int):
            items = self.lists.get(id(holder), [])
            return (items[step], items[step]) if 0 <= step < len(items) else None
        return None
