"""Hypothesis strategies for payloads that match openapi.yaml, and for payloads with one known mismatch.

This module interprets the JSON Schema keywords that the contract uses, independently of the generator. It rejects any
other keyword, so that no payload is generated from a partly understood schema.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from hypothesis import strategies as st

Schema = dict[str, Any]
Steps = tuple[str | int, ...]

DOCUMENT: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "openapi.yaml").read_text(encoding="utf-8"))
SCHEMAS: dict[str, Schema] = DOCUMENT["components"]["schemas"]

UNDERSTOOD = {"type", "enum", "format", "maxLength", "items", "properties", "required", "additionalProperties"}
SAID_ONLY = {"title", "description", "default", "example", "examples", "deprecated"}


def resolved(schema: Schema) -> Schema:
    """Return the target of a schema's `$ref`, or the schema itself; fail if it has an unsupported keyword."""
    if "$ref" in schema:
        return resolved(SCHEMAS[schema["$ref"].removeprefix("#/components/schemas/")])
    foreign = schema.keys() - UNDERSTOOD - SAID_ONLY
    assert not foreign, f"the contract uses {sorted(foreign)} now: teach tests/strategies.py what it means"
    return schema


def types_of(schema: Schema) -> list[str]:
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else kinds


def bodies() -> Iterator[tuple[str, Schema]]:
    """Yield a name and the schema of each object component, and of each JSON response body of an operation."""
    for name, schema in SCHEMAS.items():
        if "object" in types_of(schema):
            yield name, {"$ref": f"#/components/schemas/{name}"}
    for item in DOCUMENT["paths"].values():
        for operation in item.values():
            for status, response in operation["responses"].items():
                if "application/json" in response.get("content", {}):
                    yield f"{operation['operationId']} {status}", response["content"]["application/json"]["schema"]


def self_contained(schema: Schema) -> Schema:
    """Return a schema with all components for a validator; documented objects forbid undocumented properties."""
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": DOCUMENT["components"], **schema}
    return _closed(whole)


def _closed(node: Any) -> Any:
    if isinstance(node, list):
        return [_closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _closed(item) for key, item in node.items()}
    return {"additionalProperties": False, **closed} if isinstance(node.get("properties"), dict) else closed


# --- payloads that match ---

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | NUMBERS | st.text()
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)


@st.composite
def timestamps(draw: st.DrawFn) -> str:
    """Generate RFC 3339 timestamps in all notations that Python's datetime supports."""
    moment = draw(st.datetimes())
    digits = draw(st.integers(0, 6))
    fraction = f".{moment.microsecond:06}"[: digits + 1] if digits else ""
    offset = st.builds("{}{:02}:{:02}".format, st.sampled_from("+-"), st.integers(0, 23), st.integers(0, 59))
    zone = draw(st.sampled_from("Zz") | offset)
    day, time = moment.isoformat(timespec="seconds").split("T")
    return day + draw(st.sampled_from("Tt")) + time + fraction + zone


FORMATS = {
    "date-time": timestamps(),
    "date": st.dates().map(str),
    "uuid": st.uuids().map(str),
}


@cache
def _payloads(spelled: str) -> st.SearchStrategy[Any]:
    schema = resolved(json.loads(spelled))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return st.one_of([_of_type(kind, schema) for kind in types_of(schema)]) if "type" in schema else ANYTHING


def payloads(schema: Schema) -> st.SearchStrategy[Any]:
    """Generate values that match a schema, with and without optional properties and nulls."""
    return st.deferred(lambda: _payloads(json.dumps(schema)))


def _of_type(kind: str, schema: Schema) -> st.SearchStrategy[Any]:
    if kind == "string":
        return FORMATS[schema["format"]] if "format" in schema else st.text(max_size=schema.get("maxLength"))
    if kind == "array":
        return st.lists(payloads(schema.get("items", {})), max_size=3)
    if kind == "object":
        required = schema.get("required", ())
        members = {name: payloads(member) for name, member in schema.get("properties", {}).items()}
        documented = st.fixed_dictionaries(
            {name: member for name, member in members.items() if name in required},
            optional={name: member for name, member in members.items() if name not in required},
        )
        more = schema.get("additionalProperties", not members)
        if more is False:
            return documented
        others = st.dictionaries(st.text(), ANYTHING if more is True else payloads(more), max_size=3)
        return st.builds(lambda some, known: {**some, **known}, others, documented)
    return {"number": NUMBERS, "integer": st.integers(), "boolean": st.booleans(), "null": st.none()}[kind]


# --- payloads that do not match ---


class Departure(NamedTuple):
    """A mismatch: a place of a payload, and the value at this place with which the payload matches no longer."""

    kind: str
    path: Steps
    value: Any = None

    @property
    def pointer(self) -> str:
        return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in self.path)

    def applied(self, payload: Any) -> Any:
        """Return a copy of the payload with this mismatch."""
        result = copy.deepcopy(payload)
        parent = result
        for step in self.path[:-1]:
            parent = parent[step]
        if self.kind == "missing":
            del parent[self.path[-1]]
        else:
            parent[self.path[-1]] = copy.deepcopy(self.value)
        return result


# A sample of each JSON type, which schemas of other types do not allow.
SAMPLES = {"string": "text", "number": 1.5, "boolean": True, "array": [{}], "object": {"a": [1.0, None]}}
NOT_TIMES = ("", "tomorrow", "2026-03-02", "2026-03-02T08:00:00", "2026-02-30T08:00:00Z", "2026-03-02T08:00:00+2:00")
NO_WORDS = ("PAUSED", "sent", "SENT ", "", "😀", "x" * 1000)
NO_MEMBERS = ("is_archived", "Name", "a/b~c", "0", "", "ключ", '"\\\n')
ADDED = (None, 0, 1.0, "text", [], {"a": [{"b": None}]})


def departures(schema: Schema, payload: Any, path: Steps = ()) -> Iterator[Departure]:
    """Yield a mismatch of each kind at each place of a payload that matches the schema."""
    schema = resolved(schema)
    kinds = types_of(schema)
    if path and kinds:  # A whole body of another type is an error and not a mismatch.
        if "null" not in kinds:
            yield Departure("null", path)
        taken = {*kinds, "number"} if "integer" in kinds else {*kinds}
        yield from (Departure("type", path, sample) for kind, sample in SAMPLES.items() if kind not in taken)
    if "enum" in schema and payload in schema["enum"]:
        yield from (Departure("enum", path, word) for word in NO_WORDS if word not in schema["enum"])
    if schema.get("format") == "date-time":
        yield from (Departure("type", path, text) for text in NOT_TIMES)
    if isinstance(payload, list):
        for number, item in enumerate(payload):
            yield from departures(schema.get("items", {}), item, (*path, number))
    elif isinstance(payload, dict):
        members = schema.get("properties", {})
        more = schema.get("additionalProperties", not members)
        yield from (Departure("missing", (*path, name)) for name in schema.get("required", ()))
        if more is False:
            names = [name for name in NO_MEMBERS if name not in members]
            yield from (Departure("unknown", (*path, name), value) for name in names for value in ADDED)
        for name, item in payload.items():
            yield from departures(members.get(name, more if isinstance(more, dict) else {}), item, (*path, name))


# --- serialized models ---


def respelled(schema: Schema, payload: Any) -> Any:
    """Return the payload as a model serializes it, which changes only the notation of timestamps."""
    schema = resolved(schema)
    if isinstance(payload, list):
        return [respelled(schema.get("items", {}), item) for item in payload]
    if isinstance(payload, dict):
        members = schema.get("properties", {})
        more = schema.get("additionalProperties")
        other = more if isinstance(more, dict) else {}
        return {name: respelled(members.get(name, other), item) for name, item in payload.items()}
    if schema.get("format") == "date-time" and isinstance(payload, str):
        return _shortest(payload)
    return payload


_RFC3339 = re.compile(r"([0-9-]{10})[Tt]([0-9:]{8})(?:\.([0-9]+))?(?:([Zz]|[+-]00:00)|([+-][0-9:]{5}))")


def _shortest(text: str) -> str:
    match = _RFC3339.fullmatch(text)
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return text
    if match is None:
        return text
    day, time, fraction, utc, offset = match.groups(default="")
    digits = fraction.rstrip("0")
    exact = "." + digits.ljust(3 if len(digits) <= 3 else 6, "0") if digits else ""
    return f"{day}T{time}{exact}{'Z' if utc else offset}"


def spelled(data: Any) -> str:
    """Return JSON text that is equal only for equal data; 1, 1.0 and true are different."""
    return json.dumps(data, sort_keys=True)
