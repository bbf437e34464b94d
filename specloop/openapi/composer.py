"""YAML or JSON events -> Document: duplicate keys, aliases, depth limits.

The data is built from the events of `yaml_parser`, so nesting uses no stack, and aliases are counted before anybody
expands them. (`yaml.compose` does neither, and takes eight times as long.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from specloop.errors import InputError, Problem, SourceLocation
from specloop.openapi.document import Document, SourceMap
from specloop.openapi.retrieval import MAX_DOCUMENT_BYTES
from specloop.openapi.yaml_parser import decode, feed
from specloop.text_format import quote

MAX_NESTING_DEPTH = 200
ALIAS_NODE_ALLOWANCE = 100_000
"""How many more nodes than characters a document may have once its aliases are expanded."""

MAX_PROBLEMS = 1_000
"""After so many problems the rest of the document is not read."""


def compose(name: str, text: bytes) -> Document:
    """Build a document from its bytes. Raises InputError."""
    if len(text) > MAX_DOCUMENT_BYTES:
        raise InputError.at(name, f"larger than {MAX_DOCUMENT_BYTES >> 20} MiB; expected an OpenAPI document")
    nodes = _Composer(name, decode(text, name))
    feed(nodes.spots.lines.text, nodes)
    return Document(source=name, text=text, data=nodes.finish(), spots=nodes.spots)


@dataclass(slots=True)
class _Anchor:
    """What an alias stands for; `text` if it can be a key."""

    node: Any
    size: int
    text: str | None = None
    height: int = 0
    complete: bool = True


@dataclass(slots=True)
class _Open:
    """A map or list whose end has not come yet."""

    node: Any
    spots: Any
    is_map: bool
    anchor: _Anchor | None
    is_key: bool
    key: str | None = None
    key_offset: int = 0
    height: int = 1
    merging: bool = False
    merged: list[tuple[int, Any]] | None = None


class _Composer:
    """Events -> data and spots. What is wrong is collected, and `finish` tells it."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.spots = SourceMap(text)
        self.largest = len(text) + ALIAS_NODE_ALLOWANCE
        self.problems: list[Problem] = []
        self.documents = 0
        self.root: Any = None
        self.top: _Open | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchor] = {}
        self.size = 0

    def report(self, offset: int, message: str) -> None:
        self.problems.append(Problem(SourceLocation(self.file, *self.spots.lines.spot(offset)), message))
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
        self.top = _Open(node, {} if is_map else [], is_map, held, is_key)
        self.stack.append(self.top)

    def close(self) -> None:
        done = self.stack.pop()
        if done.merged:
            self._merge(done, done.merged)
        if done.spots:
            (self.spots.maps if done.is_map else self.spots.lists)[id(done.node)] = done.spots
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
            self.report(offset, f"{quote(f'*{name}')} has no anchor; write {quote(f'&{name}')} before what it is for")
            anchor = _Anchor(None, 1, name)
        if not anchor.complete:
            self.fail(offset, f"{quote(f'*{name}')} stands inside what it stands for; expected data that ends")
        self.size += anchor.size
        if self.size > self.largest:
            self.fail(offset, f"aliases make this more than {self.largest} nodes; write fewer of them")
        if len(self.stack) + anchor.height > MAX_NESTING_DEPTH:
            self.fail(offset, f"aliases nest this more than {MAX_NESTING_DEPTH} levels deep; write fewer of them")
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
            self.report(0, f"the document is empty; {_WANTED}")
        elif not isinstance(self.root, dict):
            markup = self.spots.lines.text.lstrip().startswith("<")
            what = "HTML or XML" if markup else f"a {_kind(self.root)}"
            self.report(self.spots.root, f"the document is {what}; {_WANTED}")
        if self.problems:
            raise InputError(self.problems)
        root: dict[str, Any] = self.root
        return root

    def _key(self, top: _Open, text: str, offset: int) -> None:
        if text in top.node:
            first = SourceLocation(self.file, *self.spots.lines.spot(top.spots[text][0]))
            self.report(offset, f"the key {quote(text)} stands twice, first at {first}; remove or rename one")
        top.key, top.key_offset = text, offset

    def _attach(self, value: Any, offset: int) -> None:
        top = self.top
        if top is None:
            self.root, self.spots.root = value, offset
            if isinstance(value, list):
                self.fail(offset, f"the document is a list; {_WANTED}")
        elif not top.is_map:
            top.node.append(value)
            top.spots.append(offset)
        else:
            if top.merging:
                top.merging = False
                top.merged = top.merged or []
                top.merged.append((offset, value))
            else:
                top.node[top.key] = value
                top.spots[top.key] = (top.key_offset, offset)
            top.key = None

    def _merge(self, done: _Open, merged: list[tuple[int, Any]]) -> None:
        """Put the pairs of `<<` before the map's own, which win; of several maps, the first one wins."""
        own, own_spots = dict(done.node), dict(done.spots)
        done.node.clear()
        for offset, value in merged:
            for source in reversed(value) if isinstance(value, list) else [value]:
                if isinstance(source, dict):
                    done.node.update(source)
                    done.spots.update(self.spots.maps.get(id(source), {}))
                else:
                    self.report(offset, f"`<<` merges a {_kind(source)}; expected a map or a list of maps")
        done.node.update(own)
        done.spots.update(own_spots)


_WANTED = "expected an OpenAPI document, which begins with `openapi: 3.1.0`"


def _kind(value: Any) -> str:
    kinds = {dict: "map", list: "list", str: "string", bool: "truth value", type(None): "null"}
    return kinds.get(type(value), "number")
