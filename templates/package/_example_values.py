"""Builds example values for schemas, from `const`, `example`, `default` or `enum`, or from the type and limits."""

from __future__ import annotations

import json
import math
import random
from typing import Any

from ._contract import resolve, testing_library
from ._operation import is_json

__all__ = ["example"]

_MAX_DEPTH = 12
_MAX_OPTIONAL_DEPTH = 2
_TEXTS = {
    "date-time": "2026-01-02T03:04:05Z",
    "date": "2026-01-02",
    "time": "03:04:05Z",
    "duration": "P1D",
    "email": "someone@example.com",
    "idn-email": "someone@example.com",
    "hostname": "example.com",
    "idn-hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "uri-reference": "/example",
    "iri": "https://example.com/",
    "url": "https://example.com/",
    "uuid": "7d444840-9dc0-41b2-9b0e-1f3a2c5d6e7f",
    "byte": "dGV4dA==",
    "json-pointer": "/a",
    "regex": ".*",
}


def example(schema: Any, *, index: int = 0, depth: int = 0) -> Any:
    """Return an example of a value that a schema allows.

    Args:
        schema: The schema.
        index: A number that makes generated values differ, for example the position of the value in a list.
        depth: How many objects and arrays contain the value. At a depth of 3 or more, objects have no optional
            properties.
    """
    node = _merged(resolve(schema))
    if not isinstance(node, dict) or depth > 2 * _MAX_DEPTH:  # A schema may refer to itself without end.
        return {}
    for key in ("const", "example", "default"):
        if key in node and (key != "default" or node[key] is not None):
            return node[key]
    for key in ("examples", "enum"):
        if isinstance(node.get(key), list) and node[key]:
            return node[key][index % len(node[key])]
    for key in ("oneOf", "anyOf"):
        variants = [each for each in node.get(key) or [] if resolve(each) not in ({"type": "null"}, {})]
        if depth > _MAX_OPTIONAL_DEPTH:
            variants.sort(key=lambda each: _kind(_merged(resolve(each))) in {"object", "array"})
        if variants:
            return _of_variant(node, variants[0], index, depth)
    return _made(node, index, depth)


def _of_variant(node: dict[str, Any], variant: Any, index: int, depth: int) -> Any:
    rest = {key: value for key, value in node.items() if key not in {"oneOf", "anyOf", "discriminator"}}
    value = example({"allOf": [rest, variant]} if rest else variant, index=index, depth=depth + 1)
    name = (node.get("discriminator") or {}).get("propertyName")
    if name and isinstance(value, dict):
        mapping = node["discriminator"].get("mapping") or {}
        reference = variant.get("$ref") if isinstance(variant, dict) else None
        last = str(reference).rpartition("/")[2]
        words = [key for key, target in mapping.items() if target in {reference, last}]
        if not words and not _states_values(variant, name):
            words = [last]
        if words and str(value.get(name)) not in words:
            value = {**value, name: words[0]}
    return value


def _states_values(schema: Any, name: str) -> bool:
    """Return whether an object schema limits the property `name` to listed values, with `const` or `enum`."""
    described = (_merged(resolve(schema)).get("properties") or {}).get(name)
    found = _merged(resolve(described))
    return isinstance(found, dict) and not found.keys().isdisjoint({"const", "enum"})


def _merged(node: Any, depth: int = 0) -> Any:
    """Return a schema in which the subschemas of `allOf` are combined into one.

    The result has all properties and all required names. Of any other keyword, it has the first value.
    """
    if not isinstance(node, dict) or "allOf" not in node or depth > _MAX_DEPTH:
        return node
    found: dict[str, Any] = {}
    for part in [{key: value for key, value in node.items() if key != "allOf"}, *node["allOf"]]:
        each = _merged(resolve(part), depth + 1)
        if not isinstance(each, dict):
            continue
        properties = {**(found.get("properties") or {}), **(each.get("properties") or {})}
        required = [*(found.get("required") or []), *(each.get("required") or [])]
        found = {**each, **{key: value for key, value in found.items() if key not in {"properties", "required"}}}
        if properties:
            found["properties"] = properties
        if required:
            found["required"] = list(dict.fromkeys(required))
    return found


def _made(node: dict[str, Any], index: int, depth: int) -> Any:
    kind = _kind(node)
    if kind == "object":
        return _object(node, index, depth)
    if kind == "array":
        first = [example(each, index=index, depth=depth + 1) for each in node.get("prefixItems") or []]
        if first:
            return first
        wanted = 0 if depth >= _MAX_DEPTH or node.get("maxItems") == 0 else 1
        count = max(int(node.get("minItems", 0)), wanted)
        return [example(node.get("items", {}), index=index + number, depth=depth + 1) for number in range(count)]
    if kind in {"integer", "number"}:
        return _number(node, index, is_integer=kind == "integer")
    if "contentSchema" in node and is_json(node.get("contentMediaType")):
        return json.dumps(example(node["contentSchema"], index=index, depth=depth + 1))
    return {"boolean": False, "null": None}[kind] if kind in {"boolean", "null"} else _text(node, index)


def _kind(node: Any) -> str:
    """Return the JSON type of the example: the first `type` except "null", or else a guess from other keywords."""
    if not isinstance(node, dict):
        return "object"
    stated = node.get("type")
    kinds = stated if isinstance(stated, list) else [stated] if stated else []
    if kinds:
        return str(next((each for each in kinds if each != "null"), "null"))
    if "properties" in node or "additionalProperties" in node:
        return "object"
    return "array" if "items" in node else "string"


def _object(node: dict[str, Any], index: int, depth: int) -> dict[str, Any]:
    required = node.get("required") or []
    found = {}
    for name, schema in (node.get("properties") or {}).items():
        settled = resolve(schema)
        is_hidden = isinstance(settled, dict) and (settled.get("writeOnly") or settled.get("deprecated"))
        if name in required or (depth <= _MAX_OPTIONAL_DEPTH and not is_hidden):
            found[name] = example(schema, index=index, depth=depth + 1)
    for name in required:
        found.setdefault(name, "")
    return found


def _number(node: dict[str, Any], index: int, *, is_integer: bool) -> int | float:
    step = node.get("multipleOf") or (1 if is_integer else 0)
    low: Any = node.get("minimum")
    high: Any = node.get("maximum")
    above, below = node.get("exclusiveMinimum"), node.get("exclusiveMaximum")
    unit = step or 0.5
    if above is True or (above is not None and above is not False):
        low = (low if above is True else above) + unit
    if below is True or (below is not None and below is not False):
        high = (high if below is True else below) - unit
    value = low if low is not None else min(index + 1, high) if high is not None else index + 1
    if low is not None and (high is None or low + index * unit <= high):
        value = low + index * unit
    if step:
        value = math.ceil(value / step) * step
        value = value - step if high is not None and value > high else value
    return int(value) if is_integer else value


def _text(node: dict[str, Any], index: int) -> str:
    pattern, form = node.get("pattern"), node.get("format")
    low, high = int(node.get("minLength", 0)), node.get("maxLength")
    if isinstance(pattern, str):
        rstr: Any = testing_library("rstr")
        text = ""
        for attempt in range(20):
            text = rstr.Rstr(_FewRepeats(index, attempt)).xeger(pattern)
            if len(text) >= low and (high is None or len(text) <= high):
                break
        return text
    if form in _TEXTS:
        return _TEXTS[form] if form != "uuid" else f"{_TEXTS['uuid'][:-6]}{index:06x}"
    text = "text" if index == 0 else f"text {index + 1}"
    text = text.ljust(low, "x")
    return text if high is None else text[: int(high)]


class _FewRepeats(random.Random):
    """A random number generator for the library rstr, which generates texts from a regex.

    rstr repeats characters as often as a random number says. The largest number doubles with each `attempt`, because
    a text may have been too short.
    """

    def __init__(self, seed: int, attempt: int) -> None:
        super().__init__(f"{seed} {attempt}")
        self._most = 9 << attempt

    def randint(self, a: int, b: int) -> int:
        """Return a random number from `a` to `b`. If `b` is much larger, stay near `a`, so that texts are short."""
        return super().randint(a, b) if b - a <= self._most else super().randint(a + 3, a + self._most)
