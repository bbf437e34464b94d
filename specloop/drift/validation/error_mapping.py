"""What the validator says of a body -> sightings: one code each, with its place in the contract, and no value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import jsonschema_rs
from jsonschema_rs import ValidationErrorKind as Kind

from specloop.drift import redaction
from specloop.drift.validation.json_types import NAIVE, kind
from specloop.drift.validation.observations import Sighting, Spot, Tally
from specloop.drift.validation.schema_compiler import ITEM, Census, Compiled, layers
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, escape

Path = tuple[str | int, ...]
Seen = tuple[Sighting, str]

COMPOSING = {"anyOf", "allOf", "oneOf", "$ref"}
"""Where one of these fails, nothing of it counts as evaluated, and all members seem to be undocumented."""

OF_OBJECTS = {"missing-required", "undocumented-property"}
"""Faults of an object as such; there are so many as there are of it, and not of what it is a member of."""


class Fault(NamedTuple):
    """What one keyword of one schema says of one place of a body."""

    keyword: str
    place: JsonPointer
    """Of the schema."""
    error: jsonschema_rs.ValidationError


class Here(NamedTuple):
    """A place of a body, and what is there."""

    value: Any
    at: str
    """Its pointer, with `*` for what is an index or data."""
    nearest: str
    """The pointer of that of which there are so many."""
    operation: str = ""
    """Whose body it is."""


class Interpreter:
    """Interprets what is wrong with bodies of one schema."""

    def __init__(self, contract: Document, compiled: Compiled, prefix: str = "") -> None:
        self.contract = contract
        self.compiled = compiled
        self.prefix = prefix
        self._uses: dict[str, JsonPointer | None] = {}

    def interpret(self, body: Any, spot: Spot, tally: Tally) -> None:
        """Add to the tally what is wrong with a body."""
        by_place: defaultdict[Path, list[Fault]] = defaultdict(list)
        for fault in self._faults(self.compiled.validator.iter_errors(body)):
            by_place[tuple(fault.error.instance_path)].append(fault)
        for path, faults in by_place.items():
            value, at, nearest, _ = walk(body, path, self.compiled.census)
            here = Here(value, self.prefix + at, nearest, spot.operation)
            for sighting, observed in self._seen(faults, here, path):
                counted = at if sighting.code in OF_OBJECTS else nearest
                where = spot if self.prefix else Spot(spot.operation, spot.status, counted)
                tally.add(sighting, where, observed)

    # Errors -> faults

    def _faults(self, errors: Iterable[jsonschema_rs.ValidationError]) -> Iterator[Fault]:
        """Name the schema of each error; where one arm of a union is meant, say what is wrong with that arm."""
        for error in errors:
            meant = _meant(error) if isinstance(error.kind, Kind.AnyOf) else None
            if meant is not None:
                yield from self._faults(meant)
            else:
                path = error.schema_path
                name = str(path[1]) if len(path) > 1 and path[0] == "$defs" else self.compiled.root
                yield Fault(str(path[-1]), self.compiled.places[name], error)

    # Faults -> sightings

    def _seen(self, faults: list[Fault], here: Here, path: Path) -> Iterator[Seen]:
        """Say what is the matter with a place; a wrong type is all that there is to say of it."""
        chief = next((each for each in faults if each.keyword == "type"), None)
        if here.value is None:
            first = chief or faults[0]
            if here.at not in self._uses:
                self._uses[here.at] = self._use(path)
            place = self._uses[here.at] or first.place
            yield Sighting("null-not-allowed", here.operation, here.at, place, _types(first)), "null"
        elif chief is not None:
            yield (
                Sighting("type-mismatch", here.operation, here.at, (*chief.place, "type"), _types(chief)),
                kind(here.value),
            )
        else:
            failed = {each.keyword for each in faults}
            for fault in faults:
                if fault.keyword in {"unevaluatedProperties", "additionalProperties"} and failed & COMPOSING:
                    continue
                yield from _READERS.get(fault.keyword, Interpreter._limit)(self, fault, here)

    def _missing(self, fault: Fault, here: Here) -> Iterator[Seen]:
        name = fault.error.kind.property  # type: ignore[attr-defined]
        at = f"{here.at}/{escape(name)}"
        yield Sighting("missing-required", here.operation, at, (*fault.place, "required"), "present", name), "absent"

    def _undocumented(self, fault: Fault, here: Here) -> Iterator[Seen]:
        known: set[str] = set()
        holder = fault.place
        for layer in layers(self.contract, fault.place):
            if properties := layer.node.get("properties"):
                holder = layer.pointer if not known else holder
                known |= properties.keys()
        for name in fault.error.kind.unexpected:  # type: ignore[attr-defined]
            if name not in known:
                yield undocumented(here.operation, here.at, holder, name), kind(here.value[name])

    def _word(self, fault: Fault, here: Here) -> Iterator[Seen]:
        error = fault.error.kind
        is_enum = isinstance(error, Kind.Enum)
        known = error.options if is_enum else [error.expected_value]  # type: ignore[attr-defined]
        word = here.value if isinstance(here.value, str) and redaction.is_word(here.value, known) else ""
        place = (*fault.place, "enum" if is_enum else "const")
        expected = f"one of {len(known)} values"
        observed = word or f"another {kind(here.value)}"
        yield Sighting("undocumented-enum-value", here.operation, here.at, place, expected, word), observed

    def _format(self, fault: Fault, here: Here) -> Iterator[Seen]:
        wanted, told = str(fault.error.kind.format), kind(here.value)  # type: ignore[attr-defined]
        observed = told if wanted != "date-time" or told == NAIVE else f"{told}, no date-time"
        yield Sighting("format-mismatch", here.operation, here.at, (*fault.place, "format"), wanted), observed

    def _union(self, fault: Fault, here: Here) -> Iterator[Seen]:
        yield (
            Sighting("no-union-arm-fits", here.operation, here.at, fault.place, "one of the alternatives"),
            kind(here.value),
        )

    def _limit(self, fault: Fault, here: Here) -> Iterator[Seen]:
        node = self.contract.value(fault.place)
        limit = node.get(fault.keyword) if isinstance(node, dict) else None
        told = f"{fault.keyword} {limit}" if isinstance(limit, int | float) else fault.keyword
        place = (*fault.place, fault.keyword)
        yield Sighting("constraint-violated", here.operation, here.at, place, told, fault.keyword), kind(here.value)

    # Where a schema is used

    def _use(self, path: Path) -> JsonPointer | None:
        """Find where the schema of a member or an item is used: null is allowed there, not in what it refers to."""
        found = [self.compiled.places[self.compiled.root]]
        for step in path:
            found = [child for holder in found for child in self._children(holder, step)]
        return found[0] if path and found else None

    def _children(self, pointer: JsonPointer, step: str | int) -> Iterator[JsonPointer]:
        for layer in layers(self.contract, pointer):
            if str(step) in (layer.node.get("properties") or {}):
                yield (*layer.pointer, "properties", str(step))
            elif isinstance(step, int) and "items" in layer.node:
                yield (*layer.pointer, "items")
            elif isinstance(layer.node.get("additionalProperties"), dict):
                yield (*layer.pointer, "additionalProperties")


_READERS: dict[str, Callable[[Interpreter, Fault, Here], Iterator[Seen]]] = {
    "required": Interpreter._missing,  # noqa: SLF001 - of this module
    "unevaluatedProperties": Interpreter._undocumented,  # noqa: SLF001
    "additionalProperties": Interpreter._undocumented,  # noqa: SLF001
    "enum": Interpreter._word,  # noqa: SLF001
    "const": Interpreter._word,  # noqa: SLF001
    "format": Interpreter._format,  # noqa: SLF001
    "anyOf": Interpreter._union,  # noqa: SLF001
}
"""Any other keyword is a limit."""


def undocumented(operation: str, at: str, holder: JsonPointer, name: str) -> Sighting:
    """Make the sighting of a member that nobody documented."""
    shown = redaction.name(name)
    place = (*holder, "properties", shown)
    return Sighting("undocumented-property", operation, f"{at}/{escape(shown)}", place, "", shown)


def walk(body: Any, path: Path, census: Census | None) -> Here:
    """Follow a path into a body."""
    value, at, nearest = body, "", ""
    for step in path:
        census = census.grown() if census else None
        if isinstance(value, list):
            value = value[int(step)]
            at = nearest = f"{at}/{ITEM}"
            census = census.items if census else None
            continue
        name = str(step)
        nearest = at
        value = value[name]
        if census is not None and name in census.members:
            at, census = f"{at}/{escape(name)}", census.members[name]
        else:
            at, census = f"{at}/{ITEM}", census.values if census else None
    return Here(value, at, nearest)


def _meant(error: jsonschema_rs.ValidationError) -> list[jsonschema_rs.ValidationError] | None:
    """Give the errors of the arm that is meant: the only one of the value's type, or the only one beside null."""
    arms: list[list[jsonschema_rs.ValidationError]] = error.kind.context  # type: ignore[attr-defined]
    depth = len(error.instance_path)
    fitting = [arm for arm in arms if not any(_excludes(each, depth) for each in arm)]
    if not fitting:
        fitting = [arm for arm in arms if any(getattr(each.kind, "types", None) != ["null"] for each in arm)]
    return fitting[0] if len(fitting) == 1 else None


def _excludes(error: jsonschema_rs.ValidationError, depth: int) -> bool:
    """Tell whether an arm was not meant: the type is another, or a constant member says it is another thing."""
    deeper = len(error.instance_path) - depth
    return (isinstance(error.kind, Kind.Type) and not deeper) or (isinstance(error.kind, Kind.Constant) and deeper < 2)  # noqa: PLR2004


def _types(fault: Fault) -> str:
    types = getattr(fault.error.kind, "types", None)
    return " or ".join(sorted(types)) if types else "not null"
