"""Normalization of OpenAPI 3.0 and 3.2 documents. Their keywords are rewritten as OpenAPI 3.1 writes them.

    type: T, nullable: true             becomes type: [T, "null"]; null is also added to an `enum` and to a union
    allOf: [...], nullable: true        becomes anyOf: [{allOf: [...]}, {type: "null"}]
    minimum: 0, exclusiveMinimum: true  becomes exclusiveMinimum: 0
    example: 1, in a schema             becomes examples: [1]
    {$ref: ..., type: T}                becomes {$ref: ...} in OpenAPI 3.0, which ignores siblings of a `$ref`
    {$ref: ..., properties: ...}        becomes {allOf: [{$ref: ...}], properties: ...} since 3.1, where both apply
    dataValue, in an example            becomes value

In the schema of a server-sent event, `data: {contentSchema: S}` becomes `data: S`, and `data` becomes required. The
result shares every unchanged node with the original document, and each node keeps its source location. `source_pointer`
converts a JSON Pointer in the result to one in the original document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer, format_local_ref, get_at
from specloop.openapi.media_types import EVENT_FIELDS, EVENT_STREAM, essence, is_json
from specloop.openapi.object_types import OBJECT_FIELDS, SELF, FieldType
from specloop.openapi.schema_facts import NULL_SCHEMA, non_null_types, states_null
from specloop.openapi.schema_keywords import ASSERTIONS, COMBINING_KEYWORDS, UNION_KEYWORDS

CONSTRAINING_SIBLINGS = frozenset(
    {"properties", "required", "items", "enum", "const", *COMBINING_KEYWORDS, "additionalProperties"}
)
"""Keywords beside which a `$ref` moves into an `allOf`; beside others, such as `maxLength`, it does not move."""

EXCLUSIVE_BOUNDS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
NULLABLE = "nullable"
"""The keyword of OpenAPI 3.0 that allows null."""

_SPELLINGS = frozenset({NULLABLE, "example", *EXCLUSIVE_BOUNDS})
_COMPONENT_REF_SLASHES = 3
"""The number of slashes in a `$ref` to a component; a `$ref` with more slashes points inside a component."""


def is_openapi_3_0(document: JsonObject) -> bool:
    """Return whether a document's OpenAPI version is 3.0.

    This version has no type `null` and no lists of types, and it ignores the keywords beside a `$ref` (its siblings).
    """
    return str(document.get("openapi")).startswith("3.0")


def requires_response_description(document: JsonObject) -> bool:
    """Return whether a document requires the `description` of a response. OpenAPI 3.0 and 3.1 require it."""
    return not has_fields_of_3_2(document)


def has_fields_of_3_2(document: JsonObject) -> bool:
    """Return whether a document's OpenAPI version is 3.2 or later, and so has fields such as `itemSchema`."""
    return not str(document.get("openapi")).startswith(("3.0", "3.1"))


def form_styles(document: JsonObject, media_type: str, media: JsonObject) -> dict[str, tuple[str, bool]]:
    """Return the `style` and `explode` of each property for which the `encoding` of a Media Type Object states one.

    They apply in forms, and since OpenAPI 3.1 in multipart bodies. Return {} for any other media type.
    """
    base = essence(media_type)
    is_multipart = base == "multipart/form-data" and not is_openapi_3_0(document)
    if base != "application/x-www-form-urlencoded" and not is_multipart:
        return {}
    found: dict[str, tuple[str, bool]] = {}
    for name, encoding in (media.get("encoding") or {}).items():
        if encoding.keys() & {"style", "explode"}:
            style = str(encoding.get("style", "form"))
            found[name] = style, bool(encoding.get("explode", style == "form"))
    return found


def is_null_ignored(schema: Any) -> bool:
    """Return whether a schema has `nullable: true` beside a `$ref`. OpenAPI 3.0 ignores this `nullable`."""
    return isinstance(schema, dict) and "$ref" in schema and schema.get("nullable") is True


def normalize(document: Document) -> Document:
    """Return a copy of a document, rewritten as OpenAPI 3.1. Return an already normalized document unchanged."""
    if document.written is not None:
        return document
    changes = _find_changes(document)
    return _Rewriter(document, changes).run() if changes else replace(document, written=document)


def source_pointer(document: Document, pointer: JsonPointer) -> JsonPointer:
    """Convert a node's JSON Pointer in a normalized document to the node's JSON Pointer in the original one."""
    if document.written is None:
        return pointer
    node: Any = document.written.data
    has_siblings = not is_openapi_3_0(node)
    found: JsonPointer = ()
    rest = pointer
    while rest:
        move = _find_move(node, has_siblings=has_siblings)
        if move is not None and rest[:2] == move.to:
            rest = rest[2:]
            continue
        if _is_replaced_by_content_schema(node, get_at(document.data, pointer[: len(pointer) - len(rest)])):
            found, node = (*found, "contentSchema"), node["contentSchema"]
            continue
        if _is_added_null(node, rest, is_moved=move is not None):
            return (*found, "nullable")
        if _has_moved_example(node, rest, get_at(document.data, pointer[: len(pointer) - len(rest)])):
            rest = _example_pointer(node, rest)
        step, rest = rest[0], rest[1:]
        found = (*found, step)
        is_known = step in node if isinstance(node, dict) else isinstance(node, list) and step in range(len(node))
        node = node[step] if is_known else None
    return found


def _has_moved_example(written: Any, pointer: JsonPointer, normalized: Any) -> bool:
    """Return whether a pointer leads into the list `examples` to which normalization moved the schema's `example`."""
    is_moved = isinstance(written, dict) and "example" in written and "example" not in normalized
    return is_moved and pointer[0] == "examples"


def _example_pointer(schema: JsonObject, pointer: JsonPointer) -> JsonPointer:
    """Return the pointer, in the original `schema`, of a value in the normalized `examples`, or of the whole list."""
    _, *inner = pointer
    if inner[:1] == [0] or "examples" not in schema:
        return ("example", *inner[1:])
    return ("examples", int(inner[0]) - 1, *inner[1:]) if inner else pointer


def source_schema_pointer(document: Document, pointer: JsonPointer) -> JsonPointer:
    """Return the JSON Pointer of the schema in the original document from which a normalized schema was made.

    If a schema was replaced by its `contentSchema`, this is the JSON Pointer of the `contentSchema`. `source_pointer`
    returns the JSON Pointer of the replaced schema.
    """
    found = source_pointer(document, pointer)
    written = get_at((document.written or document).data, found)
    return (
        (*found, "contentSchema") if _is_replaced_by_content_schema(written, get_at(document.data, pointer)) else found
    )


def _is_replaced_by_content_schema(written: Any, normalized: Any) -> bool:
    """Return whether normalization replaced the original schema `written` by its `contentSchema`, now `normalized`."""
    return _is_json_text(written) and not _is_json_text(normalized)


def _is_added_null(schema: Any, pointer: JsonPointer, *, is_moved: bool) -> bool:
    """Return whether `pointer` leads to a variant `{type: "null"}` that normalization added for `nullable: true`.

    `schema` is the original schema, and `pointer` is relative to its normalized copy. `is_moved` says whether
    normalization moved the keywords of `schema` into the first variant of a new union.
    """
    if not isinstance(schema, dict) or schema.get("nullable") is not True or len(pointer) != 2:  # noqa: PLR2004
        return False
    variants = [] if is_moved else schema.get(str(pointer[0]))
    return pointer[0] in UNION_KEYWORDS and isinstance(variants, list) and pointer[1] not in range(len(variants))


# --- finding the objects to rewrite ---


def _find_changes(document: Document) -> dict[int, str]:
    """Find the objects that normalization must change.

    Return a mapping from the `id()` of each object to one of these words:

    - `schema`: a schema with keywords of OpenAPI 3.0, or with keywords beside a `$ref` that must be rewritten
    - `example`: an Example Object with `dataValue`
    - `data`: the schema for the `data` of a server-sent event; its `contentSchema` replaces it
    - `inline event`: the schema of a server-sent event, not reached by a `$ref`, whose `data` must become required
    """
    changes: dict[int, str] = {}
    seen: set[tuple[str, int]] = set()
    refs: set[tuple[str, str]] = set()
    siblings = ASSERTIONS if is_openapi_3_0(document.data) else CONSTRAINING_SIBLINGS | {"nullable"}
    unread: list[tuple[str, Any]] = [("document", document.data)]
    while unread:
        kind, node = unread.pop()
        if not isinstance(node, dict) or (kind, id(node)) in seen:
            continue
        seen.add((kind, id(node)))
        ref = node.get("$ref")
        referred = "event" if kind == "inline event" else kind
        if isinstance(ref, str) and (referred, ref) not in refs:
            refs.add((referred, ref))
            unread.append((referred, _target(document, ref)))
        if kind == "schema":
            if node.keys() & siblings if isinstance(ref, str) else _is_spelled_differently(node):
                changes[id(node)] = kind
        elif kind == "data" or (kind == "example" and "dataValue" in node):
            changes[id(node)] = kind
        elif kind == "inline event" and _has_optional_data(node):
            changes.setdefault(id(node), kind)
        unread += _events_in(kind, node)
        if kind in OBJECT_FIELDS:
            unread += _children(OBJECT_FIELDS[kind], node)
    return changes


def _events_in(kind: str, node: JsonObject) -> list[tuple[str, Any]]:
    """Return the objects directly inside `node` that describe server-sent events, as pairs of kind and object.

    The kinds are:

    - "event stream": the Media Type Object of `text/event-stream`
    - "event": the schema of an event, reached by a `$ref`
    - "inline event": the schema of an event, reached without a `$ref`
    - "data": the schema of an event's data, if the data is a JSON text

    `kind` is one of these, or the OpenAPI type of `node`, such as "response".
    """
    if kind == "response" and isinstance(node.get("content"), dict):
        return [("event stream", each) for name, each in node["content"].items() if essence(name) == EVENT_STREAM]
    if kind == "event stream":
        return [("inline event", node.get("itemSchema")), ("inline event", node.get("schema"))]
    if kind not in {"event", "inline event"}:
        return []
    stated = node.get("properties")
    properties: JsonObject = stated if isinstance(stated, dict) else {}
    data = properties.get("data")
    texts = [each for each in _alternatives(data) if _is_json_text(each)]
    if data is not None and not texts:
        return [(kind, node.get("items"))]  # The data is a text, even if a variant describes the text as JSON.
    listed = (node.get(keyword) for keyword in ("allOf", *UNION_KEYWORDS))
    parts = [each for parts in listed if isinstance(parts, list) for each in parts]
    found = [(kind, each) for each in (*parts, node.get("items"))]
    if properties.keys() <= EVENT_FIELDS:
        found += [("data", each) for each in texts]
    return found


def _alternatives(schema: Any) -> list[Any]:
    """Return the variants of a schema that is only an `anyOf` or a `oneOf`. For any other schema, return [schema]."""
    if isinstance(schema, dict):
        for keyword in schema.keys() & UNION_KEYWORDS:
            if schema.keys() & ASSERTIONS == {keyword} and isinstance(schema[keyword], list):
                return [*schema[keyword]]
    return [schema]


def _has_optional_data(event: JsonObject) -> bool:
    properties, required = event.get("properties"), event.get("required", [])
    if not isinstance(properties, dict) or not isinstance(required, list):
        return False
    return "data" in properties and "data" not in required and properties.keys() <= EVENT_FIELDS


def _is_json_text(schema: Any) -> bool:
    if not isinstance(schema, dict) or not isinstance(schema.get("contentSchema"), dict):
        return False
    return is_json(str(schema.get("contentMediaType"))) and "contentEncoding" not in schema


def _children(fields: Mapping[str, FieldType], node: JsonObject) -> list[tuple[str, Any]]:
    """Return the OpenAPI objects directly inside `node`, as pairs of type and object, such as ("schema", {...}).

    `fields` has the fields of `node` that contain such objects.
    """
    if SELF in fields:
        return [(fields[SELF].kind, each) for each in node.values()]
    found: list[tuple[str, Any]] = []
    for key in node.keys() & fields.keys():
        kind, shape, _ = fields[key]
        content = node[key]
        if shape == "one":
            found.append((kind, content))
        elif isinstance(content, dict | list):
            found += [(kind, each) for each in (content.values() if isinstance(content, dict) else content)]
    return found


def _target(document: Document, ref: str) -> Any:
    try:
        return document.value(document.resolve(ref))
    except LookupError:
        return None


def _is_spelled_differently(schema: JsonObject) -> bool:
    found = schema.keys() & _SPELLINGS
    return bool(found) and any(each not in EXCLUSIVE_BOUNDS or isinstance(schema[each], bool) for each in found)


class _Move(NamedTuple):
    """The keywords that normalization moves into a new subschema, and the subschema's path, such as ("anyOf", 0)."""

    keywords: frozenset[str]
    to: tuple[str, int]


def _find_move(schema: Any, *, has_siblings: bool) -> _Move | None:
    """Return the keywords that normalization moves from a schema into a new subschema. Return None if it moves none.

    `has_siblings` is true if the document's OpenAPI version allows keywords beside a `$ref`.
    """
    if not isinstance(schema, dict):
        return None
    is_nullable = schema.get("nullable") is True
    if isinstance(schema.get("$ref"), str):
        parts = schema.get("allOf", [])
        if has_siblings and is_nullable:
            return _Move(frozenset(schema.keys() & ASSERTIONS | {"$ref"}), ("anyOf", 0))
        if has_siblings and schema.keys() & CONSTRAINING_SIBLINGS and isinstance(parts, list):
            return _Move(frozenset({"$ref"}), ("allOf", len(parts)))
    elif is_nullable and not _can_add_null(schema):
        return _Move(frozenset(schema.keys() & ASSERTIONS), ("anyOf", 0))
    return None


def _can_add_null(schema: JsonObject) -> bool:
    """Return whether `nullable: true` can be replaced by adding null to the `type`, `enum` or union of the schema.

    If not, because of keywords such as `allOf` or `const`, normalization writes `anyOf: [schema, {type: "null"}]`.
    """
    asserted = schema.keys() & ASSERTIONS
    is_listed = bool(asserted & {"type", "enum", *UNION_KEYWORDS})
    return not asserted or (is_listed and not asserted & {"allOf", "const", "not", "if"})


_Node = TypeVar("_Node", dict[str, Any], list[Any])


class _Rewriter:
    """Creates the normalized copy of a document. The original document does not change."""

    def __init__(self, document: Document, changes: dict[int, str]) -> None:
        self.document = document
        self.changes = changes
        self.has_siblings = not is_openapi_3_0(document.data)
        self.source_map = document.source_map.copy()
        self.origins = dict(document.origins)
        self.overlaid: dict[int, list[str | int]] = {}
        """The keys or indexes that overlays added to a map or list, by the `id()` of the map or list."""
        for holder, step in document.origins:
            self.overlaid.setdefault(holder, []).append(step)
        self.done: dict[int, Any] = {}

    def run(self) -> Document:
        written = self.document
        others = {name: self._other(other) for name, other in written.others.items()}
        data = self._rewrite(written.data)
        origins = self.origins
        return replace(written, data=data, source_map=self.source_map, others=others, origins=origins, written=written)

    def _other(self, other: Document) -> Document:
        source_map, self.source_map = self.source_map, other.source_map.copy()
        result = replace(other, data=self._rewrite(other.data), source_map=self.source_map)
        self.source_map = source_map
        return result

    def _rewrite(self, node: Any) -> Any:
        """Return the normalized copy of a node and all nodes inside it. If nothing changes, return the node itself."""
        if id(node) in self.done:
            return self.done[id(node)]
        result: Any = node
        for step, value in node.items() if isinstance(node, dict) else enumerate(node):
            new = self._rewrite(value) if isinstance(value, dict | list) else value
            if step == "$ref" and isinstance(value, str):
                new = self._ref(value)
            if new is not value:
                result = node.copy() if result is node else result
                result[step] = new
        kind = self.changes.get(id(node))
        if kind == "data":
            result = result["contentSchema"]
        elif kind == "inline event":
            result = self._copy_locations(node, {**result, "required": [*result.get("required", []), "data"]})
        elif kind is not None:
            result = self._schema(node, result) if kind == "schema" else self._example(node, result)
        elif result is not node:
            self._copy_locations(node, result)
        self.done[id(node)] = result
        return result

    def _ref(self, ref: str) -> str:
        """Return a local `$ref` with the new path of its target, if normalization moves the target; else unchanged."""
        if ref.count("/") <= _COMPONENT_REF_SLASHES:
            return ref
        try:
            pointer = self.document.resolve(ref)
        except LookupError:
            return ref
        found: JsonPointer = ()
        node: Any = self.document.data
        for step in pointer:
            if self.changes.get(id(node)) == "data" and step == "contentSchema":
                node = node[step]
                continue
            is_schema = self.changes.get(id(node)) == "schema"
            move = _find_move(node, has_siblings=self.has_siblings) if is_schema else None
            found = (*found, *(move.to if move is not None and step in move.keywords else ()), step)
            node = node[step]
        return ref if found == pointer else format_local_ref(found)

    def _example(self, node: JsonObject, content: JsonObject) -> JsonObject:
        result = {key: value for key, value in content.items() if key != "dataValue"}
        return self._copy_locations(node, {**result, "value": content["dataValue"]}, value="dataValue")

    def _schema(self, node: JsonObject, content: JsonObject) -> JsonObject:
        """Return the schema `node` as OpenAPI 3.1 writes it.

        `content` is a copy of `node` in which the subschemas are already rewritten.
        """
        if isinstance(node.get("$ref"), str) and not self.has_siblings:
            return self._copy_locations(node, {key: content[key] for key in content if key not in ASSERTIONS})
        result = dict(content)
        for exclusive, inclusive in EXCLUSIVE_BOUNDS.items():
            if isinstance(result.get(exclusive), bool) and result.pop(exclusive) and inclusive in result:
                result[exclusive] = result.pop(inclusive)
        if "example" in result:
            listed = result.get("examples")
            result["examples"] = [result.pop("example"), *(listed if isinstance(listed, list) else [])]
        is_nullable = result.pop("nullable", None) is True
        move = _find_move(node, has_siblings=self.has_siblings)
        if move is not None:
            return self._moved(node, result, move)
        if is_nullable:
            self._add_null(node, result)
        return self._copy_locations(node, result, examples="example")

    def _moved(self, node: JsonObject, content: JsonObject, move: _Move) -> JsonObject:
        """Return a copy of the schema `content` in which the keywords of `move` are in a new subschema.

        `node` is the original schema. `content` is its copy with all other changes already made.
        """
        keyword, _ = move.to
        is_whole = "$ref" not in node  # A new subschema that becomes a class needs the description.
        inner = {key: content[key] for key in content if key in move.keywords or is_whole}
        self._copy_locations(node, inner, examples="example")
        outer = {key: content[key] for key in content if key not in move.keywords}
        outer[keyword] = [*content.get("allOf", []), inner] if keyword == "allOf" else [inner, dict(NULL_SCHEMA)]
        self._locate_items(node, keyword, outer[keyword], next(key for key in node if key in move.keywords))
        return self._copy_locations(node, outer, examples="example", anyOf="nullable", allOf="$ref")

    def _add_null(self, node: JsonObject, schema: JsonObject) -> None:
        """Add null to the `type`, the `enum` and the unions of `schema`, the rewritten copy of the schema `node`."""
        if "type" in schema:
            schema["type"] = [*non_null_types(schema), "null"]
        if isinstance(schema.get("enum"), list) and None not in schema["enum"]:
            schema["enum"] = self._locate_items(node, "enum", [*schema["enum"], None], "nullable")
        for keyword in UNION_KEYWORDS:
            variants = schema.get(keyword)
            # If two variants accepted null, `oneOf` would reject it.
            if isinstance(variants, list) and not any(map(self._allows_null, node[keyword])):
                schema[keyword] = self._locate_items(node, keyword, [*variants, dict(NULL_SCHEMA)], "nullable")

    def _allows_null(self, schema: Any) -> bool:
        """Return whether `schema` already allows null. It is one variant of a union with `nullable: true`."""
        ref = schema.get("$ref") if isinstance(schema, dict) else None
        found = _target(self.document, ref) if isinstance(ref, str) else schema
        return isinstance(found, dict) and (found.get("nullable") is True or states_null(found))

    # --- source locations ---

    def _copy_locations(self, node: Any, copied: _Node, **renamed: str) -> _Node:
        """Give `copied`, the normalized copy of `node`, the source locations of `node`. Return `copied`.

        `renamed` maps the new name of each renamed keyword to its old name: `examples="example"`.
        """
        origins = self.document.origins
        if isinstance(node, list):
            self.source_map.lists[id(copied)] = self.source_map.lists.get(id(node), [])
        else:
            known = self.source_map.maps.get(id(node), {})
            places = {new: known[old] for new, old in renamed.items() if new not in known and old in known}
            self.source_map.maps[id(copied)] = {**known, **places} if places else known
            for new, old in renamed.items():
                if (id(node), new) not in origins and (id(node), old) in origins:
                    self.origins[id(copied), new] = origins[id(node), old]
        for step in self.overlaid.get(id(node), ()):
            self.origins[id(copied), step] = origins[id(node), step]
        return copied

    def _locate_items(self, node: JsonObject, keyword: str, items: list[Any], at: str) -> list[Any]:
        """Set the source locations of `items`, the normalized copy of the list `node[keyword]`, and return `items`.

        Normalization added the last items. They get the location of the key `at` in the map `node`.
        """
        known = self.source_map.lists.get(id(node.get(keyword)), [])
        offset = self.source_map.maps.get(id(node), {}).get(at, (self.source_map.root, self.source_map.root))[0]
        self.source_map.lists[id(items)] = [*known, *[offset] * (len(items) - len(known))]
        return items
