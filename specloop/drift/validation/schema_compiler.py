"""Compilation of the contract's schemas: each becomes a JSON Schema validator and a tree of FieldCounters.

A FieldCounter lists the properties and enum values that the contract documents at one position in bodies. It finds
undocumented properties where a single schema describes an object. If several schemas do, as in `allOf`, the validator
finds them.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain
from typing import Any, NamedTuple

import jsonschema_rs

from specloop.drift.resolved_schema import resolve_schema, subschema_chain
from specloop.errors import InputError, Problem
from specloop.openapi.discriminators import DiscriminatorIndex
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, escape, get_at, resolve_object, resolve_ref
from specloop.openapi.schema import subschemas
from specloop.openapi.schema_facts import has_flag, is_null_schema, stated_values
from specloop.openapi.schema_keywords import ASSERTIONS, COMBINING_KEYWORDS, KEYWORDS, UNION_KEYWORDS

ANY_STEP = "*"
_TUPLE_KEYWORD = "prefixItems"
_PATTERN_KEYWORD = "patternProperties"

_OTHER_PROPERTIES = ("additionalProperties", "unevaluatedProperties")
_SUBSCHEMA_KEYWORDS = tuple(
    name for name, each in KEYWORDS.items() if each.schemas == "one" and name not in _OTHER_PROPERTIES
)
_SUBSCHEMA_LIST_KEYWORDS = (*COMBINING_KEYWORDS, _TUPLE_KEYWORD)
_SUBSCHEMA_MAP_KEYWORDS = ("properties", *(name for name, each in KEYWORDS.items() if each.schemas == "map"))
_ASSERTION_KEYWORDS = ("type", "enum", "const", *(name for name, each in KEYWORDS.items() if not each.schemas))
_APPLICATOR_KEYWORDS = {"$ref", "allOf", "anyOf", "oneOf", "if", "dependentSchemas", _PATTERN_KEYWORD}
_DEFINITIONS = "#/$defs/"
_REFERENCE = re.compile(r'"\$ref": "#/\$defs/([a-z]+-\d+)"')
_ITEMS_PART: tuple[str, ...] = ("items",)
_VALUES_PART: tuple[str, ...] = ("additionalProperties",)
"""The key under which `_group_by_part` returns the schemas of map values; `_ITEMS_PART` is that for array items."""


@dataclass(slots=True, eq=False)
class FieldCounter:
    """The schemas, property names and enum values that the contract documents at one position in bodies.

    A position is, for example, `/items/*/name`. Properties and array items have FieldCounters of their own. The counts
    are in an ObservationCounter.
    """

    at: str
    expand: Callable[[FieldCounter], None] | None = None
    """The function that creates the counters below this one when first used, since schemas can be recursive."""
    known: frozenset[str] | None = None
    """The property names that objects at this position may have; None if the JSON Schema validator checks the names."""
    holder: JsonPointer = ()
    """The pointer of the first schema of this position that has `properties`."""
    schemas: frozenset[JsonPointer] = frozenset()
    """The pointers of all schemas that describe the values at this position."""
    items: FieldCounter | None = None
    """The counter of array items; if the array begins with a tuple, of the items after the tuple."""
    tuple_items: tuple[FieldCounter, ...] = ()
    """The counters of the items of a tuple (`prefixItems`), one for each index."""
    members: dict[str, FieldCounter] = field(default_factory=dict)
    values: FieldCounter | None = None
    """The counter for the values of maps at this position; None if the objects there are not maps."""
    patterns: tuple[tuple[str, FieldCounter], ...] = ()
    """Each pattern of `patternProperties`, with the counter for the values of the properties that match it."""
    optional: frozenset[str] = frozenset()
    enum: tuple[frozenset[str], JsonPointer] | None = None
    """The values and the pointer of the `enum` at this position; None if there is no `enum` of strings."""

    uses: Counter[JsonPointer] | None = None
    """The result of `schema_uses`, once it was called."""
    deep: list[tuple[str, FieldCounter]] | None = None
    """The counters of properties whose values are counted, too, by property name.

    None until the first body is counted.
    """

    def property_counters(self, objects: list[dict[str, Any]]) -> Iterator[tuple[FieldCounter, list[Any]]]:
        """Yield the FieldCounters of properties and map values, each with the values that `objects` contain there.

        Properties are skipped if their schemas have no enum, properties or items, such as plain strings.
        """
        if not objects:
            return
        if self.deep is None:
            self.deep = [(name, child) for name, child in self.members.items() if _has_fields(child.expanded())]
        for name, child in self.deep:
            values = [each[name] for each in objects if name in each]
            if values:
                yield child, values
        if self.patterns:
            yield from self._pattern_counters(objects)
        elif self.values is not None:
            values = [each[name] for each in objects for name in each.keys() - self.members.keys()]
            if values:
                yield self.values, values

    def _pattern_counters(self, objects: list[dict[str, Any]]) -> Iterator[tuple[FieldCounter, list[Any]]]:
        found: dict[int, tuple[FieldCounter, list[Any]]] = {}
        for each in objects:
            for name in each.keys() - self.members.keys():
                if (counter := self.counter_of(name)) is not None:
                    found.setdefault(id(counter), (counter, []))[1].append(each[name])
        yield from found.values()

    def counter_of(self, name: str) -> FieldCounter | None:
        """Return the FieldCounter for a property that `members` lacks. Return None if none or several describe it."""
        fitting = [counter for pattern, counter in self.patterns if matches_pattern(pattern, name)]
        return fitting[0] if len(fitting) == 1 else self.values if not fitting else None

    def item_counters(self, values: list[Any]) -> Iterator[tuple[FieldCounter, list[Any]]]:
        """Yield the FieldCounters of array items, each with those items of the arrays in `values` that it describes.

        Each index of `prefixItems` has its own FieldCounter. Elements of `values` that are not arrays are skipped.
        """
        first = len(self.tuple_items)
        for number, child in enumerate(self.tuple_items):
            if found := [value[number] for value in values if type(value) is list and len(value) > number]:
                yield child, found
        if self.items is not None:
            lists = (value for value in values if type(value) is list)
            if found := [item for value in lists for item in (value[first:] if first else value)]:
                yield self.items, found

    def schema_uses(self) -> Counter[JsonPointer]:
        """Return how many times each schema, given by its pointer, describes this position or a simple property of it.

        Simple properties, such as plain strings, are those that `property_counters` skips.
        """
        if self.uses is None:
            plain = [child for child in self.members.values() if not _has_fields(child.expanded())]
            self.uses = Counter(chain(self.schemas, *(child.schemas for child in plain)))
        return self.uses

    def expanded(self) -> FieldCounter:
        """Return this FieldCounter with the FieldCounters of its properties and items, which the first call creates."""
        if self.expand is not None:
            expand, self.expand = self.expand, None
            expand(self)
        return self


def _has_fields(fields: FieldCounter) -> bool:
    parts = (fields.members, fields.items, fields.tuple_items, fields.values, fields.patterns, fields.enum)
    return any(parts)


@dataclass(frozen=True, slots=True)
class CompiledSchema:
    """A schema of the contract, compiled to a JSON Schema validator and to a tree of FieldCounters."""

    pointer: JsonPointer
    """The pointer of the schema, which may be a reference to another one."""
    validator: jsonschema_rs.Validator
    places: dict[str, JsonPointer]
    """The pointer in the contract of each definition in `$defs`, by the definition's name."""
    root: str
    fields: FieldCounter
    variants: VariantIndex


class SchemaCompiler:
    """Compiles the schemas of one contract, each of them once."""

    def __init__(self, contract: Document) -> None:
        self.contract = contract
        self.variants = VariantIndex(contract)
        self._compiled: dict[JsonPointer, CompiledSchema] = {}

    def compiled(self, pointer: JsonPointer) -> CompiledSchema:
        """Return the compiled schema for a pointer of the contract."""
        if pointer not in self._compiled:
            self._compiled[pointer] = self._compile(pointer)
        return self._compiled[pointer]

    def _compile(self, pointer: JsonPointer) -> CompiledSchema:
        definitions = _Definitions(self.contract, self.variants)
        try:
            root = definitions.reference(pointer)
            validator = jsonschema_rs.Draft202012Validator(
                {**root, "$defs": definitions.complete()},
                validate_formats=True,
                mask="",  # The messages of errors are not used, and are faster without the values of the body.
                offline=True,
            )
        except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
            place = self.contract.place(pointer)
            raise InputError([Problem(place, f"this schema cannot validate responses: {error}")]) from None
        root_name = next(iter(definitions.places))
        fields = self._fields((pointer,), "")
        return CompiledSchema(pointer, validator, definitions.places, root_name, fields, self.variants)

    # --- field counters ---

    def _fields(self, pointers: tuple[JsonPointer, ...], at: str, *, lenient: bool = False) -> FieldCounter:
        """Return the FieldCounter for the position `at` in bodies, whose values all schemas in `pointers` describe.

        If `lenient` is true, the FieldCounter finds undocumented properties even where several schemas describe an
        object.
        """
        expand = partial(self._expand, pointers=pointers, lenient=lenient or len(pointers) > 1)
        return FieldCounter(at, expand)

    def _expand(self, fields: FieldCounter, *, pointers: tuple[JsonPointer, ...], lenient: bool) -> None:
        holders = {each.pointer: each.node for pointer in pointers for each in self.variants.chain(pointer)}
        fields.schemas = frozenset(holders)
        parts = _group_by_part(holders)
        for key, found in parts.items():
            if key == _ITEMS_PART:
                fields.items = self._fields(found, f"{fields.at}/{ANY_STEP}", lenient=lenient)
            elif key == _VALUES_PART:
                fields.values = self._fields(found, f"{fields.at}/{ANY_STEP}", lenient=lenient)
            elif key[0] == _PATTERN_KEYWORD:
                value = self._fields(found, f"{fields.at}/{ANY_STEP}", lenient=lenient)
                fields.patterns = (*fields.patterns, (key[1], value))
            elif key[0] == _TUPLE_KEYWORD:
                item = self._fields(found, f"{fields.at}/{key[1]}", lenient=lenient)
                fields.tuple_items = (*fields.tuple_items, item)
            else:
                (name,) = key[1:]
                fields.members[name] = self._fields(found, f"{fields.at}/{escape(name)}", lenient=lenient)
        for pointer, node in holders.items():
            if properties := node.get("properties"):
                fields.holder = fields.holder or pointer
                fields.optional |= frozenset(properties.keys() - set(node.get("required") or ()))
            enum = node.get("enum")
            if isinstance(enum, list) and all(isinstance(each, str | None) for each in enum):
                fields.enum = (frozenset(each for each in enum if each), (*pointer, "enum"))
        is_counted = lenient or len(holders) == 1
        if fields.members and is_counted and not any(_PATTERN_KEYWORD in node for node in holders.values()):
            fields.known = frozenset(fields.members) if _lists_all_properties(holders.values()) else None


def _group_by_part(holders: Mapping[JsonPointer, JsonObject]) -> dict[tuple[str, ...], tuple[JsonPointer, ...]]:
    """Group the pointers of the subschemas for properties, map values and items by the part of the value they apply to.

    `holders` maps pointers to the schemas that all apply to the same value. If two of them declare the property `name`,
    or one has a pattern that matches it, the key `("properties", "name")` has two pointers.
    """
    found: dict[tuple[str, ...], tuple[JsonPointer, ...]] = {}
    for pointer, node in holders.items():
        own: dict[tuple[str, ...], JsonPointer] = {}
        for keyword in ("properties", _PATTERN_KEYWORD):
            own |= {(keyword, name): (*pointer, keyword, name) for name in node.get(keyword) or {}}
        for number in range(len(node.get(_TUPLE_KEYWORD) or ())):
            own[_TUPLE_KEYWORD, str(number)] = (*pointer, _TUPLE_KEYWORD, number)
        for keyword in ("items", *_OTHER_PROPERTIES):
            if isinstance(node.get(keyword), dict):
                own[_ITEMS_PART if keyword == "items" else _VALUES_PART] = (*pointer, keyword)
        for key, place in own.items():
            found[key] = (*found.get(key, ()), place)
    patterns = [each for key, places in found.items() if key[0] == _PATTERN_KEYWORD for each in places]
    for key in found:
        if key[0] == "properties":
            found[key] += tuple(each for each in patterns if matches_pattern(str(each[-1]), key[1]))
    return found


@lru_cache(maxsize=1024)
def matches_pattern(pattern: str, name: str) -> bool:
    """Return whether a property name matches a pattern of `patternProperties`, as the JSON Schema validator decides."""
    return jsonschema_rs.is_valid({"pattern": pattern}, name)


def _shared_parts(parts: Mapping[tuple[str, ...], tuple[JsonPointer, ...]]) -> set[tuple[str, ...]]:
    """Return the keys of `parts`, a result of `_group_by_part`, that more than one schema describes.

    Two patterns of `patternProperties` may match the same name, so both are counted.
    """
    shared = {key for key, places in parts.items() if len(places) > 1}
    patterns = {key for key in parts if key[0] == _PATTERN_KEYWORD}
    beside = {place[-2] for key in shared if key[0] == "properties" for place in parts[key]}
    return shared | patterns if len(patterns) > 1 or _PATTERN_KEYWORD in beside else shared


def _lists_all_properties(nodes: Iterable[JsonObject]) -> bool:
    """Return whether the schemas of one object list all its properties, so that any other is undocumented."""
    nodes = list(nodes)
    if any(_allows_others(each) for each in nodes):
        return False
    is_closed = any(each.get("additionalProperties") is False for each in nodes)
    return is_closed or (
        any("properties" in each for each in nodes)
        and not any("properties" not in each and each.get("type") == "object" for each in nodes)
    )


def _allows_others(node: JsonObject) -> bool:
    """Return whether `additionalProperties` or `unevaluatedProperties` of a schema is true or a schema."""
    return any(isinstance(node.get(key), dict) or node.get(key) is True for key in _OTHER_PROPERTIES)


class VariantIndex:
    """Finds the variants of a schema: the members of its union, and the schemas that extend it by `allOf`."""

    def __init__(self, contract: Document) -> None:
        self.contract = contract
        self._discriminators = DiscriminatorIndex(contract.data)

    def chain(self, pointer: JsonPointer) -> Iterator[Resolved]:
        """Yield the schema at `pointer`, the schemas that extend it, and the subschemas of these for the same value.

        Such subschemas are, for example, `$ref` targets and the items of `allOf`, `anyOf` and `oneOf`.
        """
        seen = set[JsonPointer]()
        start = resolve_object(self.contract.data, self.contract.value(pointer), pointer)
        for each in (pointer, *(each.pointer for each in self.subtypes(start))):
            for found in subschema_chain(self.contract, each):
                if found.pointer not in seen:
                    seen.add(found.pointer)
                    yield found

    def subtypes(self, base: Resolved) -> list[Resolved]:
        """Return the schemas that extend `base` by `allOf`, if `base` has a discriminator.

        The result is empty for a schema with `oneOf` or `anyOf`, which lists its variants itself.
        """
        node = base.node
        if not isinstance(node.get("discriminator"), dict) or node.keys() & set(UNION_KEYWORDS):
            return []
        return list(self._discriminators.of(base))

    def of_value(self, pointer: JsonPointer, value: Any) -> JsonPointer:
        """Return the pointer of the variant or subtype that describes an object, if the schema at `pointer` has any.

        The discriminator decides. Without one, it is the variant that documents most of the object's properties. For
        any other schema, return `pointer`.
        """
        seen = set[JsonPointer]()
        while pointer not in seen and isinstance(value, dict):
            seen.add(pointer)
            start = resolve_object(self.contract.data, self.contract.value(pointer), pointer)
            places = [each.pointer for each in subschemas(self.contract.data, start, *UNION_KEYWORDS)]
            selected = self._selected(start, value)
            if selected is None and start.node.keys() & {"properties", "allOf"}:
                break
            pointer = selected or max(places, key=partial(self._overlap, value), default=pointer)
        return pointer

    def _selected(self, schema: Resolved, value: JsonObject) -> JsonPointer | None:
        """Return the pointer of the schema that the discriminator value of an object selects; None if there is none."""
        values = self.values(schema.pointer, schema.node)
        if not values:
            return None
        rule = schema.node["discriminator"]
        found = value.get(rule["propertyName"])
        return values.get(found if isinstance(found, str) else json.dumps(found)) or self.default(rule)

    def _overlap(self, value: JsonObject, pointer: JsonPointer) -> int:
        """Return how many properties of the object `value` are documented by the schema at `pointer`.

        Return -1 if the schema does not describe objects, or if the value of a property is not in its `const` or
        `enum`.
        """
        layers = [each.node["properties"] for each in self.chain(pointer) if each.node.get("properties")]
        known = {name: schema for each in layers for name, schema in each.items()}
        stated = {
            name: stated_values(resolve_ref(self.contract.data, known[name]).node)
            for name in known.keys() & value.keys()
        }
        is_excluded = any(values and value[name] not in values for name, values in stated.items())
        return len(stated) if known and not is_excluded else -1

    def default(self, rule: JsonObject) -> JsonPointer | None:
        """Return the pointer of the schema to which `defaultMapping` of the Discriminator Object `rule` refers.

        Return None if there is no `defaultMapping`, or no such schema.
        """
        if "defaultMapping" not in rule:
            return None
        place = self._discriminators.resolve_mapping(rule["defaultMapping"])
        return place if get_at(self.contract.data, place) is not None else None

    def values(self, pointer: JsonPointer, node: JsonObject) -> dict[str, JsonPointer]:
        """Return the pointer of the schema that each discriminator value selects.

        The result is empty if the schema `node` at `pointer` has no discriminator, or the values cannot be determined.
        """
        rule = node.get("discriminator")
        if not isinstance(rule, dict) or not isinstance(rule.get("propertyName"), str):
            return {}
        keyword = next((each for each in UNION_KEYWORDS if isinstance(node.get(each), list)), None)
        variants = [Resolved(node, pointer), *self.subtypes(Resolved(node, pointer))]
        if keyword is not None:
            listed = self._discriminators.variants(rule, Resolved({keyword: node[keyword]}, pointer))
            variants = [each for each in listed if not is_null_schema(each.node)]
        elif len(variants) == 1 and not rule.get("mapping"):
            return {}
        found = {
            value: self._discriminators.resolve_mapping(target) for value, target in (rule.get("mapping") or {}).items()
        }
        if any(get_at(self.contract.data, place) is None for place in found.values()):
            return {}
        for variant in variants:
            if variant.pointer not in found.values() and not self._discriminators.is_default(rule, variant):
                values = self._discriminators.values(rule, variant)
                if not values:
                    return {}
                found |= dict.fromkeys(values, variant.pointer)
        return found


class _DefinitionKey(NamedTuple):
    """The key of a definition in `_Definitions`: the schema's pointer, and how to treat undocumented properties."""

    pointer: JsonPointer
    closed: bool
    """Whether the definition may forbid undocumented properties; False for one of several subschemas of a value."""
    lenient: bool
    """Whether the validator allows undocumented properties, because the field counter checks their names instead."""
    shared: frozenset[tuple[str, ...]]
    """The parts of a value, such as ("properties", "name"), that more than one subschema of this value describes."""


class _Definitions:
    """The schemas that one validator needs as its `$defs`, rewritten from the contract to JSON Schema 2020-12."""

    def __init__(self, contract: Document, variants: VariantIndex) -> None:
        self.contract = contract
        self.variants = variants
        self.schemas: dict[str, Any] = {}
        self.places: dict[str, JsonPointer] = {}
        self._names: dict[_DefinitionKey, str] = {}
        self._unwritten: list[_DefinitionKey] = []
        self._combined: list[tuple[str, JsonObject]] = []
        """Each `allOf` and `anyOf` of references: the keyword, and the schema that has it."""
        self._shared: dict[JsonPointer, frozenset[tuple[str, ...]]] = {}

    def reference(self, pointer: JsonPointer, *, lenient: bool = False) -> JsonObject:
        """Return a `$ref` to the definition in `$defs` for a whole value, such as a body or a property.

        If `lenient` is true, this definition allows undocumented properties, because a FieldCounter finds them.
        """
        if pointer not in self._shared:
            holders = {each.pointer: each.node for each in self.variants.chain(pointer)}
            self._shared[pointer] = frozenset(_shared_parts(_group_by_part(holders)))
        return self._define(_DefinitionKey(pointer, closed=True, lenient=lenient, shared=self._shared[pointer]))

    def complete(self) -> dict[str, Any]:
        """Write all definitions to which `reference` led, and return them by name."""
        # A list, and no recursion, since schemas can be nested deeper than calls.
        while self._unwritten:
            key = self._unwritten.pop()
            self.schemas[self._names[key]] = self._rewrite(self.contract.value(key.pointer), key)
        if self._combined:
            _simplify_combinations(self._combined, self.schemas)
        return self.schemas

    def _define(self, key: _DefinitionKey) -> JsonObject:
        pointer = key.pointer
        raw = self.contract.value(pointer)
        while isinstance(raw, dict) and isinstance(raw.get("$ref"), str) and not self._has_siblings(raw):
            target = self.contract.resolve(raw["$ref"])
            if target == pointer:
                break
            pointer, raw = target, self.contract.value(target)
        key = key._replace(pointer=pointer)
        if key not in self._names:
            self._names[key] = name = f"schema-{len(self._names)}"
            self.places[name] = pointer
            self._unwritten.append(key)
        return {"$ref": f"{_DEFINITIONS}{self._names[key]}"}

    def _has_siblings(self, node: JsonObject) -> bool:
        """Return whether a schema has keywords beside its `$ref` that restrict the value, such as `maxLength`."""
        return bool(node.keys() & ASSERTIONS)

    def _rewrite(self, node: Any, key: _DefinitionKey) -> Any:
        if not isinstance(node, dict):
            return node if isinstance(node, bool) else True
        result: JsonObject = {keyword: node[keyword] for keyword in _ASSERTION_KEYWORDS if keyword in node}
        if isinstance(node.get("$ref"), str):
            result["allOf"] = [self._define(key._replace(pointer=self.contract.resolve(node["$ref"]), closed=False))]
        self._rewrite_parts(result, node, key)
        self._rewrite_variants(result, node, key)
        self._rewrite_other_properties(result, node, key)
        self._drop_write_only(result, node)
        return result

    def _rewrite_parts(self, result: JsonObject, node: JsonObject, key: _DefinitionKey) -> None:
        for keyword in _SUBSCHEMA_MAP_KEYWORDS:
            if isinstance(node.get(keyword), dict):
                places = {name: (*key.pointer, keyword, name) for name in node[keyword]}
                result[keyword] = {
                    name: self._subschema(place, key)
                    if keyword == "dependentSchemas"
                    else self._part(place, key, (keyword, name))
                    for name, place in places.items()
                }
        for keyword in _SUBSCHEMA_KEYWORDS:
            if keyword in node:
                place = (*key.pointer, keyword)
                result[keyword] = (
                    self._part(place, key, _ITEMS_PART) if keyword == "items" else self._subschema(place, key)
                )

    def _part(self, place: JsonPointer, key: _DefinitionKey, part: tuple[str, ...]) -> JsonObject:
        """Return a `$ref` to the definition in `$defs` for the schema at `place`, which describes a property or items.

        `part` states which: it is a key of `_group_by_part`, such as `("properties", "name")`.
        """
        return self.reference(place, lenient=key.lenient or part in key.shared)

    def _subschema(self, place: JsonPointer, key: _DefinitionKey) -> JsonObject:
        """Return a `$ref` to the definition in `$defs` for a subschema of the same value, such as an `allOf` item.

        It forbids undocumented properties only where the contract does so, since other subschemas may document them.
        """
        return self._define(key._replace(pointer=place, closed=False))

    def _rewrite_variants(self, result: JsonObject, node: JsonObject, key: _DefinitionKey) -> None:
        """Convert `allOf`, `anyOf`, `oneOf` and `prefixItems` of the schema `node`, and add them to `result`.

        A union with a discriminator becomes `if`/`then` schemas. Any other `oneOf` becomes `anyOf`.
        """
        values = self.variants.values(key.pointer, node) if key.closed or node.keys() & set(UNION_KEYWORDS) else {}
        for keyword in _SUBSCHEMA_LIST_KEYWORDS:
            if not isinstance(node.get(keyword), list):
                continue
            places = [(*key.pointer, keyword, number) for number in range(len(node[keyword]))]
            if keyword == _TUPLE_KEYWORD:
                result[keyword] = [self._part(each, key, (keyword, str(each[-1]))) for each in places]
                continue
            variants = [self._subschema(each, key) for each in places]
            if values and keyword in set(UNION_KEYWORDS):
                otherwise = self._without_discriminator(places, node, key)
                selected = self._variant_conditions(node, key, values, otherwise)
                result.setdefault("allOf", []).extend(selected)
                values = {}
                continue
            # Variants that allow additional properties overlap, so a value can match several of `oneOf`.
            name = "anyOf" if keyword == "oneOf" else keyword
            holder = result
            if name in result:
                holder = {}
                result.setdefault("allOf", []).append(holder)
            holder[name] = variants
            self._combined.append((name, holder))
        if values:  # Without a union keyword, the variants are schemas that extend this schema by `allOf`.
            result.setdefault("allOf", []).extend(self._variant_conditions(node, key, values, {}))

    def _without_discriminator(self, places: list[JsonPointer], node: JsonObject, key: _DefinitionKey) -> JsonObject:
        """Return the schema for objects that lack the discriminator property of the union `node`.

        `places` points to the variants. If all of them require the property, such an object gets only one error.
        """
        name = node["discriminator"]["propertyName"]
        optional: list[JsonObject] = []
        required: JsonPointer = ()
        for place in places:
            chain = self.variants.chain(place)
            holder = next((each.pointer for each in chain if name in (each.node.get("required") or ())), None)
            node_ = resolve_object(self.contract.data, self.contract.value(place), place).node
            is_object = resolve_schema(self.contract, place).types <= {"object"} and not is_null_schema(node_)
            if holder is None and is_object:
                optional.append(self._subschema(place, key))
            required = required or holder or ()
        every: JsonObject = {"anyOf": [self._subschema(each, key) for each in places]}
        self._combined.append(("anyOf", every))
        then: JsonObject = {"anyOf": optional} if optional else every
        if required and not optional:
            marker = f"required-{len(self.places)}"
            self.places[marker], self.schemas[marker] = required, {"required": [name]}
            then = {"$ref": f"#/$defs/{marker}", "additionalProperties": True}
        return {"if": {"type": "object"}, "then": then, "else": every}

    def _variant_conditions(
        self, node: JsonObject, key: _DefinitionKey, values: Mapping[str, JsonPointer], otherwise: JsonObject
    ) -> list[JsonObject]:
        """Return `if`/`then` schemas that validate an object by the variant that its discriminator value selects.

        `values` maps discriminator values to variants. `otherwise` is the schema for values without the discriminator
        property.
        """
        rule = node["discriminator"]
        name, default = rule["propertyName"], self.variants.default(rule)
        forms = {value: [value, *_non_string_values(value)] for value in values}
        marker = f"discriminator-{len(self.places)}"
        self.places[marker] = (*key.pointer, "discriminator")
        every: JsonObject = {"enum": [form for each in forms.values() for form in each]}
        self.schemas[marker] = every if default is None else {}
        known: JsonObject = {"properties": {name: {"$ref": f"#/$defs/{marker}"}}}
        selected: list[JsonObject] = [known]
        for place in dict.fromkeys(values.values()):
            if place == key.pointer:
                continue
            own = [form for value, each in forms.items() if values[value] == place for form in each]
            selected.append({"if": {"properties": {name: {"enum": own}}}, "then": self._subschema(place, key)})
        if default not in {None, key.pointer}:
            otherwise = {"if": {"type": "object"}, **otherwise, "then": self._subschema(default, key)}
            selected.append({"if": {"properties": {name: every}}, "else": otherwise["then"]})
        is_marked = {"type": "object", "required": [name]}
        # Which properties an object with an unknown value may have is not known, so none of them is undocumented.
        return [
            {"if": is_marked, "then": {"allOf": selected}, "else": otherwise},
            {"if": {**is_marked, "not": known}, "then": {"additionalProperties": True}},
        ]

    def _rewrite_other_properties(self, result: JsonObject, node: JsonObject, key: _DefinitionKey) -> None:
        """Convert `additionalProperties` and `unevaluatedProperties` of the schema `node`, and add them to `result`.

        One of them is False only if undocumented properties are forbidden, and no FieldCounter finds them.
        """
        for keyword in _OTHER_PROPERTIES:
            if isinstance(node.get(keyword), dict):
                result[keyword] = self._part((*key.pointer, keyword), key, _VALUES_PART)
        is_combined = key.closed and bool(node.keys() & {*_APPLICATOR_KEYWORDS, "discriminator"})
        if key.lenient or not (is_combined or any(node.get(keyword) is False for keyword in _OTHER_PROPERTIES)):
            return
        holders = [each.node for each in self.variants.chain(key.pointer)]
        is_counted = len(holders) == 1 and bool(holders[0].get("properties")) and _PATTERN_KEYWORD not in holders[0]
        if node.get("additionalProperties") is False and len(holders) == 1 and not is_counted:
            result["additionalProperties"] = False
        elif not is_counted and (
            node.get("unevaluatedProperties") is False or (is_combined and _lists_all_properties(holders))
        ):
            result["unevaluatedProperties"] = False

    def _drop_write_only(self, result: JsonObject, node: JsonObject) -> None:
        """Remove writeOnly properties from `required` in the definition `result`, because responses lack them."""
        properties = node.get("properties")
        if isinstance(properties, dict) and "required" in result:
            result["required"] = [
                name
                for name in result["required"]
                if not has_flag(self.contract.data, properties.get(name), "writeOnly")
            ]


def _simplify_combinations(combined: Iterable[tuple[str, JsonObject]], definitions: dict[str, Any]) -> None:
    """Replace a union inside a union by its variants, also for `allOf`, and remove equal variants, in place.

    `combined` has each keyword with the schema that has it. The validator reads every variant on every path to it, so
    its time would double with each schema in which two variants lead to the next one.
    """
    kinds = {_DEFINITIONS + name: kind for name, kind in _equal_definitions(definitions).items()}
    lists: dict[str, dict[str, list[JsonObject]]] = {"anyOf": {}, "allOf": {}}
    for name, schema in definitions.items():
        if isinstance(schema, dict) and len(schema) == 1 and (keyword := next(iter(schema))) in lists:
            lists[keyword][_DEFINITIONS + name] = schema[keyword]
    flat = [_flatten(schema[keyword], lists[keyword]) for keyword, schema in combined]
    for (keyword, schema), parts in zip(combined, flat, strict=True):
        different = {kinds[each["$ref"]] if "$ref" in each else -id(each): each for each in reversed(parts)}
        schema[keyword] = list(reversed(different.values())) or [True]  # A union of itself alone says nothing.
        # The validator reads `anyOf` again to find evaluated properties.
        if keyword == "anyOf" and len(different) == 1:
            schema.setdefault("allOf", []).extend(schema.pop("anyOf"))


def _flatten(parts: list[JsonObject], lists: Mapping[str, list[JsonObject]]) -> list[JsonObject]:
    """Return the items of an `anyOf` or `allOf`, with each `$ref` to a definition in `lists` replaced by its items."""
    unread, seen = parts[::-1], dict[Any, JsonObject | None]()
    while unread:
        part = unread.pop()
        ref = part.get("$ref", id(part))
        if ref not in seen:
            seen[ref] = None if ref in lists else part
            unread += reversed(lists.get(ref, ()))
    return [part for part in seen.values() if part is not None]


def _equal_definitions(definitions: Mapping[str, Any]) -> dict[str, int]:
    """Return a number for each definition, by its name; it is the same for definitions that differ only in names.

    At first, definitions are equal if their texts are, without the names to which they refer. Then each definition that
    refers to others than the rest of its group gets another number, until no group can be split.
    """
    texts = {name: _REFERENCE.split(json.dumps(each, sort_keys=True)) for name, each in definitions.items()}
    groups: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    users: defaultdict[str, list[str]] = defaultdict(list)
    for name, parts in texts.items():
        groups[tuple(parts[::2])].add(name)
        for each in parts[1::2]:
            users[each].append(name)
    members = list(groups.values())
    found = {name: number for number, names in enumerate(members) for name in names}
    changed: Iterable[str] = texts
    while changed:
        touched: defaultdict[int, set[str]] = defaultdict(set)
        for user in chain.from_iterable(users[name] for name in changed):
            touched[found[user]].add(user)
        split = [
            (number, part)
            for number, names in touched.items()
            for part in _leaving_parts(
                {name: tuple(map(found.get, texts[name][1::2])) for name in names}, members[number]
            )
        ]
        for number, part in split:
            members[number] -= part
            found |= dict.fromkeys(part, len(members))
            members.append(part)
        changed = [name for _, part in split for name in part]
    return found


def _leaving_parts(keys: Mapping[str, Any], group: set[str]) -> list[set[str]]:
    """Return the sets of names with equal keys that leave their `group`, in which the largest set can stay."""
    parts: defaultdict[Any, set[str]] = defaultdict(set)
    for name, key in keys.items():
        parts[key].add(name)
    leaving = sorted(parts.values(), key=len)
    return leaving[:-1] if len(keys) == len(group) else leaving


def _non_string_values(value: str) -> list[int | bool]:
    """Return the integer or boolean that a discriminator value can also mean: `"7"` -> `[7]`, `"cat"` -> `[]`."""
    if value in {"true", "false"}:
        return [value == "true"]
    return [int(value)] if value.removeprefix("-").isdecimal() else []
