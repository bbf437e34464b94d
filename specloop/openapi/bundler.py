"""A contract that refers to other documents -> the same as one document, in which every reference is local.

    $ref: pets.yaml#/Pet            the other document is read, mounted whole below MOUNT, and the reference led there
    $ref: '#/Pet', in pets.yaml     is led to where pets.yaml is mounted
    $ref: '#pet', an $anchor        becomes the path of the schema that has the anchor
    $dynamicRef: '#pet'             is read as a $ref to the $dynamicAnchor of its own document
    {$ref: ..., properties: ...}    becomes {allOf: [{$ref: ...}], properties: ...}: since 3.1 both count

Only what stands where OpenAPI has a reference is one: examples, defaults and extensions are data. Each reference is
changed in place, so that every node keeps its spot; a document is mounted as it was read. A reference that cannot be
led anywhere stays as it is, and `faults` of the contract say why: `check` tells them with all else that is wrong.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from specloop.errors import InputError, Problem
from specloop.openapi.document import BUNDLED_DOCUMENTS_KEY, Document
from specloop.openapi.json_pointer import JsonPointer, format_local_ref, iter_objects
from specloop.openapi.object_types import OBJECT_FIELDS, SELF, UNREFERABLE, FieldType
from specloop.openapi.retrieval import Retriever, UnreachableError
from specloop.text_format import quote

MAX_DOCUMENTS = 1_000
"""How many documents are read."""

ANCHORS = ("$anchor", "$dynamicAnchor")

CONSTRAINING_SIBLINGS = {
    "properties",
    "required",
    "items",
    "enum",
    "const",
    "anyOf",
    "oneOf",
    "allOf",
    "additionalProperties",
}
"""What stands beside a reference and says more than a text or a limit."""


def bundle(contract: Document, retriever: Retriever, parse: Callable[[str, bytes], Document]) -> Document:
    """Bring in all documents that a contract refers to, as far as they can be had."""
    if _is_whole(contract.document):
        return contract
    return _Bundler(contract, retriever, parse).run()


def _is_whole(document: Any) -> bool:
    """Whether no reference can need a change: those of data may be counted, too."""
    return not any("$dynamicRef" in node or _leads_astray(node) for node in iter_objects(document))


def _leads_astray(node: dict[str, Any]) -> bool:
    """Whether there is a reference that is not local, or that has something beside it."""
    ref = node.get("$ref")
    return isinstance(ref, str) and (
        (not ref.startswith("#/") and ref != "#") or bool(node.keys() & CONSTRAINING_SIBLINGS)
    )


class _Bundler:
    def __init__(self, contract: Document, retriever: Retriever, parse: Callable[[str, bytes], Document]) -> None:
        self.contract = contract
        self.retriever = retriever
        self.parse = parse
        self.others: dict[str, Document] = {}
        self.problems: list[Problem] = []
        self.counts_beside = not str(contract.document.get("openapi")).startswith("3.0")
        self.seen: set[tuple[str, int]] = set()
        self.changed: set[int] = set()  # what an alias puts in two places is changed once
        self.unread: deque[tuple[str, str, JsonPointer, Any]] = deque([("document", "", (), contract.document)])

    def run(self) -> Document:
        while self.unread:
            self._visit(*self.unread.popleft())
        if self.others and BUNDLED_DOCUMENTS_KEY in self.contract.document:
            self._report(
                "",
                (BUNDLED_DOCUMENTS_KEY,),
                f"`{BUNDLED_DOCUMENTS_KEY}` is where other documents are put; give it another name",
            )
        self.contract.faults.extend(self.problems)
        if self.others:
            self.contract.document[BUNDLED_DOCUMENTS_KEY] = {
                name: other.document for name, other in self.others.items()
            }
            self.contract.others.update(self.others)
        return self.contract

    def _visit(self, kind: str, name: str, pointer: JsonPointer, value: Any) -> None:
        if not isinstance(value, dict) or (kind, id(value)) in self.seen:
            return
        self.seen.add((kind, id(value)))
        if kind == "schema":
            self._lead_schema(name, pointer, value)
        elif kind not in UNREFERABLE:
            self._lead(kind, name, pointer, value)
        slots = OBJECT_FIELDS.get(kind, {})
        if SELF in slots:
            self._spread(slots[SELF], name, pointer, value)
        for member, content in value.items():
            if member in slots:
                self._spread(slots[member], name, (*pointer, member), content)

    def _lead(self, kind: str, name: str, pointer: JsonPointer, value: dict[str, Any]) -> None:
        if value.get("$ref") and isinstance(value["$ref"], str):
            value["$ref"] = self._led(value, "$ref", kind, name, pointer)

    def _lead_schema(self, name: str, pointer: JsonPointer, value: dict[str, Any]) -> None:
        if isinstance(value.get("$dynamicRef"), str) and "$ref" not in value:
            value["$ref"] = value.pop("$dynamicRef")
        self._lead("schema", name, pointer, value)
        parts = value.get("allOf") or []
        if "$ref" in value and value.keys() & CONSTRAINING_SIBLINGS and self.counts_beside and isinstance(parts, list):
            value["allOf"] = [*parts, {"$ref": value.pop("$ref")}]
        rule = value.get("discriminator")
        if isinstance(rule, dict) and isinstance(mapping := rule.get("mapping"), dict):
            for word, ref in mapping.items():
                if isinstance(ref, str) and self._is_reference(ref, name):
                    mapping[word] = self._led(mapping, word, "schema", name, (*pointer, "discriminator", "mapping"))

    def _spread(self, slot: FieldType, name: str, pointer: JsonPointer, content: Any) -> None:
        if slot.shape == "one":
            self.unread.append((slot.kind, name, pointer, content))
        elif slot.shape == "list" and isinstance(content, list):
            self.unread.extend((slot.kind, name, (*pointer, index), item) for index, item in enumerate(content))
        elif slot.shape == "map" and isinstance(content, dict):
            self.unread.extend((slot.kind, name, (*pointer, key), item) for key, item in content.items())

    def _is_reference(self, word: str, name: str) -> bool:
        """Whether the right side of a discriminator's mapping is a reference, and not the name of a component."""
        if "#" in word or word.lower().endswith((".yaml", ".yml", ".json")):
            return True
        return name != "" and self._fragment(name, format_local_ref(("components", "schemas", word))[1:]) is not None

    def _led(self, holder: dict[str, Any], key: str, kind: str, name: str, pointer: JsonPointer) -> str:
        """Give the local reference to what one leads to, and see to it that it is visited."""
        ref: str = holder[key]
        path, _, fragment = ref.partition("#")
        if kind == "schema" and key != "$ref" and "#" not in ref and not path.endswith((".yaml", ".yml", ".json")):
            path, fragment = "", f"/components/schemas/{ref}"
        if id(holder) in self.changed and ref.startswith(f"#/{BUNDLED_DOCUMENTS_KEY}/"):
            return ref
        if not path and not name and fragment.startswith("/"):
            return ref
        try:
            target = self._document(path, name) if path else name
        except UnreachableError as error:
            self._report(name, (*pointer, key), f"{quote(ref)} {error}")
            return ref
        except InputError as error:
            # Said where the reference stands, if the document is not there; where the document is broken, as it is.
            self.problems += [
                Problem(self._of(name).place((*pointer, key), key=False), f"{quote(ref)}: {each.message}")
                if (each.place.line, each.place.column) == (1, 1)
                else each
                for each in error.problems
            ]
            return ref
        found = self._fragment(target, fragment)
        if found is None:
            where = f"in {self._of(target).source}"
            cure = "expected the path of something there" if fragment.startswith("/") else "expected an `$anchor` there"
            self._report(name, (*pointer, key), f"{quote(ref)} does not resolve {where}; {cure}")
            return ref
        self.changed.add(id(holder))
        document, steps = self._of(target), found
        self.unread.append((kind, target, steps, document.value(steps)))
        local = (BUNDLED_DOCUMENTS_KEY, target, *steps) if target else steps
        return format_local_ref(local)

    def _document(self, path: str, name: str) -> str:
        """Read the document a path leads to, once. Raises UnreachableError, InputError."""
        found = self.retriever.resolve_uri(name or self.retriever.root_uri, path)
        if found == self.retriever.root_uri:
            return ""
        if found not in self.others:
            if len(self.others) >= MAX_DOCUMENTS:
                raise UnreachableError(f"is one document too many; expected at most {MAX_DOCUMENTS}")
            self.others[found] = self.parse(self.retriever.source(found), self.retriever.retrieve(found))
        return found

    def _of(self, name: str) -> Document:
        return self.others[name] if name else self.contract

    def _fragment(self, name: str, fragment: str) -> JsonPointer | None:
        document = self._of(name)
        if not fragment or fragment.startswith("/"):
            try:
                return document.resolve(f"#{fragment}")
            except LookupError:
                return None
        return next(_anchored(document.document, fragment), None)

    def _report(self, name: str, pointer: JsonPointer, message: str) -> None:
        self.problems.append(Problem(self._of(name).place(pointer, key=False), message))


def _anchored(document: Any, anchor: str) -> Iterator[JsonPointer]:
    """Find the schemas that have an anchor."""
    unread: list[tuple[JsonPointer, Any]] = [((), document)]
    while unread:
        pointer, node = unread.pop()
        if isinstance(node, dict):
            if anchor in [node.get(key) for key in ANCHORS]:
                yield pointer
            unread += [((*pointer, key), value) for key, value in node.items()]
        elif isinstance(node, list):
            unread += [((*pointer, index), value) for index, value in enumerate(node)]
