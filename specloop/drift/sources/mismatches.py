"""The source `mismatches`, which reads how often responses differed from the contract, as recorded by clients.

Each line of a file is a JSON object. This one means that 3 of 10 names were null:

    {"operation": "listThings", "pointer": "/0/name", "kind": "null", "count": 3, "of": 10}

The optional key `got` has the JSON type of the values that differ. A line that has only `operation` and `of` states the
number of all responses of the operation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Annotated, Literal

import msgspec

from specloop.drift.findings import SourceResult, result_from_counter
from specloop.drift.json_text import as_utf8
from specloop.drift.validation.json_types import JSON_TYPES
from specloop.drift.validation.observation_counter import ObservationCounter
from specloop.drift.validation.observations import ANY_TYPE_OBSERVED, Observation, Population
from specloop.drift.validation.schema_compiler import ANY_STEP, VariantIndex
from specloop.drift.validation.schema_errors import undocumented_property
from specloop.errors import SourceLocation
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, Resolved, escape, parse_pointer
from specloop.openapi.normalize import normalize
from specloop.openapi.operations import Operation, iter_operations, json_schemas
from specloop.openapi.retrieval import read_file

MAX_NOTES = 20
"""The largest number of lines for which a note states why the line is not examined."""

MALFORMED_LINES = "malformed lines"
OTHER_OPERATIONS = "of operations that the contract does not have"
EXPECTED_COUNTS = 'lines of JSON with "operation", "pointer", "kind", "count" and "of"'

_OBSERVED = {"null": "null", "missing": "absent"}
"""What was observed, for the kinds of mismatches that say it themselves; for the others, `got` says it."""

_Count = Annotated[int, msgspec.Meta(ge=0)]


class _CountLine(msgspec.Struct):
    operation: str
    pointer: str = ""
    kind: Literal["missing", "null", "type", "enum", "unknown", "union", ""] = ""
    count: _Count = 0
    of: _Count = 0
    got: str = ""


_parse_count = msgspec.json.Decoder(_CountLine).decode


def examine_mismatches(contract: Document, *, files: Sequence[str]) -> SourceResult:
    """Convert the differences that clients recorded in files to findings.

    Lines are skipped, with a note, if they are malformed, or if the contract lacks their operation or property.
    """
    contract = normalize(contract)
    known = {each.label: each for each in iter_operations(contract.data)}
    places = _SchemaFinder(contract, known)
    counter = ObservationCounter(differences_only=True)
    notes: list[str] = []
    responses: Counter[str] = Counter()
    for file in files:
        for number, text in enumerate(as_utf8(read_file(file, EXPECTED_COUNTS)).split(b"\n"), start=1):
            if not text.strip():
                continue
            where = SourceLocation(file, number)
            line = _parse(text)
            counter.examined["counts"] += 1
            if line is None:
                counter.set_aside[MALFORMED_LINES] += 1
                notes.append(f"{where}: this is not a count of mismatches; expected {EXPECTED_COUNTS}")
                continue
            if line.operation not in known:
                counter.set_aside[OTHER_OPERATIONS] += 1
                notes.append(f"{where}: the contract has no such operation; this line is not examined")
                continue
            counter.examined["mismatches"] += line.count
            if not line.kind:
                responses[line.operation] += line.of
            if not line.kind or not line.count:
                continue
            observation = places.observation(line.operation, line.pointer, line.kind)
            if observation is None:
                notes.append(f"{where}: the contract has no such property in {line.operation}; it is not examined")
                continue
            population = Population(line.operation, line.kind, observation.at)
            counter.populations[population] += max(line.of, line.count)
            stated = line.got if line.got in JSON_TYPES else ANY_TYPE_OBSERVED
            counter.add(observation, population, _OBSERVED.get(line.kind, stated), line.count)
        counter.examined["files"] += 1
    for population, count in counter.populations.items():
        counter.populations[population] = max(count, responses[population.operation])
    more = [f"and {len(notes) - MAX_NOTES:,} more lines that are not examined"] if len(notes) > MAX_NOTES else []
    result = result_from_counter(contract, "mismatches", counter, notes=notes[:MAX_NOTES] + more)
    return replace(result, is_complete=not notes)


def _parse(text: bytes) -> _CountLine | None:
    try:
        return _parse_count(text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


class _SchemaFinder:
    """Finds the schema in the contract for each recorded difference."""

    def __init__(self, contract: Document, operations: Mapping[str, Operation]) -> None:
        self.contract = contract
        self._operations = operations
        self._variants = VariantIndex(contract)
        # Many lines have the same operation, pointer and kind, since each process writes its own counts.
        self.observation = cache(self._observation)

    def _observation(self, label: str, pointer: str, kind: str) -> Observation | None:
        """Build the Observation for a recorded difference; None if no schema describes the value.

        `label` is the operation, `pointer` is the JSON Pointer in the body, and `kind` is, for example, `missing`.
        """
        steps = parse_pointer(pointer)
        is_member = kind in {"missing", "unknown"}
        for schema in self._schemas(self._operations[label]):
            found = self._find_schema(schema, steps[:-1] if is_member else steps)
            if found is not None:
                made = self._made(label, kind, *found, steps[-1] if is_member and steps else "")
                if made is not None:
                    return made
        return None

    def _schemas(self, operation: Operation) -> Iterator[JsonPointer]:
        for status, response in sorted(operation.responses.items()):
            if status[:1] in {"2", "d"}:
                yield from json_schemas(self.contract.data, response)

    def _find_schema(self, schema: JsonPointer, steps: Sequence[str]) -> tuple[JsonPointer, str] | None:
        """Find the schema for the value at a JSON Pointer in a body, given as `steps`; None if there is none.

        `schema` is the pointer of the body's schema. Return the pointer of the found schema, and the value's JSON
        Pointer with `*` for indexes and map keys.
        """
        at = ""
        for step in steps:
            for layer in self._variants.chain(schema):
                if step in (layer.node.get("properties") or {}):
                    schema, at = (*layer.pointer, "properties", step), f"{at}/{escape(step)}"
                    break
                if step.isdecimal() and int(step) < len(layer.node.get("prefixItems") or ()):
                    schema, at = (*layer.pointer, "prefixItems", int(step)), f"{at}/{step}"
                    break
                if (step == ANY_STEP or step.isdecimal()) and isinstance(layer.node.get("items"), dict):
                    schema, at = (*layer.pointer, "items"), f"{at}/{ANY_STEP}"
                    break
                if isinstance(layer.node.get("additionalProperties"), dict):
                    schema, at = (*layer.pointer, "additionalProperties"), f"{at}/{ANY_STEP}"
                    break
            else:
                return None
        return schema, at

    def _made(self, label: str, kind: str, schema: JsonPointer, at: str, name: str) -> Observation | None:
        layers = list(self._variants.chain(schema))
        if kind == "unknown":
            holder = next((each.pointer for each in layers if "properties" in each.node), schema)
            return undocumented_property(label, at, holder, name)
        if kind == "missing":
            place = next((each.pointer for each in layers if name in (each.node.get("required") or ())), None)
            if place is None:
                return None
            at = f"{at}/{escape(name)}"
            return Observation("missing-required", label, at, (*place, "required"), "present", name)
        if kind == "null":
            return Observation("null-not-allowed", label, at, schema, "not null")
        if kind == "union":
            return Observation("no-union-arm-fits", label, at, schema, "one of the alternatives")
        keyword, code = ("enum", "undocumented-enum-value") if kind == "enum" else ("type", "type-mismatch")
        return _at_keyword(layers, keyword, Observation(code, label, at, schema))


def _at_keyword(layers: Sequence[Resolved], keyword: str, observation: Observation) -> Observation:
    for each in layers:
        if keyword in each.node:
            value = each.node[keyword]
            expected = (
                f"one of {len(value)} values"
                if keyword == "enum"
                else " or ".join([value] if isinstance(value, str) else value)
            )
            return observation._replace(place=(*each.pointer, keyword), expected=expected)
    return observation._replace(expected="another type")
