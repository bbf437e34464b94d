"""Define the validation keywords of JSON Schema, and read a schema's constraints in a form that can be compared.

Different spellings of a constraint give the same form. For example, `minimum: 0` with `exclusiveMinimum: true` means
`exclusiveMinimum: 0`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias


class Bound(NamedTuple):
    """A pair of functions that merge and compare two values of a validation keyword, such as `minimum`.

    `join(one, other)` returns a value that is as strict as both. `is_tighter(old, new)` returns whether `new` is
    stricter than `old`.
    """

    join: Callable[[Any, Any], Any]
    is_tighter: Callable[[Any, Any], bool]
    """Function that returns whether its second argument is a stricter limit than its first argument."""


def _is_subset(old: frozenset[str], new: frozenset[str]) -> bool:
    return old < new


def _is_multiple(old: frozenset[Fraction], new: frozenset[Fraction]) -> bool:
    return old != new and all(any(many % one == 0 for many in new) for one in old)


LOWER_BOUND = Bound(max, lambda old, new: new > old)
UPPER_BOUND = Bound(min, lambda old, new: new < old)
MULTIPLE_OF = Bound(frozenset.union, _is_multiple)
SWITCH = Bound(lambda old, new: old or new, lambda old, new: new and not old)
OPAQUE = Bound(frozenset.union, _is_subset)
"""The Bound of keywords such as `pattern`: of two different values, neither is more strict than the other.

`join` collects the values in a set; a set is stricter than its subsets.
"""

_WIDER_FORMATS = {
    "int8": ("int16", "int32", "int64", "float", "double"),
    "int16": ("int32", "int64", "float", "double"),
    "int32": ("int64", "double"),
    "uint8": ("uint16", "uint32", "uint64", "int16", "int32", "int64", "float", "double"),
    "uint16": ("uint32", "uint64", "int32", "int64", "float", "double"),
    "uint32": ("uint64", "int64", "double"),
    "float": ("double",),
    "email": ("idn-email",),
    "hostname": ("idn-hostname",),
    "uri": ("uri-reference", "iri", "iri-reference"),
    "uri-reference": ("iri-reference",),
    "iri": ("iri-reference",),
}
"""Mapping from `format` to the formats that also allow all of its values."""


def _is_narrower_format(old: frozenset[str], new: frozenset[str]) -> bool:
    return _is_subset(*(formats.union(*map(_wider_formats, formats)) for formats in (old, new)))


def _wider_formats(name: str) -> set[str]:
    return {f'"{each}"' for each in _WIDER_FORMATS.get(name.strip('"'), ())}


FORMAT = Bound(frozenset.union, _is_narrower_format)


class Keyword(NamedTuple):
    """A validation keyword of JSON Schema.

    Attributes:
        types: The JSON types that the keyword constrains; empty for every type.
        bound: The functions that merge and compare two values of the keyword.
        wording: The sentence about the keyword in generated docstrings, with `{}` for the keyword's value; empty if the
            docstrings omit the keyword.
        singular: The sentence that replaces `wording` for the value 1; empty if `wording` also fits this value.
        schemas: How the keyword's value contains schemas: `one` is a schema, `list` a list of schemas, `map` a map of
            schemas; empty if the value contains none.
    """

    types: tuple[str, ...]
    bound: Bound = OPAQUE
    wording: str = ""
    singular: str = ""
    schemas: str = ""


_NUMBERS = ("number", "integer")

KEYWORDS: dict[str, Keyword] = {
    "minimum": Keyword(_NUMBERS, LOWER_BOUND, "At least {}."),
    "exclusiveMinimum": Keyword(_NUMBERS, LOWER_BOUND, "Greater than {}."),
    "maximum": Keyword(_NUMBERS, UPPER_BOUND, "At most {}."),
    "exclusiveMaximum": Keyword(_NUMBERS, UPPER_BOUND, "Less than {}."),
    "multipleOf": Keyword(_NUMBERS, MULTIPLE_OF, "A multiple of {}."),
    "minLength": Keyword(("string",), LOWER_BOUND, "At least {} characters.", "At least 1 character."),
    "maxLength": Keyword(("string",), UPPER_BOUND, "At most {} characters.", "At most 1 character."),
    "pattern": Keyword(("string",), wording="Matches {}."),
    "format": Keyword(("string", *_NUMBERS), FORMAT),
    "contentEncoding": Keyword(("string",)),
    "contentMediaType": Keyword(("string",)),
    "minItems": Keyword(("array",), LOWER_BOUND, "At least {} items.", "At least 1 item."),
    "maxItems": Keyword(("array",), UPPER_BOUND, "At most {} items.", "At most 1 item."),
    "uniqueItems": Keyword(("array",), SWITCH),
    "minContains": Keyword(("array",)),
    "maxContains": Keyword(("array",)),
    "contains": Keyword(("array",), schemas="one"),
    "items": Keyword(("array",), SWITCH, schemas="one"),
    "prefixItems": Keyword(("array",), schemas="list"),
    "unevaluatedItems": Keyword(("array",), schemas="one"),
    "minProperties": Keyword(("object",), LOWER_BOUND),
    "maxProperties": Keyword(("object",), UPPER_BOUND),
    "required": Keyword(("object",)),
    "dependentRequired": Keyword(("object",)),
    "additionalProperties": Keyword(("object",), SWITCH, schemas="one"),
    "patternProperties": Keyword(("object",), schemas="map"),
    "propertyNames": Keyword(("object",), schemas="one"),
    "dependentSchemas": Keyword(("object",), schemas="map"),
    "unevaluatedProperties": Keyword(("object",), schemas="one"),
    "not": Keyword((), schemas="one"),
    "if": Keyword((), schemas="one"),
    "then": Keyword((), schemas="one"),
    "else": Keyword((), schemas="one"),
}

LIMIT_KEYWORDS = tuple(
    name for name, keyword in KEYWORDS.items() if keyword.bound in {LOWER_BOUND, UPPER_BOUND, MULTIPLE_OF}
)
"""The keywords that limit a number, a length or a count, such as `maximum` and `minItems`."""

UNION_KEYWORDS = ("anyOf", "oneOf")

COMBINING_KEYWORDS = ("allOf", *UNION_KEYWORDS)
"""Keywords whose subschemas decide the type of a schema."""

ASSERTIONS = frozenset({"type", "enum", "const", *COMBINING_KEYWORDS, "properties", *KEYWORDS})
"""The keywords that decide which values are valid; all other keywords describe the values."""

MAPPED_FORMATS = frozenset({"date-time", "date", "uuid", "binary"})
"""The string formats with a Python type of their own; other formats are constraints."""

Constraints: TypeAlias = Mapping[str, Any]
"""Mapping from validation keyword to its value, in the form that the keyword's `Bound` compares."""

_COUNTS = tuple(name for name in LIMIT_KEYWORDS if name.startswith(("min", "max")) and name[3].isupper())
_NO_COUNTS = ("minLength", "minItems", "minProperties")
"""Keywords that constrain nothing if their value is 0."""
_OPAQUE_KEYWORDS = frozenset(name for name, keyword in KEYWORDS.items() if keyword.bound in {OPAQUE, FORMAT}) - {
    "required",
    "prefixItems",
}
_PYTHON_TYPES = frozenset(("format", f'"{name}"') for name in MAPPED_FORMATS) | {
    ("contentMediaType", '"application/octet-stream"')
}
"""Pairs of keyword and value that select a Python type, and are therefore not constraints.

`contentMediaType: application/octet-stream` is how OpenAPI 3.1 writes `format: binary`.
"""
_BYTE, _BASE64 = ("format", '"byte"'), ("contentEncoding", '"base64"')
"""The pairs of keyword and value by which OpenAPI 3.0 (first) and OpenAPI 3.1 (second) declare Base64 data."""


def constrains(keyword: str, kind: str) -> bool:
    """Return whether a validation keyword restricts the JSON type `kind`, as `minLength` restricts `string`.

    Return False for an unknown keyword.
    """
    known = KEYWORDS.get(keyword)
    return known is not None and (not known.types or kind in known.types)


def bound_of(keyword: str) -> Bound:
    """Return the functions that merge and compare two values of a keyword.

    For an unknown keyword, return OPAQUE, by which neither of two different values is stricter.
    """
    return KEYWORDS[keyword].bound if keyword in KEYWORDS else OPAQUE


def read_constraints(schema: Mapping[str, Any]) -> Constraints:
    """Read the constraints of a schema, such as `minLength` and `maxItems`.

    Constraints in subschemas or in the target of a `$ref` are not read.
    """
    return dict(_read(schema)) if KEYWORDS.keys() & schema.keys() else {}


def _read(schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if (lower := _bound(schema, "minimum", "exclusiveMinimum", max)) is not None:
        yield "minimum", lower
    if (upper := _bound(schema, "maximum", "exclusiveMaximum", min)) is not None:
        yield "maximum", upper
    for keyword in _COUNTS:
        value: Any = schema.get(keyword)
        if _is_number(value) and not (keyword in _NO_COUNTS and value <= 0):
            yield keyword, value
    step: Any = schema.get("multipleOf")
    if _is_number(step) and step > 0:
        yield "multipleOf", frozenset({Fraction(str(step))})
    if schema.get("uniqueItems") is True:
        yield "uniqueItems", True
    if schema.get("additionalProperties") is False:
        yield "additionalProperties", True
    for keyword in sorted(_OPAQUE_KEYWORDS & schema.keys()):
        demand = (keyword, canonical(schema[keyword]))
        if demand not in _PYTHON_TYPES:
            name, value = _BASE64 if demand == _BYTE else demand
            yield name, frozenset({value})


def _bound(
    schema: Mapping[str, Any], inclusive: str, exclusive: str, tighter: Callable[[Any], Any]
) -> tuple[Any, bool] | None:
    """Return the tightest lower or upper bound of a schema as its limit and a flag. Return None if it has no bound.

    The flag is chosen so that `tighter`, which is `max` for lower and `min` for upper bounds, selects the tightest
    pair:

        lower bounds    `> 0` is (0, True)      `>= 0` is (0, False)
        upper bounds    `< 0` is (0, False)     `<= 0` is (0, True)

    `inclusive` and `exclusive` are the keywords to read, such as `minimum` and `exclusiveMinimum`.
    """
    is_lower = inclusive == "minimum"
    bounds: list[tuple[Any, bool]] = []
    if _is_number(value := schema.get(inclusive)):
        is_exclusive = schema.get(exclusive) is True
        bounds.append((value, is_exclusive is is_lower))
    if _is_number(value := schema.get(exclusive)):
        bounds.append((value, is_lower))
    return tighter(bounds) if bounds else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def constraints_of_type(kind: str, constraints: Constraints) -> Constraints:
    """Return the constraints that apply to one JSON type. For an integer, `minimum: 0.5` becomes `minimum: 1`."""
    if kind == "any":
        return constraints
    result = {keyword: value for keyword, value in constraints.items() if constrains(keyword, kind)}
    if kind == "integer":
        if "minimum" in result:
            value, is_exclusive = result["minimum"]
            result["minimum"] = (math.floor(value) + 1 if is_exclusive else math.ceil(value), False)
        if "maximum" in result:
            value, is_inclusive = result["maximum"]
            result["maximum"] = (math.floor(value) if is_inclusive else math.ceil(value) - 1, True)
        if result.get("multipleOf") == frozenset({Fraction(1)}):
            del result["multipleOf"]
    return result


def join_constraints(one: Constraints, other: Constraints) -> Constraints:
    """Merge two sets of constraints. A value satisfies the result if it satisfies both sets."""
    if not one or not other:
        return one or other
    result = dict(one)
    for keyword, value in other.items():
        result[keyword] = bound_of(keyword).join(result[keyword], value) if keyword in result else value
    return result


def canonical(value: Any, *, ordered: bool = False) -> str:
    """Format a JSON value as text that is the same for equal values, such as 1 and 1.0.

    The order of list items does not matter, unless `ordered` is true.
    """
    return _CANONICAL_ENCODER.encode(_plain(value, ordered=ordered))


# One encoder for all calls: json.dumps would make a new one for each of the values of a long enum.
_CANONICAL_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False)


def _plain(value: Any, *, ordered: bool) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item, ordered=ordered) for key, item in value.items()}
    if isinstance(value, list):
        items = [_plain(item, ordered=ordered) for item in value]
        return items if ordered else sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
    return whole_number(value)


def whole_number(value: Any) -> Any:
    """Return a whole number such as 1.0 as an int. Any other value is returned unchanged."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def is_file(schema: Mapping[str, Any]) -> bool:
    """Return whether a string schema describes raw bytes.

    Such a schema has a `contentMediaType` other than JSON, and no `contentEncoding`.
    """
    media_type = schema.get("contentMediaType")
    return (
        isinstance(media_type, str) and "contentEncoding" not in schema and not media_type.endswith(("/json", "+json"))
    )
