"""What the validator says of a body -> sightings: one code each, with its place in the contract, and no value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import jsonschema_rs
from jsonschema_rs import ValidationErrorKind as Kind

from specloop.drift import redaction
from specloop.drift.validation.json_types import DATE_TIME_NO_OFFSET, json_type
from specloop.drift.validation.observations import Observation, ObservationCounter, Population
from specloop.drift.validation.schema_compiler import (
    ANY_STEP,
    CompiledSchema,
    FieldCounter,
    subschema_chain,
)
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, escape

Path = tuple[str | int, ...]
Seen = tuple[Observation, str]

COMPOSITION_KEYWORDS = {"anyOf", "allOf", "oneOf", "$ref"}
"""Where one of these fails, nothing of it counts as evaluated, and all members seem to be undocumented."""

OBJECT_CODES = {"missing-required", "undocumented-property"}
"""Faults of an object as such; there are so many as there are of it, and not of what it is a member of."""


class SchemaError(NamedTuple):
    """What one keyword of one schema says of one place of a body."""

    keyword: str
    place: JsonPointer
    """Of the schema."""
    error: jsonschema_rs.ValidationError


class InstanceLocation(NamedTuple):
    """A place of a body, and what is there."""

    value: Any
    at: str
    """Its pointer, with `*` for what is an index or data."""
    nearest: str
    """The pointer of that of which there are so many."""
    operation: str = ""
    """Whose body it is."""


class ErrorMapper:
    """Interprets what is wrong with bodies of one schema."""

    def __init__(self, contract: Document, compiled: CompiledSchema, prefix: str = "") -> None:
        self.contract = contract
        self.compiled = compiled
        self.prefix = prefix
        self._uses: dict[str, JsonPointer | None] = {}

    def interpret(self, body: Any, spot: Population, tally: ObservationCounter) -> None:
        """Add to the tally what is wrong with a body."""
        by_place: defaultdict[Path, list[SchemaError]] = defaultdict(list)
        for fault in self._faults(self.compiled.validator.iter_errors(body)):
            by_place[tuple(fault.error.instance_path)].append(fault)
        for path, faults in by_place.items():
            value, at, nearest, _ = locate_instance(body, path, self.compiled.census)
            here = InstanceLocation(value, self.prefix + at, nearest, spot.operation)
            for sighting, observed in self._seen(faults, here, path):
                counted = at if sighting.code in OBJECT_CODES else nearest
                where = spot if self.prefix else Population(spot.operation, spot.status, counted)
                tally.add(sighting, where, observed)

    # Errors -> faults

    def _faults(self, errors: Iterable[jsonschema_rs.ValidationError]) -> Iterator[SchemaError]:
        """Name the schema of each error; where one arm of a union is meant, say what is wrong with that arm."""
        for error in errors:
            meant = _errors_of_intended_variant(error) if isinstance(error.kind, Kind.AnyOf) else None
            if meant is not None:
                yield from self._faults(meant)
            else:
                path = error.schema_path
                name = str(path[1]) if len(path) > 1 and path[0] == "$defs" else self.compiled.root
                yield SchemaError(str(path[-1]), self.compiled.places[name], error)

    # Faults -> sightings

    def _seen(self, faults: list[SchemaError], here: InstanceLocation, path: Path) -> Iterator[Seen]:
        """Say what is the matter with a place; a wrong type is all that there is to say of it."""
        chief = next((each for each in faults if each.keyword == "type"), None)
        if here.value is None:
            first = chief or faults[0]
            if here.at not in self._uses:
                self._uses[here.at] = self._use(path)
            place = self._uses[here.at] or first.place
            yield Observation("null-not-allowed", here.operation, here.at, place, _expected_types(first)), "null"
        elif chief is not None:
            yield (
                Observation("type-mismatch", here.operation, here.at, (*chief.place, "type"), _expected_types(chief)),
                json_type(here.value),
            )
        else:
            failed = {each.keyword for each in faults}
            for fault in faults:
                if fault.keyword in {"unevaluatedProperties", "additionalProperties"} and failed & COMPOSITION_KEYWORDS:
                    continue
                yield from _READERS.get(fault.keyword, ErrorMapper._limit)(self, fault, here)

    def _missing(self, fault: SchemaError, here: InstanceLocation) -> Iterator[Seen]:
        name = fault.error.kind.property  # type: ignore[attr-defined]
        at = f"{here.at}/{escape(name)}"
        yield Observation("missing-required", here.operation, at, (*fault.place, "required"), "present", name), "absent"

    def _undocumented(self, fault: SchemaError, here: InstanceLocation) -> Iterator[Seen]:
        known: set[str] = set()
        holder = fault.place
        for layer in subschema_chain(self.contract, fault.place):
            if properties := layer.node.get("properties"):
                holder = layer.pointer if not known else holder
                known |= properties.keys()
        for name in fault.error.kind.unexpected:  # type: ignore[attr-defined]
            if name not in known:
                yield undocumented_property(here.operation, here.at, holder, name), json_type(here.value[name])

    def _word(self, fault: SchemaError, here: InstanceLocation) -> Iterator[Seen]:
        error = fault.error.kind
        is_enum = isinstance(error, Kind.Enum)
        known = error.options if is_enum else [error.expected_value]  # type: ignore[attr-defined]
        word = here.value if isinstance(here.value, str) and redaction.is_like_enum_value(here.value, known) else ""
        place = (*fault.place, "enum" if is_enum else "const")
        expected = f"one of {len(known)} values"
        observed = word or f"another {json_type(here.value)}"
        yield Observation("undocumented-enum-value", here.operation, here.at, place, expected, word), observed

    def _format(self, fault: SchemaError, here: InstanceLocation) -> Iterator[Seen]:
        wanted, told = str(fault.error.kind.format), json_type(here.value)  # type: ignore[attr-defined]
        observed = told if wanted != "date-time" or told == DATE_TIME_NO_OFFSET else f"{told}, no date-time"
        yield Observation("format-mismatch", here.operation, here.at, (*fault.place, "format"), wanted), observed

    def _union(self, fault: SchemaError, here: InstanceLocation) -> Iterator[Seen]:
        yield (
            Observation("no-union-arm-fits", here.operation, here.at, fault.place, "one of the alternatives"),
            json_type(here.value),
        )

    def _limit(self, fault: SchemaError, here: InstanceLocation) -> Iterator[Seen]:
        node = self.contract.value(fault.place)
        limit = node.get(fault.keyword) if isinstance(node, dict) else None
        told = f"{fault.keyword} {limit}" if isinstance(limit, int | float) else fault.keyword
        place = (*fault.place, fault.keyword)
        yield (
            Observation("constraint-violated", here.operation, here.at, place, told, fault.keyword),
            json_type(here.value),
        )

    # Where a schema is used

    def _use(self, path: Path) -> JsonPointer | None:
        """Find where the schema of a member or an item is used: null is allowed there, not in what it refers to."""
        found = [self.compiled.places[self.compiled.root]]
        for step in path:
            found = [child for holder in found for child in self._children(holder, step)]
        return found[0] if path and found else None

    def _children(self, pointer: JsonPointer, step: str | int) -> Iterator[JsonPointer]:
        for layer in subschema_chain(self.contract, pointer):
            if str(step) in (layer.node.get("properties") or {}):
                yield (*layer.pointer, "properties", str(step))
            elif isinstance(step, int) and "items" in layer.node:
                yield (*layer.pointer, "items")
            elif isinstance(layer.node.get("additionalProperties"), dict):
                yield (*layer.pointer, "additionalProperties")


_READERS: dict[str, Callable[[ErrorMapper, SchemaError, InstanceLocation], Iterator[Seen]]] = {
    "required": ErrorMapper._missing,  # noqa: SLF001 - of this module
    "unevaluatedProperties": ErrorMapper._undocumented,  # noqa: SLF001
    "additionalProperties": ErrorMapper._undocumented,  # noqa: SLF001
    "enum": ErrorMapper._word,  # noqa: SLF001
    "const": ErrorMapper._word,  # noqa: SLF001
    "format": ErrorMapper._format,  # noqa: SLF001
    "anyOf": ErrorMapper._union,  # noqa: SLF001
}
"""Any other keyword is a limit."""


def undocumented_property(operation: str, at: str, holder: JsonPointer, name: str) -> Observation:
    """Make the sighting of a member that nobody documented."""
    shown = redaction.redact_name(name)
    place = (*holder, "properties", shown)
    return Observation("undocumented-property", operation, f"{at}/{escape(shown)}", place, "", shown)


def locate_instance(body: Any, path: Path, census: FieldCounter | None) -> InstanceLocation:
    """Follow a path into a body."""
    value, at, nearest = body, "", ""
    for step in path:
        census = census.grown() if census else None
        if isinstance(value, list):
            value = value[int(step)]
            at = nearest = f"{at}/{ANY_STEP}"
            census = census.items if census else None
            continue
        name = str(step)
        nearest = at
        value = value[name]
        if census is not None and name in census.members:
            at, census = f"{at}/{escape(name)}", census.members[name]
        else:
            at, census = f"{at}/{ANY_STEP}", census.values if census else None
    return InstanceLocation(value, at, nearest)


def _errors_of_intended_variant(error: jsonschema_rs.ValidationError) -> list[jsonschema_rs.ValidationError] | None:
    """Give the errors of the arm that is meant: the only one of the value's type, or the only one beside null."""
    arms: list[list[jsonschema_rs.ValidationError]] = error.kind.context  # type: ignore[attr-defined]
    depth = len(error.instance_path)
    fitting = [arm for arm in arms if not any(_excludes_variant(each, depth) for each in arm)]
    if not fitting:
        fitting = [arm for arm in arms if any(getattr(each.kind, "types", None) != ["null"] for each in arm)]
    return fitting[0] if len(fitting) == 1 else None


def _excludes_variant(error: jsonschema_rs.ValidationError, depth: int) -> bool:
    """Tell whether an arm was not meant: the type is another, or a constant member says it is another thing."""
    deeper = len(error.instance_path) - depth
    return (isinstance(error.kind, Kind.Type) and not deeper) or (isinstance(error.kind, Kind.Constant) and deeper < 2)  # noqa: PLR2004


def _expected_types(fault: SchemaError) -> str:
    types = getattr(fault.error.kind, "types", None)
    return " or ".join(sorted(types)) if types else "not null"
