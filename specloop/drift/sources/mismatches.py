"""The source `mismatches`, which reads how often responses differed from the contract, as recorded by clients.

Each line of a file is a JSON object. This one means that 3 of 10 names were null:

    {"operation": "listThings", "pointer": "/0/name", "kind": "null", "count": 3, "of": 10}

The optional key `got` has the JSON type of the values that differ. A line that has only `operation` and `of` states the
number of all responses of the operation. If the responses are streams, their items are counted, and not the streams.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from specloop.openapi.media_types import is_json, is_stream
from specloop.openapi.normalize import normalize
from specloop.openapi.operations import Operation, content_of, iter_operations, json_schemas
from specloop.openapi.retrieval import read_file
from specloop.openapi.schema import schemas_of
from specloop.openapi.schema_facts import expand_types
from specloop.openapi.stream_items import stream_items

MAX_NOTES = 20
"""The largest number of lines for which a note states why the line is not examined."""

MALFORMED_LINES = "malformed lines"
OTHER_OPERATIONS = "of operations that the contract does not have"
OTHER_PLACES = "not found in the contract"
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
    lines = _LineCounter(contract)
    notes: list[str] = []
    for file in files:
        for number, text in enumerate(as_utf8(read_file(file, EXPECTED_COUNTS)).split(b"\n"), start=1):
            if text.strip() and (reason := lines.count(text)):
                notes.append(f"{SourceLocation(file, number)}: {reason}")
        lines.counter.examined["files"] += 1
    counter = lines.counter
    for population, count in counter.populations.items():
        counter.populations[population] = max(count, lines.responses[population.operation])
    more = [f"and {len(notes) - MAX_NOTES:,} more lines that are not examined"] if len(notes) > MAX_NOTES else []
    result = result_from_counter(contract, "mismatches", counter, notes=notes[:MAX_NOTES] + more)
    return replace(result, is_complete=not notes, has_unlocated=counter.set_aside[OTHER_PLACES] > 0)


class _LineCounter:
    """Adds up the lines of files, each of which has a recorded difference or the number of an operation's responses."""

    def __init__(self, contract: Document) -> None:
        self.counter = ObservationCounter(differences_only=True)
        self.responses: Counter[str] = Counter()
        self._known = {each.label: each for each in iter_operations(contract.data)}
        self._places = _SchemaFinder(contract, self._known)

    def count(self, text: bytes) -> str:
        """Add one line to the counts. If it cannot be examined, return the reason; otherwise, return ""."""
        line = _parse(text)
        self.counter.examined["counts"] += 1
        if line is None:
            self.counter.set_aside[MALFORMED_LINES] += 1
            return f"this is not a count of mismatches; expected {EXPECTED_COUNTS}"
        if line.operation not in self._known:
            self.counter.set_aside[OTHER_OPERATIONS] += 1
            return "the contract has no such operation; this line is not examined"
        if not line.kind:
            self.responses[line.operation] += line.of
        elif line.count:
            return self._count_mismatch(line)
        return ""

    def _count_mismatch(self, line: _CountLine) -> str:
        try:
            observation = self._places.observation(line.operation, line.pointer, line.kind, line.got)
        except LookupError:
            self.counter.set_aside[OTHER_PLACES] += 1
            return f"the contract has no such property in {line.operation}; it is not examined"
        self.counter.examined["mismatches"] += line.count
        if observation is not None:
            population = Population(line.operation, line.kind, observation.at)
            self.counter.populations[population] += max(line.of, line.count)
            stated = line.got if line.got in JSON_TYPES else ANY_TYPE_OBSERVED
            self.counter.add(observation, population, _OBSERVED.get(line.kind, stated), line.count)
        return ""


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

    def _observation(self, label: str, pointer: str, kind: str, got: str) -> Observation | None:
        """Build the Observation for a recorded difference; None if the contract now documents what was received.

        Args:
            label: The operation.
            pointer: The JSON Pointer in the body, or in one item of a stream.
            kind: The kind of the difference, such as `missing`.
            got: The JSON type of the value; "" if it was not recorded.

        Raises:
            LookupError: No schema describes the value.
        """
        steps = parse_pointer(pointer)
        is_member = kind in {"missing", "unknown"} and bool(steps)
        name = steps[-1] if is_member else ""
        is_found = False
        for body in self._schemas(self._operations[label]):
            for schema, at in self._find_schemas(body, steps[:-1] if is_member else steps):
                is_documented = self._is_documented(schema, kind, name, got)
                if is_documented is False:
                    return self._made(label, kind, schema, at, name)
                is_found |= bool(is_documented)
        if not is_found:
            raise LookupError(pointer)
        return None

    def _schemas(self, operation: Operation) -> Iterator[JsonPointer]:
        """Yield the schemas of the success responses of an operation: of JSON, of other bodies, and of stream items."""
        for status, response in sorted(operation.responses.items()):
            if status[:1] not in {"2", "d"}:
                continue
            yield from json_schemas(self.contract.data, response)
            for media_type, media in content_of(self.contract.data, response).items():
                if is_stream(media_type):
                    items = stream_items(self.contract.data, operation.node, media_type, media)
                    if items.schema is not None:
                        yield items.schema
                elif "schema" in media.node and not is_json(media_type):
                    yield (*media.pointer, "schema")

    def _find_schemas(self, schema: JsonPointer, steps: Sequence[str]) -> Iterable[tuple[JsonPointer, str]]:
        """Find the schemas for the value at a JSON Pointer in a body, given as `steps`.

        There are several, for example, if variants of a union have the property. `schema` is the pointer of the body's
        schema. Return the pointer of each found schema, and the value's JSON Pointer with `*` for indexes and map keys.
        """
        found = {schema: ""}
        for step in steps:
            inner: dict[JsonPointer, str] = {}
            for each, at in found.items():
                for child, name in self._children(each, step):
                    inner.setdefault(child, f"{at}/{escape(name)}")
            found = inner
        return found.items()

    def _children(self, schema: JsonPointer, step: str) -> Iterable[tuple[JsonPointer, str]]:
        """Return the pointers of the schemas for a property or an array item, each with its name, such as `*`."""
        layers = list(self._variants.chain(schema))
        named = [(*each.pointer, "properties", step) for each in layers if step in (each.node.get("properties") or {})]
        if named:
            return [(each, step) for each in named]
        index = int(step) if step.isdecimal() else -1
        tuples = [each for each in layers if 0 <= index < len(each.node.get("prefixItems") or ())]
        if tuples:
            return [((*each.pointer, "prefixItems", index), step) for each in tuples]
        keywords = ["items"] if step == ANY_STEP or step.isdecimal() else []
        return [
            ((*each.pointer, keyword), ANY_STEP)
            for keyword in (*keywords, "additionalProperties")
            for each in layers
            if isinstance(each.node.get(keyword), dict)
        ]

    def _is_documented(self, schema: JsonPointer, kind: str, name: str, got: str) -> bool | None:
        """Return whether the contract allows what was received. Return None if it has no such value.

        Args:
            schema: The pointer of the schema for the value, or for the object whose property `name` differs.
            kind: The kind of the difference, such as `missing`.
            name: The property that is missing or undocumented; "" for other kinds.
            got: The JSON type of the value; "" if it was not recorded.
        """
        shape = schemas_of(self.contract).shape((schema,))
        kinds = expand_types(each.kind for each in shape.variants)
        if kind == "null":
            return shape.allows_null
        if kind == "type":
            return got in kinds
        if kind == "unknown":
            classes = [each for each in shape.variants if each.is_class]
            if classes:
                return all(name in each.properties for each in classes)
            return None if kinds.isdisjoint({"object", "any"}) else False
        if kind == "missing":
            layers = [each.node for each in self._variants.chain(schema)]
            is_known = any(name in (each.get("properties") or {}) for each in layers)
            is_required = any(name in (each.get("required") or ()) for each in layers)
            return not is_required if is_required or is_known else None
        return False

    def _made(self, label: str, kind: str, schema: JsonPointer, at: str, name: str) -> Observation:
        layers = list(self._variants.chain(schema))
        if kind == "unknown":
            holders = [each for each in layers if "properties" in each.node]
            holder = next((each.pointer for each in holders if name not in each.node["properties"]), schema)
            return undocumented_property(label, at, holder, name)
        if kind == "missing":
            place = next(each.pointer for each in layers if name in (each.node.get("required") or ()))
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
