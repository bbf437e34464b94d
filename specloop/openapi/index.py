"""A contract -> its objects, each of a kind that OpenAPI knows, with what is wrong with how they hang together.

Examples, defaults, enums and extensions are data: nothing looks into them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any, NamedTuple

from specloop.openapi.object_types import JSON_TYPE_NAMES, OBJECT_FIELDS, SELF, UNREFERABLE, FieldType
from specloop.text_format import closest, format_value, quote, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer

MAX_SUGGESTIONS = 10
"""How many names are looked for that resemble a wrong one: it takes long, and more would not be read."""


class IndexedObject(NamedTuple):
    """An object of the document, of a kind that the grammar knows."""

    kind: str
    pointer: JsonPointer
    value: dict[str, Any]


class DocumentError(NamedTuple):
    """What is wrong with what is at a pointer, or is missing there."""

    pointer: JsonPointer
    message: str


class DocumentIndex:
    """All objects of a document, by kind, with what is wrong with its build and its references."""

    def __init__(self, contract: Document) -> None:
        self.contract = contract
        self.nodes: defaultdict[str, list[IndexedObject]] = defaultdict(list)
        self.kinds: dict[JsonPointer, str] = {}
        self.refs: dict[JsonPointer, JsonPointer] = {}
        self.findings: list[DocumentError] = []
        self.astray: list[tuple[IndexedObject, str]] = []
        """The references that lead nowhere, and what is to be said of them; nothing where `bundle` says it."""
        self._ends: dict[JsonPointer, JsonPointer] = {}
        self._hints = MAX_SUGGESTIONS
        self._unread: deque[tuple[str, JsonPointer, Any]] = deque([("document", (), contract.document)])
        self._unfollowed: deque[IndexedObject] = deque()
        while self._unread or self._unfollowed:
            # References come last: then it is known what their targets are.
            if self._unread:
                self._visit(*self._unread.popleft())
            else:
                self._follow(self._unfollowed.popleft())

    def of(self, *kinds: str) -> Iterator[IndexedObject]:
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
                is_type = kind == "schema" and isinstance(value, str) and value in JSON_TYPE_NAMES
                cure = f"did you mean `type: {value}`?" if is_type else "expected a map"
                self._find(pointer, f"this {kind} is {format_value(value)}", cure)
            return
        node = IndexedObject(kind, pointer, value)
        if "$ref" in value and kind not in UNREFERABLE:
            self._unfollowed.append(node)
            if kind not in {"schema", "path item"}:
                return  # What stands beside such a reference does not count.
        self.nodes[kind].append(node)
        slots = OBJECT_FIELDS.get(kind, {})
        if SELF in slots:
            self._spread(slots[SELF], pointer, value)
            return
        for member, content in value.items():
            if content is not None and member in slots:
                self._spread(slots[member], (*pointer, member), content)

    def _spread(self, slot: FieldType, pointer: JsonPointer, content: Any) -> None:
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
            self._find(pointer, f"`{pointer[-1]}` is {format_value(content)}", f"expected {wanted} {kind}s")

    def _follow(self, node: IndexedObject) -> None:
        where, ref = (*node.pointer, "$ref"), node.value["$ref"]
        if not ref or not isinstance(ref, str):
            self._find(where, f"`$ref` is {format_value(ref)}", "expected text such as '#/components/schemas/Name'")
            return
        if ref != "#" and not ref.startswith("#/"):
            self.astray.append((node, ""))
            return
        try:
            target = self.contract.resolve(ref)
        except LookupError:
            self._find(where, f"{format_value(ref)} leads nowhere", self._hint(ref))
            self.astray.append((node, self.findings[-1].message))
            return
        kind = self.kinds.get(target, node.kind)
        if kind != node.kind:
            self._find(
                where, f"{format_value(ref)} leads to {with_article(kind)}", f"expected {with_article(node.kind)}"
            )
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
            if similar := closest(name, self._names(place)):
                return f"did you mean {quote(f'{place}/{similar}')}?"
        return "expected the path of something in this document"

    def _names(self, place: str) -> list[str]:
        try:
            value = self.contract.value(self.contract.resolve(place))
        except LookupError:
            return []
        return list(value) if isinstance(value, dict) else []

    def _find(self, pointer: JsonPointer, what: str, cure: str) -> None:
        self.findings.append(DocumentError(pointer, f"{what}; {cure}"))
