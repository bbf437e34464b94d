"""Convert schemas to a normal form, so that schemas that allow the same values can be recognised as equal.

The normal form of a schema is a list of variants. Each variant describes the values of one JSON type by constraints and
properties. For example, `type: [string, "null"]` and an `anyOf` of string and null have the same normal form. Schemas
of properties and items are represented by JSON Pointers, because a recursive schema would otherwise be infinite.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from itertools import chain
from typing import Any, TypeAlias

from attrs import define, field

from specloop.openapi.document import Document
from specloop.openapi.json_pointer import (
    JsonObject,
    JsonPointer,
    Resolved,
    format_local_ref,
    get_at,
    resolve_ref,
)
from specloop.openapi.schema_facts import (
    EVERY_TYPE,
    expand_types,
    has_flag,
    json_type,
    stated_types,
    stated_values,
)
from specloop.openapi.schema_keywords import (
    ASSERTIONS,
    COMBINING_KEYWORDS,
    MAPPED_FORMATS,
    UNION_KEYWORDS,
    Constraints,
    canonical,
    constrains,
    constraints_of_type,
    is_file,
    join_constraints,
    read_constraints,
)

SchemaRef: TypeAlias = tuple[JsonPointer, ...]
"""The pointers of the schemas that a value must satisfy together; empty if any value is allowed."""

MAX_VARIANTS = 200
"""The largest number of variants of a schema; a schema with more variants is treated as allowing any value."""


MAX_NESTED_SCHEMAS = 2_000
"""The largest number of schemas that are read inside each other; a schema nested deeper allows any value."""

RECURSION_LIMIT = 10_000
"""Maximum depth of Python's call stack, in frames; reading MAX_NESTED_SCHEMAS schemas takes four frames each."""


@dataclass(frozen=True, slots=True)
class SchemaVariant:
    """One variant of a schema: the values of a single JSON type that the schema allows.

    `kind` is the JSON type, such as `string`; `any` stands for all types.
    """

    kind: str
    origin: SchemaRef = ()
    values: frozenset[str] | None = None
    """The values that `enum` or `const` allows, as JSON texts; None if the schema has neither keyword."""
    format: str | None = None
    constraints: Constraints = dataclass_field(default_factory=dict)
    properties: Mapping[str, SchemaRef] = dataclass_field(default_factory=dict)
    required: frozenset[str] = frozenset()
    additional: SchemaRef = ()
    items: SchemaRef = ()
    prefix: tuple[SchemaRef, ...] = ()

    @property
    def is_class(self) -> bool:
        """Whether the variant becomes a Python class: an object with properties does; other objects become a dict."""
        return self.kind == "object" and bool(self.properties)

    @property
    def is_free(self) -> bool:
        """Whether the variant has no constraints, so that it allows all values of its JSON type."""
        return self == SchemaVariant(self.kind, self.origin)

    @property
    def has_own_type(self) -> bool:
        """Whether the variant's Python type is more specific than its JSON type, such as an enum, a class or `date`."""
        nested = (self.properties, self.additional, self.items, self.prefix)
        return self.values is not None or self.format is not None or any(nested)

    def is_within(self, variants: Iterable[SchemaVariant]) -> bool:
        """Return whether one of the given variants allows all values of the JSON type of this variant.

        For example, `{type: number}` allows all integers. A variant with constraints, such as a `minimum`, does not.
        """
        wider = {self.kind, "any", "number"} if self.kind == "integer" else {self.kind, "any"}
        return any(variant.kind in wider and variant.is_free for variant in variants)

    @property
    def content(self) -> tuple[Any, ...]:
        """A tuple for comparing variants of one document. Two variants with equal tuples allow the same values.

        The tuple has all fields except `origin`, the JSON Pointers of the schemas from which the variant was read.
        """
        return (
            *(self.kind, self.values, self.format, self.required, self.additional, self.items, self.prefix),
            *(tuple(sorted(self.constraints.items())), tuple(sorted(self.properties.items()))),
        )

    @property
    def outline(self) -> tuple[Any, ...]:
        """A tuple for comparing variants of two documents, in which the same schema can have different JSON Pointers.

        It has the names of the properties, but not the schemas of properties and items.
        """
        return (
            *(
                self.kind,
                self.values,
                self.format,
                self.required,
                bool(self.additional),
                bool(self.items),
                len(self.prefix),
            ),
            *(self.constraints, self.properties.keys()),
        )


ANYTHING = SchemaVariant("any")


def intersect(left: Sequence[SchemaVariant], right: Sequence[SchemaVariant]) -> list[SchemaVariant]:
    """Return variants for the values that both lists of variants allow.

    If there would be more than MAX_VARIANTS variants, return only ANYTHING, the variant that allows all values.
    """
    if len(left) * len(right) > MAX_VARIANTS:
        return [ANYTHING]
    return [variant for one in left for other in right if (variant := _intersect_variants(one, other)) is not None]


def union(variants: Iterable[SchemaVariant]) -> list[SchemaVariant]:
    """Return variants for the values that at least one of the given variants allows, without duplicates.

    If there would be more than MAX_VARIANTS variants, return only ANYTHING, the variant that allows all values.
    """
    listed = list(variants)
    if len(listed) > 1:
        known: dict[tuple[Any, ...], SchemaVariant] = {}
        for variant in listed:
            known.setdefault(variant.content, variant)
        listed = list(known.values())
    result = _join_enums(listed)
    if len(result) == 1:
        return result
    free = {variant.kind for variant in result if variant.is_free}

    def is_redundant(variant: SchemaVariant) -> bool:
        """Return whether an unconstrained variant in the union already allows all values of this variant."""
        if "any" in free:
            return variant.kind != "any"
        is_wider = variant.kind in free and not variant.is_free
        # A variant with its own Python type is kept: the Python type of `anyOf: [date, string]` is `date | str`.
        return (is_wider or ("number" in free and variant.kind == "integer")) and not variant.has_own_type

    kept = [variant for variant in result if not is_redundant(variant)]
    return kept if len(kept) <= MAX_VARIANTS else [ANYTHING]


def _join_enums(variants: list[SchemaVariant]) -> list[SchemaVariant]:
    """Merge variants of the same JSON type into one if their only constraint is an `enum`.

    Return other variants unchanged.

    For example, `enum: [A]` and `enum: [B]` become `enum: [A, B]`.
    """
    groups: list[list[SchemaVariant]] = []
    seats: dict[str, list[SchemaVariant]] = {}
    for variant in variants:
        is_plain = variant.values is not None and replace(variant, values=None).is_free
        if is_plain and variant.kind in seats:
            seats[variant.kind].append(variant)
        else:
            groups.append([variant])
            if is_plain:
                seats[variant.kind] = groups[-1]
    result = [group[0] if len(group) == 1 else _join_values(group) for group in groups]
    every = frozenset({"true", "false"})
    return [
        replace(variant, values=None) if variant.kind == "boolean" and variant.values == every else variant
        for variant in result
    ]


def _join_values(group: list[SchemaVariant]) -> SchemaVariant:
    values = frozenset(chain.from_iterable(each.values or () for each in group))
    return replace(group[0], values=values, origin=merge_pointers(*(each.origin for each in group)))


def _intersect_variants(one: SchemaVariant, other: SchemaVariant) -> SchemaVariant | None:
    if one == ANYTHING:
        return other
    if other == ANYTHING:
        return one
    kind = _common_kind(one.kind, other.kind)
    if kind is None:
        return None
    values = one.values if other.values is None else other.values
    if one.values is not None and other.values is not None:
        values = one.values & other.values
    if values is not None:
        values = frozenset(value for value in values if _common_kind(kind_of(value), kind))
        if not values:
            return None
    is_closed = any(each.constraints.get("additionalProperties") is True for each in (one, other))
    return SchemaVariant(
        kind=kind,
        origin=merge_pointers(one.origin, other.origin),
        values=values,
        format=(one.format or other.format) if kind in {"any", "string"} else None,
        constraints=join_constraints(one.constraints, other.constraints),
        properties={
            name: merge_pointers(one.properties.get(name, ()), other.properties.get(name, ()))
            for name in [*one.properties, *(name for name in other.properties if name not in one.properties)]
        },
        required=one.required | other.required,
        additional=() if is_closed else merge_pointers(one.additional, other.additional),
        items=merge_pointers(one.items, other.items),
        prefix=_prefixes(one.prefix, other.prefix),
    )


def _common_kind(one: str, other: str) -> str | None:
    if other in {one, "any"}:
        return one
    if one == "any":
        return other
    return "integer" if {one, other} == {"integer", "number"} else None


def kind_of(json_text: str) -> str:
    """Return the JSON type of the value that a JSON text contains: `number` for `1.5`."""
    first = json_text[:1]
    named = {'"': "string", "{": "object", "[": "array", "t": "boolean", "f": "boolean", "n": "null"}
    return named.get(first) or ("number" if "." in json_text or "e" in json_text else "integer")


def _prefixes(one: tuple[SchemaRef, ...], other: tuple[SchemaRef, ...]) -> tuple[SchemaRef, ...]:
    longest = max(len(one), len(other))
    padded = [[*each, *[()] * (longest - len(each))] for each in (one, other)]
    return tuple(merge_pointers(left, right) for left, right in zip(*padded, strict=True))


def merge_pointers(*groups: Iterable[JsonPointer]) -> SchemaRef:
    """Merge tuples of JSON Pointers into one tuple, sorted and without duplicates."""
    found = dict.fromkeys(chain.from_iterable(groups))
    if len(found) <= 1:
        return tuple(found)
    return tuple(sorted(found, key=lambda pointer: [str(step) for step in pointer]))


_OWN_ASSERTIONS = ASSERTIONS.difference(COMBINING_KEYWORDS)


@dataclass(frozen=True, slots=True)
class NormalizedSchema:
    """The normal form of a schema: one or more variants for each JSON type except null, and whether null is allowed."""

    variants: tuple[SchemaVariant, ...]
    allows_null: bool

    @property
    def outline(self) -> tuple[Any, ...]:
        """A tuple for comparing the normal forms of schemas in two documents.

        It has no JSON Pointers, because the same schema can have different pointers in the two documents.
        """
        return (self.allows_null, tuple(variant.outline for variant in self.variants))


@dataclass(frozen=True, slots=True)
class Notes:
    """The annotations of a schema, such as its description, examples, default and `deprecated`."""

    text: frozenset[str] = frozenset()
    default: str | None = None
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False


def schemas_of(document: Document) -> SchemaNormalizer:
    """Return the SchemaNormalizer of a normalized document. Each document has only one SchemaNormalizer."""
    if "schemas" not in document.cache:
        document.cache["schemas"] = SchemaNormalizer(document)
    reader: SchemaNormalizer = document.cache["schemas"]
    return reader


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Allow deep recursion inside a `with` block, for documents with long chains of `$ref`s."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


class SchemaNormalizer:
    """Converts the schemas of one document to a normal form, in which different spellings of a schema are equal."""

    def __init__(self, contract: Document) -> None:
        self.contract = contract
        self._shapes: dict[SchemaRef, NormalizedSchema] = {}
        self._notes: dict[tuple[SchemaRef, bool], Notes] = {}
        self._targets: dict[JsonPointer, JsonPointer] = {}
        self._trails: dict[JsonPointer, tuple[JsonPointer, ...]] = {}
        self._variants_at: dict[JsonPointer, list[SchemaVariant]] = {}
        self._open: dict[JsonPointer, None] = {}
        self._cut: set[JsonPointer] = set()  # the open schemas that were reached again, from inside themselves
        self._partial: dict[JsonPointer, list[SchemaVariant]] = {}  # variants without those of the schemas in `_cut`

    def node(self, pointer: JsonPointer) -> Any:
        """Return the node at a JSON Pointer. If it does not exist, return `true`, the schema that allows any value."""
        try:
            return self.contract.value(pointer)
        except LookupError:
            return True

    def target(self, pointer: JsonPointer) -> JsonPointer:
        """Follow references from a schema, and return the JSON Pointer of the first schema that is not a reference.

        A schema is a reference if its only validation keyword is `$ref`. An `allOf` with only one subschema, or a union
        with only one and without discriminator, is a reference to this subschema.
        """
        if pointer not in self._targets:
            self._targets[pointer] = self._pointers_to_target(pointer)[-1]
        return self._targets[pointer]

    def spot(self, pointers: SchemaRef) -> SchemaRef:
        """Replace each JSON Pointer to a `$ref` by the pointer of the `$ref`'s target.

        Return the resulting JSON Pointers, sorted and without duplicates.
        """
        return merge_pointers(map(self.target, pointers))

    def is_shared(self, pointers: SchemaRef) -> bool:
        """Return whether each of the given schemas is only a reference to a schema elsewhere in the document.

        An `allOf` of one inline subschema does not count. Return False if `pointers` is empty.
        """
        return bool(pointers) and all(self.target(pointer)[: len(pointer)] != pointer for pointer in pointers)

    def shape_at(self, pointers: SchemaRef) -> NormalizedSchema:
        """Replace `$ref`s by their targets, and return one normal form for the values that all given schemas allow."""
        return self.shape(self.spot(pointers))

    def shape(self, pointers: SchemaRef) -> NormalizedSchema:
        """Return one normal form for the values that all schemas at the given JSON Pointers allow.

        If a pointer may lead to a `$ref`, call `shape_at`, which merges pointers that lead to the same schema.
        """
        known = self._shapes.get(pointers)
        if known is None:
            known = self._shapes[pointers] = _normal_form(self._intersection(pointers))
        return known

    def _intersection(self, pointers: SchemaRef) -> list[SchemaVariant]:
        variants = [ANYTHING]
        for pointer in pointers:
            variants = intersect(variants, self._variants(pointer))
        return variants

    def add_union(self, pointer: JsonPointer, schemas: list[SchemaRef]) -> SchemaRef:
        """Add a schema that allows every value that at least one of the given schemas allows. Return its reference.

        `pointer`, at which it is added, must not be the pointer of another schema. If only one schema is given, add
        nothing, and return the reference of this schema.
        """
        if len(schemas) == 1:
            return schemas[0]
        if pointer not in self._variants_at:
            self._variants_at[pointer] = union(each for ref in schemas for each in self._intersection(ref))
        return (pointer,)

    def types(self, schema: Resolved) -> frozenset[str]:
        """Return the JSON types that a schema allows. If `number` is among them, `integer` is, too.

        The schema need not be a part of the document; it may be merged from others.
        """
        kinds = {variant.kind for variant in self.variants(schema)}
        return EVERY_TYPE if "any" in kinds else expand_types(kinds)

    def variants(self, schema: Resolved) -> list[SchemaVariant]:
        """Return the variants of a schema, null included. `schema` need not be a part of the document."""
        return self._variants_of(schema.node, schema.pointer)

    def notes(self, pointers: SchemaRef, *, shared: bool = True) -> Notes:
        """Collect the annotations of the schemas at the given JSON Pointers, such as descriptions and defaults.

        If a schema is a `$ref`, the descriptions and examples of the target are not collected. The `default` and
        `deprecated` of the target are collected only if `shared` is true.
        """
        known = self._notes.get((pointers, shared))
        if known is None:
            known = self._notes[pointers, shared] = self._collect_notes(pointers, shared=shared)
        return known

    def _collect_notes(self, pointers: SchemaRef, *, shared: bool) -> Notes:
        said: list[Mapping[str, Any]] = []
        nodes: list[Mapping[str, Any]] = []
        for place in pointers:
            *wrappers, last = self._pointers_to_target(place)
            said += filter(_is_map, map(self.node, wrappers))
            if last[: len(place)] == place:
                said += self._all_of_nodes(last)
            elif shared:
                # Docstrings do not use the descriptions and examples of such a schema.
                nodes += self._all_of_nodes(last)
        nodes = [*said, *nodes]
        defaults = [canonical(node["default"], ordered=True) for node in nodes if "default" in node]
        return Notes(
            text=frozenset(text for node in said for text in texts(node)),
            default=defaults[0] if defaults else None,
            deprecated=any(node.get("deprecated") is True for node in nodes),
            read_only=self._has_flag(pointers, nodes, "readOnly"),
            write_only=self._has_flag(pointers, nodes, "writeOnly"),
        )

    def _has_flag(self, pointers: SchemaRef, nodes: Sequence[Mapping[str, Any]], keyword: str) -> bool:
        """Return whether a boolean keyword such as `readOnly` is true in one of several schemas.

        In `nodes`, only the keyword itself is read. From the schemas at `pointers`, `$ref`s and `allOf` are followed.
        """
        return any(node.get(keyword) is True for node in nodes) or any(
            has_flag(self.contract.data, self.node(pointer), keyword) for pointer in pointers
        )

    def _all_of_nodes(self, pointer: JsonPointer) -> Iterator[Mapping[str, Any]]:
        """Yield the schema at a JSON Pointer and, recursively, its `allOf` subschemas, except schemas with a `$ref`."""
        node = self.node(pointer)
        if isinstance(node, dict) and "$ref" not in node:
            yield node
            for number in range(len(_list(node.get("allOf")))):
                yield from self._all_of_nodes((*pointer, "allOf", number))

    def _pointers_to_target(self, pointer: JsonPointer) -> tuple[JsonPointer, ...]:
        """Return the JSON Pointers of a schema and of each schema to which its references lead (see `target`)."""
        if pointer not in self._trails:
            self._trails[pointer] = tuple(self._follow(pointer))
        return self._trails[pointer]

    def _follow(self, pointer: JsonPointer) -> Iterator[JsonPointer]:
        seen: set[JsonPointer] = set()
        onward: JsonPointer | None = pointer
        while onward is not None and onward not in seen:
            pointer = onward
            seen.add(pointer)
            yield pointer
            onward = self._onward(pointer)

    def _onward(self, pointer: JsonPointer) -> JsonPointer | None:
        node = self.node(pointer)
        if not isinstance(node, dict):
            return None
        meant = {keyword for keyword in node if keyword in ASSERTIONS}
        if "$ref" in node:
            return self._referred(node) if not meant else None
        keyword = next(iter(meant)) if len(meant) == 1 else ""
        # A union of one variant with a discriminator is kept, since the discriminator selects the variants inside.
        is_kept = keyword in UNION_KEYWORDS and "discriminator" in node
        if not is_kept and keyword in COMBINING_KEYWORDS and len(_list(node[keyword])) == 1:
            return (*pointer, keyword, 0)
        return None

    def _referred(self, node: Mapping[str, Any]) -> JsonPointer | None:
        try:
            return self.contract.resolve(str(node["$ref"]))
        except LookupError:
            return None

    # The variants of a schema

    def _variants(self, pointer: JsonPointer) -> list[SchemaVariant]:
        pointer = self.target(pointer)
        if pointer in self._variants_at:
            return self._variants_at[pointer]
        if pointer in self._open:  # A union that contains itself adds no variants to itself.
            self._cut.add(pointer)
            return []
        if pointer in self._partial:
            # The schema was read inside an open schema, which gets the missing variants in another place. To read it
            # again on every path would take time that grows exponentially with the number of schemas in the cycle.
            return self._partial[pointer]
        if len(self._open) >= MAX_NESTED_SCHEMAS:
            return [ANYTHING]
        self._open[pointer] = None
        variants = self._read(pointer, self.node(pointer))
        del self._open[pointer]
        self._cut.discard(pointer)
        if self._cut:
            self._partial[pointer] = variants
        else:
            self._variants_at[pointer] = variants
            self._partial.clear()
        return variants

    def _variants_of(self, schema: Any, pointer: JsonPointer) -> list[SchemaVariant]:
        return self._variants(pointer) if self.node(pointer) is schema else self._read(pointer, schema)

    def _read(self, pointer: JsonPointer, node: Any) -> list[SchemaVariant]:
        if not isinstance(node, dict):
            return [] if node is False else [ANYTHING]
        variants = _normalize_own(node, pointer) if _OWN_ASSERTIONS & node.keys() else [ANYTHING]
        if "$ref" in node and (target := self._referred(node)) is not None:
            variants = intersect(variants, self._variants(target))
        for number, part in enumerate(_list(node.get("allOf"))):
            variants = intersect(variants, self._variants_of(part, (*pointer, "allOf", number)))
        if "allOf" in node:
            variants = [
                replace(variant, origin=(pointer,)) for variant in variants
            ]  # The merged keywords are in several subschemas, so the origin is this schema.
        for keyword in UNION_KEYWORDS:
            if alternatives := _list(node.get(keyword)):
                found = [
                    variant
                    for number, each in enumerate(alternatives)
                    for variant in self._variants_of(each, (*pointer, keyword, number))
                ]
                variants = intersect(variants, union(found))
        # Documents commonly write `type: null` beside an `allOf` to allow null, even if the subschemas do not allow it.
        if "allOf" in node and "null" in stated_types(node):
            variants = [*variants, SchemaVariant("null")]
        return variants


def texts(node: Mapping[str, Any]) -> Iterator[str]:
    """Yield the summary, the description and the examples of an OpenAPI object as texts, which callers compare.

    A summary or description becomes `description: TEXT`, and each example becomes `example: JSON`.
    """
    for keyword in ("summary", "description"):
        if node.get(keyword):
            yield f"description: {str(node[keyword]).strip()}"
    examples = node.get("examples")
    listed = [node["example"]] if "example" in node else []
    if isinstance(examples, list):
        listed += examples
    elif isinstance(examples, dict):
        listed += examples.values()
    yield from (f"example: {canonical(example)}" for example in listed)


def _normal_form(variants: list[SchemaVariant]) -> NormalizedSchema:
    """Build the normal form of a schema from its variants, with missing types inferred from keywords.

    A variant for null is left out of the list; instead, `allows_null` of the result is true.
    """
    settled = union(_infer_types(variant) for variant in variants)
    untyped = [each for each in variants if each.kind == "any" and not each.properties]
    if any(each.items or each.prefix or each.additional for each in untyped):
        # A schema without `type` also allows every value of other types than `items` or `additionalProperties` imply.
        settled.append(ANYTHING)
    return NormalizedSchema(
        tuple(variant for variant in settled if variant.kind != "null"),
        any(variant.kind == "null" for variant in settled),
    )


def _infer_types(variant: SchemaVariant) -> SchemaVariant:
    """Infer the type of a variant that has none, and remove constraints of other types.

    A variant with properties gets the type `object`, and one with items the type `array`.
    """
    if variant.kind == "any" and (variant.properties or variant.additional):
        variant = replace(variant, kind="object")
    elif variant.kind == "any" and (variant.items or variant.prefix):
        variant = replace(variant, kind="array")
    if variant.kind in {"object", "any"} and (undeclared := variant.required - variant.properties.keys()):
        demanded = frozenset(canonical(name) for name in undeclared)
        variant = replace(
            variant,
            constraints=join_constraints(variant.constraints, {"required": demanded}),
            required=variant.required - undeclared,
        )
    constraints = constraints_of_type(variant.kind, variant.constraints)
    return variant if constraints == variant.constraints else replace(variant, constraints=constraints)


def _normalize_own(node: Mapping[str, Any], pointer: JsonPointer) -> list[SchemaVariant]:
    """Return one variant for each JSON type among a schema's `enum` or `const` values, or else in its `type`.

    A schema with none of these keywords gives one variant of the type `any`. Subschemas in `oneOf`, `anyOf` and `allOf`
    and the target of `$ref` are ignored.
    """
    demands = read_constraints(node)
    kinds = list(dict.fromkeys(stated_types(node))) or ["any"]
    if "enum" in node or "const" in node:
        return _normalize_values(node, kinds, pointer, demands)
    return [_variant(kind, node, pointer, demands) for kind in kinds]


def _normalize_values(
    node: Mapping[str, Any], kinds: list[str], pointer: JsonPointer, demands: Constraints
) -> list[SchemaVariant]:
    """Return one variant for each JSON type among the `enum` or `const` values of a schema.

    `kinds` are the JSON types in its `type`, or ["any"]. Values of other types are left out, except null. `demands` are
    the schema's other constraints, such as `minLength`.
    """
    listed = {canonical(value, ordered=True) for value in _list(node.get("enum"))}
    if "const" in node:
        const = {canonical(node["const"], ordered=True)}
        listed = listed & const if "enum" in node else const
    groups: dict[str, set[str]] = {}
    for value in listed:
        kind = kind_of(value)
        # A null in `enum` suffices to allow null, even if `type` lacks `null`: documents commonly rely on this.
        if kind in kinds or kind == "null" or "any" in kinds or (kind == "integer" and "number" in kinds):
            groups.setdefault(kind, set()).add(value)
    if "null" in kinds and "const" not in node:  # A `null` in `type` suffices to allow null, too.
        groups.setdefault("null", set())
    if "number" in groups:
        groups["number"] |= groups.pop("integer", set())
    return [
        SchemaVariant("null")
        if kind == "null"
        else replace(_variant(kind, node, pointer, demands), values=frozenset(values))
        for kind, values in sorted(groups.items())
    ]


def _variant(kind: str, node: Mapping[str, Any], pointer: JsonPointer, demands: Constraints) -> SchemaVariant:
    if kind in {"null", "boolean"}:
        return SchemaVariant(kind, (pointer,))
    found: dict[str, Any] = {}
    demands = {keyword: demand for keyword, demand in demands.items() if kind == "any" or constrains(keyword, kind)}
    if kind in {"any", "string"}:
        format_ = "binary" if isinstance(node, dict) and is_file(node) else node.get("format")
        found["format"] = format_ if format_ in MAPPED_FORMATS else None
    if kind in {"any", "object"}:
        extra = node.get("additionalProperties")
        if "additionalProperties" not in node and _is_map(node.get("unevaluatedProperties")):
            # The client reads other properties in the same way.
            extra = node["unevaluatedProperties"]
            demands = {keyword: demand for keyword, demand in demands.items() if keyword != "unevaluatedProperties"}
        found["properties"] = {name: ((*pointer, "properties", name),) for name in _map(node.get("properties"))}
        found["required"] = frozenset(str(name) for name in _list(node.get("required")))
        keyword = "additionalProperties" if "additionalProperties" in node else "unevaluatedProperties"
        found["additional"] = ((*pointer, keyword),) if _is_map(extra) and extra else ()
    if kind in {"any", "array"}:
        demands = join_constraints(demands, _closed_tuple_limit(node))
        found["items"] = ((*pointer, "items"),) if _is_map(node.get("items")) and node["items"] else ()
        found["prefix"] = tuple(((*pointer, "prefixItems", n),) for n in range(len(_list(node.get("prefixItems")))))
    return SchemaVariant(kind, (pointer,), constraints=demands, **found)


def _closed_tuple_limit(node: Mapping[str, Any]) -> Constraints:
    """Return `maxItems` as a constraint if the schema has `items: false`: the number of `prefixItems`.

    Otherwise, return {}.
    """
    return {"maxItems": len(_list(node.get("prefixItems")))} if node.get("items") is False else {}


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


MAP_KEYWORDS = ("additionalProperties", "patternProperties", "unevaluatedProperties")
# The keywords that decide the type of a value; all other keywords only limit or describe the value.
TYPED = frozenset(
    {"$ref", "additionalProperties", "allOf", "const", "enum", "format", "items", "properties", "required"}
    | {"type", *UNION_KEYWORDS}
)


@define
class ObjectProperties:
    """The properties of an object schema, with those in its `allOf` and its union variants.

    Attributes:
        schemas: One schema for each property, by JSON name: the most specific, if there are several.
        required: The names of the required properties, as the keys.
        is_open: Whether the schema explicitly allows undeclared properties.
        parts: All schemas that apply to each property, by JSON name. Schemas in union variants are left out.
        read: The JSON Pointers of the schemas whose properties were already added.
    """

    schemas: dict[str, Resolved] = field(factory=dict)
    required: dict[str, None] = field(factory=dict)
    is_open: bool = False
    parts: dict[str, list[Resolved]] = field(factory=dict)
    read: set[JsonPointer] = field(factory=set)

    def add(self, wire: str, schema: Resolved) -> None:
        """Add a schema for a property. `wire` is the property's name in JSON.

        The schema is appended to `parts`. In `schemas`, it replaces the property's schema, unless that is more
        specific.
        """
        self.parts.setdefault(wire, []).append(schema)
        known = self.schemas.get(wire)
        if known is None or _rank(schema.node) >= _rank(known.node):
            self.schemas[wire] = schema


def object_properties(document: JsonObject, schema: Resolved) -> ObjectProperties:
    """Collect the properties of an object schema, of its `allOf` and of its union variants."""
    found = ObjectProperties(read={schema.pointer})
    _collect(document, schema, found, {schema.pointer}, inside=False)
    return found


def _collect(
    document: JsonObject, schema: Resolved, found: ObjectProperties, seen: set[JsonPointer], *, inside: bool
) -> None:
    """Add the properties of a schema, of its `allOf` and of its union variants to `found`.

    `seen` holds the JSON Pointers of union variants to skip. If `inside` is false, `schema` is not a subschema, and
    adds nothing if it is only a union.
    """
    node = schema.node
    if not isinstance(node, dict):
        return
    _collect_parts(document, subschemas(document, schema, "allOf"), found, seen)
    for wire, child in (node.get("properties") or {}).items():
        found.add(wire, Resolved(child, (*schema.pointer, "properties", wire)))
    found.is_open = found.is_open or any(node.get(keyword) not in (None, False) for keyword in MAP_KEYWORDS)
    found.required |= dict.fromkeys(node.get("required") or [])
    if inside or found.schemas:  # A schema that is only a union is not an object with properties.
        _collect_parts(document, only_object_variants(document, schema), found, seen)
        _collect_conditional(document, schema, found, seen)


def subschemas(document: JsonObject, schema: Resolved, *keywords: str) -> list[Resolved]:
    """Return the subschemas under keywords such as `allOf`, with each `$ref` replaced by its target."""
    node = schema.node if isinstance(schema.node, dict) else {}
    return [
        resolve_ref(document, each, (*schema.pointer, keyword, number))
        for keyword in keywords
        for number, each in enumerate(node.get(keyword) or [])
    ]


def only_object_variants(document: JsonObject, schema: Resolved) -> list[Resolved]:
    """Return the variant of each union of a schema that is its only variant for objects.

    Every object is valid against this variant, as against a subschema of `allOf`.
    """
    unions = [subschemas(document, schema, keyword) for keyword in UNION_KEYWORDS]
    listed = ([each for each in variants if _allows_objects(document, each)] for variants in unions)
    return [variants[0] for variants in listed if len(variants) == 1]


def _allows_objects(document: JsonObject, schema: Resolved) -> bool:
    """Return False if the `type`, `const` or `enum` of a schema, or of a schema in its `allOf`, excludes objects."""
    nodes = [schema.node, *(each.node for each in subschemas(document, schema, "allOf"))]
    stated = [stated_types(node) or [json_type(value) for value in stated_values(node)] for node in nodes]
    return schema.node is not False and all("object" in types for types in stated if types)


def _collect_parts(
    document: JsonObject, parts: Iterable[Resolved], found: ObjectProperties, seen: set[JsonPointer]
) -> None:
    """Add the properties of subschemas that every value must match, such as those in `allOf`, to `found`."""
    for part in parts:
        if part.pointer not in found.read:  # An alternative may have read it before, as optional properties.
            found.read.add(part.pointer)
            seen.add(part.pointer)
            _collect(document, part, found, seen, inside=True)


def _collect_conditional(
    document: JsonObject, schema: Resolved, found: ObjectProperties, seen: set[JsonPointer]
) -> None:
    """Add the properties that only union variants and conditional subschemas declare to `found`, as optional.

    If these declare different schemas for a property, the property gets an `anyOf` of them.
    """
    by_name: dict[str, list[Resolved]] = {}
    for target in _conditional_subschemas(document, schema):
        if target.pointer in seen:
            continue
        seen.add(target.pointer)
        of_alternative = ObjectProperties(read=seen)
        _collect(document, target, of_alternative, seen, inside=True)
        for wire, child in of_alternative.schemas.items():
            if wire not in found.schemas:
                by_name.setdefault(wire, []).append(child)
    for wire, children in by_name.items():
        found.schemas[wire] = _any_of_schemas(document, children, (*schema.pointer, "properties", wire))


def _conditional_subschemas(document: JsonObject, schema: Resolved) -> list[Resolved]:
    """Return the subschemas that a valid value need not match.

    They are in `anyOf`, `oneOf`, `then`, `else` and `dependentSchemas`.
    """
    return [*subschemas(document, schema, *UNION_KEYWORDS), *_subschemas_with_condition(document, schema)]


def _subschemas_with_condition(document: JsonObject, schema: Resolved) -> Iterator[Resolved]:
    """Yield the subschemas in `then`, `else` and `dependentSchemas`, with each `$ref` replaced by its target."""
    for keyword in ("then", "else"):
        if "if" in schema.node and keyword in schema.node:
            yield resolve_ref(document, schema.node[keyword], (*schema.pointer, keyword))
    for name, dependent in (schema.node.get("dependentSchemas") or {}).items():
        yield resolve_ref(document, dependent, (*schema.pointer, "dependentSchemas", name))


def conditional_properties(document: JsonObject, schema: Resolved) -> dict[str, list[SchemaRef]]:
    """Return the properties in `then`, `else` and `dependentSchemas` of an object schema and of its `allOf`.

    The result maps the name of each property to a list with one entry for each such subschema that declares it.
    """
    result: dict[str, list[SchemaRef]] = {}
    unread, seen = [schema], set[JsonPointer]()
    while unread:
        part = unread.pop()
        if part.pointer not in seen and isinstance(part.node, dict):
            seen.add(part.pointer)
            unread += subschemas(document, part, "allOf")
            for target in _subschemas_with_condition(document, part):
                found = ObjectProperties()
                _collect(document, target, found, {target.pointer}, inside=True)
                for name, parts in found.parts.items():
                    result.setdefault(name, []).append(tuple(part.pointer for part in parts))
    return result


def _any_of_schemas(document: JsonObject, schemas: list[Resolved], pointer: JsonPointer) -> Resolved:
    """Return an `anyOf` of the different schemas of one property, or the first schema if all are equal.

    The `anyOf` is not in the document, so `pointer` serves as its JSON Pointer.
    """
    different = {json.dumps(each.node, sort_keys=True, default=str): each for each in reversed(schemas)}
    if len(different) == 1:
        return schemas[0]
    return Resolved({"anyOf": [reference_to(document, each) for each in reversed(different.values())]}, pointer)


def reference_to(document: JsonObject, schema: Resolved) -> Any:
    """Return a `$ref` to a schema of the document, such as `{$ref: "#/components/schemas/Pet"}`.

    A schema that is not in the document, for example because it was merged from others, is returned itself.
    """
    is_own = get_at(document, schema.pointer) is schema.node
    return {"$ref": format_local_ref(schema.pointer)} if is_own and isinstance(schema.node, dict) else schema.node


def _rank(schema: Any) -> tuple[Any, ...]:
    """Return a sort key that is larger for a more specific schema, such as one with `type` or with a shorter `enum`."""
    if not isinstance(schema, dict):
        return (0,)
    enum = schema.get("enum")
    narrow = -len(enum) if isinstance(enum, list) else -sys.maxsize
    text = json.dumps(schema, sort_keys=True, default=str)
    return _type_specificity(schema), "const" in schema, narrow, len(schema.keys() & TYPED), text


def _type_specificity(schema: Any) -> int:
    """Return 2 for a schema with a keyword that says more than `type`, such as `enum` or `properties`.

    Return 1 for a schema with only a `type`, and 0 otherwise.
    """
    if not isinstance(schema, dict):
        return 0
    return 2 if schema.keys() & (TYPED - {"type", "required"}) else int("type" in schema)
