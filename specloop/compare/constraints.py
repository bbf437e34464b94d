"""A schema's keywords that narrow a type -> Limits: the same demands in one spelling, that can be joined and compared.

`exclusiveMinimum: true` beside `minimum: 0`, `exclusiveMinimum: 0` and, of integers, `minimum: 1` demand the same.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Literal, NamedTuple, TypeAlias

Limits: TypeAlias = Mapping[str, Any]
"""Keyword -> what it demands, in a form that its Kind compares."""

Trend: TypeAlias = Literal["tightened", "loosened", "changed"]

EVERYWHERE = ("not", "if", "then", "else")
BY_KIND = {
    "number": ("minimum", "maximum", "multipleOf", "format"),
    "string": ("minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType"),
    "array": (
        *("minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains", "unevaluatedItems"),
        *("items", "prefixItems"),
    ),
    "object": (
        *("minProperties", "maxProperties", "additionalProperties", "patternProperties", "propertyNames"),
        *("dependentRequired", "dependentSchemas", "unevaluatedProperties", "required"),
    ),
}
BY_KIND["integer"] = BY_KIND["number"]

MAPPED_FORMATS = frozenset({"date-time", "date", "uuid", "binary"})
"""The formats of strings that have a Python type of their own; all others are limits."""


class Kind(NamedTuple):
    """How the demands of a keyword are joined (both must hold), and which of two is the tighter."""

    join: Callable[[Any, Any], Any]
    tighter: Callable[[Any, Any], bool]
    """Whether the second allows nothing that the first does not, and is another."""


def _is_subset(old: frozenset[str], new: frozenset[str]) -> bool:
    return old < new


def _is_multiple(old: frozenset[Fraction], new: frozenset[Fraction]) -> bool:
    return old != new and all(any(many % one == 0 for many in new) for one in old)


LOWER = Kind(max, lambda old, new: new > old)
UPPER = Kind(min, lambda old, new: new < old)
STEP = Kind(frozenset.union, _is_multiple)
FLAG = Kind(lambda old, new: old or new, lambda old, new: new and not old)
TEXTS = Kind(frozenset.union, _is_subset)
"""Demands that are only known to be the same or not: all of them must hold."""

KINDS = {
    **dict.fromkeys(("minimum", "minLength", "minItems", "minProperties"), LOWER),
    **dict.fromkeys(("maximum", "maxLength", "maxItems", "maxProperties"), UPPER),
    **dict.fromkeys(("uniqueItems", "additionalProperties", "items"), FLAG),
    "multipleOf": STEP,
}

KEYWORDS = frozenset(
    {*EVERYWHERE, *(keyword for keywords in BY_KIND.values() for keyword in keywords)}
    | {"exclusiveMinimum", "exclusiveMaximum"}
)
_TEXTS = KEYWORDS - KINDS.keys() - {"required", "prefixItems", "exclusiveMinimum", "exclusiveMaximum"}
_PYTHON_TYPES = frozenset(("format", f'"{name}"') for name in MAPPED_FORMATS) | {
    ("contentMediaType", '"application/octet-stream"')
}
"""What has a Python type of its own, and is no limit; the last is how OpenAPI 3.1 says `format: binary`."""
_BYTE, _BASE64 = ("format", '"byte"'), ("contentEncoding", '"base64"')
"""The same in the words of OpenAPI 3.0 and of 3.1."""
_LEAST = ("minLength", "minItems", "minProperties")


def read(schema: Mapping[str, Any]) -> Limits:
    """Collect what a schema demands by itself, whatever the type of the value."""
    return dict(_read(schema)) if KEYWORDS & schema.keys() else {}


def _read(schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if (lower := _bound(schema, "minimum", "exclusiveMinimum", max)) is not None:
        yield "minimum", lower
    if (upper := _bound(schema, "maximum", "exclusiveMaximum", min)) is not None:
        yield "maximum", upper
    for keyword in ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"):
        value: Any = schema.get(keyword)
        if _is_number(value) and not (keyword in _LEAST and value <= 0):
            yield keyword, value
    step: Any = schema.get("multipleOf")
    if _is_number(step) and step > 0:
        yield "multipleOf", frozenset({Fraction(str(step))})
    if schema.get("uniqueItems") is True:
        yield "uniqueItems", True
    if schema.get("additionalProperties") is False:
        yield "additionalProperties", True
    for keyword in sorted(_TEXTS & schema.keys()):
        demand = (keyword, canonical(schema[keyword]))
        if demand not in _PYTHON_TYPES:
            name, value = _BASE64 if demand == _BYTE else demand
            yield name, frozenset({value})


def _bound(
    schema: Mapping[str, Any], inclusive: str, exclusive: str, tighter: Callable[[Any], Any]
) -> tuple[Any, bool] | None:
    """Give the bound, and whether it counts as further up: `> 0` is more than `>= 0`, `<= 9` more than `< 9`."""
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


def of_kind(kind: str, limits: Limits) -> Limits:
    """Keep what matters to values of a type, whole numbers rounded to whole bounds."""
    if kind == "any":
        return limits
    kept = {*EVERYWHERE, *BY_KIND.get(kind, ())}
    result = {keyword: value for keyword, value in limits.items() if keyword in kept}
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


def join(one: Limits, other: Limits) -> Limits:
    """Demand both."""
    if not one or not other:
        return one or other
    result = dict(one)
    for keyword, value in other.items():
        result[keyword] = KINDS.get(keyword, TEXTS).join(result[keyword], value) if keyword in result else value
    return result


def trends(old: Limits, new: Limits) -> Iterator[tuple[str, Trend]]:
    """Tell, for each keyword whose demand has changed, in which direction."""
    for keyword in sorted({*old, *new}):
        before, after = old.get(keyword), new.get(keyword)
        if before == after:
            continue
        kind = KINDS.get(keyword, TEXTS)
        if before is None or (after is not None and kind.tighter(before, after)):
            yield keyword, "tightened"
        elif after is None or kind.tighter(after, before):
            yield keyword, "loosened"
        else:
            yield keyword, "changed"


def told(keyword: str, value: Any) -> Any:
    """Give a demand as JSON data that a reader knows from the contract."""
    if value is None or isinstance(value, bool):
        return value
    if keyword in {"minimum", "maximum"}:
        bound, is_upper = value
        is_exclusive = is_upper is (keyword == "minimum")
        return f"{'>' if keyword == 'minimum' else '<'}{'' if is_exclusive else '='} {bound}"
    if keyword == "multipleOf":
        numbers = sorted(value)
        steps = [int(each) if each.denominator == 1 else float(each) for each in numbers]
        return steps[0] if len(steps) == 1 else steps
    if isinstance(value, frozenset):
        texts = [json.loads(each) for each in sorted(value)]
        return texts[0] if len(texts) == 1 else texts
    return value


def canonical(value: Any, *, ordered: bool = False) -> str:
    """Write JSON data so that what means the same is the same text: 1 is 1.0; order counts only where asked for."""
    return json.dumps(_plain(value, ordered=ordered), sort_keys=True, ensure_ascii=False)


def _plain(value: Any, *, ordered: bool) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item, ordered=ordered) for key, item in value.items()}
    if isinstance(value, list):
        items = [_plain(item, ordered=ordered) for item in value]
        return items if ordered else sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
