"""Generation of valid values for a schema. Every run generates the same values.

The caller passes a number, which selects the value. Consecutive numbers select every value of an enum. If a schema has
examples that are valid, only these are generated.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import string
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import rstr

from specloop.openapi.discriminators import DiscriminatorIndex
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, parse_local_ref
from specloop.openapi.schema_facts import json_type
from specloop.openapi.schema_set import SchemaSet, is_supported_pattern, merge_subschemas

NEWEST = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
"""The newest generated date-time. It is fixed, so that every run generates the same values."""

MAX_ATTEMPTS = 8
FULL_SHIFTS = 2
"""The number of further attempts that keep optional properties; if `_Attempt.shift` is larger, they are omitted."""

MAX_PATTERN_ATTEMPTS = 40
LEAST_REPEATS, FEW_REPEATS = 3, 9  # `*` and `+` add this range of repeats to their minimum.
SHALLOW_DEPTH = 4
"""The nesting depth of a value beyond which only required properties are generated."""

MAX_DEPTH = 24
"""The nesting depth beyond which objects and arrays stay empty; only a schema that requires itself exceeds it."""

MAX_MADE_STRING_CHARS = 40
HOURS_IN_A_YEAR = 8760
DEFAULT_INTEGER_SPAN = 1000
MAX_USUAL_INTEGER = 1_000_000


@dataclass(frozen=True)
class _Attempt:
    """The options of one attempt to generate a value. If the schema rejects the value, other options are tried.

    Attributes:
        number: The caller's number, which selects one of the values that the schema allows.
        shift: A number that is added to `number`, so that later attempts generate different values.
        is_full: Whether optional properties are included even in deeply nested objects.
        is_minimal: Whether all optional properties are omitted.
        with_examples: Whether the schema's examples are used as values.
    """

    number: int
    shift: int = 0
    is_full: bool = False
    is_minimal: bool = False
    with_examples: bool = True


def _attempts(number: int, *, is_minimal: bool) -> list[_Attempt]:
    return [
        *([_Attempt(number, is_minimal=True)] if is_minimal else []),
        _Attempt(number),
        _Attempt(number, is_full=True),
        _Attempt(number, is_minimal=True),
        *(
            _Attempt(number, shift=shift, with_examples=False, is_minimal=shift > FULL_SHIFTS)
            for shift in range(1, MAX_ATTEMPTS - 2)
        ),
    ]


class ValueMaker:
    """Generates values for the schemas of one document, either for requests or for responses."""

    def __init__(self, schemas: SchemaSet, seed: int = 0) -> None:
        self.schemas = schemas
        self.seed = seed
        self._salts: dict[str, int] = {}
        self._subtypes: dict[int, tuple[JsonObject, str, dict[str, Any]]] = {}
        self._discriminators = DiscriminatorIndex(schemas.root)

    def make(self, pointer: JsonPointer, number: int, path: str = "", *, is_minimal: bool = False) -> Any:
        """Generate a value for the schema at a JSON Pointer.

        Args:
            pointer: The JSON Pointer of the schema in the document.
            number: A number that selects the value; different numbers give different values if the schema allows that.
            path: The JSON Pointer of the value in a larger generated object, such as `/name`. It also selects the
                value: equal paths and numbers give equal values.
            is_minimal: Whether to omit optional properties, if the schema accepts that.
        """
        attempts = _attempts(number, is_minimal=is_minimal)
        return self._fit(self.schemas.at(pointer), self.schemas.validator(pointer).is_valid, attempts, path)

    def make_part(self, schema: Any, number: int, path: str = "") -> Any:
        """Generate a value for a schema that is not in the document, such as the result of merging `allOf` schemas.

        `number` and `path` are the same as in `make`.
        """
        attempts = _attempts(number, is_minimal=False)
        return self._fit(schema, lambda value: self.schemas.accepts(schema, value), attempts, path)

    def _fit(self, schema: Any, accepts: Callable[[Any], bool], attempts: list[_Attempt], path: str) -> Any:
        first: Any = None
        for turn, attempt in enumerate(attempts):
            value = self._value(schema, attempt, path, 0)
            if accepts(value):
                return value
            first = value if turn == 0 else first
        return first

    # ---- choices ----

    def _choose(self, attempt: _Attempt, path: str, count: int) -> int:
        number = attempt.number + attempt.shift
        # Each block of `count` numbers selects every choice once; consecutive blocks have different orders.
        return (number + number // count + self._salt(path)) % count

    def _salt(self, path: str) -> int:
        if path not in self._salts:
            self._salts[path] = zlib.crc32(f"{self.seed}{path}".encode())
        return self._salts[path]

    def _digest(self, attempt: _Attempt, path: str) -> bytes:
        return hashlib.sha256(f"{self.seed} {attempt.number} {attempt.shift} {path}".encode()).digest()

    # ---- any schema ----

    def _value(self, schema: Any, attempt: _Attempt, path: str, depth: int) -> Any:
        if not isinstance(schema, dict):
            return self._anything(attempt, path)
        tagged = self._subtype(schema, attempt, path, depth)
        if tagged is not None:
            return tagged
        flat = self.schemas.flatten(schema)
        if "const" in flat:
            return flat["const"]
        options = (self._examples(flat) if attempt.with_examples else []) or flat.get("enum") or []
        if isinstance(options, list) and options:
            return options[self._choose(attempt, path, len(options))]
        for keyword in ("oneOf", "anyOf"):
            if flat.get(keyword):
                return self._variant(flat, keyword, attempt, path, depth)
        return self._typed(flat, attempt, path, depth)

    def _examples(self, flat: JsonObject) -> list[Any]:
        found = [*flat["examples"]] if isinstance(flat.get("examples"), list) else []
        return [value for value in found if self._is_of_allowed_type(flat, value)]

    def _is_of_allowed_type(self, schema: JsonObject, value: Any) -> bool:
        """Return whether a schema allows the JSON type of `value`."""
        kinds = self.schemas.types(schema)
        kind = json_type(value)
        return kind in kinds or (kind == "integer" and "number" in kinds)

    def subtypes(self, schema: Any) -> tuple[str, dict[str, Any]]:
        """Return the discriminator property of a schema, and a mapping from discriminator values to schemas.

        For example, the result is ("kind", {"cat": CAT, "dog": DOG}), where CAT and DOG are schemas. Return ("", {}) if
        the schema has no discriminator, or no schemas to choose from.
        """
        if not isinstance(schema, dict):
            return "", {}
        if id(schema) not in self._subtypes:
            self._subtypes[id(schema)] = (schema, *self._find_subtypes(schema))
        return self._subtypes[id(schema)][1:]

    def _find_subtypes(self, schema: JsonObject) -> tuple[str, dict[str, Any]]:
        found: dict[str, Any] = {}
        base = self._base_with_subtypes(schema)
        if base is not None:
            rule = base.node["discriminator"]
            name = str(rule.get("propertyName", ""))
            for subtype in self._discriminators.of(base):
                found |= dict.fromkeys(self._discriminators.values(rule, subtype), subtype.node)
            return name, found
        flat = self.schemas.flatten(schema)
        variants = [each for keyword in ("oneOf", "anyOf") for each in flat.get(keyword) or []]
        rule = flat.get("discriminator")
        if not isinstance(rule, dict) or not variants:
            return "", {}
        name = str(rule.get("propertyName", ""))
        for target in filter(None, map(self._ref_target, variants)):
            found |= dict.fromkeys(self._discriminators.values(rule, target), target.node)
        return name, found

    def _ref_target(self, schema: Any) -> Resolved | None:
        """Return the direct target of a schema's `$ref`, or None if the schema has no `$ref`."""
        ref = schema.get("$ref") if isinstance(schema, dict) else None
        return Resolved(self.schemas.target(ref), parse_local_ref(ref)) if isinstance(ref, str) else None

    def _base_with_subtypes(self, schema: JsonObject) -> Resolved | None:
        """Follow a schema's `$ref`s to the first target with a discriminator and subtypes; None if there is none."""
        for _ in range(MAX_DEPTH):
            ref = schema.get("$ref")
            if not isinstance(ref, str) or not ref.startswith("#"):
                return None
            base = self.schemas.target(ref)
            if not isinstance(base, dict):
                return None
            resolved = Resolved(base, parse_local_ref(ref))
            if isinstance(base.get("discriminator"), dict) and any(self._discriminators.of(resolved)):
                return resolved
            schema = base
        return None

    def _subtype(self, schema: JsonObject, attempt: _Attempt, path: str, depth: int) -> Any:
        """Generate a value for a subtype of the schema from `_base_with_subtypes`, with its discriminator value.

        Return None if `_base_with_subtypes` finds no schema, or if `depth` (the nesting depth) exceeds MAX_DEPTH.
        """
        base = self._base_with_subtypes(schema)
        if base is None or depth > MAX_DEPTH:
            return None
        subtypes = list(self._discriminators.of(base))
        chosen = subtypes[self._choose(attempt, path, len(subtypes))]
        value = self._value(chosen.node, attempt, path, depth + 1)
        self._tag(base.node["discriminator"], chosen, value)
        return value

    def _tag(self, rule: JsonObject, chosen: Resolved, value: Any) -> None:
        name = rule.get("propertyName")
        if isinstance(value, dict) and isinstance(name, str):
            known = self._discriminators.values(rule, chosen)
            # Mapping values are text, even if the property is an integer or boolean.
            if known and value.get(name) not in known and str(value.get(name)).lower() not in known:
                value[name] = known[0]

    def _variant(self, flat: JsonObject, keyword: str, attempt: _Attempt, path: str, depth: int) -> Any:
        variants = flat[keyword] if depth <= MAX_DEPTH else [self._plain_variant(flat[keyword])]
        if depth > SHALLOW_DEPTH:
            variants = sorted(variants, key=lambda each: len(json.dumps(self.schemas.flatten(each), default=str)))
            chosen = variants[min(attempt.shift, len(variants) - 1)]
        else:
            chosen = variants[self._choose(attempt, path, len(variants))]
        common = {name: value for name, value in flat.items() if name not in {keyword, "discriminator", "examples"}}
        if isinstance(chosen, dict) and not (common.keys() - {"title", "description"}):
            value = self._value(chosen, attempt, path, depth + 1)
        else:
            value = self._value(merge_subschemas(common, self.schemas.flatten(chosen)), attempt, path, depth + 1)
        if isinstance(flat.get("discriminator"), dict) and (target := self._ref_target(chosen)) is not None:
            self._tag(flat["discriminator"], target, value)
        return value

    def _plain_variant(self, variants: list[Any]) -> Any:
        """Return the first variant that is no union, at any depth; {} if there is none, as in a union of itself."""
        unread, seen = list(variants), set[int]()
        for variant in unread:
            inner = self.schemas.variants(variant) if id(variant) not in seen else []
            if not inner and id(variant) not in seen:
                return variant
            seen.add(id(variant))
            unread += inner
        return {}

    def _anything(self, attempt: _Attempt, path: str) -> Any:
        return ["text", 7, {"any": "value"}, True][self._choose(attempt, path, 4)]

    # ---- one type ----

    def _typed(self, flat: JsonObject, attempt: _Attempt, path: str, depth: int) -> Any:
        declared = flat.get("type")
        kinds = [declared] if isinstance(declared, str) else list(declared or [])
        if not kinds:
            kinds = self._implied_types(flat)
        if "null" in kinds:
            others = [kind for kind in kinds if kind != "null"]
            if (
                not others
                or depth > SHALLOW_DEPTH
                or (not attempt.is_full and self._choose(attempt, f"{path}?", 4) == 0)
            ):
                return None
            kinds = others
        if not kinds:
            return self._anything(attempt, path)
        kind = kinds[self._choose(attempt, path, len(kinds))]
        makers: dict[str, Callable[[], Any]] = {
            "object": lambda: self._object(flat, attempt, path, depth),
            "array": lambda: self._array(flat, attempt, path, depth),
            "string": lambda: self._string(flat, attempt, path),
            "boolean": lambda: self._choose(attempt, path, 2) == 0,
            "integer": lambda: self._number(flat, attempt, path, is_integer=True),
            "number": lambda: self._number(flat, attempt, path, is_integer=False),
        }
        return makers[kind]() if kind in makers else None

    def _implied_types(self, flat: JsonObject) -> list[str]:
        if flat.keys() & {"properties", "additionalProperties", "required", "patternProperties", "minProperties"}:
            return ["object"]
        if flat.keys() & {"items", "prefixItems", "minItems", "contains"}:
            return ["array"]
        if flat.keys() & {"pattern", "minLength", "maxLength", "format"}:
            return ["string"]
        return ["number"] if flat.keys() & {"minimum", "maximum", "multipleOf"} else []

    def _object(self, flat: JsonObject, attempt: _Attempt, path: str, depth: int) -> JsonObject:
        if depth > MAX_DEPTH:
            return {}
        properties, required = flat.get("properties") or {}, flat.get("required") or []
        value = {
            name: self._value(child, attempt, f"{path}/{name}", depth + 1)
            for name, child in properties.items()
            if name in required or self._is_present(child, attempt, depth)
        }
        extra = flat.get("additionalProperties", {})
        for name in required:
            if name not in value:
                value[name] = self._value(extra, attempt, f"{path}/{name}", depth + 1)
        self._add_properties(flat, value, attempt, path, depth)
        return value

    def _is_present(self, child: Any, attempt: _Attempt, depth: int) -> bool:
        return child is not False and not attempt.is_minimal and (attempt.is_full or depth < SHALLOW_DEPTH)

    def _add_properties(self, schema: JsonObject, value: JsonObject, attempt: _Attempt, path: str, depth: int) -> None:
        """Add properties with generated names to the object `value`, to reach `minProperties`.

        If the schema has `additionalProperties` but no `properties`, add at least one, except in minimal or deeply
        nested objects.
        """
        least, patterns = schema.get("minProperties", 0), schema.get("patternProperties") or {}
        extra = schema.get("additionalProperties", {})
        is_map = isinstance(extra, dict) and bool(extra)
        if is_map and not schema.get("properties") and depth < SHALLOW_DEPTH and not attempt.is_minimal:
            least = max(least, 1 + self._choose(attempt, path, 2))
        least = min(least, schema.get("maxProperties", least))
        for turn in range(4 * least):
            if len(value) >= least:
                break
            pattern = next(iter(patterns), None) if extra is False or (patterns and not is_map) else None
            names = self.schemas.flatten(schema.get("propertyNames", {}))
            child = patterns[pattern] if pattern is not None else extra
            if pattern is not None:
                name = self._pattern_text(pattern, {}, attempt, f"{path}#{turn}")
            elif names:
                name = str(self._value({"type": "string", **names}, attempt, f"{path}#{turn}", depth + 1))
            else:
                name = f"key{turn + 1}"
            value.setdefault(name, self._value(child, attempt, f"{path}/{name}", depth + 1))

    def _array(self, flat: JsonObject, attempt: _Attempt, path: str, depth: int) -> list[Any]:
        if depth > MAX_DEPTH:
            return []
        least = flat.get("minItems", 0)
        most = flat.get("maxItems", max(least, 3))
        prefix = flat.get("prefixItems") or []
        if attempt.is_minimal or depth > SHALLOW_DEPTH:
            count = least
        else:
            count = least + (1 + self._choose(attempt, path, 4)) % (min(most, least + 3) - least + 1)
            count = max(count, min(len(prefix), most))
        schemas = [prefix[place] if place < len(prefix) else flat.get("items", {}) for place in range(count)]
        if "contains" in flat and not attempt.is_minimal:
            schemas = [flat["contains"], *schemas[1:]]
        made: list[Any] = []
        for place, schema in enumerate(schemas):
            if schema is False:
                break
            item = self._value(schema, attempt, f"{path}/{place}", depth + 1)
            for again in range(MAX_ATTEMPTS if flat.get("uniqueItems") else 0):
                if item not in made:
                    break
                item = self._value(schema, attempt, f"{path}/{place}~{again}", depth + 1)
            if not flat.get("uniqueItems") or item not in made:
                made.append(item)
        return made

    def _number(self, flat: JsonObject, attempt: _Attempt, path: str, *, is_integer: bool) -> int | float:
        step = flat.get("multipleOf") or (1 if is_integer or flat.get("format") not in {"float", "double"} else 0.25)
        least = flat.get("minimum", flat.get("exclusiveMinimum"))
        most = flat.get("maximum", flat.get("exclusiveMaximum"))
        if least is None:
            least = 0 if most is None or most >= 0 else most - DEFAULT_INTEGER_SPAN * step
        if least < -MAX_USUAL_INTEGER and (most is None or most > 0):
            least = 0  # Most values in the range of `int64`, for example, are unusual, so begin at 0.
        if most is None:
            most = least + DEFAULT_INTEGER_SPAN * step
        first, last = -(-least // step), most // step
        first += "exclusiveMinimum" in flat and first * step <= flat["exclusiveMinimum"]
        last -= "exclusiveMaximum" in flat and last * step >= flat["exclusiveMaximum"]
        is_narrow = most - least < step or last < first
        if is_narrow and not is_integer and "multipleOf" not in flat:
            return least + (most - least) * (1 + self._choose(attempt, path, 8)) / 10
        span = max(int(last - first) + 1, 1)
        value = (int(first) + (attempt.number * 37 + attempt.shift + self._salt(path)) % span) * step
        return int(value) if is_integer else round(value, 9) if isinstance(value, float) else value

    # ---- text ----

    def _string(self, flat: JsonObject, attempt: _Attempt, path: str) -> str:
        digest = self._digest(attempt, path)
        spell: Callable[[int, int, bytes], str] | None = FORMAT_WRITERS.get(str(flat.get("format", "")))
        if isinstance(flat.get("pattern"), str):
            return self._pattern_text(flat["pattern"], flat, attempt, path)
        if spell is not None:
            return spell(attempt.number + attempt.shift, self._salt(path), digest)
        if flat.get("contentEncoding") == "base64":
            return base64.b64encode(digest[:12]).decode()
        if "json" in str(flat.get("contentMediaType", "")):
            inner = flat.get("contentSchema", {"type": "object"})
            return json.dumps(self._value(inner, attempt, path, SHALLOW_DEPTH), ensure_ascii=False)
        default = flat.get("default")
        if isinstance(default, str) and default and attempt.with_examples:
            return default
        name = path.rpartition("/")[2]
        if name.isdecimal():
            name = path.split("/")[-2] if path.count("/") > 1 else "item"
        least, most = flat.get("minLength", 0), flat.get("maxLength", MAX_MADE_STRING_CHARS)
        text = f"{name or 'text'} {(attempt.number + attempt.shift) % 100_000}"
        if len(text) > most:
            text = "".join(LETTERS[byte % len(LETTERS)] for byte in digest)[:most]
        return text.ljust(least, "x")

    def _pattern_text(self, pattern: str, schema: JsonObject, attempt: _Attempt, path: str) -> str:
        """Generate text that matches `pattern` and, if possible, the `minLength` and `maxLength` of a schema.

        If Python does not support the pattern, return the schema's first example or "x".
        """
        limits = {name: schema[name] for name in ("minLength", "maxLength") if name in schema}
        supported = {"pattern": pattern} if is_supported_pattern(pattern) else {}
        text = ""
        for turn in range(MAX_PATTERN_ATTEMPTS):
            seed = int.from_bytes(self._digest(attempt, f"{path}*{turn}")[:8])
            try:
                text = rstr.Rstr(_FewRepeats(seed, turn)).xeger(pattern)
            except Exception:  # noqa: BLE001 - an expression in a dialect that Python does not support
                return str(next(iter(schema.get("examples") or ()), "x"))
            text = text[: schema.get("maxLength")]
            if self.schemas.accepts({"type": "string", **limits, **supported}, text):
                break
        return text


class _FewRepeats(random.Random):
    """Random number generator with which the library rstr generates short texts for `*`, `+` and wide ranges.

    `turn` is the number of earlier attempts to match a pattern. Each attempt doubles the largest number of repetitions.
    """

    def __init__(self, seed: int, turn: int) -> None:
        super().__init__(seed)
        self._most = FEW_REPEATS << turn  # More repeats are necessary if a text has a minimum length.

    def randint(self, a: int, b: int) -> int:
        """Return a random number of repetitions from `a` to `b`. If the range is wide, it exceeds `a` by only a few."""
        # By itself, rstr chooses up to 100 repeats, also in nested groups, so its texts can have kilobytes.
        if b - a <= self._most:
            return super().randint(a, b)
        return super().randint(a + LEAST_REPEATS, a + self._most)


LETTERS = string.ascii_letters + string.digits
MIN_RANDOM_IDENTIFIER_CHARS = 8


def _moment(number: int, salt: int) -> datetime:
    return NEWEST - timedelta(hours=number % HOURS_IN_A_YEAR, seconds=salt % 3600)


def _spell_moment(number: int, salt: int) -> str:
    return _moment(number, salt).isoformat().replace("+00:00", "Z")


def _spell_uuid(_number: int, _salt: int, digest: bytes) -> str:
    return str(UUID(bytes=digest[:16], version=4))


FORMAT_WRITERS: dict[str, Callable[[int, int, bytes], str]] = {
    "date-time": lambda number, salt, _: _spell_moment(number, salt),
    "date": lambda number, salt, _: _moment(number, salt).date().isoformat(),
    "time": lambda number, salt, _: _spell_moment(number, salt).partition("T")[2],
    "duration": lambda number, salt, _: f"PT{1 + (number + salt) % 90}M",
    "uuid": _spell_uuid,
    "email": lambda number, _salt, _: f"user{number % 100_000}@example.com",
    "idn-email": lambda number, _salt, _: f"user{number % 100_000}@example.com",
    "hostname": lambda number, _salt, _: f"host{number % 100_000}.example.com",
    "idn-hostname": lambda number, _salt, _: f"host{number % 100_000}.example.com",
    "ipv4": lambda _number, _salt, digest: f"192.0.2.{digest[0]}",
    "ipv6": lambda _number, _salt, digest: f"2001:db8::{digest[0]:x}",
    "uri": lambda number, _salt, _: f"https://example.com/{number % 100_000}",
    "url": lambda number, _salt, _: f"https://example.com/{number % 100_000}",
    "uri-reference": lambda number, _salt, _: f"/{number % 100_000}",
    "iri": lambda number, _salt, _: f"https://example.com/{number % 100_000}",
    "iri-reference": lambda number, _salt, _: f"/{number % 100_000}",
    "uri-template": lambda number, _salt, _: f"https://example.com/{number % 100_000}/{{id}}",
    "json-pointer": lambda number, _salt, _: f"/items/{number % 100}",
    "relative-json-pointer": lambda number, _salt, _: f"1/items/{number % 100}",
    "regex": lambda number, _salt, _: f"^item{number % 100}$",
    "byte": lambda _number, _salt, digest: base64.b64encode(digest[:12]).decode(),
    "decimal": lambda number, salt, _: f"{(number + salt) % 1000}.{salt % 90 + 10}",
}
"""Mapping from a string format to the function that writes a value of this format.

The function's arguments are the number of the value, an offset that depends on the value's path, and random bytes.
"""


def resemble(example: str, number: int, digest: bytes) -> str:
    """Generate an identifier that looks like an example, for one of many resources such as orders.

    A number at the end is increased: `prd_1` becomes `prd_3` if `number` is 2. Otherwise, the letters and digits after
    the last separator are replaced: `ord_3fK9aZ41` becomes, for example, `ord_7qB2cT93`.

    Args:
        example: An example identifier in the document.
        number: The index of the resource, from 0.
        digest: Random bytes for the resource; each byte selects one character.
    """
    start = max(example.rfind(separator) for separator in "_-.:/ ") + 1
    if start >= len(example):
        start = 0
    prefix, tail = example[:start], example[start:]
    if tail.isdecimal() and tail.isascii():
        return f"{prefix}{int(tail) + number:0{len(tail)}}"
    # If the last part had only one or two characters, several resources would get the same identifier.
    tail = (tail * MIN_RANDOM_IDENTIFIER_CHARS)[: max(len(tail), MIN_RANDOM_IDENTIFIER_CHARS)]
    stream = iter(digest * (1 + len(tail) // len(digest)))
    kinds = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
    return prefix + "".join(
        next((kind[byte % len(kind)] for kind in kinds if character in kind), character)
        for character, byte in zip(tail, stream, strict=False)
    )
