"""A contract -> its objects, each of a kind that OpenAPI knows, with what is wrong with how they hang together.

Examples, defaults, enums and extensions are data: nothing looks into them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from specloop.errors import MAX_QUOTED_CHARS, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer

HTTP_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
LOCATIONS = ("path", "query", "header", "cookie", "querystring")
TYPES = ("string", "number", "integer", "boolean", "array", "object", "null")
HINTS = 10
"""How many names are looked for that resemble a wrong one: it takes long, and more would not be read."""


class Slot(NamedTuple):
    """What a member of an object holds: one object of a kind, a list of them, or a map by names."""

    kind: str
    shape: Literal["one", "list", "map"] = "one"
    extensible: bool = False
    """Whether `x-` begins an extension in the map, and not one more name."""


def _members(shape: Literal["one", "list", "map"], kind: str, *names: str) -> dict[str, Slot]:
    return dict.fromkeys(names, Slot(kind, shape))


ITSELF = ""
"""For an object that has no fixed members but is, itself, a map of objects."""

VALUE = {
    **_members("one", "schema", "schema"),
    **_members("map", "media type", "content"),
    **_members("map", "example", "examples"),
}

GRAMMAR: dict[str, dict[str, Slot]] = {
    "document": {
        **_members("one", "info", "info"),
        **_members("one", "components", "components"),
        **_members("list", "server", "servers"),
        **_members("list", "tag", "tags"),
        **_members("map", "path item", "webhooks"),
        "paths": Slot("path item", "map", extensible=True),
    },
    "components": {
        **_members("map", "schema", "schemas"),
        **_members("map", "response", "responses"),
        **_members("map", "parameter", "parameters"),
        **_members("map", "example", "examples"),
        **_members("map", "request body", "requestBodies"),
        **_members("map", "header", "headers"),
        **_members("map", "security scheme", "securitySchemes"),
        **_members("map", "link", "links"),
        **_members("map", "callback", "callbacks"),
        **_members("map", "path item", "pathItems"),
        **_members("map", "media type", "mediaTypes"),
    },
    "path item": {
        **_members("one", "operation", *HTTP_METHODS),
        **_members("map", "operation", "additionalOperations"),
        **_members("list", "parameter", "parameters"),
    },
    "operation": {
        **_members("list", "parameter", "parameters"),
        **_members("one", "request body", "requestBody"),
        **_members("map", "callback", "callbacks"),
        "responses": Slot("response", "map", extensible=True),
    },
    "callback": {ITSELF: Slot("path item", "map", extensible=True)},
    "parameter": VALUE,
    "header": VALUE,
    "request body": _members("map", "media type", "content"),
    "response": {
        **_members("map", "header", "headers"),
        **_members("map", "media type", "content"),
        **_members("map", "link", "links"),
    },
    "media type": {
        **_members("one", "schema", "schema", "itemSchema"),
        **_members("map", "encoding", "encoding"),
        **_members("map", "example", "examples"),
    },
    "encoding": _members("map", "header", "headers"),
    "schema": {
        **_members("map", "schema", "properties", "patternProperties", "dependentSchemas", "$defs"),
        **_members("list", "schema", "allOf", "anyOf", "oneOf", "prefixItems"),
        **_members("one", "schema", "items", "contains", "additionalProperties", "propertyNames", "not"),
        **_members("one", "schema", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties"),
    },
}
"""Kinds that are not listed have no members that matter here."""

UNREFERABLE = {"document", "info", "server", "tag", "components", "operation", "encoding"}


class Node(NamedTuple):
    """An object of the document, of a kind that the grammar knows."""

    kind: str
    pointer: JsonPointer
    value: dict[str, Any]


class Finding(NamedTuple):
    """What is wrong with what is at a pointer, or is missing there."""

    pointer: JsonPointer
    message: str


class Survey:
    """All objects of a document, by kind, with what is wrong with its build and its references."""

    def __init__(self, contract: Document) -> None:
        self.contract = contract
        self.nodes: defaultdict[str, list[Node]] = defaultdict(list)
        self.kinds: dict[JsonPointer, str] = {}
        self.refs: dict[JsonPointer, JsonPointer] = {}
        self.findings: list[Finding] = []
        self.astray: list[tuple[Node, str]] = []
        """The references that lead nowhere, and what is to be said of them; nothing where `bundle` says it."""
        self._ends: dict[JsonPointer, JsonPointer] = {}
        self._hints = HINTS
        self._unread: deque[tuple[str, JsonPointer, Any]] = deque([("document", (), contract.document)])
        self._unfollowed: deque[Node] = deque()
        while self._unread or self._unfollowed:
            # References come last: then it is known what their targets are.
            if self._unread:
                self._visit(*self._unread.popleft())
            else:
                self._follow(self._unfollowed.popleft())

    def of(self, *kinds: str) -> Iterator[Node]:
        """Go through the objects of these kinds."""
        return (node for kind in kinds for node in self.nodes[kind])

    def followed(self, pointer: JsonPointer) -> Any:
        """Return what is at a pointer, references followed; None if they lead nowhere."""
        trail: list[JsonPointer] = []
        while pointer in self.refs and pointer not in self._ends:
            self._ends[pointer] = pointer  # This is where a circle would end.
            trail.append(pointer)
            pointer = self.refs[pointer]
        pointer = self._ends.get(pointer, pointer)
        self._ends.update(dict.fromkeys(trail, pointer))
        value = self.contract.value(pointer)
        return None if isinstance(value, dict) and "$ref" in value else value

    def _visit(self, kind: str, pointer: JsonPointer, value: Any) -> None:
        if pointer in self.kinds:
            return
        self.kinds[pointer] = kind
        if not isinstance(value, dict):
            if kind != "schema" or not isinstance(value, bool):
                is_type = kind == "schema" and isinstance(value, str) and value in TYPES
                cure = f"did you mean `type: {value}`?" if is_type else "expected a map"
                self._find(pointer, f"this {kind} is {said(value)}", cure)
            return
        node = Node(kind, pointer, value)
        if "$ref" in value and kind not in UNREFERABLE:
            self._unfollowed.append(node)
            if kind not in {"schema", "path item"}:
                return  # What stands beside such a reference does not count.
        self.nodes[kind].append(node)
        slots = GRAMMAR.get(kind, {})
        if ITSELF in slots:
            self._spread(slots[ITSELF], pointer, value)
            return
        for member, content in value.items():
            if content is not None and member in slots:
                self._spread(slots[member], (*pointer, member), content)

    def _spread(self, slot: Slot, pointer: JsonPointer, content: Any) -> None:
        kind, shape, extensible = slot
        if shape == "one":
            self._unread.append((kind, pointer, content))
        elif shape == "list" and isinstance(content, list):
            self._unread.extend((kind, (*pointer, index), item) for index, item in enumerate(content))
        elif shape == "map" and isinstance(content, dict):
            names = [name for name in content if not (extensible and name.startswith("x-"))]
            self._unread.extend((kind, (*pointer, name), content[name]) for name in names)
        else:
            wanted = "a list of" if shape == "list" else "a map of names to"
            self._find(pointer, f"`{pointer[-1]}` is {said(content)}", f"expected {wanted} {kind}s")

    def _follow(self, node: Node) -> None:
        where, ref = (*node.pointer, "$ref"), node.value["$ref"]
        if not ref or not isinstance(ref, str):
            self._find(where, f"`$ref` is {said(ref)}", "expected text such as '#/components/schemas/Name'")
            return
        if ref != "#" and not ref.startswith("#/"):
            self.astray.append((node, ""))
            return
        try:
            target = self.contract.resolve(ref)
        except LookupError:
            self._find(where, f"{said(ref)} leads nowhere", self._hint(ref))
            self.astray.append((node, self.findings[-1].message))
            return
        kind = self.kinds.get(target, node.kind)
        if kind != node.kind:
            self._find(where, f"{said(ref)} leads to {with_article(kind)}", f"expected {with_article(node.kind)}")
            return
        self.refs[node.pointer] = target
        self._unread.append((kind, target, self.contract.value(target)))

    def _hint(self, ref: str) -> str:
        """Tell what was perhaps meant: a name that resembles this one, or this name elsewhere."""
        self._hints -= 1
        place, _, name = ref.rpartition("/")
        if self._hints >= 0 and name:
            components = self.contract.document.get("components")
            for section, known in components.items() if isinstance(components, dict) else ():
                if isinstance(known, dict) and name in known:
                    return f"did you mean {quote(f'#/components/{section}/{name}')}?"
            if similar := near(name, self._names(place)):
                return f"did you mean {quote(f'{place}/{similar}')}?"
        return "expected the path of something in this document"

    def _names(self, place: str) -> list[str]:
        try:
            value = self.contract.value(self.contract.resolve(place))
        except LookupError:
            return []
        return list(value) if isinstance(value, dict) else []

    def _find(self, pointer: JsonPointer, what: str, cure: str) -> None:
        self.findings.append(Finding(pointer, f"{what}; {cure}"))


def said(value: Any) -> str:
    """Say a value in a message, cut short."""
    if isinstance(value, str):
        return quote(value)
    words = {dict: "a map", list: "a list", bool: str(value).lower(), type(None): "null"}
    return words.get(type(value)) or repr(value)[:MAX_QUOTED_CHARS]


def with_article(kind: str) -> str:
    """Say a kind of object: `a schema`, `an operation`."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def near(word: str, known: Iterable[str]) -> str:
    """Find the name that was perhaps meant."""
    if len(word) > MAX_QUOTED_CHARS:
        return ""
    return next(iter(get_close_matches(word, [name for name in known if len(name) <= MAX_QUOTED_CHARS], n=1)), "")
