"""Index of an OpenAPI document. It lists the objects of each type, the target of each reference, and the errors found.

The content of examples, defaults, enums and extensions is not indexed.
"""

from __future__ import annotations

from collections import defaultdict, deque
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from specloop.openapi.object_types import JSON_TYPE_NAMES, OBJECT_FIELDS, SELF, UNREFERABLE, FieldType
from specloop.text_format import closest, format_value, quote, with_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer

MAX_SUGGESTIONS = 10
"""For at most this number of unresolved references, a similar name is suggested, because the search is slow."""


EMPTY_IF_NULL = {"media type", "response"}
"""The kinds of objects that an empty YAML value, such as `application/json:`, stands for."""


class IndexedObject(NamedTuple):
    """An OpenAPI object in a document, with its type (such as `operation`), its JSON Pointer and its value."""

    kind: str
    pointer: JsonPointer
    value: dict[str, Any]


class DocumentError(NamedTuple):
    """An error in a document, or a note about the document.

    Attributes:
        pointer: The JSON Pointer of the invalid value.
        message: The text for the user: what is wrong, and which value is expected or what happens instead.
        repair: A function that corrects the loaded data, so that the user sees only a note. It is None if the intended
            meaning is not certain.
        is_note: Whether the message is a note that requires no change of the document.
        omission: A function that removes the invalid part, for `--allow-partial`. If it is None, the object around the
            invalid part is removed.
    """

    pointer: JsonPointer
    message: str
    repair: Callable[[], None] | None = None
    is_note: bool = False
    omission: Callable[[], None] | None = None


class DocumentIndex:
    """Index of an OpenAPI document: all objects by type (such as `schema`), all references, and the errors found."""

    def __init__(self, contract: Document) -> None:
        self.contract = contract
        self.nodes: defaultdict[str, list[IndexedObject]] = defaultdict(list)
        self.kinds: dict[JsonPointer, str] = {}
        self.refs: dict[JsonPointer, JsonPointer] = {}
        self.errors: list[DocumentError] = []
        self.unresolved: list[IndexedObject] = []
        """The objects whose `$ref` is still external; the bundler has reported that it could not resolve the `$ref`."""
        self._ends: dict[JsonPointer, JsonPointer] = {}
        self._hints = MAX_SUGGESTIONS
        self._unread: deque[tuple[str, JsonPointer, Any]] = deque([("document", (), contract.data)])
        self._unfollowed: deque[IndexedObject] = deque()
        while self._unread or self._unfollowed:
            # Visit all objects before following references, so that the kinds of the references' targets are known.
            if self._unread:
                self._visit(*self._unread.popleft())
            else:
                self._follow(self._unfollowed.popleft())

    def of(self, *kinds: str) -> Iterator[IndexedObject]:
        """Yield all OpenAPI objects in the document whose type is one of `kinds`, such as `schema`."""
        return (node for kind in kinds for node in self.nodes[kind])

    def followed(self, pointer: JsonPointer) -> Any:
        """Return the node at a JSON Pointer or, if it is a `$ref`, the node to which it finally refers.

        Return None if a `$ref` does not resolve or is circular.
        """
        trail: list[JsonPointer] = []
        while pointer in self.refs and pointer not in self._ends:
            self._ends[pointer] = pointer  # This value is kept only if the `$ref`s are circular.
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
            if value is None and kind in EMPTY_IF_NULL:
                repair = partial(self.contract.value(pointer[:-1]).__setitem__, pointer[-1], {})
                self.errors.append(DocumentError(pointer, f"this {kind} is null; it is read as {{}}", repair))
            elif kind != "schema" or not isinstance(value, bool):
                is_type = kind == "schema" and isinstance(value, str) and value in JSON_TYPE_NAMES
                expected = "expected a map, true or false" if kind == "schema" else "expected a map"
                fix = f"did you mean `type: {value}`?" if is_type else expected
                self._add_error(pointer, f"this {kind} is {format_value(value)}", fix)
            return
        node = IndexedObject(kind, pointer, value)
        if "$ref" in value and kind not in UNREFERABLE:
            self._unfollowed.append(node)
            if kind not in {"schema", "path item"}:
                return  # OpenAPI ignores the keys beside such a `$ref`, so they are not indexed.
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
        if shape == "one" and not (pointer[-1] == "items" and isinstance(content, list)):
            self._unread.append((kind, pointer, content))
        elif shape in {"one", "list"} and isinstance(content, list):
            self._unread.extend((kind, (*pointer, index), item) for index, item in enumerate(content))
        elif shape == "map" and isinstance(content, dict):
            names = [name for name in content if not (extensible and name.startswith("x-"))]
            self._unread.extend((kind, (*pointer, name), content[name]) for name in names)
        else:
            wanted = "a list of" if shape == "list" else "a map of names to"
            self._add_error(pointer, f"`{pointer[-1]}` is {format_value(content)}", f"expected {wanted} {kind}s")

    def _follow(self, node: IndexedObject) -> None:
        where, ref = (*node.pointer, "$ref"), node.value["$ref"]
        if not ref or not isinstance(ref, str):
            self._add_error(
                where, f"`$ref` is {format_value(ref)}", "expected text such as '#/components/schemas/Name'"
            )
            return
        if ref != "#" and not ref.startswith("#/"):
            self.unresolved.append(node)
            return
        try:
            target = self.contract.resolve(ref)
        except LookupError:
            self._add_error(where, f"{format_value(ref)} does not resolve", self._hint(ref))
            return
        kind = self.kinds.get(target, node.kind)
        if kind != node.kind:
            self._add_error(
                where, f"{format_value(ref)} is {with_article(kind)}", f"expected {with_article(node.kind)}"
            )
            return
        self.refs[node.pointer] = target
        self._unread.append((kind, target, self.contract.value(target)))

    def _hint(self, ref: str) -> str:
        """Return advice about a `$ref` without a target, for the end of the error message: "did you mean `#/...`?"."""
        self._hints -= 1
        place, _, name = ref.rpartition("/")
        if self._hints >= 0 and name:
            components = self.contract.data.get("components")
            for section, known in components.items() if isinstance(components, dict) else ():
                if isinstance(known, dict) and name in known:
                    return f"did you mean {quote(f'#/components/{section}/{name}')}?"
            if similar := closest(name, self._names(place)):
                return f"did you mean {quote(f'{place}/{similar}')}?"
        return "expected a path to an object in this document"

    def _names(self, place: str) -> list[str]:
        try:
            value = self.contract.value(self.contract.resolve(place))
        except LookupError:
            return []
        return list(value) if isinstance(value, dict) else []

    def _add_error(self, pointer: JsonPointer, what: str, fix: str) -> None:
        self.errors.append(DocumentError(pointer, f"{what}; {fix}"))
