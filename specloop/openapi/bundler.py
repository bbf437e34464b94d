"""Bundler that copies external documents into an OpenAPI document, and makes all references local.

    $ref: pets.yaml#/Pet            becomes a pointer into a copy of the whole pets.yaml, below the key x-documents
    $ref: '#/Pet', in pets.yaml     becomes a pointer into the bundled copy of pets.yaml
    $ref: '#pet', an $anchor        becomes the pointer of the schema that has the anchor
    $ref: urn:example:pet, an $id   becomes the pointer of the schema that has the $id
    $dynamicRef: '#pet'             becomes a $ref if at most one schema has that $dynamicAnchor; else it is unchanged

References inside examples, defaults and extensions are not followed, because these are data. A reference that does not
resolve is left unchanged, and `Document.reference_problems` has the reason.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from specloop.errors import InputError, Problem
from specloop.openapi.document import BUNDLED_DOCUMENTS_KEY, Document
from specloop.openapi.json_pointer import JsonPointer, format_local_ref, iter_objects
from specloop.openapi.object_types import OBJECT_FIELDS, SELF, UNREFERABLE, FieldType
from specloop.openapi.retrieval import Retriever, UnreachableError
from specloop.text_format import quote

if TYPE_CHECKING:
    from specloop.openapi.schema_resources import NodeLocation

MAX_DOCUMENTS = 1_000
"""The largest number of external documents that a bundle may contain."""

ANCHORS = ("$anchor", "$dynamicAnchor")

DOCUMENT_SUFFIXES = (".yaml", ".yml", ".json")

Parser = Callable[[str, bytes], Document]


def bundle(document: Document, retriever: Retriever, parse: Parser) -> Document:
    """Copy all external documents into `document`, and make its `$ref`s local. Return the changed `document`.

    `retriever` reads the bytes of an external document, and `parse` parses them. A `$ref` that does not resolve is
    left unchanged, and `reference_problems` of the document has the reason.
    """
    if _has_only_local_refs(document.data):
        return document
    return _Bundler(document, retriever, parse).run()


def _has_only_local_refs(data: Any) -> bool:
    """Return whether a document needs no bundling, because each reference is a local pointer such as `#/components`."""
    return not any(
        "$dynamicRef" in node or isinstance(node.get("$id"), str) or _needs_rewriting(node)
        for node in iter_objects(data)
    )


def _needs_rewriting(node: dict[str, Any]) -> bool:
    """Return whether a map has a `$ref` that is not a local pointer such as `#/components`."""
    ref = node.get("$ref")
    return isinstance(ref, str) and ref != "#" and not ref.startswith("#/")


class _Bundler:
    def __init__(self, root: Document, retriever: Retriever, parse: Parser) -> None:
        # Imported here because the import takes 40 ms, and most documents contain no URI to resolve.
        from specloop.openapi.schema_resources import SchemaResources, specification  # noqa: PLC0415

        self.root = root
        self.retriever = retriever
        self.parse = parse
        self.specification = specification
        self.resources = SchemaResources()
        self.resources.add_document("", root.data)
        anchors = (node.get("$dynamicAnchor") for node in iter_objects(root.data))
        self.dynamic_anchors = Counter(each for each in anchors if isinstance(each, str))
        self.others: dict[str, Document] = {}
        self.problems: list[Problem] = []
        self.seen: set[tuple[str, int]] = set()
        self.changed: set[int] = set()  # A node that a YAML alias repeats must be rewritten only once.
        self.unread: deque[tuple[str, str, JsonPointer, Any]] = deque([("document", "", (), root.data)])

    def run(self) -> Document:
        while self.unread:
            self._visit(*self.unread.popleft())
        if self.others and BUNDLED_DOCUMENTS_KEY in self.root.data:
            message = f"`{BUNDLED_DOCUMENTS_KEY}` is reserved for other documents; rename it"
            self._report("", (BUNDLED_DOCUMENTS_KEY,), message)
        self.root.reference_problems.extend(self.problems)
        if self.others:
            self.root.data[BUNDLED_DOCUMENTS_KEY] = {name: each.data for name, each in self.others.items()}
            self.root.others.update(self.others)
        return replace(self.root, has_rewritten_refs=bool(self.changed))

    def _visit(self, kind: str, name: str, pointer: JsonPointer, value: Any) -> None:
        if not isinstance(value, dict) or (kind, id(value)) in self.seen:
            return
        self.seen.add((kind, id(value)))
        if kind == "schema":
            self._rewrite_schema(name, pointer, value)
        elif kind not in UNREFERABLE:
            self._rewrite_ref(kind, name, pointer, value)
        fields = OBJECT_FIELDS.get(kind, {})
        if SELF in fields:
            self._visit_field(fields[SELF], name, pointer, value)
        for key, content in value.items():
            if key in fields:
                self._visit_field(fields[key], name, (*pointer, key), content)

    def _visit_field(self, field: FieldType, name: str, pointer: JsonPointer, content: Any) -> None:
        if field.shape == "one" and isinstance(content, dict):
            self.unread.append((field.kind, name, pointer, content))
        elif field.shape in {"one", "list"} and isinstance(content, list):
            self.unread.extend((field.kind, name, (*pointer, number), item) for number, item in enumerate(content))
        elif field.shape == "map" and isinstance(content, dict):
            self.unread.extend((field.kind, name, (*pointer, key), item) for key, item in content.items())

    def _rewrite_ref(self, kind: str, name: str, pointer: JsonPointer, value: dict[str, Any]) -> None:
        ref = value.get("$ref")
        if ref and isinstance(ref, str):
            value["$ref"] = self._local_ref(value, "$ref", kind, name, pointer)

    def _rewrite_schema(self, name: str, pointer: JsonPointer, value: dict[str, Any]) -> None:
        dynamic = value.get("$dynamicRef")
        # If several schemas have this `$dynamicAnchor`, the `$dynamicRef` may refer to any of them, so it is not
        # replaced by a `$ref`.
        if isinstance(dynamic, str) and "$ref" not in value and self.dynamic_anchors[dynamic.partition("#")[2]] <= 1:
            value["$ref"] = value.pop("$dynamicRef")
        self._rewrite_ref("schema", name, pointer, value)
        rule = value.get("discriminator")
        if isinstance(rule, dict) and isinstance(mapping := rule.get("mapping"), dict):
            where = (*pointer, "discriminator", "mapping")
            for word, ref in mapping.items():
                if isinstance(ref, str) and self._is_mapping_ref(ref, name):
                    mapping[word] = self._local_ref(mapping, word, "schema", name, where)

    def _is_mapping_ref(self, word: str, name: str) -> bool:
        """Return whether `word`, a value in a discriminator's `mapping`, is a reference that the bundler must rewrite.

        Otherwise, `word` is the name of a schema in the root document. `name` is the name of the document that contains
        the discriminator; it is "" for the root document.
        """
        if "#" in word or word.lower().endswith(DOCUMENT_SUFFIXES):
            return True
        return name != "" and self._fragment(name, format_local_ref(("components", "schemas", word))[1:]) is not None

    def _local_ref(self, holder: dict[str, Any], key: str, kind: str, name: str, pointer: JsonPointer) -> str:
        """Return the reference `holder[key]` as a local `$ref`: `pets.yaml#/Pet` becomes `#/x-documents/pets.yaml/Pet`.

        If the reference does not resolve, add a problem to `problems`, and return the reference unchanged.

        Args:
            holder: The object that contains the reference.
            key: The key of the reference, such as `$ref`.
            kind: The OpenAPI type that the target must have, such as `schema`.
            name: The name of the document that contains `holder`.
            pointer: The JSON Pointer of `holder` in this document.
        """
        ref: str = holder[key]
        base = self.resources.base_uri(holder) if kind == "schema" else ""
        path, _, fragment = ref.partition("#")
        if kind == "schema" and key != "$ref" and "#" not in ref and not path.endswith(DOCUMENT_SUFFIXES):
            path, fragment = "", f"/components/schemas/{ref}"
        if id(holder) in self.changed and ref.startswith(f"#/{BUNDLED_DOCUMENTS_KEY}/"):
            return ref
        found = self.resources.find(base or self.resources.uri(name), ref) if base or path else None
        if found is None and not path and not name and fragment.startswith("/"):
            steps = self._fragment("", fragment)
            if steps is not None:  # The bundler visits only known keys, and not `definitions`, for example.
                self.unread.append((kind, "", steps, self.root.value(steps)))
            return ref
        try:
            found = found or self._find(name, (*pointer, key), ref, base)
        except UnreachableError as error:
            self._report(name, (*pointer, key), f"{quote(ref)} {error}")
            return ref
        except InputError as error:
            # A missing document is reported at the reference; an invalid document, at the error inside that document.
            self.problems += [
                Problem(self._document_of(name).place((*pointer, key), key=False), f"{quote(ref)}: {each.message}")
                if (each.place.line, each.place.column) == (1, 1)
                else each
                for each in error.problems
            ]
            return ref
        if found is None:
            return ref
        self.changed.add(id(holder))
        target, steps = found
        self.unread.append((kind, target, steps, self._document_of(target).value(steps)))
        return format_local_ref((BUNDLED_DOCUMENTS_KEY, target, *steps) if target else steps)

    def _find(self, name: str, where: JsonPointer, ref: str, base: str) -> NodeLocation | None:
        """Return the document name and the JSON Pointer of a reference's target.

        If the target does not exist, report a problem, and return None.

        Args:
            name: The name of the document that contains the reference.
            where: The JSON Pointer of the reference in this document.
            ref: The reference.
            base: The base URI from the `$id` of an enclosing schema; "" if there is no `$id`.

        Raises:
            UnreachableError: The retriever does not allow reading the target's document.
            InputError: The document of the target cannot be read.
        """
        path, _, fragment = ref.partition("#")
        target = self._document(path, name, base) if path else name
        found = self.resources.find(urljoin(base, path), f"#{fragment}") if base and path else None
        steps = self._fragment(target, fragment) if found is None else None
        if found is not None or steps is not None:
            return found or (target, steps or ())
        fix = "expected a path to an object there" if fragment.startswith("/") else "expected an `$anchor` there"
        self._report(name, where, f"{quote(ref)} does not resolve in {self._document_of(target).source}; {fix}")
        return None

    def _document(self, path: str, name: str, base: str) -> str:
        """Return the name of the document to which a reference leads. Load the document if necessary.

        Args:
            path: The path or URL in the reference, without the fragment.
            name: The name of the document that contains the reference.
            base: The base URI from the `$id` of an enclosing schema; "" if there is no `$id`.

        Raises:
            UnreachableError: The retriever does not allow reading the document.
            InputError: The document cannot be read.
        """
        uri = urljoin(base, path) if base else path
        if (known := self.resources.document(uri)) is not None:
            return known
        if uri not in self.others and (published := self.specification(uri)) is not None:
            return self._add(uri, self.parse(uri, json.dumps(published).encode()))
        if uri in self.others:
            return uri
        found = self._resolve(path, uri, name)
        if found == self.retriever.root_uri:
            return ""
        if found in self.others:
            return found
        return self._add(found, self.parse(self.retriever.source(found), self.retriever.retrieve(found)))

    def _resolve(self, path: str, uri: str, name: str) -> str:
        """Return the name of the document to which `uri`, a reference in the document `name`, leads.

        If the retriever does not allow reading that document, resolve `path` instead of `uri`.
        """
        beside = name or self.retriever.root_uri
        try:
            return self.retriever.resolve_uri(beside, uri)
        except UnreachableError:
            if uri == path:
                raise
            # For example, the `$id` is a public URL, while the document is a file beside the referring one.
            return self.retriever.resolve_uri(beside, path)

    def _add(self, name: str, document: Document) -> str:
        if len(self.others) >= MAX_DOCUMENTS:
            message = f"is one document too many; expected at most {MAX_DOCUMENTS}"
            raise UnreachableError(message)
        self.others[name] = document
        self.resources.add_document(name, document.data)
        return name

    def _document_of(self, name: str) -> Document:
        return self.others[name] if name else self.root

    def _fragment(self, name: str, fragment: str) -> JsonPointer | None:
        document = self._document_of(name)
        if not fragment or fragment.startswith("/"):
            try:
                return document.resolve(f"#{fragment}")
            except LookupError:
                return None
        return next(_find_anchors(document.data, fragment), None)

    def _report(self, name: str, pointer: JsonPointer, message: str) -> None:
        self.problems.append(Problem(self._document_of(name).place(pointer, key=False), message))


def _find_anchors(document: Any, anchor: str) -> Iterator[JsonPointer]:
    """Yield the JSON Pointers of the schemas in `document` whose `$anchor` or `$dynamicAnchor` is `anchor`.

    Do not search schemas that have an `$id`, nor their subschemas.
    """
    unread: list[tuple[JsonPointer, Any]] = [((), document)]
    while unread:
        pointer, node = unread.pop()
        if isinstance(node, dict):
            if pointer and isinstance(node.get("$id"), str):
                continue  # A reference to an anchor in such a schema contains the `$id`, and is resolved by it.
            if anchor in [node.get(key) for key in ANCHORS]:
                yield pointer
            unread += [((*pointer, key), value) for key, value in node.items()]
        elif isinstance(node, list):
            unread += [((*pointer, number), value) for number, value in enumerate(node)]
