"""Names of JSON types and string formats, which reports show instead of values from responses."""

from __future__ import annotations

import re
from typing import Any

from specloop.openapi import schema_facts
from specloop.openapi.object_types import JSON_TYPE_NAMES

DATE_TIME_PATTERN = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|z|[+-]\d\d:?\d\d)?")
DATE_PATTERN = re.compile(r"\d{4}-\d\d-\d\d")
NUMBER_PATTERN = re.compile(r"-?\d+(\.\d+)?")

STRING = "string"
DATE_TIME = "string<date-time>"
DATE_TIME_NO_OFFSET = "string<date-time> without offset"
DATE = "string<date>"
NUMERIC_STRING = "string of digits"

JSON_TYPES = frozenset(JSON_TYPE_NAMES)


def json_type(value: Any) -> str:
    """Return the JSON type of a value, with the format for dates and times, as in `string<date>`."""
    if not isinstance(value, str):
        return schema_facts.json_type(value)
    if len(value) > 40 or not value[:1] or value[0] not in "-0123456789":  # noqa: PLR2004 - a date-time is never longer
        return STRING
    if match := DATE_TIME_PATTERN.fullmatch(value):
        return DATE_TIME if match[3] else DATE_TIME_NO_OFFSET
    if DATE_PATTERN.fullmatch(value):
        return DATE
    return NUMERIC_STRING if NUMBER_PATTERN.fullmatch(value) else STRING


def schema_for_types(type_names: set[str]) -> dict[str, Any]:
    """Build a schema that allows all given types, such as `string<date>`, in the notation of `json_type`.

    If the only type is null, return `{}`, since the type of other values is not known.
    """
    bare = {each.partition("<")[0].partition(" ")[0] for each in type_names} - {"null"}
    bare = {"number" if each == "integer" else each for each in bare}
    schema: dict[str, Any] = {}
    if not bare:
        return schema  # Only null was observed, so the type of values that are not null is unknown.
    types = [*sorted(bare), *(["null"] if "null" in type_names else [])]
    schema["type"] = types[0] if len(types) == 1 else types
    formats = type_names - {"null"}
    if formats == {DATE_TIME}:
        schema["format"] = "date-time"
    elif formats == {DATE}:
        schema["format"] = "date"
    if "array" in bare:
        schema["items"] = {}
    return schema
