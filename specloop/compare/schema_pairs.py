"""SchemaPairs: each old schema with the new schema that replaced it, and where each pair is used.

Two schemas form one pair, however many places use them. So the search ends even for recursive schemas, and
each difference is found once. UsageIndex then finds the operations that use each pair.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from specloop.codegen import naming
from specloop.compare.api_surface import ApiSurface, Discriminator
from specloop.compare.matching import Fingerprints, match_renamed, match_variants
from specloop.compare.registry import Direction
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import NormalizedSchema, Notes, SchemaRef, SchemaVariant

Step: TypeAlias = Literal["use", "property", "item", "value", "variant"]

STEP_LABELS: dict[Step, str] = {"use": "", "property": ".", "item": "[]", "value": "[...]", "variant": ""}
"""The text for each nested step in a label."""

MAX_PLACE_LABEL_CHARS = 80


@dataclass(frozen=True, slots=True, eq=False)
class Usage:
    """A place where an operation sends or receives values."""

    direction: Direction
    operation: str
    label: str
    """Name of the place in messages."""
    nested_label: tuple[str, str] = ("", "")
    """Text before and after the path of a nested value, such as `.name`; both empty if the label precedes the path."""
    properties_are_arguments: bool = False
    """Whether the place is a body whose properties are arguments of the method."""
    on_the_wire: bool = True
    """Whether values are transferred at all."""

    def describe(self, path: str) -> str:
        """Return the name of the place in messages, or of a value nested in it."""
        if not path or not any(self.nested_label):
            return self.label + path
        return (path.removeprefix(".") if self.properties_are_arguments else path).join(self.nested_label)


class Access(NamedTuple):
    """Whether a property is readOnly, and so not sent, and whether it is writeOnly, and so not received."""

    read_only: bool
    write_only: bool


@dataclass(frozen=True, slots=True, eq=False)
class PairEdge:
    """A use of a schema pair: by an operation, or in a property, item or variant of another pair."""

    holder: Usage | SchemaPair
    step: Step
    name: str
    old_ref: SchemaRef
    new_ref: SchemaRef
    blocked: Direction = ""
    """The direction in which the value is never transferred: requests for readOnly, responses for writeOnly."""

    @property
    def label(self) -> str:
        """Name of the place in messages."""
        if isinstance(self.holder, Usage):
            return self.holder.label
        if self.step == "property":
            return self.holder.property_label(self.name)
        return self.holder.describe(STEP_LABELS[self.step])


class AccessChange(NamedTuple):
    """A property that became or ceased to be readOnly or writeOnly."""

    variants: tuple[SchemaVariant, SchemaVariant]
    old_name: str
    new_name: str
    old: Access
    new: Access


class DefaultChange(NamedTuple):
    """A required property that has a single value, which callers may omit, in only one of the contracts."""

    old_ref: SchemaRef
    new_ref: SchemaRef
    new_name: str
    has_default: bool
    """Whether callers may omit the property in the new contract."""


@dataclass(eq=False)
class SchemaPair:
    """A schema of the old contract, and its counterpart in the new one."""

    old_api: ApiSurface
    new_api: ApiSurface
    old_ref: SchemaRef
    new_ref: SchemaRef
    edges: list[PairEdge] = field(default_factory=list)
    matched: list[tuple[SchemaVariant, SchemaVariant]] = field(default_factory=list)
    """Matched variants, which are compared within this pair."""
    removed: list[SchemaVariant] = field(default_factory=list)
    added: list[SchemaVariant] = field(default_factory=list)
    is_replaced: bool = False
    """Whether no variant of the old schema remains."""
    access_changes: list[AccessChange] = field(default_factory=list)
    default_changes: list[DefaultChange] = field(default_factory=list)
    renamed: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    """id() of an old variant -> its renamed properties: old name, new name."""

    @cached_property
    def old(self) -> NormalizedSchema:
        """The normalized old schema."""
        return self.old_api.schemas.shape(self.old_ref)

    @cached_property
    def new(self) -> NormalizedSchema:
        """The normalized new schema."""
        return self.new_api.schemas.shape(self.new_ref)

    @property
    def old_class(self) -> str | None:
        """The class of the old schema."""
        return self.old_api.class_of(self.old_ref)

    @property
    def new_class(self) -> str | None:
        """The class of the new schema."""
        return self.new_api.class_of(self.new_ref)

    @property
    def is_class_replaced(self) -> bool:
        """Whether the schema has another class now, and this is no rename, since one class is in both packages."""
        old, new = self.old_class, self.new_class
        is_in_both = old in self.new_api.classes or new in self.old_api.classes
        return bool(old and new and old != new and is_in_both)

    @property
    def are_components(self) -> bool:
        """Whether every use refers to both schemas by `$ref`, so that the schemas belong to no single place."""
        return not any(edge.old_ref == self.old_ref or edge.new_ref == self.new_ref for edge in self.edges)

    @cached_property
    def label(self) -> str:
        """The schema as messages name it: by its class, or else by the first place that uses it."""
        return self.describe("")

    @cached_property
    def place_label(self) -> str:
        """Name of the place that uses the schema, for facts about the place and not the class, such as null."""
        return self.label if self.name and len(self.edges) > 1 else self.edges[0].label

    def describe(self, path: str) -> str:
        """Return the name of a nested value in messages."""
        pair = self
        while True:
            edge = pair.edges[0]
            if name := pair.name:
                return _shorten(name + path)
            if isinstance(edge.holder, Usage):
                return edge.holder.describe(_shorten(path))
            pair = edge.holder
            step = f".{pair.attribute_name(edge.name)}" if edge.step == "property" else STEP_LABELS[edge.step]
            path = step + path

    @property
    def name(self) -> str | None:
        """The class name of the pair, if messages may use it: the class is in both packages."""
        return self.new_class if self.old_class and not self.body_of and not self.is_class_replaced else None

    @property
    def body_of(self) -> Usage | None:
        """The use as a request body, if callers see the properties only as arguments of that method."""
        return self.edges[0].holder if len(self.edges) == 1 and self.is_flat_body else None  # type: ignore[return-value]

    @property
    def is_flat_body(self) -> bool:
        """Whether the schema is a request body whose properties are arguments of the method."""
        holders = (edge.holder for edge in self.edges)
        return any(isinstance(holder, Usage) and holder.properties_are_arguments for holder in holders)

    @property
    def names(self) -> tuple[str, ...]:
        """The classes with the properties as attributes, and the methods with the properties as arguments."""
        holders = (edge.holder for edge in self.edges)
        flat = (each for each in holders if isinstance(each, Usage) and each.properties_are_arguments)
        methods = (each.nested_label[0].rstrip("(").rpartition(".")[2] for each in flat)
        return (*filter(None, (self.old_class, self.new_class)), *methods)

    @property
    def own_attributes(self) -> Iterator[str]:
        """The Python names of the properties of both schemas."""
        for api, ref, schema in ((self.old_api, self.old_ref, self.old), (self.new_api, self.new_ref, self.new)):
            for variant in schema.variants:
                yield from (api.attribute_name(ref, each) for each in variant.properties)

    def property_label(self, json_name: str, *, is_old: bool = False) -> str:
        """Return a property as messages name it, with its name in the new contract or in the old one."""
        return self.describe(f".{self.attribute_name(json_name, is_old=is_old)}")

    def attribute_name(self, json_name: str, *, is_old: bool = False) -> str:
        """Return the Python name of a property in the new contract, or in the old one."""
        api, ref = (self.old_api, self.old_ref) if is_old else (self.new_api, self.new_ref)
        return api.attribute_name(ref, json_name)

    @cached_property
    def attributes_renamed(self) -> list[tuple[SchemaVariant, SchemaVariant, str, str]]:
        """Properties that kept their JSON name but not their Python name: variants, old and new JSON name."""
        return [
            (old, new, old_name, new_name)
            for old, new in self.matched
            if old.is_class and new.is_class and self.body_of is None
            for old_name, new_name in match_properties(old, new)[0]
            if self.attribute_name(old_name, is_old=True) != self.attribute_name(new_name)
        ]

    @property
    def differs(self) -> bool:
        """Whether the two schemas differ in anything that a rule compares."""
        return bool(
            self.old.outline != self.new.outline
            or self.old_class != self.new_class
            or self.access_changes
            or self.default_changes
            or self.attributes_renamed
            or self.discriminators[0] != self.discriminators[1]
            or self.old_api.enum_members(self.old_ref) != self.new_api.enum_members(self.new_ref)
        )

    @property
    def discriminators(self) -> tuple[Discriminator | None, Discriminator | None]:
        """The old and new discriminator of a union."""
        return self.old_api.discriminator(self.old_ref), self.new_api.discriminator(self.new_ref)

    def pointers(self, *keywords: str) -> tuple[JsonPointer | None, JsonPointer | None]:
        """Return the old and new pointer of the first keyword that the schema has, or else of the schema itself."""
        edge = self.edges[0]
        is_own = self.old_ref == self.new_ref or len(self.edges) > 1
        old, new = (self.old_ref, self.new_ref) if is_own else (edge.old_ref, edge.new_ref)
        return find_keyword(self.old_api, old, keywords), find_keyword(self.new_api, new, keywords)


@dataclass(frozen=True, slots=True, eq=False)
class AnnotationChange:
    """A change of a schema's annotations: default, deprecation, text."""

    old_api: ApiSurface
    new_api: ApiSurface
    holder: PairEdge | SchemaPair
    old: Notes
    new: Notes

    @property
    def label(self) -> str:
        """Name of the place in messages."""
        return self.holder.label

    def pointers(self, *keywords: str) -> tuple[JsonPointer | None, JsonPointer | None]:
        """Return the old and new pointer of the first keyword that the schema has, or else of the schema itself."""
        return (
            find_keyword(self.old_api, self.holder.old_ref, keywords),
            find_keyword(self.new_api, self.holder.new_ref, keywords),
        )


AnnotationHolder: TypeAlias = Usage | SchemaPair | PairEdge


class SchemaPairIndex:
    """All pairs of schemas that are used in the two contracts."""

    def __init__(self, old_api: ApiSurface, new_api: ApiSurface) -> None:
        self.old_api = old_api
        self.new_api = new_api
        self.pairs: dict[tuple[SchemaRef, SchemaRef], SchemaPair] = {}
        self.annotations: list[AnnotationChange] = []
        self._unread: deque[SchemaPair] = deque()
        self._fingerprints = Fingerprints()
        self._annotated: set[tuple[SchemaRef, SchemaRef]] = set()

    def add(self, usage: Usage, old: JsonPointer, new: JsonPointer) -> SchemaPair:
        """Add a pair of schemas that an operation uses, and all pairs of schemas nested in it or referenced from it."""
        pair = self._add_place(PairEdge(usage, "use", "", (old,), (new,)))
        while self._unread:
            self._read(self._unread.popleft())
        return pair

    def are_equal(self, old: JsonPointer, new: JsonPointer) -> bool:
        """Return whether two schemas have the same fingerprint."""
        return self.are_equal_refs((old,), (new,))

    def are_equal_refs(self, old: SchemaRef, new: SchemaRef) -> bool:
        """Return whether two schemas have the same fingerprint."""
        fingerprint = self._fingerprints.of(self.old_api.schemas, self.old_api.schemas.spot(old))
        return fingerprint == self._fingerprints.of(self.new_api.schemas, self.new_api.schemas.spot(new))

    def _add_place(self, edge: PairEdge) -> SchemaPair:
        """Add the schemas at a place.

        Annotations of the place belong to the edge, and annotations of shared schemas belong to the pair.
        """
        old, new = self.old_api.schemas, self.new_api.schemas
        pair = self._add_pair(edge, old.spot(edge.old_ref), new.spot(edge.new_ref))
        are_shared = old.is_shared(edge.old_ref) and new.is_shared(edge.new_ref)
        self._annotate(
            edge, old.notes(edge.old_ref, shared=not are_shared), new.notes(edge.new_ref, shared=not are_shared)
        )
        if are_shared and (pair.old_ref, pair.new_ref) not in self._annotated:
            self._annotated.add((pair.old_ref, pair.new_ref))
            self._annotate(pair, old.notes(pair.old_ref), new.notes(pair.new_ref))
        return pair

    def _annotate(self, holder: PairEdge | SchemaPair, old: Notes, new: Notes) -> None:
        if old != new:
            self.annotations.append(AnnotationChange(self.old_api, self.new_api, holder, old, new))

    def _add_pair(self, edge: PairEdge, old: SchemaRef, new: SchemaRef) -> SchemaPair:
        pair = self.pairs.get((old, new))
        if pair is None:
            pair = self.pairs[old, new] = SchemaPair(self.old_api, self.new_api, old, new)
            self._unread.append(pair)
        pair.edges.append(edge)
        return pair

    def _read(self, pair: SchemaPair) -> None:
        """Match the `oneOf`/`anyOf` variants of two schemas, and queue the nested schema pairs for comparison."""
        together, pair.removed, pair.added = match_variants(
            pair.old.variants, pair.new.variants, self.old_api, self.new_api, self._fingerprints
        )
        is_nothing = not all(each.variants or each.allows_null for each in (pair.old, pair.new))
        pair.is_replaced = not together and bool((pair.removed and pair.added) or is_nothing)
        for old, new in together:
            if (old.origin, new.origin) == (pair.old_ref, pair.new_ref) or not self._stand_alone(old, new):
                pair.matched.append((old, new))
                for edge in self._nested_edges(pair, old, new):
                    self._add_place(edge)
                continue
            edge = PairEdge(pair, "variant", "", old.origin, new.origin)
            if pair.old_ref == old.origin or pair.new_ref == new.origin:
                self._add_pair(edge, old.origin, new.origin)  # One of the two is the pair's own schema.
            else:
                self._add_place(edge)

    def _stand_alone(self, old: SchemaVariant, new: SchemaVariant) -> bool:
        """Return whether each of two variants is a whole schema of its own, so that they can form a separate pair."""
        if not old.origin or not new.origin:
            return False
        schemas = self.old_api.schemas.shape(old.origin), self.new_api.schemas.shape(new.origin)
        alone = (
            len(schema.variants) == 1 and schema.variants[0].content == variant.content
            for schema, variant in zip(schemas, (old, new), strict=True)
        )
        return schemas[0].allows_null == schemas[1].allows_null and all(alone)

    def _match_renamed(
        self, old: SchemaVariant, new: SchemaVariant, removed: list[str], added: list[str]
    ) -> list[tuple[str, str]]:
        """Return the (old, new) names of an object's renamed properties."""
        if not removed or not added:
            return []

        def are_equal(old_name: str, new_name: str) -> bool:
            is_required = old_name in old.required, new_name in new.required
            old_ref, new_ref = old.properties[old_name], new.properties[new_name]
            return is_required[0] == is_required[1] and self.are_equal_refs(old_ref, new_ref)

        return match_renamed(
            {name: _text(self.old_api, old.properties[name]) for name in removed},
            {name: _text(self.new_api, new.properties[name]) for name in added},
            are_equal,
        )

    def _nested_edges(self, pair: SchemaPair, old: SchemaVariant, new: SchemaVariant) -> Iterator[PairEdge]:
        """Yield the edges to the schemas of an object's properties and values, or an array's items."""
        kept, removed, added = match_properties(old, new)
        pair.renamed[id(old)] = self._match_renamed(old, new, removed, added)
        for old_name, new_name in kept:
            old_ref, new_ref = old.properties[old_name], new.properties[new_name]
            before, after = access_of(self.old_api, old_ref), access_of(self.new_api, new_ref)
            if before != after:
                pair.access_changes.append(AccessChange((old, new), old_name, new_name, before, after))
            if old_name in old.required and new_name in new.required:
                had_default = self.old_api.has_default(pair.old_ref, old_name, old_ref)
                has_default = self.new_api.has_default(pair.new_ref, new_name, new_ref)
                if had_default != has_default:
                    pair.default_changes.append(DefaultChange(old_ref, new_ref, new_name, has_default))
            blocked: Direction = "request" if before.read_only and after.read_only else ""
            if before.write_only and after.write_only:
                blocked = "response"
            yield PairEdge(pair, "property", new_name, old_ref, new_ref, blocked)
        if old.items or new.items:
            yield PairEdge(pair, "item", "", old.items, new.items)
        for before_ref, after_ref in zip(old.prefix, new.prefix, strict=False):
            yield PairEdge(pair, "item", "", before_ref, after_ref)
        if old.kind == new.kind == "object" and (old.additional or new.additional):
            yield PairEdge(pair, "value", "", old.additional, new.additional)


def _text(api: ApiSurface, ref: SchemaRef) -> str:
    return " ".join(sorted(api.schemas.notes(ref).text))


def access_of(api: ApiSurface, ref: SchemaRef) -> Access:
    """Return whether a property is readOnly or writeOnly, as stated beside its `$ref` or in the `$ref`'s target."""
    notes = api.schemas.notes(ref)
    return Access(notes.read_only, notes.write_only)


def match_properties(old: SchemaVariant, new: SchemaVariant) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Return the kept properties of an object as (old, new) names, and the removed and the added ones.

    A property is kept if both JSON names have the same Python name.
    """
    kept = [(name, name) for name in old.properties if name in new.properties]
    removed = [name for name in old.properties if name not in new.properties]
    added = [name for name in new.properties if name not in old.properties]
    by_identifier = {naming.identifier(name): name for name in added}
    for name in list(removed):
        respelled = by_identifier.pop(naming.identifier(name), None)
        if respelled is not None:
            kept.append((name, respelled))
            removed.remove(name)
            added.remove(respelled)
    return kept, removed, added


def find_keyword(api: ApiSurface, ref: SchemaRef, keywords: tuple[str, ...]) -> JsonPointer | None:
    """Return the pointer of the first keyword that a schema has, or else of the schema; None for no schema."""
    if not ref:
        return None
    node = api.schemas.node(ref[0])
    found = [keyword for keyword in keywords if isinstance(node, dict) and keyword in node]
    return (*ref[0], *found[:1])


def _shorten(label: str) -> str:
    return label if len(label) <= MAX_PLACE_LABEL_CHARS else f"...{label[-MAX_PLACE_LABEL_CHARS:]}"
