"""Pairs of an old schema and the new schema that replaces it, each with its uses.

Two schemas form only one pair, however often they are used, so each difference is found once. UsageIndex finds the
operations that use each pair.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import Literal, NamedTuple, TypeAlias

from specloop.codegen import naming
from specloop.compare.api_surface import ApiSurface, Discriminator
from specloop.compare.matching import match_variants
from specloop.compare.registry import Direction
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import NormalizedSchema, Notes, SchemaRef, SchemaVariant
from specloop.openapi.schema_matching import Fingerprints, match_renamed

Step: TypeAlias = Literal["use", "property", "item", "value", "variant"]

STEP_LABELS: dict[Step, str] = {"use": "", "property": ".", "item": "[{}]", "value": "[...]", "variant": ""}
"""Mapping from each way in which one schema contains another schema to the text for labels: `[]` for array items.

`{}` stands for the position of a tuple's item.
"""

MAX_PLACE_LABEL_CHARS = 80


@dataclass(frozen=True, slots=True, eq=False)
class Usage:
    """The usage of a schema by an operation: as the schema of a request body, a parameter or a response."""

    direction: Direction
    operation: str
    label: str
    """The text with which messages name the body, parameter or response."""
    nested_label: tuple[str, str] = ("", "")
    """Texts around the path of a nested value, by which messages refer to a value inside the body or parameter.

    For example, `("pets.create(", ")")` and the path `.name` result in `pets.create(name)`. If both texts are empty,
    the path follows the label.
    """
    properties_are_arguments: bool = False
    """Whether the schema is that of a request body whose properties are arguments of the method."""
    kept_arguments: frozenset[tuple[str, str]] = frozenset()
    """Old and new JSON name of each property whose old argument name still works, if the properties are arguments."""
    is_optional_body: bool = False
    """Whether the schema is that of a request body that callers may omit, and with it all arguments for properties."""
    is_multipart: bool = False
    """Whether the schema is that of a multipart body."""
    is_text: bool = False
    """Whether the values are sent as texts, in which the integer 1 and the string "1" are equal."""
    on_the_wire: bool = True
    """Whether any request or response contains the value; False for a component schema that no operation uses."""

    def describe(self, path: str) -> str:
        """Return the name of a value inside the body, parameter or response, for messages.

        `path` is the position of the value in it, or "" for the whole. For example, `.name` in the body of the method
        `pets.create` becomes `pets.create(name)`.
        """
        if not path or not any(self.nested_label):
            return self.label + path
        return (path.removeprefix(".") if self.properties_are_arguments else path).join(self.nested_label)


class Access(NamedTuple):
    """Whether a property is readOnly or writeOnly. Requests omit readOnly properties, responses writeOnly ones."""

    read_only: bool
    write_only: bool


@dataclass(frozen=True, slots=True, eq=False)
class PairEdge:
    """One use of a schema pair, as an edge in the graph of all schema pairs.

    The pair is used by `holder`: an operation (Usage) or another pair. In another pair, it is a property, item, map
    value or variant, as `step` says.
    """

    holder: Usage | SchemaPair
    step: Step
    name: str
    old_ref: SchemaRef
    new_ref: SchemaRef
    blocked: Direction = ""
    """The direction that never contains the value: "request" for readOnly, "response" for writeOnly, "" if none."""

    @property
    def label(self) -> str:
        """The name of the value that has this schema, for messages, such as `Pet.name` for a property."""
        if isinstance(self.holder, Usage):
            return self.holder.label
        if self.step == "property":
            return self.holder.property_label(self.name)
        return self.holder.describe(self.label_suffix)

    @property
    def label_suffix(self) -> str:
        """The text after the name of `holder` in messages: `[]` for an array item, `[...]` for a map value."""
        return STEP_LABELS[self.step].format(self.name)


class AccessChange(NamedTuple):
    """A property that became readOnly or writeOnly, or stopped being so."""

    variants: tuple[SchemaVariant, SchemaVariant]
    old_name: str
    new_name: str
    old: Access
    new: Access


class DefaultChange(NamedTuple):
    """A required property that gained or lost a default value in the client.

    It has a default if its schema or a discriminator allows only one value. Callers may then omit the property.
    """

    old_ref: SchemaRef
    new_ref: SchemaRef
    new_name: str
    has_default: bool
    """Whether callers may omit the property in the new contract."""


@dataclass(eq=False)
class SchemaPair:
    """A schema of the old contract, and the schema of the new contract that replaces it."""

    old_api: ApiSurface
    new_api: ApiSurface
    old_ref: SchemaRef
    new_ref: SchemaRef
    edges: list[PairEdge] = field(default_factory=list)
    matched: list[tuple[SchemaVariant, SchemaVariant]] = field(default_factory=list)
    """Pairs of an old and a new variant whose properties and items are compared as part of this schema pair."""
    removed: list[SchemaVariant] = field(default_factory=list)
    added: list[SchemaVariant] = field(default_factory=list)
    is_replaced: bool = False
    """Whether no variant of the old schema matches a variant of the new schema."""
    renamed_classes: dict[str, str] = field(default_factory=dict)
    """Mapping from old to new class name, for each variant whose new schema has a class with another name."""
    access_changes: list[AccessChange] = field(default_factory=list)
    default_changes: list[DefaultChange] = field(default_factory=list)
    renamed: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    """Mapping from the id() of an old variant to pairs of old and new name, one for each renamed property."""

    @cached_property
    def old(self) -> NormalizedSchema:
        """The old schema in normalized form: its variants by JSON type, with `$ref` and `allOf` resolved."""
        return self.old_api.shape(self.old_ref)

    @cached_property
    def new(self) -> NormalizedSchema:
        """The new schema in normalized form: its variants by JSON type, with `$ref` and `allOf` resolved."""
        return self.new_api.shape(self.new_ref)

    @property
    def old_class(self) -> str | None:
        """The name of the class that is generated from the old schema. It is None if there is no such class."""
        return self.old_api.class_of(self.old_ref)

    @property
    def new_class(self) -> str | None:
        """The name of the class that is generated from the new schema. It is None if there is no such class."""
        return self.new_api.class_of(self.new_ref)

    @property
    def is_class_replaced(self) -> bool:
        """Whether the new schema has a different class, rather than the same class with a new name.

        A class counts as renamed only if the new package lacks the old name, and the old package lacks the new name.
        """
        old, new = self.old_class, self.new_class
        is_in_both = old in self.new_api.classes or new in self.old_api.classes
        return bool(old and new and old != new and is_in_both)

    @cached_property
    def label(self) -> str:
        """The name of the schema in messages: its class name, such as `Pet`.

        If `name` is None, it is the name of the first value that has the schema, such as `Pet.name`.
        """
        return self.describe("")

    @cached_property
    def place_label(self) -> str:
        """The name of the value that has this schema, for messages, such as `Pet.owner` for a property.

        If the schema is used several times, it is the class name. Without a class name, it is the name of the first
        value.
        """
        return self.label if self.name and len(self.edges) > 1 else self.edges[0].label

    def describe(self, path: str) -> str:
        """Return the name of a value inside the schema, for messages, such as `Pet.name` for the path `.name`."""
        pair = self
        while True:
            edge = pair.edges[0]
            if name := pair.name:
                return _shorten(name + path)
            if isinstance(edge.holder, Usage):
                return edge.holder.describe(_shorten(path))
            pair = edge.holder
            step = f".{pair.attribute_name(edge.name)}" if edge.step == "property" else edge.label_suffix
            path = step + path

    @property
    def name(self) -> str | None:
        """The class name of the schema in messages, or None.

        It is None if one package has no class for the schema, or if a different class replaces the old class. It is
        also None for a request body whose properties callers pass as arguments.
        """
        return self.new_class if self.old_class and not self.body_of and not self.is_class_replaced else None

    @property
    def body_of(self) -> Usage | None:
        """The request body with this schema, if its properties are method arguments and the schema has no other use.

        None if one of the conditions is not met.
        """
        return self.edges[0].holder if len(self.edges) == 1 and self.is_flat_body else None  # type: ignore[return-value]

    @property
    def is_flat_body(self) -> bool:
        """Whether at least one use of the schema is a request body whose properties are arguments of a method."""
        holders = (edge.holder for edge in self.edges)
        return any(isinstance(holder, Usage) and holder.properties_are_arguments for holder in holders)

    @property
    def is_only_component(self) -> bool:
        """Whether the schema is a component that no operation or other schema uses."""
        return not any(isinstance(edge.holder, SchemaPair) or edge.holder.on_the_wire for edge in self.edges)

    @property
    def is_only_flat_body(self) -> bool:
        """Whether every use of the schema is a request body whose properties are arguments of a method."""
        holders = [edge.holder for edge in self.edges]
        return all(isinstance(each, Usage) and each.properties_are_arguments for each in holders)

    def is_sent_as_text(self, above: frozenset[int] = frozenset()) -> bool:
        """Return whether all values of the schema are sent as text, as in a query, where 1 and "1" are equal.

        Only recursive calls pass `above`: the id() of each pair that is already visited, so that cycles end.
        """
        inside = above | {id(self)}
        return id(self) in above or all(
            each.holder.is_text if isinstance(each.holder, Usage) else each.holder.is_sent_as_text(inside)
            for each in self.edges
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the classes and methods in callers' code that a change of the schema affects.

        The classes are generated from the schema and its variants. The methods have the schema's properties as
        arguments.
        """
        holders = (edge.holder for edge in self.edges)
        flat = (each for each in holders if isinstance(each, Usage) and each.properties_are_arguments)
        methods = (each.nested_label[0].rstrip("(").rpartition(".")[2] for each in flat)
        of_variants = (
            api.class_of(variant.origin)
            for variants in self.matched
            for api, variant in zip((self.old_api, self.new_api), variants, strict=True)
        )
        return (*dict.fromkeys(filter(None, (self.old_class, self.new_class, *of_variants))), *methods)

    @property
    def own_attributes(self) -> Iterator[str]:
        """The Python names of all properties and enum members: first in the old schema, then in the new schema."""
        for api, ref, schema in ((self.old_api, self.old_ref, self.old), (self.new_api, self.new_ref, self.new)):
            yield from api.enum_members(ref).values()
            for variant in schema.variants:
                yield from (api.attribute_name(ref, each) for each in variant.properties)

    def property_label(self, json_name: str, *, is_old: bool = False) -> str:
        """Return the name of the property `json_name` for messages, such as `Pet.full_name`.

        With `is_old`, use the Python name of the old contract instead of the new one.
        """
        return self.describe(f".{self.attribute_name(json_name, is_old=is_old)}")

    def attribute_name(self, json_name: str, *, is_old: bool = False) -> str:
        """Return the Python name of the property `json_name` in the new contract or, with `is_old`, in the old one."""
        api, ref = (self.old_api, self.old_ref) if is_old else (self.new_api, self.new_ref)
        return api.attribute_name(ref, json_name)

    def is_alias_kept(self, old: str, new: str) -> bool:
        """Return whether code that uses the old name of a renamed property still works with the new package.

        It must work wherever callers can write the name: as an attribute, argument or dict key. `old` and `new` are the
        JSON names.
        """
        return self._is_name_kept(old, new) and not self._is_key_changed(old, new)

    def breaks_only_dicts(self, old: str, new: str) -> bool:
        """Return whether the old name of a renamed property has an alias, but not where callers pass a dict."""
        return self._is_name_kept(old, new) and self._is_key_changed(old, new)

    def _is_name_kept(self, old: str, new: str) -> bool:
        """Return whether the old name of a renamed property still works as an attribute and as an argument."""
        flat = [each.holder for each in self.edges if isinstance(each.holder, Usage)]
        flat = [each for each in flat if each.properties_are_arguments]
        if not all((old, new) in each.kept_arguments for each in flat):
            return False
        if self.body_of is not None:
            return True
        former = self.new_api.former_attributes(self.new_ref)
        return former.get(self.attribute_name(old, is_old=True)) == self.attribute_name(new)

    def _is_key_changed(self, old: str, new: str) -> bool:
        """Return whether callers who pass a dict with a renamed property must change its key.

        The key of a TypedDict is the JSON name, for which there is no alias.
        """
        return self.body_of is None and old != new and self.old_class in self.old_api.typed_dicts

    @cached_property
    def attributes_renamed(self) -> list[tuple[SchemaVariant, SchemaVariant, str, str]]:
        """The renamed Python attributes: tuples of old variant, new variant, old JSON name and new JSON name.

        A variant is the schema itself or, if the schema is a union, one of its alternatives.
        """
        return [
            (old, new, old_name, new_name)
            for old, new in self.matched
            if old.is_class and new.is_class and self.body_of is None
            for old_name, new_name in match_properties(old, new)[0]
            if self.attribute_name(old_name, is_old=True) != self.attribute_name(new_name)
        ]

    def host_of(self, variant: SchemaVariant, *, is_old: bool) -> tuple[SchemaVariant, SchemaVariant] | None:
        """Return the matched pair of old and new variant that has the same generated class as `variant`, or None.

        `variant` was removed from the schema if `is_old` is True, or else added. For example, the variants of a union
        inside an `allOf` have the same class. The object variants of a body count as one class if its properties are
        method arguments.
        """
        api, side = (self.old_api, 0) if is_old else (self.new_api, 1)
        name = api.class_of(variant.origin)
        if name is None and self.is_flat_body and variant.kind == "object":
            return next((each for each in self.matched if each[side].is_class), None)
        return next((each for each in self.matched if name and api.class_of(each[side].origin) == name), None)

    def own_properties(self, variant: SchemaVariant, *, is_old: bool) -> list[str]:
        """Return the properties that the generated class of `variant` loses if `is_old` is True, or else gains.

        `variant` was removed from the schema if `is_old` is True, or else added. Return [] if no other variant has this
        class.
        """
        host = self.host_of(variant, is_old=is_old)
        if host is None:
            return []
        api, schema, other = (self.new_api, self.new, host[1]) if is_old else (self.old_api, self.old, host[0])
        forms = [each for each in schema.variants if api.class_of(each.origin) == api.class_of(other.origin)]
        return [name for name in variant.properties if not any(name in each.properties for each in forms)]

    @property
    def differs(self) -> bool:
        """Whether the two schemas differ in anything that a rule of `compare` reports."""
        return bool(
            self.old.outline != self.new.outline
            or self.old_class != self.new_class
            or self.is_object_type_stated is not None
            or self.are_others_stated is not None
            or self.access_changes
            or self.default_changes
            or self.attributes_renamed
            or self.old_api.former_attributes(self.old_ref) != self.new_api.former_attributes(self.new_ref)
            or any(old != new for old, new in self.discriminators)
            or self.old_api.enum_members(self.old_ref) != self.new_api.enum_members(self.new_ref)
            or self.old_api.member_descriptions(self.old_ref) != self.new_api.member_descriptions(self.new_ref)
        )

    @property
    def is_object_type_stated(self) -> bool | None:
        """Whether an object schema, or one of its variants, gains the keyword `type` (True) or loses it (False).

        It is None in other cases. Only schemas whose class has the same name in both packages are considered.
        """
        places = [(self.old_ref, self.new_ref), *((old.origin, new.origin) for old, new in self.matched)]
        for old, new in places:
            is_open = self.new_api.is_open_type(new)
            is_class = (name := self.old_api.class_of(old)) is not None and name == self.new_api.class_of(new)
            if is_class and self.old_api.is_open_type(old) != is_open:
                return not is_open
        return None

    @property
    def are_others_stated(self) -> bool | None:
        """Whether the schema gains (True) or loses (False) `additionalProperties: true`; otherwise None.

        It is also None if the schema has further changes, or if one package has no class for the schema.
        """
        sides = self.old_api.states_others(self.old_ref), self.new_api.states_others(self.new_ref)
        is_class = self.old_class is not None and self.new_class is not None
        return sides[1] if is_class and sides[0] != sides[1] and self.old.outline == self.new.outline else None

    @cached_property
    def discriminators(self) -> list[tuple[Discriminator | None, Discriminator | None]]:
        """Pairs of old and new discriminator: one for the schema, then one for each union that is nested in its union.

        Nested unions are matched by `propertyName`. Unions without a match are paired in order. None means that there
        is no discriminator.
        """
        (old, olds), (new, news) = self.old_api.discriminators(self.old_ref), self.new_api.discriminators(self.new_ref)
        found: list[tuple[Discriminator | None, Discriminator | None]] = [(old, new)]
        rest = list(news)
        unmatched = []
        for each in olds:
            same = next((other for other in rest if other.property_name == each.property_name), None)
            if same is None:
                unmatched.append(each)
            else:
                rest.remove(same)
                found.append((each, same))
        return [*found, *zip_longest(unmatched, rest)]

    def pointers(self, *keywords: str) -> tuple[JsonPointer | None, JsonPointer | None]:
        """Return a JSON Pointer of the old and of the new schema: that of the first of `keywords` which the schema has.

        If the schema has none of them, return the pointer of the schema; if there is no schema, return None.
        """
        edge = self.edges[0]
        is_own = self.old_ref == self.new_ref or len(self.edges) > 1
        old, new = (self.old_ref, self.new_ref) if is_own else (edge.old_ref, edge.new_ref)
        return find_keyword(self.old_api, old, keywords), find_keyword(self.new_api, new, keywords)


@dataclass(frozen=True, slots=True, eq=False)
class AnnotationChange:
    """A change of the annotations of a schema or property, such as default, `deprecated` or description."""

    old_api: ApiSurface
    new_api: ApiSurface
    holder: PairEdge | SchemaPair
    old: Notes
    new: Notes

    @property
    def label(self) -> str:
        """The name of the annotated schema, parameter or property in messages."""
        return self.holder.label

    def pointers(self, *keywords: str) -> tuple[JsonPointer | None, JsonPointer | None]:
        """Return a JSON Pointer of the old and of the new schema: that of the first of `keywords` which the schema has.

        If the schema has none of them, return the pointer of the schema; if there is no schema, return None.
        """
        return (
            find_keyword(self.old_api, self.holder.old_ref, keywords),
            find_keyword(self.new_api, self.holder.new_ref, keywords),
        )


AnnotationHolder: TypeAlias = Usage | SchemaPair | PairEdge


class SchemaPairIndex:
    """Index of the schemas that operations or components use: each old schema is paired with its new schema."""

    def __init__(self, old_api: ApiSurface, new_api: ApiSurface) -> None:
        self.old_api = old_api
        self.new_api = new_api
        self.pairs: dict[tuple[SchemaRef, SchemaRef], SchemaPair] = {}
        self.annotations: list[AnnotationChange] = []
        self._unread: deque[SchemaPair] = deque()
        self._fingerprints = Fingerprints()
        self._annotated: set[tuple[SchemaRef, SchemaRef]] = set()

    def add(self, usage: Usage, old: JsonPointer, new: JsonPointer) -> SchemaPair:
        """Add the schemas of a body, parameter or response as a pair, and all pairs nested in it. Return the pair.

        `old` and `new` are the pointers of the schemas. `usage` says which operation uses them, and for what.
        """
        pair = self._add_use(PairEdge(usage, "use", "", (old,), (new,)))
        while self._unread:
            self._add_nested(self._unread.popleft())
        return pair

    def are_equal(self, old: JsonPointer, new: JsonPointer) -> bool:
        """Return whether the schema at `old` in the old contract equals the schema at `new` in the new contract."""
        return self.are_equal_refs((old,), (new,))

    def are_equal_refs(self, old: SchemaRef, new: SchemaRef) -> bool:
        """Return whether the schema at `old` in the old contract equals the schema at `new` in the new contract."""
        fingerprint = self._fingerprints.of(self.old_api.schemas, self.old_api.schemas.spot(old))
        return fingerprint == self._fingerprints.of(self.new_api.schemas, self.new_api.schemas.spot(new))

    def _add_use(self, edge: PairEdge) -> SchemaPair:
        """Add `edge` to its schema pair, which is created if necessary, and return the pair.

        Also record changed annotations of the two schemas, such as descriptions.
        """
        old, new = self.old_api.schemas, self.new_api.schemas
        pair = self._add_pair(edge, old.spot(edge.old_ref), new.spot(edge.new_ref))
        # Annotations next to a `$ref` belong to this use. If both schemas are used by `$ref`, their own annotations are
        # compared only once.
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

    def _add_nested(self, pair: SchemaPair) -> None:
        """Match the variants of the pair's two schemas, and add the schemas nested in them as pairs to the index."""
        together, pair.removed, pair.added = match_variants(
            pair.old.variants, pair.new.variants, self.old_api, self.new_api, self._fingerprints
        )
        is_nothing = not all(each.variants or each.allows_null for each in (pair.old, pair.new))
        pair.is_replaced = not together and bool((pair.removed and pair.added) or is_nothing)
        pair.renamed_classes = self._renamed_classes(together)
        for old, new in together:
            if (old.origin, new.origin) == (pair.old_ref, pair.new_ref) or not self._are_complete_schemas(old, new):
                pair.matched.append((old, new))
                for edge in self._nested_edges(pair, old, new):
                    self._add_use(edge)
                continue
            edge = PairEdge(pair, "variant", "", old.origin, new.origin)
            if pair.old_ref == old.origin or pair.new_ref == new.origin:
                # One of the variants is the schema of the pair itself, whose annotations are already compared. So the
                # variants are added as a pair, without a comparison of their annotations.
                self._add_pair(edge, old.origin, new.origin)
            else:
                self._add_use(edge)

    def _renamed_classes(self, variants: list[tuple[SchemaVariant, SchemaVariant]]) -> dict[str, str]:
        names = ((self.old_api.class_of(old.origin), self.new_api.class_of(new.origin)) for old, new in variants)
        return {old: new for old, new in names if old and new and old != new}

    def _are_complete_schemas(self, old: SchemaVariant, new: SchemaVariant) -> bool:
        """Return whether each of the two variants is the only variant of a schema, such as of a `oneOf` alternative.

        The schema `type: [string, object]`, for example, has two variants. Return False if only one schema allows null.
        """
        if not old.origin or not new.origin:
            return False
        schemas = self.old_api.shape(old.origin), self.new_api.shape(new.origin)
        alone = (
            len(schema.variants) == 1 and schema.variants[0].content == variant.content
            for schema, variant in zip(schemas, (old, new), strict=True)
        )
        return schemas[0].allows_null == schemas[1].allows_null and all(alone)

    def _match_declared_renames(
        self, old: SchemaVariant, new: SchemaVariant, removed: list[str], added: list[str]
    ) -> list[tuple[str, str]]:
        """Match removed with added properties whose rename is declared by `x-renamed-from` in either contract.

        Return pairs of the old and the new JSON name.
        """

        def names(api: ApiSurface, variant: SchemaVariant, wanted: list[str]) -> list[tuple[str, str, str]]:
            return [
                (name, api.attribute_name(variant.origin, name), api.former_property_name(variant.properties[name]))
                for name in wanted
            ]

        found: list[tuple[str, str]] = []
        added_names = names(self.new_api, new, added)
        for old_name, old_python, old_former in names(self.old_api, old, removed):
            for each in added_names:
                new_name, new_python, new_former = each
                if old_python == new_former or old_former == new_python:
                    found.append((old_name, new_name))
                    added_names.remove(each)
                    break
        return found

    def _match_renamed(
        self, old: SchemaVariant, new: SchemaVariant, removed: list[str], added: list[str]
    ) -> list[tuple[str, str]]:
        """Return pairs of the old and the new JSON name of each property that was probably renamed.

        Both properties must have equal schemas, and be both required or both optional. Unless they are the only removed
        and added property, their names must be similar or their descriptions equal.
        """
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
            is_schema_enough=True,
        )

    def _nested_edges(self, pair: SchemaPair, old: SchemaVariant, new: SchemaVariant) -> Iterator[PairEdge]:
        """Yield a PairEdge for each property, array item and map value that is in both variants.

        Also record in `pair` the renamed properties, and changes of readOnly, writeOnly and defaults.
        """
        kept, removed, added = match_properties(old, new)
        declared = self._match_declared_renames(old, new, removed, added)
        taken = {name for names in declared for name in names}
        removed, added = ([name for name in side if name not in taken] for side in (removed, added))
        pair.renamed[id(old)] = declared + self._match_renamed(old, new, removed, added)
        for old_name, new_name in kept + declared:
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
        if "array" in {old.kind, new.kind}:
            for position, before_ref, after_ref in match_items(old, new):
                if before_ref is not None and after_ref is not None and (before_ref or after_ref):
                    yield PairEdge(pair, "item", position, before_ref, after_ref)
        if old.kind == new.kind == "object" and (old.additional or new.additional):
            yield PairEdge(pair, "value", "", old.additional, new.additional)


def _text(api: ApiSurface, ref: SchemaRef) -> str:
    return " ".join(sorted(api.schemas.notes(ref).text))


def access_of(api: ApiSurface, ref: SchemaRef) -> Access:
    """Return whether the property with the schema `ref` is readOnly or writeOnly.

    The keywords can also be in the target of a `$ref`.
    """
    notes = api.schemas.notes(ref)
    return Access(notes.read_only, notes.write_only)


def match_properties(old: SchemaVariant, new: SchemaVariant) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Match the properties of two objects. Return pairs of old and new name, the removed names, and the added names.

    Names match if they are equal or have the same Python name, such as `createdAt` and `created_at`.
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


def match_items(old: SchemaVariant, new: SchemaVariant) -> Iterator[tuple[str, SchemaRef | None, SchemaRef | None]]:
    """Yield each position in two arrays, with the old and the new schema of the items at this position.

    Arrays without `prefixItems` have the single position "". With two `prefixItems`, the positions are "0", "1" and
    "2:", which stands for all further items. A schema is None if its array can have no item at the position.
    """
    length = max(len(old.prefix), len(new.prefix))
    for number in range(length):
        yield str(number), _item_at(old, number), _item_at(new, number)
    yield f"{length}:" if length else "", _item_at(old, length), _item_at(new, length)


def _item_at(variant: SchemaVariant, number: int) -> SchemaRef | None:
    if number < len(variant.prefix):
        return variant.prefix[number]
    most = variant.constraints.get("maxItems")
    is_closed = bool(variant.prefix) and most is not None and most <= len(variant.prefix)
    return None if is_closed else variant.items


def find_keyword(api: ApiSurface, ref: SchemaRef, keywords: tuple[str, ...]) -> JsonPointer | None:
    """Return the JSON Pointer of the first of `keywords` in the schema `ref`; None if `ref` is empty.

    If the schema has none of the keywords, return the pointer of the schema.
    """
    if not ref:
        return None
    node = api.schemas.node(ref[0])
    found = [keyword for keyword in keywords if isinstance(node, dict) and keyword in node]
    return (*ref[0], *found[:1])


def _shorten(label: str) -> str:
    return label if len(label) <= MAX_PLACE_LABEL_CHARS else f"...{label[-MAX_PLACE_LABEL_CHARS:]}"
