"""Compilation of the contract's schemas to JSON Schema validators and to field counters.

A field counter counts the values and properties at one position of the bodies, so that reports can state frequencies.

Each schema is compiled to a separate definition in `$defs`, so that a validation error shows which schema failed. If a
single schema describes an object, the field counter reports undocumented properties, since it visits each object in any
case. If several subschemas describe the object, as in `allOf`, the validator reports undocumented properties by
`unevaluatedProperties: false`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import jsonschema_rs

from specloop.drift.resolved_schema import resolve_schema, subschema_chain
from specloop.errors import InputError, Problem
from specloop.openapi.discriminators import DiscriminatorIndex
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, escape, get_at, resolve_object
from specloop.openapi.schema_facts import has_flag, is_null_schema
from specloop.openapi.schema_keywords import ASSERTIONS, COMBINING_KEYWORDS, KEYWORDS, UNION_KEYWORDS

ANY_STEP = "*"
_TUPLE_KEYWORD = "prefixItems"

_OTHER_PROPERTIES = ("additionalProperties", "unevaluatedProperties")
_SUBSCHEMA_KEYWORDS = tuple(
    name for name, each in KEYWORDS.items() if each.schemas == "one" and name not in _OTHER_PROPERTIES
)
_SUBSCHEMA_LIST_KEYWORDS = (*COMBINING_KEYWORDS, _TUPLE_KEYWORD)
_SUBSCHEMA_MAP_KEYWORDS = ("properties", *(name for name, each in KEYWORDS.items() if each.schemas == "map"))
_ASSERTION_KEYWORDS = ("type", "enum", "const", *(name for name, each in KEYWORDS.items() if not each.schemas))
_APPLICATOR_KEYWORDS = {"$ref", "allOf", "anyOf", "oneOf", "if", "dependentSchemas", "patternProperties"}
_ITEMS_PART: tuple[str, ...] = ("items",)
_VALUES_PART: tuple[str, ...] = ("additionalProperties",)
"""The key under which `_group_parts` returns the schemas of map values; `_ITEMS_PART` is that for array items."""


@dataclass(slots=True, eq=False)
class FieldCounter:
    """Counter of the values at one position of the bodies, such as a property.

    The counter also has the documented property names and enum values of this position. The counters of a body form a
    tree: if an object has a counter, the counters of its properties are below this counter.
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
    optional: frozenset[str] = frozenset()
    enum: tuple[frozenset[str], JsonPointer] | None = None
    """The values and the pointer of the `enum` at this position; None if there is no `enum` of strings."""

    uses: Counter[JsonPointer] | None = None
    """The result of `schema_uses`, once it was called."""
    deep: list[tuple[str, FieldCounter]] | None = None
    """The counters of properties whose values are counted, too, by property name.

    None until the first body is counted.
    """

    def parts(self, objects: list[dict[str, Any]]) -> Iterator[tuple[FieldCounter, list[Any]]]:
        """Yield the counters below this one for the properties of objects, each with the values that it must count.

        If the objects are maps, the counter for the map values is yielded, too. A property is left out if none of
        `objects` has it. It is also left out if its values have no properties, no items and no enum: there is nothing
        to count in them.

        `objects` are the JSON objects at the position of this counter.
        """
        if not objects:
            return
        if self.deep is None:
            self.deep = [(name, child) for name, child in self.members.items() if _has_fields(child.expanded())]
        for name, child in self.deep:
            values = [each[name] for each in objects if name in each]
            if values:
                yield child, values
        if self.values is not None:
            values = [each[name] for each in objects for name in each.keys() - self.members.keys()]
            if values:
                yield self.values, values

    def item_parts(self, values: list[Any]) -> Iterator[tuple[FieldCounter, list[Any]]]:
        """Yield the counters for array items. Each is yielded with the items that it counts.

        Each item that `prefixItems` describes has its own counter, and all other items share one. `values` are the
        values at the position of this counter; those that are not arrays are skipped.
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
        """Return how often each schema applies to one value at this position.

        Schemas of properties without a counter of their own are included. A property has no counter of its own if its
        values have no properties, items or enum. Multiplied by the number of values at this position, the result tells
        how many values a schema described.
        """
        if self.uses is None:
            plain = [child for child in self.members.values() if not _has_fields(child.expanded())]
            self.uses = Counter(chain(self.schemas, *(child.schemas for child in plain)))
        return self.uses

    def expanded(self) -> FieldCounter:
        """Create the counters below this counter, such as those of an object's properties, if they do not exist yet.

        They are not created earlier, since a recursive schema would need infinitely many. Return this counter.
        """
        if self.expand is not None:
            expand, self.expand = self.expand, None
            expand(self)
        return self


def _has_fields(fields: FieldCounter) -> bool:
    return bool(fields.members or fields.items or fields.tuple_items or fields.values or fields.enum)


@dataclass(frozen=True, slots=True)
class CompiledSchema:
    """A compiled schema of the contract: a JSON Schema validator, and a field counter for the values in bodies."""

    pointer: JsonPointer
    """The pointer of the schema, which may be a reference to another one."""
    validator: jsonschema_rs.Validator
    places: dict[str, JsonPointer]
    """The pointer in the contract of each definition in `$defs`, by the definition's name."""
    root: str
    fields: FieldCounter
    variants: VariantIndex


class SchemaCompiler:
    """Compiles the schemas of one contract. Each compiled schema is kept for later use."""

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
        root = definitions.reference(pointer)
        try:
            validator = jsonschema_rs.Draft202012Validator(
                {**root, "$defs": definitions.schemas},
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
        """Return a field counter for one position of a body. It counts the values and properties at this position.

        Args:
            pointers: The pointers of all schemas that apply at the position, such as two `allOf` items with the same
                property.
            at: The JSON Pointer of the position in a body.
            lenient: Whether the counter checks property names even if several schemas describe an object, instead of
                the validator. Then a name is known if any of these schemas has it.
        """
        expand = partial(self._expand, pointers=pointers, lenient=lenient or len(pointers) > 1)
        return FieldCounter(at, expand)

    def _expand(self, fields: FieldCounter, *, pointers: tuple[JsonPointer, ...], lenient: bool) -> None:
        holders = {each.pointer: each.node for pointer in pointers for each in self.variants.chain(pointer)}
        fields.schemas = frozenset(holders)
        parts = _group_parts(holders)
        for key, found in parts.items():
            if key == _ITEMS_PART:
                fields.items = self._fields(found, f"{fields.at}/{ANY_STEP}", lenient=lenient)
            elif key == _VALUES_PART:
                fields.values = self._fields(found, f"{fields.at}/{ANY_STEP}", lenient=lenient)
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
        if fields.members and is_counted and not any("patternProperties" in node for node in holders.values()):
            fields.known = frozenset(fields.members) if _is_documented(holders.values()) else None


def _group_parts(holders: Mapping[JsonPointer, JsonObject]) -> dict[tuple[str, ...], tuple[JsonPointer, ...]]:
    """Return the pointers of the schemas that describe each part of a value.

    A part is a property, the array items, an item of a tuple, or the map values. If two `allOf` items describe the same
    property, for example, the result has two pointers for the key ("properties", "name").

    Args:
        holders: The subschemas that describe the whole value, by pointer.
    """
    found: dict[tuple[str, ...], tuple[JsonPointer, ...]] = {}
    for pointer, node in holders.items():
        own: dict[tuple[str, ...], JsonPointer]
        own = {("properties", name): (*pointer, "properties", name) for name in node.get("properties") or {}}
        for number in range(len(node.get(_TUPLE_KEYWORD) or ())):
            own[_TUPLE_KEYWORD, str(number)] = (*pointer, _TUPLE_KEYWORD, number)
        for keyword in ("items", *_OTHER_PROPERTIES):
            if isinstance(node.get(keyword), dict):
                own[_ITEMS_PART if keyword == "items" else _VALUES_PART] = (*pointer, keyword)
        for key, place in own.items():
            found[key] = (*found.get(key, ()), place)
    return found


def _is_documented(nodes: Iterable[JsonObject]) -> bool:
    """Return whether schemas document all properties of an object, so that any further property is a difference.

    `nodes` has all schemas that describe the object. If one of them sets `additionalProperties: false`, the result is
    True. If one explicitly allows additional properties, or describes a map, it is False.
    """
    nodes = list(nodes)
    if any(_allows_others(each) for each in nodes):
        return False
    is_closed = any(each.get("additionalProperties") is False for each in nodes)
    return is_closed or (
        any("properties" in each for each in nodes)
        and not any("properties" not in each and each.get("type") == "object" for each in nodes)
    )


def _allows_others(node: JsonObject) -> bool:
    """Return whether a schema explicitly allows other properties than those that it lists."""
    return any(isinstance(node.get(key), dict) or node.get(key) is True for key in _OTHER_PROPERTIES)


class VariantIndex:
    """Index of variants: it finds the schema that each value of a discriminator selects."""

    def __init__(self, contract: Document) -> None:
        self.contract = contract
        self._discriminators = DiscriminatorIndex(contract.data)

    def chain(self, pointer: JsonPointer) -> Iterator[Resolved]:
        """Yield all schemas that may describe the value of the schema at `pointer`.

        These are the schema itself, its subschemas such as `allOf` items, and the schemas that extend it by `allOf`
        (subtypes), with their subschemas. No schema is yielded twice.
        """
        seen = set[JsonPointer]()
        start = resolve_object(self.contract.data, self.contract.value(pointer), pointer)
        for each in (pointer, *(each.pointer for each in self.subtypes(start))):
            for found in subschema_chain(self.contract, each):
                if found.pointer not in seen:
                    seen.add(found.pointer)
                    yield found

    def subtypes(self, base: Resolved) -> list[Resolved]:
        """Return the subtypes of `base`, which are schemas that extend it by `allOf`.

        The result is empty if `base` has no discriminator, or is a union.
        """
        node = base.node
        if not isinstance(node.get("discriminator"), dict) or node.keys() & set(UNION_KEYWORDS):
            return []
        return list(self._discriminators.of(base))

    def default(self, rule: JsonObject) -> JsonPointer | None:
        """Return the pointer of the schema for objects whose discriminator value is missing or selects no schema.

        `rule` is the Discriminator Object, which names this schema as `defaultMapping`. Return None if it does not, or
        if the named schema does not exist.
        """
        if "defaultMapping" not in rule:
            return None
        place = self._discriminators.resolve_mapping(rule["defaultMapping"])
        return place if get_at(self.contract.data, place) is not None else None

    def values(self, pointer: JsonPointer, node: JsonObject) -> dict[str, JsonPointer]:
        """Return the pointers of the schemas that the values of a discriminator select, by discriminator value.

        `node` is the schema with the discriminator, and `pointer` is the pointer of this schema. The result is empty if
        `node` has no discriminator, or if the values that select a variant cannot be determined.
        """
        rule = node.get("discriminator")
        if not isinstance(rule, dict) or not isinstance(rule.get("propertyName"), str):
            return {}
        name = rule["propertyName"]
        keyword = next((each for each in UNION_KEYWORDS if isinstance(node.get(each), list)), None)
        variants = [Resolved(node, pointer), *self.subtypes(Resolved(node, pointer))]
        if keyword is not None:
            places = [(*pointer, keyword, number) for number in range(len(node[keyword]))]
            variants = [resolve_object(self.contract.data, self.contract.value(each), each) for each in places]
            variants = [each for each in variants if not is_null_schema(each.node)]
        elif len(variants) == 1 and not rule.get("mapping"):
            return {}
        found = {
            value: self._discriminators.resolve_mapping(target) for value, target in (rule.get("mapping") or {}).items()
        }
        if any(get_at(self.contract.data, place) is None for place in found.values()):
            return {}
        for variant in variants:
            if variant.pointer not in found.values() and not self._discriminators.is_default(rule, variant):
                values = self._discriminators.values(rule, name, variant)
                if not values:
                    return {}
                found |= dict.fromkeys(values, variant.pointer)
        return found


class _Key(NamedTuple):
    """The key of a compiled definition. It has the pointer of a schema, and the options for its compilation."""

    pointer: JsonPointer
    closed: bool
    """Whether the definition may forbid undocumented properties; False for one of several subschemas of a value."""
    lenient: bool
    """Whether the validator allows undocumented properties, because the field counter checks their names instead."""
    shared: frozenset[tuple[str, ...]]
    """The parts of a value, such as ("properties", "name"), that more than one subschema of this value describes."""


class _Definitions:
    """The definitions in `$defs`: the schemas of the contract, rewritten for JSON Schema 2020-12."""

    def __init__(self, contract: Document, variants: VariantIndex) -> None:
        self.contract = contract
        self.variants = variants
        self.schemas: dict[str, Any] = {}
        self.places: dict[str, JsonPointer] = {}
        self._names: dict[_Key, str] = {}
        self._shared: dict[JsonPointer, frozenset[tuple[str, ...]]] = {}

    def reference(self, pointer: JsonPointer, *, lenient: bool = False) -> JsonObject:
        """Return a `$ref` to the definition of a schema that describes a whole value, such as a body or a property.

        Args:
            pointer: The pointer of the schema.
            lenient: Whether the definition allows undocumented properties, because the field counter reports them
                instead.
        """
        if pointer not in self._shared:
            holders = {each.pointer: each.node for each in self.variants.chain(pointer)}
            parts = _group_parts(holders)
            self._shared[pointer] = frozenset(key for key, places in parts.items() if len(places) > 1)
        return self._define(_Key(pointer, closed=True, lenient=lenient, shared=self._shared[pointer]))

    def _define(self, key: _Key) -> JsonObject:
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
            self.schemas[name] = None  # Reserve the name, because a recursive schema refers to itself.
            self.schemas[name] = self._rewrite(raw, key)
        return {"$ref": f"#/$defs/{self._names[key]}"}

    def _has_siblings(self, node: JsonObject) -> bool:
        """Return whether a schema has keywords beside its `$ref` that restrict the value, such as `maxLength`.

        If it has none, a reference to it can use the definition of its target. Otherwise, it needs a definition of its
        own.
        """
        return bool(node.keys() & ASSERTIONS)

    def _rewrite(self, node: Any, key: _Key) -> Any:
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

    def _rewrite_parts(self, result: JsonObject, node: JsonObject, key: _Key) -> None:
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

    def _part(self, place: JsonPointer, key: _Key, part: tuple[str, ...]) -> JsonObject:
        """Return a `$ref` to the definition of a schema that describes a part of a value.

        A part is a property, the array items or the map values. If several subschemas describe the same part, the
        definition allows undocumented properties: one subschema alone does not document all of them.

        Args:
            place: The pointer of the schema.
            key: The key of the definition that describes the whole value.
            part: The pointer steps from the schema of the whole value to this schema, such as ("properties", "name").
        """
        return self.reference(place, lenient=key.lenient or part in key.shared)

    def _subschema(self, place: JsonPointer, key: _Key) -> JsonObject:
        """Return a `$ref` to the definition of the subschema at `place`, such as an `allOf` item.

        A subschema describes the same value as the schema around it, whose options it takes over. `key` is the key of
        the definition of that schema. The new definition does not forbid undocumented properties, since other
        subschemas may document them.
        """
        return self._define(key._replace(pointer=place, closed=False))

    def _rewrite_variants(self, result: JsonObject, node: JsonObject, key: _Key) -> None:
        """Rewrite the variants of a schema: add `allOf`, `anyOf`, `oneOf` and `prefixItems` to its definition `result`.

        `oneOf` is replaced by `anyOf`, so that a value which matches several variants is not an error. Variants that
        allow additional properties overlap, and clients accept such values.
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
                selected = self._selected_variant(node, key, values, otherwise)
                result.setdefault("allOf", []).extend(selected)
                values = {}
                continue
            name = "anyOf" if keyword == "oneOf" else keyword
            if name in result:
                result.setdefault("allOf", []).append({name: variants})
            else:
                result[name] = variants
        if values:  # Without a union keyword, the variants are schemas that extend this schema by `allOf`.
            result.setdefault("allOf", []).extend(self._selected_variant(node, key, values, {}))

    def _without_discriminator(self, places: list[JsonPointer], node: JsonObject, key: _Key) -> JsonObject:
        """Return the schema for values that lack the discriminator property, so that no variant is selected.

        An object must match a variant that does not require this property. If all variants require it, the only error
        is that it is missing: the other properties are not checked, since the intended variant is unknown. A value that
        is no object must match any variant.

        Args:
            places: The pointers of all variants.
            node: The schema with the discriminator.
            key: The key of its definition.
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
        then: JsonObject = {"anyOf": optional} if optional else every
        if required and not optional:
            marker = f"required-{len(self.places)}"
            self.places[marker], self.schemas[marker] = required, {"required": [name]}
            then = {"$ref": f"#/$defs/{marker}", "additionalProperties": True}
        return {"if": {"type": "object"}, "then": then, "else": every}

    def _selected_variant(
        self, node: JsonObject, key: _Key, values: Mapping[str, JsonPointer], otherwise: JsonObject
    ) -> list[JsonObject]:
        """Return schemas that validate each object with the variant that its discriminator value selects.

        If there is a `defaultMapping`, its schema validates objects without the discriminator property, and objects
        whose discriminator value is not in `values`.

        Args:
            node: The schema with the discriminator.
            key: The key of this schema among the definitions.
            values: The pointer of the variant for each discriminator value.
            otherwise: The schema that validates values without the discriminator property, if there is no
                `defaultMapping`.
        """
        rule = node["discriminator"]
        name, default = rule["propertyName"], self.variants.default(rule)
        forms = {value: [value, *_other_forms(value)] for value in values}
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

    def _rewrite_other_properties(self, result: JsonObject, node: JsonObject, key: _Key) -> None:
        """Add the keywords to a definition that decide about properties which the schema does not list.

        If `additionalProperties` or `unevaluatedProperties` of the schema is itself a schema, it is added in compiled
        form. `false` is added if undocumented properties are errors that no FieldCounter reports.

        Args:
            result: The definition, which this method changes.
            node: The schema in the contract.
            key: The key of the definition.
        """
        for keyword in _OTHER_PROPERTIES:
            if isinstance(node.get(keyword), dict):
                result[keyword] = self._part((*key.pointer, keyword), key, _VALUES_PART)
        if key.lenient:
            return
        holders = [each.node for each in self.variants.chain(key.pointer)]
        is_counted = len(holders) == 1 and "properties" in holders[0] and "patternProperties" not in holders[0]
        if node.get("additionalProperties") is False and len(holders) == 1 and not is_counted:
            result["additionalProperties"] = False
        elif not is_counted and (
            node.get("unevaluatedProperties") is False
            or (key.closed and node.keys() & {*_APPLICATOR_KEYWORDS, "discriminator"} and _is_documented(holders))
        ):
            result["unevaluatedProperties"] = False

    def _drop_write_only(self, result: JsonObject, node: JsonObject) -> None:
        """Remove writeOnly properties from `required` in the definition `result`, because responses lack them.

        `node` is the schema in the contract from which the definition is built.
        """
        properties = node.get("properties")
        if isinstance(properties, dict) and "required" in result:
            result["required"] = [
                name
                for name in result["required"]
                if not has_flag(self.contract.data, properties.get(name), "writeOnly")
            ]


def _other_forms(value: str) -> list[int | bool]:
    """Return the boolean or integer that a text denotes, as a list: [7] for "7". Return [] for any other text.

    The keys of a discriminator `mapping` are texts, but the values that they stand for may have these types.
    """
    if value in {"true", "false"}:
        return [value == "true"]
    return [int(value)] if value.removeprefix("-").isdecimal() else []
