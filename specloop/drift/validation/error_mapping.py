"""Validation of response bodies by JSON Schema, and conversion of the errors to counted differences.

This module finds the errors and their locations; the functions in `schema_errors` convert each error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import jsonschema_rs
from jsonschema_rs import ValidationErrorKind as Kind

from specloop.drift.finding_kinds import kind_of_keyword
from specloop.drift.redaction import RECORDING_MASK
from specloop.drift.resolved_schema import subschema_chain
from specloop.drift.validation.json_types import json_type
from specloop.drift.validation.observation_counter import ObservationCounter
from specloop.drift.validation.observations import Observation, Population
from specloop.drift.validation.schema_compiler import ANY_STEP, CompiledSchema, FieldCounter, matches_pattern
from specloop.drift.validation.schema_errors import InstanceLocation, Observed, SchemaError, observe_constraint
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer

Path = tuple[str | int, ...]

COMPOSITION_KEYWORDS = {"anyOf", "allOf", "oneOf", "$ref"}
"""Keywords whose failure makes `unevaluatedProperties` fail too, since failed subschemas evaluate no properties."""

CLOSING_KEYWORDS = {"unevaluatedProperties", "additionalProperties"}

ALL_NAMES = "*"
"""A placeholder for all property names of an object. If no property is allowed, the validator lists no names."""

OBJECT_CODES = {"missing-required", "undocumented-property"}
"""The codes of findings about properties; their counts are relative to the number of objects at the same position."""


class ErrorMapper:
    """Validates values with one schema, and converts the errors to observations (differences from the contract).

    Each observation states a JSON Pointer that begins with `prefix`: `/headers/<name>` for a header, "" for a body.
    """

    def __init__(self, contract: Document, compiled: CompiledSchema, prefix: str = "") -> None:
        self.contract = contract
        self.compiled = compiled
        self.prefix = prefix
        self._uses: dict[str, JsonPointer | None] = {}

    def map_errors(self, body: Any, population: Population, counter: ObservationCounter) -> None:
        """Validate a response body, or the value of a header, and count each difference from the schema.

        Args:
            body: The body, or the value of the header.
            population: The operation and status of the response. Findings count the responses with both that differ.
            counter: The counter to which the differences are added.
        """
        by_place: defaultdict[Path, list[SchemaError]] = defaultdict(list)
        for error in self._schema_errors(self.compiled.validator.iter_errors(body)):
            by_place[error.path].append(error)
        for path, found in by_place.items():
            value, at, nearest, _ = locate_instance(body, path, self.compiled.fields)
            if value == RECORDING_MASK:
                continue
            errors = [each._replace(names=tuple(value)) if each.names == (ALL_NAMES,) else each for each in found]
            if any(each.names for each in errors):
                has_others = len(errors) > 1 or any(
                    len(other) > len(path) and other[: len(path)] == path for other in by_place
                )
                errors = self._without_repeated_names(
                    [self._without_documented_names(each, value, has_others=has_others) for each in errors]
                )
            here = InstanceLocation(value, self.prefix + at, nearest, population.operation)
            for observation, observed in self._observations(errors, here, path):
                counted = at if observation.code in OBJECT_CODES else nearest
                of = population if self.prefix else Population(population.operation, population.status, counted)
                counter.add(observation, of, observed)

    def rejects(self, body: Any, name: str) -> bool:
        """Return whether the property `name` of a body is invalid, or the body matches no variant of a union."""
        errors = self._schema_errors(self.compiled.validator.iter_errors(body))
        return any(each.path[:1] == (name,) if each.path else each.keyword in COMPOSITION_KEYWORDS for each in errors)

    # --- conversion of validator errors to SchemaErrors ---

    def _schema_errors(self, errors: Iterable[jsonschema_rs.ValidationError]) -> Iterator[SchemaError]:
        """Yield each error of the validator as a SchemaError.

        For a union, yield the errors of the variant that was probably intended, or else the error of the union.
        """
        for error in errors:
            intended = _errors_of_intended_variant(error) if isinstance(error.kind, Kind.AnyOf) else None
            if intended is not None:
                yield from self._schema_errors(intended)
            else:
                path = error.schema_path
                name = str(path[1]) if len(path) > 1 and path[0] == "$defs" else self.compiled.root
                keyword = "propertyNames" if isinstance(error.kind, Kind.PropertyNames) else str(path[-1])
                where, names = tuple(error.instance_path), tuple(getattr(error.kind, "unexpected", ()))
                if keyword in CLOSING_KEYWORDS and isinstance(error.kind, Kind.FalseSchema):
                    names = (ALL_NAMES,)
                yield SchemaError(keyword, self.compiled.places[name], error, where, names)

    def _without_documented_names(self, error: SchemaError, value: dict[str, Any], *, has_others: bool) -> SchemaError:
        """Remove the documented property names from an error about undocumented properties of the object `value`.

        The validator wrongly adds such names if the object has other errors, too. If `has_others` is false, no name is
        removed.
        """
        names = error.names
        if has_others:
            chain = list(self.compiled.variants.chain(error.place))
            known = {name for each in chain for name in each.node.get("properties") or {}}
            patterns = {pattern for each in chain for pattern in each.node.get("patternProperties") or {}}
            names = tuple(
                name
                for name in names
                if name not in known and not any(matches_pattern(pattern, name) for pattern in patterns)
            )
        return error._replace(names=names, holder=self._holder(error.place, value))

    def _holder(self, place: JsonPointer, value: dict[str, Any]) -> JsonPointer:
        """Return the pointer of the schema to which undocumented properties of the object `value` can be added.

        It is the first one at `place` with `properties`. In a union, it belongs to the variant of the object.
        """
        variants = self.compiled.variants
        found = (*variants.chain(variants.of_value(place, value)), *variants.chain(place))
        return next((each.pointer for each in found if each.node.get("properties")), place)

    def _without_repeated_names(self, errors: list[SchemaError]) -> list[SchemaError]:
        """Remove the names of undocumented properties from errors about a schema that the contract does not close.

        Only names that a closed schema of the same object does not allow either are removed.
        """
        closed = [self.contract.value(each.place).get(each.keyword) is False for each in errors]
        named = {name for each, is_closed in zip(errors, closed, strict=True) if is_closed for name in each.names}
        return [
            each if is_closed else each._replace(names=tuple(name for name in each.names if name not in named))
            for each, is_closed in zip(errors, closed, strict=True)
        ]

    # --- conversion of SchemaErrors to observations ---

    def _observations(self, errors: list[SchemaError], here: InstanceLocation, path: Path) -> Iterator[Observed]:
        """Yield the differences from the contract that the validation errors of one value show.

        If the value is null or has a wrong type, yield only this difference, since it causes the other errors.
        """
        type_error = next((each for each in errors if each.keyword == "type"), None)
        if here.value is None:
            of_variant = next((each for each in errors if each.place[-1:] == ("discriminator",)), None)
            first = type_error or errors[0]
            if here.at not in self._uses:
                self._uses[here.at] = self._used_schema(path)
            place = of_variant.place if of_variant else self._uses[here.at] or first.place
            yield Observation("null-not-allowed", here.operation, here.at, place, _expected_types(first)), "null"
        elif type_error is not None:
            place, expected = (*type_error.place, "type"), _expected_types(type_error)
            yield Observation("type-mismatch", here.operation, here.at, place, expected), json_type(here.value)
        else:
            failed = {each.keyword for each in errors}
            for error in errors:
                if error.keyword in CLOSING_KEYWORDS and failed & COMPOSITION_KEYWORDS:
                    continue
                kind = kind_of_keyword(error.keyword)
                observe = kind.observe if kind and kind.observe else observe_constraint
                yield from observe(self.contract, error, here)

    # --- where a schema is used ---

    def _used_schema(self, path: Path) -> JsonPointer | None:
        """Return the pointer of the schema for the value at a path of the body; None if no schema describes the value.

        If this schema is a `$ref`, return its own pointer, and not the target that other schemas may share.
        """
        found = [self.compiled.pointer]
        for step in path:
            found = [child for holder in found for child in self._children(holder, step)]
        return found[0] if found else None

    def _children(self, pointer: JsonPointer, step: str | int) -> Iterator[JsonPointer]:
        for layer in subschema_chain(self.contract, pointer):
            if str(step) in (layer.node.get("properties") or {}):
                yield (*layer.pointer, "properties", str(step))
            elif isinstance(step, int) and step < len(layer.node.get("prefixItems") or ()):
                yield (*layer.pointer, "prefixItems", step)
            elif isinstance(step, int) and "items" in layer.node:
                yield (*layer.pointer, "items")
            elif isinstance(layer.node.get("additionalProperties"), dict):
                yield (*layer.pointer, "additionalProperties")


def locate_instance(body: Any, path: Path, fields: FieldCounter | None) -> InstanceLocation:
    """Return the value at a path of a body, and its JSON Pointer, with `*` for array indexes and map keys.

    For example, `("items", 3, "name")` -> `/items/*/name`.

    Args:
        body: The body.
        path: The steps to the value.
        fields: The documented property names; `*` replaces any other name. If None, `*` replaces every step.
    """
    value, at, nearest = body, "", ""
    for step in path:
        fields = fields.expanded() if fields else None
        if isinstance(value, list):
            number = int(step)
            value = value[number]
            if fields is not None and number < len(fields.tuple_items):
                fields = fields.tuple_items[number]
                at = nearest = fields.at
            else:
                at = nearest = f"{at}/{ANY_STEP}"
                fields = fields.items if fields else None
            continue
        name = str(step)
        nearest = at
        value = value[name]
        if fields is not None and name in fields.members:
            fields = fields.members[name]
            at = fields.at
        else:
            at, fields = f"{at}/{ANY_STEP}", fields.counter_of(name) if fields else None
            nearest = at if fields is not None else nearest
    return InstanceLocation(value, at, nearest)


def _errors_of_intended_variant(error: jsonschema_rs.ValidationError) -> list[jsonschema_rs.ValidationError] | None:
    """Return the errors of the union variant that the sender probably intended; None if this is unclear."""
    variants: list[list[jsonschema_rs.ValidationError]] = error.kind.context  # type: ignore[attr-defined]
    depth = len(error.instance_path)
    of_type = [each for each in variants if not any(_has_kind_at(one, Kind.Type, depth) for one in each)]
    # If the variants for the type of the value only restrict it by `enum` or `const`, one with `enum` was intended.
    if of_type and all(_has_kind_at(one, Kind.Enum | Kind.Constant, depth) for each in of_type for one in each):
        return next((each for each in of_type if any(isinstance(one.kind, Kind.Enum) for one in each)), of_type[0])
    fitting = [each for each in variants if not any(_excludes_variant(one, depth) for one in each)]
    if not fitting:
        fitting = [each for each in variants if any(getattr(one.kind, "types", None) != ["null"] for one in each)]
    return fitting[0] if len(fitting) == 1 else None


def _excludes_variant(error: jsonschema_rs.ValidationError, depth: int) -> bool:
    """Return whether an error shows that the sender meant another union variant: a wrong type, or a wrong `const`.

    `depth` is the length of the path from the body to the union's value.
    """
    # A `const` often names the variant, as in `kind: {const: cat}`.
    deeper = len(error.instance_path) - depth
    return _has_kind_at(error, Kind.Type, depth) or (isinstance(error.kind, Kind.Constant) and deeper < 2)  # noqa: PLR2004


def _has_kind_at(error: jsonschema_rs.ValidationError, kind: Any, depth: int) -> bool:
    """Return whether `error.kind` is an instance of `kind`, and the path of the invalid value has `depth` steps."""
    return isinstance(error.kind, kind) and len(error.instance_path) == depth


def _expected_types(error: SchemaError) -> str:
    types = getattr(error.error.kind, "types", None)
    return " or ".join(sorted(types)) if types else "not null"
