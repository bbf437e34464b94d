"""Conversion of JSON Schema errors to Observations, which describe differences from the contract.

Each function `observe_...` converts one kind of error. It takes the contract, the error, and the value with its
location in the body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import jsonschema_rs
from jsonschema_rs import ValidationErrorKind as Kind

from specloop.drift import redaction
from specloop.drift.validation.json_types import DATE_TIME_NO_OFFSET, json_type
from specloop.drift.validation.observations import Observation
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, escape


class SchemaError(NamedTuple):
    """An error of the JSON Schema validator, with the failed keyword and the path of the invalid value."""

    keyword: str
    place: JsonPointer
    """The pointer of the schema that has the failed keyword."""
    error: jsonschema_rs.ValidationError
    path: tuple[str | int, ...]
    """The path of the invalid value in the body."""
    names: tuple[str, ...] = ()
    """The names of the undocumented properties; empty if the error is not about such properties."""
    holder: JsonPointer = ()
    """The pointer of the schema to which the undocumented properties can be added."""


class InstanceLocation(NamedTuple):
    """A value in a body, its JSON Pointer, and the operation that returned the body."""

    value: Any
    at: str
    """The JSON Pointer of the value, with `*` for item indexes and map keys."""
    nearest: str
    """The JSON Pointer of the nearest counted value: the array item or object that contains this value."""
    operation: str = ""


Observed = tuple[Observation, str]
"""An observation, and the JSON type of the observed value (or a text such as `absent`)."""

Observe = Callable[[Document, SchemaError, InstanceLocation], Iterator[Observed]]


def observe_missing(_: Document, error: SchemaError, here: InstanceLocation) -> Iterator[Observed]:
    """Yield one observation: a required property is missing."""
    name = error.error.kind.property  # type: ignore[attr-defined]
    at, place = f"{here.at}/{escape(name)}", (*error.place, "required")
    yield Observation("missing-required", here.operation, at, place, "present", name), "absent"


def observe_undocumented(_: Document, error: SchemaError, here: InstanceLocation) -> Iterator[Observed]:
    """Yield one observation for each property of the object `here.value` that its schema does not document."""
    for name in error.names:
        yield undocumented_property(here.operation, here.at, error.holder, name), json_type(here.value[name])


def undocumented_property(operation: str, at: str, schema: JsonPointer, name: str) -> Observation:
    """Return the Observation for the undocumented property `name` of an object.

    Args:
        operation: The label of the operation that returned the object.
        at: The JSON Pointer of the object in the body.
        schema: The pointer of the object's schema in the contract.
        name: The name of the property.
    """
    shown = redaction.redact_name(name)
    place = (*schema, "properties", shown)
    return Observation("undocumented-property", operation, f"{at}/{escape(shown)}", place, "", shown)


def observe_enum_value(_: Document, error: SchemaError, here: InstanceLocation) -> Iterator[Observed]:
    """Yield one observation: `enum`, `const` or a discriminator does not allow the value."""
    kind = error.error.kind
    is_enum = isinstance(kind, Kind.Enum)
    known = kind.options if is_enum else [kind.expected_value]  # type: ignore[attr-defined]
    is_shown = isinstance(here.value, str) and redaction.is_like_enum_value(here.value, known)
    value = here.value if is_shown else ""
    if error.place[-1:] == ("discriminator",):
        expected, observed = f"one of {len(known)} values", value or f"another {json_type(here.value)}"
        yield Observation("undocumented-variant", here.operation, here.at, error.place, expected, value), observed
        return
    place = (*error.place, "enum" if is_enum else "const")
    expected = f"one of {len(known)} values"
    observed = value or f"another {json_type(here.value)}"
    yield Observation("undocumented-enum-value", here.operation, here.at, place, expected, value), observed


def observe_property_name(contract: Document, error: SchemaError, here: InstanceLocation) -> Iterator[Observed]:
    """Yield one observation: `propertyNames` does not allow the name of one of the object's properties."""
    inner = error.error.kind.error  # type: ignore[attr-defined]
    shown = redaction.redact_name(str(inner.instance))
    node = contract.value(error.place)
    is_enum = isinstance(inner.kind, Kind.Enum) and isinstance(node, dict) and "enum" in node
    place: JsonPointer = (*error.place, "enum") if is_enum else error.place
    at = f"{here.at}/{escape(shown)}"
    yield Observation("undocumented-property-name", here.operation, at, place, "an allowed name", shown), "another name"


def observe_format(_: Document, error: SchemaError, here: InstanceLocation) -> Iterator[Observed]:
    """Yield one observation: the string does not have the documented `format`."""
    expected, found = str(error.error.kind.format), json_type(here.value)  # type: ignore[attr-defined]
    observed = found if expected != "date-time" or found == DATE_TIME_NO_OFFSET else f"{found}, no date-time"
    yield Observation("format-mismatch", here.operation, here.at, (*error.place, "format"), expected), observed


def observe_union(_: Document, error: SchemaError, here: InstanceLocation) -> Iterator[Observed]:
    """Yield one observation: the value matches no schema of an `anyOf` or `oneOf`."""
    observation = Observation("no-union-arm-fits", here.operation, here.at, error.place, "one of the alternatives")
    yield observation, json_type(here.value)


def observe_constraint(contract: Document, error: SchemaError, here: InstanceLocation) -> Iterator[Observed]:
    """Yield one observation: the value violates a constraint such as `maxLength`."""
    node = contract.value(error.place)
    limit = node.get(error.keyword) if isinstance(node, dict) else None
    expected = f"{error.keyword} {limit}" if isinstance(limit, int | float) else error.keyword
    place = (*error.place, error.keyword)
    observation = Observation("constraint-violated", here.operation, here.at, place, expected, error.keyword)
    yield observation, json_type(here.value)
