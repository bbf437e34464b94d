"""Composer that builds a Document from the events of the YAML and JSON parser. Duplicate keys are errors.

The data is built without recursion, so deep nesting causes no RecursionError. The number of nodes that aliases add
is limited, so a small document cannot become huge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NoReturn

from specloop.errors import InputError, Problem, SourceLocation
from specloop.openapi.document import Document, SourceMap
from specloop.openapi.retrieval import MAX_DOCUMENT_BYTES
from specloop.openapi.yaml_parser import decode, parse_events
from specloop.text_format import quote

MAX_NESTING_DEPTH = 200
ALIAS_NODE_ALLOWANCE = 100_000
"""A document, with aliases expanded, is limited to this number of nodes plus one node for each of its characters."""

MAX_PROBLEMS = 1_000
"""Composing a document stops after this number of problems in the document."""

_WEB_PAGE = re.compile(r"\s*<[!?a-zA-Z]")

CONTRACT_FORMAT = "an OpenAPI document, which begins with `openapi: 3.1.0`"


def compose(name: str, text: bytes, expected: str = CONTRACT_FORMAT) -> Document:
    """Compose a document from the bytes of a YAML or JSON file.

    Args:
        name: The name of the file.
        text: The bytes of the file.
        expected: The expected content of the file, for error messages, such as "an OpenAPI document".

    Raises:
        InputError: The bytes are not a valid YAML or JSON map, or a limit is exceeded.
    """
    if len(text) > MAX_DOCUMENT_BYTES:
        raise InputError.at(name, f"larger than {MAX_DOCUMENT_BYTES >> 20} MiB; expected {expected}")
    decoded = decode(text, name)
    if _WEB_PAGE.match(decoded):  # The parser would report the first line of the page that is not YAML.
        raise InputError.at(name, f"the document is HTML or XML; expected {expected}")
    # `yaml.compose` is not used: it recurses, counts no nodes, and takes eight times as long.
    nodes = _Composer(name, decoded, expected)
    parse_events(nodes.source_map.lines.text, nodes)
    return Document(source=name, text=text, data=nodes.finish(), source_map=nodes.source_map)


@dataclass(slots=True)
class _Anchor:
    """A YAML node with an anchor (`&name`). Aliases (`*name`) insert the same node in other places.

    `size` is the number of nodes in it. `text` is the source text of a scalar, and None for a map or list.
    """

    node: Any
    size: int
    text: str | None = None
    height: int = 0
    complete: bool = True


@dataclass(slots=True)
class _OpenNode:
    """A map or list whose end the parser has not reached yet."""

    node: Any
    offsets: Any
    is_map: bool
    anchor: _Anchor | None
    is_key: bool
    key: str | None = None
    key_offset: int = 0
    height: int = 1
    merging: bool = False
    merged: list[tuple[int, Any]] | None = None


class _Composer:
    """Builds the data and source map of a document from parser events. Its method `finish` returns the data."""

    def __init__(self, file: str, text: str, expected: str) -> None:
        self.file = file
        self.expected = expected
        self.source_map = SourceMap(text)
        self.largest = len(text) + ALIAS_NODE_ALLOWANCE
        self.problems: list[Problem] = []
        self.documents = 0
        self.root: Any = None
        self.top: _OpenNode | None = None
        self.stack: list[_OpenNode] = []
        self.anchors: dict[str, _Anchor] = {}
        self.size = 0

    def report(self, offset: int, message: str) -> None:
        self.problems.append(Problem(SourceLocation(self.file, *self.source_map.lines.line_column(offset)), message))
        if len(self.problems) >= MAX_PROBLEMS:
            raise InputError(self.problems)

    def fail(self, offset: int, message: str) -> NoReturn:
        self.report(offset, message)
        raise InputError(self.problems)

    def document(self, offset: int) -> None:
        self.documents += 1
        if self.documents > 1:
            self.fail(offset, "a second document begins here; expected one document in a file")

    def scalar(self, value: Any, text: str, offset: int, anchor: str | None = None) -> None:
        self.size += 1
        if anchor is not None:
            self.anchors[anchor] = _Anchor(value, 1, text)
        top = self.top
        if top is not None and top.is_map and top.key is None:
            self._key(top, text, offset)
        else:
            self._attach(value, offset)

    def merge(self, offset: int) -> None:
        top = self.top
        if top is not None and top.is_map and top.key is None:
            top.key, top.key_offset, top.merging = "<<", offset, True
        else:
            self.scalar("<<", "<<", offset)

    def open(self, node: dict[str, Any] | list[Any], offset: int, anchor: str | None = None) -> None:
        self.size += 1
        if len(self.stack) >= MAX_NESTING_DEPTH:
            self.fail(offset, f"nested more than {MAX_NESTING_DEPTH} levels deep; expected a flatter document")
        top, is_map = self.top, isinstance(node, dict)
        is_key = top is not None and top.is_map and top.key is None
        if is_key:
            self.report(offset, f"this key is a {'map' if is_map else 'list'}; expected text")
        else:
            self._attach(node, offset)
        held = None
        if anchor is not None:
            held = self.anchors[anchor] = _Anchor(node, self.size - 1, complete=False)
        self.top = _OpenNode(node, {} if is_map else [], is_map, held, is_key)
        self.stack.append(self.top)

    def close(self) -> None:
        done = self.stack.pop()
        if done.merged:
            self._merge(done, done.merged)
        if done.offsets:
            (self.source_map.maps if done.is_map else self.source_map.lists)[id(done.node)] = done.offsets
        if done.anchor is not None:
            done.anchor.size = self.size - done.anchor.size
            done.anchor.height = done.height
            done.anchor.complete = True
        self.top = top = self.stack[-1] if self.stack else None
        if top is not None:
            top.height = max(top.height, done.height + 1)
            if done.is_key:
                top.key = ""

    def alias(self, name: str, offset: int) -> None:
        anchor = self.anchors.get(name)
        if anchor is None:
            self.report(
                offset, f"{quote(f'*{name}')} has no anchor; write {quote(f'&{name}')} before the node it refers to"
            )
            anchor = _Anchor(None, 1, name)
        if not anchor.complete:
            what = f"{quote(f'*{name}')} refers to a node that contains it, so the data would be infinite"
            self.fail(offset, f"{what}; remove the alias")
        self.size += anchor.size
        if self.size > self.largest:
            self.fail(offset, f"aliases expand the document to more than {self.largest} nodes; use fewer aliases")
        if len(self.stack) + anchor.height > MAX_NESTING_DEPTH:
            self.fail(offset, f"aliases nest the document more than {MAX_NESTING_DEPTH} levels deep; use fewer aliases")
        top = self.top
        if top is not None:
            top.height = max(top.height, anchor.height + 1)
        if top is not None and top.is_map and top.key is None:
            if anchor.text is None:
                self.report(offset, f"this key is a {_kind(anchor.node)}; expected text")
            self._key(top, anchor.text or "", offset)
        else:
            self._attach(anchor.node, offset)

    def finish(self) -> dict[str, Any]:
        if self.root is None:
            self.report(0, f"the document is empty; expected {self.expected}")
        elif not isinstance(self.root, dict):
            self.report(self.source_map.root, f"the document is a {_kind(self.root)}; expected {self.expected}")
        if self.problems:
            raise InputError(self.problems)
        root: dict[str, Any] = self.root
        return root

    def _key(self, top: _OpenNode, text: str, offset: int) -> None:
        if text in top.node:
            first = SourceLocation(self.file, *self.source_map.lines.line_column(top.offsets[text][0]))
            self.report(offset, f"the key {quote(text)} is defined twice, first at {first}; remove or rename one")
        top.key, top.key_offset = text, offset

    def _attach(self, value: Any, offset: int) -> None:
        top = self.top
        if top is None:
            self.root, self.source_map.root = value, offset
            if isinstance(value, list):
                self.fail(offset, f"the document is a list; expected {self.expected}")
        elif not top.is_map:
            top.node.append(value)
            top.offsets.append(offset)
        else:
            if top.merging:
                top.merging = False
                top.merged = top.merged or []
                top.merged.append((offset, value))
            else:
                top.node[top.key] = value
                top.offsets[top.key] = (top.key_offset, offset)
            top.key = None

    def _merge(self, done: _OpenNode, merged: list[tuple[int, Any]]) -> None:
        """Insert the maps to which YAML merge keys (`<<`) in the map `done` refer. Existing keys keep their values.

        `merged` has the text offset and the value of each merge key. The value is a map or a list of maps.
        """
        own, own_offsets = dict(done.node), dict(done.offsets)
        done.node.clear()
        for offset, value in merged:
            for source in reversed(value) if isinstance(value, list) else [value]:
                if isinstance(source, dict):
                    done.node.update(source)
                    done.offsets.update(self.source_map.maps.get(id(source), {}))
                else:
                    self.report(offset, f"`<<` merges a {_kind(source)}; expected a map or a list of maps")
        done.node.update(own)
        done.offsets.update(own_offsets)


def _kind(value: Any) -> str:
    kinds = {dict: "map", list: "list", str: "string", bool: "truth value", type(None): "null"}
    return kinds.get(type(value), "number")
