"""Validate values against the schemas of one document, and merge schemas.

The schemas are adapted to JSON Schema 2020-12, and to requests or responses. In requests, `readOnly` properties are
never required. In responses, `writeOnly` properties are forbidden.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from typing import Any, Literal
from urllib.parse import quote, unquote

import jsonschema_rs

from specloop.errors import InputError, Problem
from specloop.openapi.document import Document
from specloop.openapi.index import DocumentIndex
from specloop.openapi.json_pointer import (
    MAX_REF_CHAIN,
    JsonObject,
    JsonPointer,
    Resolved,
    format_pointer,
    get_at,
    parse_local_ref,
)
from specloop.openapi.media_types import BodyKind, body_kind, is_stream
from specloop.openapi.schema_facts import json_type, merge_schemas, stated_types, stated_values
from specloop.openapi.schema_keywords import COMBINING_KEYWORDS, UNION_KEYWORDS

CONTRACT_URI = "urn:contract"
MAX_TYPES_DEPTH = 10
MAX_COMBINED_SCHEMAS = 100_000
"""The largest number of paths from a schema through `$ref`, `allOf`, `anyOf` and `oneOf`."""


class SchemaSet:
    """The schemas of a document, with `readOnly` and `writeOnly` applied for either requests or responses."""

    def __init__(self, document: Document, direction: Literal["request", "response"]) -> None:
        self.direction = direction
        self.root: JsonObject = pickle.loads(pickle.dumps(document.data))  # noqa: S301 - a fast copy
        index = DocumentIndex(document)
        _refuse_many_paths(index)
        nodes = [get_at(self.root, node.pointer) for node in index.of("schema")]
        for node in nodes:
            _prepare(node)
            _encode_ref(node)
        for node in nodes:
            self._apply_direction(node)
        self._registry: jsonschema_rs.Registry | None = None
        self._validators: dict[JsonPointer | str, jsonschema_rs.Validator] = {}
        """The validators by pointer, or by the JSON text of a schema that is not in the document."""
        self._targets: dict[str, Any] = {}
        self._flat: dict[int, tuple[Any, JsonObject]] = {}

    def at(self, pointer: JsonPointer) -> Any:
        """Return the schema at a JSON Pointer."""
        return get_at(self.root, pointer)

    def resolve(self, schema: Any) -> Any:
        """Follow the `$ref`s of a schema to the first schema without a `$ref`.

        Return {} if MAX_REF_CHAIN `$ref`s do not lead to such a schema, as in a cycle.
        """
        for _ in range(MAX_REF_CHAIN):
            if not (isinstance(schema, dict) and isinstance(schema.get("$ref"), str)):
                return schema
            schema = self.target(schema["$ref"])
        return {}

    def target(self, ref: str) -> Any:
        """Return the schema to which a `$ref` such as `#/components/schemas/Pet` points.

        The result may be a `$ref` itself. Return {} for a `$ref` that does not begin with `#`.
        """
        if ref not in self._targets:
            self._targets[ref] = get_at(self.root, parse_local_ref(ref)) if ref.startswith("#") else {}
        return self._targets[ref]

    def validator(self, pointer: JsonPointer) -> jsonschema_rs.Validator:
        """Return the JSON Schema validator of the schema at a JSON Pointer."""
        if pointer not in self._validators:
            self._validators[pointer] = self._compile({"$ref": f"{CONTRACT_URI}#{_format_fragment(pointer)}"})
        return self._validators[pointer]

    def accepts(self, schema: Any, value: Any) -> bool:
        """Return whether a schema that is not in the document, such as a merged schema, accepts a value."""
        if not isinstance(schema, dict):
            return bool(schema)
        key = json.dumps(schema, sort_keys=True, default=str)
        if key not in self._validators:
            self._validators[key] = self._compile({"$id": CONTRACT_URI + ":part", **_with_absolute_refs(schema)})
        return self._validators[key].is_valid(value)

    def _compile(self, schema: JsonObject) -> jsonschema_rs.Validator:
        if self._registry is None:
            self._registry = jsonschema_rs.Registry([(CONTRACT_URI, self.root)])
        try:
            return self._build(schema)
        except jsonschema_rs.ValidationError:  # Raised for a pattern that the validator does not support.
            self._drop_unsupported_patterns()
            self._registry = jsonschema_rs.Registry([(CONTRACT_URI, self.root)])
        try:
            return self._build(_without_pattern(schema))
        except jsonschema_rs.ValidationError:  # Raised if a part of the document is not a valid JSON Schema.
            return jsonschema_rs.Draft202012Validator({})

    def _build(self, schema: JsonObject) -> jsonschema_rs.Validator:
        return jsonschema_rs.Draft202012Validator(schema, registry=self._registry, validate_formats=True)

    def _drop_unsupported_patterns(self) -> None:
        unread: list[Any] = [self.root]
        while unread:
            node = unread.pop()
            if (
                isinstance(node, dict)
                and isinstance(node.get("pattern"), str)
                and not is_supported_pattern(node["pattern"])
            ):
                del node["pattern"]
            if isinstance(node, dict) and isinstance(by_pattern := node.get("patternProperties"), dict):
                node["patternProperties"] = {key: each for key, each in by_pattern.items() if is_supported_pattern(key)}
            inner = node.values() if isinstance(node, dict) else node
            unread += [value for value in inner if isinstance(value, dict | list)]

    def _apply_direction(self, schema: Any) -> None:
        """Adapt an object schema, in place, to the direction of this SchemaSet, which is `request` or `response`.

        For requests, `readOnly` properties become optional. For responses, `writeOnly` properties become optional, and
        their schema becomes `false`, which forbids them.
        """
        if not isinstance(schema, dict):
            return
        hidden_by = "readOnly" if self.direction == "request" else "writeOnly"
        subschemas = [schema, *(subschema for subschema in schema.get("allOf") or [] if isinstance(subschema, dict))]
        hidden = {
            name
            for subschema in subschemas
            for part in [self._resolve_uncached(subschema)]
            for name, child in (part.get("properties") or {}).items()
            if self._resolve_uncached(child).get(hidden_by) is True
        }
        if not hidden:
            return
        for subschema in subschemas:
            if isinstance(subschema.get("required"), list):
                subschema["required"] = [name for name in subschema["required"] if name not in hidden]
            if self.direction == "response" and isinstance(subschema.get("properties"), dict):
                subschema["properties"] = {
                    name: False if name in hidden else child for name, child in subschema["properties"].items()
                }

    def _resolve_uncached(self, schema: Any) -> JsonObject:
        """Follow the `$ref`s of a schema. A schema with `readOnly` or `writeOnly` is returned even if it has a `$ref`.

        Return {} if a `$ref` does not lead to a JSON object in the document.
        """
        # `resolve` cannot be used while the set is built: it caches targets, which are still being rewritten.
        for _ in range(MAX_REF_CHAIN):
            if not isinstance(schema, dict):
                return {}
            if not isinstance(schema.get("$ref"), str) or schema.get("readOnly") or schema.get("writeOnly"):
                return schema
            schema = get_at(self.root, parse_local_ref(schema["$ref"])) if schema["$ref"].startswith("#") else {}
        return {}

    # ---- merged schemas ----

    def flatten(self, schema: Any) -> JsonObject:
        """Merge a schema with the targets of its `$ref`s and with its `allOf` into one schema."""
        if not isinstance(schema, dict):
            return {} if schema is not False else {"not": {}}
        found = self._flat.get(id(schema))
        if found is None:
            # Keep the schema alive, so that its id stays unique. A schema inside itself adds nothing.
            self._flat[id(schema)] = (schema, {})
            self._flat[id(schema)] = found = (schema, self._flatten(schema))
        return found[1]

    def _flatten(self, schema: JsonObject) -> JsonObject:
        merged = self.flatten(self.target(schema["$ref"])) if isinstance(schema.get("$ref"), str) else {}
        for part in schema.get("allOf") or []:
            merged = merge_subschemas(merged, self.flatten(part))
        return merge_subschemas(merged, {key: value for key, value in schema.items() if key not in {"$ref", "allOf"}})

    def without_read_only(self, value: JsonObject, schema: Any) -> JsonObject:
        """Return an object without its readOnly properties. Nested objects keep theirs.

        `schema` is the object's schema.
        """
        known = self.properties(schema).items()
        read_only = {name for name, each in known if self.flatten(each).get("readOnly") is True}
        return {name: each for name, each in value.items() if name not in read_only}

    def is_json_body(self, media_type: str, media: Resolved) -> bool:
        """Return whether a media type is JSON and has a schema. A stream, such as JSON Lines, does not count.

        `*/*` counts as JSON if its schema describes structured data, such as an object.
        """
        schema = self.flatten(media.node["schema"]) if "schema" in media.node else None
        return schema is not None and body_kind(media_type, schema) is BodyKind.JSON and not is_stream(media_type)

    def types(self, schema: Any) -> set[str]:
        """Return the JSON types that a schema allows. If it does not restrict the type, return all types."""
        found = set(self._types(self.flatten(schema), 0))
        return found or {"string", "number", "integer", "boolean", "array", "object", "null"}

    def _types(self, flat: JsonObject, depth: int) -> Iterator[str]:
        if "type" in flat or "enum" in flat or "const" in flat:
            yield from stated_types(flat) or map(json_type, stated_values(flat))
            return
        for keyword in UNION_KEYWORDS:
            for variant in flat.get(keyword) or []:
                if depth < MAX_TYPES_DEPTH:
                    yield from self._types(self.flatten(variant), depth + 1)
        if not flat.keys() & set(UNION_KEYWORDS):
            yield from ["object"] if flat.keys() & {"properties", "additionalProperties"} else []
            yield from ["array"] if flat.keys() & {"items", "prefixItems"} else []

    def properties(self, schema: Any) -> JsonObject:
        """Return the `properties` of a schema and of its `oneOf` and `anyOf` variants.

        Properties whose schema is `false`, and which an object must therefore not have, are left out.
        """
        flat = self.flatten(schema)
        found: JsonObject = {}
        for keyword in UNION_KEYWORDS:
            for variant in flat.get(keyword) or []:
                found |= self.flatten(variant).get("properties") or {}
        found |= flat.get("properties") or {}
        return {name: child for name, child in found.items() if child is not False}

    def forbidden(self, schema: Any) -> set[str]:
        """Return the names of the properties whose schema is `false`, so that an object must not have them.

        If this SchemaSet is for responses, the names of `writeOnly` properties are included.
        """
        flats = [self.flatten(schema), *self.variants(schema)]
        return {name for flat in flats for name, child in (flat.get("properties") or {}).items() if child is False}

    def property(self, schema: Any, name: str) -> Any:
        """Return the schema of an object's property: from `properties`, or else the schema in `additionalProperties`.

        Return {} if `schema` declares neither.
        """
        known = self.properties(schema)
        if name in known:
            return known[name]
        for flat in [self.flatten(schema), *self.variants(schema)]:
            if isinstance(flat.get("additionalProperties"), dict):
                return flat["additionalProperties"]
        return {}

    def items(self, schema: Any) -> Any:
        """Return the schema of the items of an array. Return {} if they have no schema."""
        for flat in [self.flatten(schema), *self.variants(schema)]:
            if "items" in flat:
                return flat["items"]
        return {}

    def variants(self, schema: Any) -> list[JsonObject]:
        """Return the schemas in `oneOf` and `anyOf`, each merged with the targets of its `$ref`s and with its `allOf`.

        Return [] if the schema has neither keyword.
        """
        flat = self.flatten(schema)
        return [self.flatten(variant) for keyword in UNION_KEYWORDS for variant in flat.get(keyword) or []]


def merge_subschemas(first: JsonObject, second: JsonObject) -> JsonObject:
    """Merge two subschemas of an `allOf` into one schema.

    If no type is common to both, use the `type` of `second`. If no `enum` value is common to both, use the `enum` of
    `second`.
    """
    merged = merge_schemas(first, second)
    for keyword in ("type", "enum"):
        if merged.get(keyword) == []:
            merged[keyword] = second.get(keyword, first.get(keyword))
    for keyword in UNION_KEYWORDS:
        if keyword in first and keyword in second and first[keyword] != second[keyword]:
            # Two unions apply at once: add the second union to each variant of the first, by `allOf`.
            merged[keyword] = [{"allOf": [variant, {keyword: second[keyword]}]} for variant in first[keyword]]
    return merged


def _refuse_many_paths(index: DocumentIndex) -> None:
    """Raise InputError if `$ref`, `allOf`, `anyOf` and `oneOf` lead from a schema to more than MAX_COMBINED_SCHEMAS.

    A schema counts once for each path to it, because the validator reads it as often.
    """
    parts = {
        node.pointer: [
            (*node.pointer, keyword, number)
            for keyword in COMBINING_KEYWORDS
            if isinstance(node.value.get(keyword), list)
            for number in range(len(node.value[keyword]))
        ]
        for node in index.of("schema")
        if node.value.keys() & set(COMBINING_KEYWORDS)
    }
    counts: dict[JsonPointer, int] = {}
    unread = list(parts)
    while unread:
        pointer = unread[-1]
        targets = [*([index.refs[pointer]] if pointer in index.refs else []), *parts.get(pointer, ())]
        counts.setdefault(pointer, 0)  # A schema inside itself adds nothing.
        unread += (uncounted := [target for target in targets if target not in counts])
        if not uncounted:
            unread.pop()
            counts[pointer] = 1 + sum(counts[target] for target in targets)
            if counts[pointer] > MAX_COMBINED_SCHEMAS:
                what = f"{MAX_COMBINED_SCHEMAS} schemas are combined here, each counted once for each path to it"
                message = f"more than {what}; remove repeated schemas from `allOf`, `anyOf` and `oneOf`"
                raise InputError([Problem(index.contract.place(pointer), message)])


INTEGER_BITS = {"int32": 32, "int64": 64}


def is_supported_pattern(pattern: str) -> bool:
    """Return whether the JSON Schema validator supports a regular expression (the value of `pattern`)."""
    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern})
    except jsonschema_rs.ValidationError:
        return False
    return True


def _prepare(schema: Any) -> None:
    """Rewrite a schema for the JSON Schema validator, in place.

    It removes keywords such as `$id`, turns integer formats into bounds, and makes `$ref` a valid URI.
    """
    if not isinstance(schema, dict):
        return
    for keyword in ("$id", "$schema", "$anchor", "$dynamicAnchor", "$dynamicRef", "id"):
        if isinstance(schema.get(keyword), str):
            del schema[keyword]  # References are local now; ambiguous `$dynamicRef`s are ignored.
    if schema.get("format") in INTEGER_BITS and schema.get("type") in ("integer", ["integer", "null"]):
        _bound_integer(schema, 1 << (INTEGER_BITS[schema["format"]] - 1))
    if isinstance(schema.get("$ref"), str):
        schema["$ref"] = quote(unquote(schema["$ref"]), safe="#/~:?&=.-_")  # The validator accepts only URIs.


def _bound_integer(schema: JsonObject, limit: int) -> None:
    """Add the bounds of an integer format to a schema: `minimum: -limit` and `maximum: limit - 1`.

    Existing bounds are kept.
    """
    if not schema.keys() & {"minimum", "exclusiveMinimum"}:
        schema["minimum"] = -limit
    if not schema.keys() & {"maximum", "exclusiveMaximum"}:
        schema["maximum"] = limit - 1


def _with_absolute_refs(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: CONTRACT_URI + value if key == "$ref" and isinstance(value, str) else _with_absolute_refs(value)
            for key, value in node.items()
        }
    return [_with_absolute_refs(each) for each in node] if isinstance(node, list) else node


def _encode_ref(schema: Any) -> None:
    """Percent-encode the `$ref` of a schema in place, if it begins with `#/`. Nested schemas are not changed."""
    # Documents often contain an unencoded `#` or space.
    if isinstance(schema, dict) and isinstance(ref := schema.get("$ref"), str) and ref.startswith("#/"):
        schema["$ref"] = "#" + _format_fragment(parse_local_ref(ref))


def _format_fragment(pointer: JsonPointer) -> str:
    """Format a JSON Pointer as the fragment of a URI, without the `#` (RFC 6901, section 6)."""
    return quote(format_pointer(pointer), safe="/~")


def _without_pattern(schema: JsonObject) -> JsonObject:
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and not is_supported_pattern(pattern):
        return {keyword: value for keyword, value in schema.items() if keyword != "pattern"}
    return schema
