"""Schemas of the contract, compiled to validate bodies and to count their fields.

Each schema becomes a definition of its own, so that an error's path in the compiled schema names the place in the
contract. For objects that are only properties, the counter reports the undocumented ones (it looks at each object
anyway); where `allOf` and its kind have a say, the validator does, by `unevaluatedProperties: false`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import jsonschema_rs

from specloop.drift.resolved_schema import subschema_chain
from specloop.errors import InputError, Problem
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, escape, resolve_object

ANY_STEP = "*"

_SUBSCHEMA_KEYWORDS = ("items", "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedItems")
_SUBSCHEMA_LIST_KEYWORDS = ("allOf", "anyOf", "oneOf", "prefixItems")
_SUBSCHEMA_MAP_KEYWORDS = ("properties", "patternProperties", "dependentSchemas")
_ASSERTION_KEYWORDS = (
    *("type", "enum", "const", "format", "pattern", "required", "uniqueItems", "dependentRequired", "multipleOf"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems"),
    *("minProperties", "maxProperties", "minContains", "maxContains", "contentEncoding", "contentMediaType"),
)
_APPLICATOR_KEYWORDS = {"$ref", "allOf", "anyOf", "oneOf", "if", "dependentSchemas", "patternProperties"}


@dataclass(slots=True, eq=False)
class FieldCounter:
    """What is counted at one place of a body, and where its parts are."""

    at: str
    grow: Callable[[FieldCounter], None] | None = None
    """Fills in what follows, when a body comes this far: schemas can be endless, bodies are not."""
    known: frozenset[str] | None = None
    """All names that an object may have here; None: that is not for the fields to tell."""
    holder: JsonPointer = ()
    """The schema with the properties."""
    items: FieldCounter | None = None
    members: dict[str, FieldCounter] = field(default_factory=dict)
    values: FieldCounter | None = None
    """For a map: any of its values."""
    optional: frozenset[str] = frozenset()
    words: tuple[frozenset[str], JsonPointer] | None = None

    deep: list[tuple[str, FieldCounter]] | None = None
    """The members that there is anything to count in."""

    def parts(self, objects: list[dict[str, Any]]) -> Iterator[tuple[FieldCounter, list[Any]]]:
        """Go through what these objects hold, place by place."""
        if not objects:
            return
        if self.deep is None:
            self.deep = [(name, child) for name, child in self.members.items() if _has_fields(child.expanded())]
        for name, child in self.deep:
            values = [each[name] for each in objects if name in each]
            if values:
                yield child, values
        if self.values is not None and _has_fields(self.values.expanded()):
            values = [each[name] for each in objects for name in each.keys() - self.members.keys()]
            if values:
                yield self.values, values

    def expanded(self) -> FieldCounter:
        """See to it that it is filled in."""
        if self.grow is not None:
            grow, self.grow = self.grow, None
            grow(self)
        return self


@dataclass(frozen=True, slots=True)
class CompiledSchema:
    """A schema that is ready for use."""

    validator: jsonschema_rs.Validator
    places: dict[str, JsonPointer]
    """Where in the contract each definition stands."""
    root: str
    fields: FieldCounter


class SchemaCompiler:
    """Compiles the schemas of one contract."""

    def __init__(self, contract: Document) -> None:
        self.contract = contract
        self.old = str(contract.document.get("openapi", "")).startswith("3.0")
        self._compiled: dict[JsonPointer, CompiledSchema] = {}

    def compiled(self, pointer: JsonPointer) -> CompiledSchema:
        """Compile the schema that stands at a pointer."""
        if pointer not in self._compiled:
            self._compiled[pointer] = self._compile(pointer)
        return self._compiled[pointer]

    def _compile(self, pointer: JsonPointer) -> CompiledSchema:
        definitions = _Definitions(self.contract, old=self.old)
        root = definitions.reference(pointer)
        try:
            validator = jsonschema_rs.Draft202012Validator(
                {**root, "$defs": definitions.schemas}, validate_formats=True, offline=True
            )
        except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
            place = self.contract.place(pointer)
            raise InputError([Problem(place, f"this schema cannot be used to check answers: {error}")]) from None
        return CompiledSchema(validator, definitions.places, next(iter(definitions.places)), self._census(pointer, ""))

    # The fields

    def _census(self, pointer: JsonPointer, at: str) -> FieldCounter:
        return FieldCounter(at, partial(self._grow, pointer=pointer))

    def _grow(self, fields: FieldCounter, *, pointer: JsonPointer) -> None:
        holders = list(subschema_chain(self.contract, pointer))
        plain = len(holders) == 1 and "patternProperties" not in holders[0].node
        for holder in holders:
            self._count_members(fields, holder, plain=plain)
            self._count_items(fields, holder)
            enum = holder.node.get("enum")
            if isinstance(enum, list) and all(isinstance(each, str | None) for each in enum):
                fields.words = (frozenset(each for each in enum if each), (*holder.pointer, "enum"))

    def _count_members(self, fields: FieldCounter, holder: Resolved, *, plain: bool) -> None:
        properties = holder.node.get("properties") or {}
        if not properties:
            return
        for name in properties:
            child = self._census((*holder.pointer, "properties", name), f"{fields.at}/{escape(name)}")
            if name not in fields.members or _has_fields(child.expanded()):
                fields.members[name] = child
        fields.holder = fields.holder or holder.pointer
        fields.optional |= frozenset(properties.keys() - set(holder.node.get("required") or ()))
        if plain and not isinstance(holder.node.get("additionalProperties"), dict):
            fields.known = frozenset(properties)

    def _count_items(self, fields: FieldCounter, holder: Resolved) -> None:
        at = f"{fields.at}/{ANY_STEP}"
        if isinstance(holder.node.get("items"), dict):
            fields.items = self._census((*holder.pointer, "items"), at)
        if isinstance(holder.node.get("additionalProperties"), dict):
            fields.values = self._census((*holder.pointer, "additionalProperties"), at)


def _has_fields(fields: FieldCounter) -> bool:
    return bool(fields.members or fields.items or fields.values or fields.words)


class _Definitions:
    """Schemas of the contract, rewritten for JSON Schema 2020-12: one definition each."""

    def __init__(self, contract: Document, *, old: bool) -> None:
        self.contract = contract
        self.old = old
        self.schemas: dict[str, Any] = {}
        self.places: dict[str, JsonPointer] = {}
        self._names: dict[tuple[JsonPointer, bool], str] = {}

    def reference(self, pointer: JsonPointer, *, closed: bool = True) -> JsonObject:
        """Refer to a schema of the contract, and see to it that there is one to refer to.

        Args:
            pointer: Where it stands.
            closed: Whether its objects are closed here; an arm of `allOf` is not, what composes it is.
        """
        raw = self.contract.value(pointer)
        while isinstance(raw, dict) and isinstance(raw.get("$ref"), str) and not self._has_a_say(raw):
            target = self.contract.resolve(raw["$ref"])
            if target == pointer:
                break
            pointer, raw = target, self.contract.value(target)
        key = (pointer, closed)
        if key not in self._names:
            self._names[key] = name = f"schema-{len(self._names)}"
            self.places[name] = pointer
            self.schemas[name] = None  # the place is taken, should a part of it lead back here
            self.schemas[name] = self._rewritten(raw, pointer, closed=closed)
        return {"$ref": f"#/$defs/{self._names[key]}"}

    def _has_a_say(self, node: JsonObject) -> bool:
        """Tell whether what stands beside a `$ref` matters."""
        keywords = {
            *_ASSERTION_KEYWORDS,
            *_SUBSCHEMA_KEYWORDS,
            *_SUBSCHEMA_LIST_KEYWORDS,
            *_SUBSCHEMA_MAP_KEYWORDS,
            "additionalProperties",
            "unevaluatedProperties",
        }
        return not self.old and bool(node.keys() & keywords)

    def _rewritten(self, node: Any, pointer: JsonPointer, *, closed: bool) -> Any:
        if not isinstance(node, dict):
            return node if isinstance(node, bool) else True
        if self.old and isinstance(node.get("$ref"), str):
            return True  # a circle of references, which stands for anything
        result: JsonObject = {keyword: node[keyword] for keyword in _ASSERTION_KEYWORDS if keyword in node}
        if isinstance(node.get("$ref"), str):
            result["allOf"] = [self.reference(self.contract.resolve(node["$ref"]), closed=False)]
        self._rewrite_parts(result, node, pointer)
        self._rewrite_arms(result, node, pointer)
        extra = node.get("additionalProperties")
        if isinstance(extra, dict):
            result["additionalProperties"] = self.reference((*pointer, "additionalProperties"))
        elif closed and node.keys() & _APPLICATOR_KEYWORDS and self._is_documented(pointer):
            result["unevaluatedProperties"] = False
        self._drop_write_only(result, node, pointer)
        return self._with_null(result, node) if self.old else result

    def _rewrite_parts(self, result: JsonObject, node: JsonObject, pointer: JsonPointer) -> None:
        for keyword in _SUBSCHEMA_MAP_KEYWORDS:
            if isinstance(node.get(keyword), dict):
                result[keyword] = {
                    name: self.reference((*pointer, keyword, name), closed=keyword != "dependentSchemas")
                    for name in node[keyword]
                }
        for keyword in _SUBSCHEMA_KEYWORDS:
            if keyword in node:
                result[keyword] = self.reference((*pointer, keyword), closed=keyword == "items")

    def _rewrite_arms(self, result: JsonObject, node: JsonObject, pointer: JsonPointer) -> None:
        """Rewrite unions. That several variants match is no error: open variants overlap and clients accept it."""
        for keyword in _SUBSCHEMA_LIST_KEYWORDS:
            if not isinstance(node.get(keyword), list):
                continue
            arms = [
                self.reference((*pointer, keyword, number), closed=keyword == "prefixItems")
                for number in range(len(node[keyword]))
            ]
            meant = "anyOf" if keyword == "oneOf" else keyword
            if meant in result:
                result.setdefault("allOf", []).append({meant: arms})
            else:
                result[meant] = arms

    def _is_documented(self, pointer: JsonPointer) -> bool:
        """Tell whether this is a composed object with documented members, and no map."""
        found = [layer.node for layer in subschema_chain(self.contract, pointer)]
        if len(found) == 1 and "patternProperties" not in found[0]:
            return False  # this one is the fields's
        is_map = any(isinstance(each.get("additionalProperties"), dict) for each in found)
        free = any("properties" not in each and each.get("type") == "object" for each in found)
        return any("properties" in each for each in found) and not is_map and not free

    def _drop_write_only(self, result: JsonObject, node: JsonObject, pointer: JsonPointer) -> None:
        """What only requests carry is not required of an answer."""
        properties = node.get("properties")
        if isinstance(properties, dict) and "required" in result:
            result["required"] = [
                name
                for name in result["required"]
                if not resolve_object(
                    self.contract.document, properties.get(name), (*pointer, "properties", name)
                ).node.get("writeOnly")
            ]

    def _with_null(self, result: JsonObject, node: JsonObject) -> JsonObject:
        """Say in 2020-12's words what 3.0 says by `nullable` and by truth values for exclusive limits."""
        for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            if isinstance(result.get(exclusive), bool) and result.pop(exclusive) and limit in result:
                result[exclusive] = result.pop(limit)
        if node.get("nullable") is not True:
            return result
        if result.keys() & {"allOf", "anyOf", "not"}:
            return {"anyOf": [result, {"type": "null"}]}
        if isinstance(result.get("type"), str):
            result["type"] = [result["type"], "null"]
        if "enum" in result and None not in result["enum"]:
            result["enum"] = [*result["enum"], None]
        return result
