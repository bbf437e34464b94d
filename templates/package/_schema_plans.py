"""TypePlan: how to decode and encode one Python type, compiled once from a model's annotations.

Each model class has a msgspec Struct with the JSON names of its properties and their strictest types. The Struct
rejects everything that the contract does not document. msgspec decodes a response into structs in C, and a function
compiled once per class moves the values into the attrs object. Only a response that the structs reject is decoded
again, into plain data, and read property by property to find the mismatches.

The annotations of the model classes are the single source of the types.
"""

from __future__ import annotations

import re
import sys
import threading
import types
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Optional, Union, get_args, get_origin, overload
from uuid import UUID

import attrs
import msgspec

from ._enums import OpenIntEnum, OpenStrEnum
from ._timestamps import parse_date, parse_datetime
from ._types import UNSET, Discriminator, Unset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "ROOT",
    "CompiledPlan",
    "DecodingCancelled",
    "MismatchRecord",
    "Mismatches",
    "NoVariantError",
    "compiled_plan",
    "is_model",
    "json_type",
    "model_properties",
    "namespace",
    "read_only_names",
    "to_struct_function",
    "to_struct_functions",
]

MAX_KEPT_MISMATCHES = 1000  # of one response; further ones are only counted
MAX_POINTER_CHARS = 10_000
MAX_QUOTED_VALUE_CHARS = 64
STEPS_BETWEEN_CHECKS = 256


class DecodingCancelled(Exception):  # noqa: N818 - never leaves the package
    """The caller no longer waits for the decoded value."""


class NoVariantError(Exception):
    """A value matches no variant of a union, or not its constant. Only the strict decoder raises it."""


class Location(msgspec.Struct, gc=False):
    """A place in the data. Its JSON Pointer is computed on first use."""

    parent: Location | None
    step: str | int

    def pointer(self) -> str:
        """Return the JSON Pointer, shortened if it is very long: a server chooses the names in it."""
        steps: list[str | int] = []
        location = self
        while location.parent is not None:
            steps.append(location.step)
            location = location.parent
        pointer = ""
        for step in reversed(steps):
            if len(pointer) > MAX_POINTER_CHARS:
                break
            pointer += "/" + str(step)[:MAX_POINTER_CHARS].replace("~", "~0").replace("/", "~1")
        return pointer if len(pointer) <= MAX_POINTER_CHARS else f"{pointer[:MAX_POINTER_CHARS]}..."

    def pattern(self) -> tuple[str, ...]:
        """Return the steps to this place, innermost first, with `*` for each array index."""
        steps: list[str] = []
        location = self
        while location.parent is not None:
            steps.append(location.step if isinstance(location.step, str) else "*")
            location = location.parent
        return tuple(steps)


ROOT = Location(None, "")


class MismatchRecord(NamedTuple):
    """One place where data does not match the contract."""

    location: Location
    expected: str
    got: str
    """The JSON type of the value; for an enum, the value."""
    kind: str
    """`missing`, `null`, `type`, `enum`, `unknown` or `union`."""

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the place, including array indexes."""
        return self.location.pointer()


class Mismatches(Sequence[MismatchRecord]):
    """The mismatches of one response: the first `MAX_KEPT_MISMATCHES`, and the number of all."""

    __slots__ = ("_kept", "_scores", "_steps", "cancelled", "total")

    def __init__(self, cancelled: threading.Event | None = None) -> None:
        self.cancelled = cancelled
        self._steps = 0
        self._kept: list[MismatchRecord] = []
        self.total = 0
        # (id of a list or dict, union) -> tolerated mismatches of the best variant, or None, and that variant.
        self._scores: dict[tuple[int, _BestFitUnionPlan], tuple[int | None, TypePlan | None]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[MismatchRecord]:
        return iter(self._kept)

    @overload
    def __getitem__(self, index: int) -> MismatchRecord: ...
    @overload
    def __getitem__(self, index: slice) -> list[MismatchRecord]: ...
    def __getitem__(self, index: int | slice) -> MismatchRecord | list[MismatchRecord]:
        return self._kept[index]

    def check(self) -> None:
        """Stop decoding if the caller no longer waits. Called for each list and object."""
        self._steps += 1
        if not self._steps % STEPS_BETWEEN_CHECKS and self.cancelled is not None and self.cancelled.is_set():
            raise DecodingCancelled

    def add(self, location: Location, expected: str, got: str, kind: str) -> None:
        """Record a mismatch at a location."""
        if self.cancelled is not None:
            self.check()
        self.total += 1
        if len(self._kept) < MAX_KEPT_MISMATCHES:
            self._kept.append(MismatchRecord(location, expected, got, kind))

    def add_property(self, parent: Location, name: str, expected: str, got: str, kind: str) -> None:
        """Record a mismatch of a property of the object at a location."""
        self.total += 1
        if len(self._kept) < MAX_KEPT_MISMATCHES:
            self._kept.append(MismatchRecord(Location(parent, name), expected, got, kind))

    def forget_scores(self) -> None:
        """Free the memory that is only needed during decoding."""
        self._scores = {}


class TypePlan:
    """How to decode and encode values of one type.

    `struct` is a Python expression for the type that msgspec decodes to. `to_model(x)` and `to_struct(x)` are
    expressions that convert the value of the expression `x` between struct and model; they are `x` itself if no
    conversion is needed. All of them are evaluated in `namespace`, so that classes may refer to each other.
    """

    expected = "anything"
    struct = "Any"
    kinds: frozenset[type] = frozenset()
    """Python types that JSON of this type is decoded to; empty if any is possible."""
    unchanged: frozenset[type] = frozenset()
    """Python types that always match and that `read` returns unchanged, so `read` need not be called."""

    def to_model(self, x: str) -> str:
        return x

    def to_struct(self, x: str) -> str:
        return f"plain({x})"

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        """Build as much as possible from plain data, and record the mismatches."""
        if not self.kinds or type(value) in self.kinds:
            return value
        return self.record_mismatch(value, location, mismatches)

    def record_mismatch(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        """Record that a value has another type, and return it unchanged."""
        mismatches.add(location, self.expected, json_type(value), "null" if value is None else "type")
        return value

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        """Return how many tolerated mismatches a value has; None if it does not match this type.

        Additional properties and new enum values are tolerated, because a newer version of a variant may have them.
        """
        del mismatches
        return 0 if not self.kinds or type(value) in self.kinds else None


class _ScalarPlan(TypePlan):
    def __init__(self, expected: str, struct: str, *kinds: type) -> None:
        self.expected = expected
        self.struct = struct
        self.kinds = self.unchanged = frozenset(kinds)

    def to_struct(self, x: str) -> str:
        return x


class _IntegerPlan(_ScalarPlan):
    def __init__(self) -> None:
        super().__init__("integer", "int", int, float)
        self.unchanged = frozenset({int})

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        # JSON Schema 2020-12, 6.1.1: 1.0 is an integer. It is sent back as 1.0.
        if self.score(value, mismatches) is None:
            return self.record_mismatch(value, location, mismatches)
        return value

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        del mismatches
        return 0 if type(value) is int or (type(value) is float and value.is_integer()) else None


class _FormatPlan(_ScalarPlan):
    """A string with a format that has its own Python type: date-time, date, uuid.

    Args:
        expected: The format.
        struct: The expression of the Python type.
        target: The Python type that msgspec decodes to.
        parse: Returns a usable value for a string that departs from the format; raises ValueError.
    """

    def __init__(self, expected: str, struct: str, target: Any, parse: Callable[[str], Any] | None = None) -> None:
        super().__init__(expected, struct, str)
        self.unchanged = frozenset()
        self.decode = msgspec.json.Decoder(target).decode
        self.parse = parse

    def to_struct(self, x: str) -> str:
        first, v = _bind(x)
        if self.struct == "Timestamp":
            # The same as `format_datetime`, without a call for timestamps in UTC.
            millis = f'rfc3339({v}).replace("000Z", "Z")'
            return f"({v} if {first}.microsecond == 0 else {millis} if {v}.tzinfo is UTC else format_datetime({v}))"
        return f"({v} if type({first}) is date else format_date({v}))" if self.struct == "date" else x

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) is not str:
            return self.record_mismatch(value, location, mismatches)
        try:
            return self._decode(value)
        except (msgspec.DecodeError, UnicodeError):
            pass
        if self.parse is not None:
            try:
                built = self.parse(value)
            except ValueError:
                pass
            else:
                mismatches.add(location, self.expected, built.departure, "type")
                return built
        mismatches.add(location, self.expected, "another string", "type")
        return value

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        del mismatches
        if type(value) is not str:
            return None
        try:
            self._decode(value)
        except (msgspec.DecodeError, UnicodeError):
            return None
        return 0

    def _decode(self, value: str) -> Any:
        if "\\" in value:
            raise msgspec.DecodeError
        return self.decode(f'"{value}"')  # five times as fast as `msgspec.convert`


class _EnumPlan(TypePlan):
    """An enum, or a Literal of strings or integers."""

    def __init__(self, values: Iterable[str | int], enum: type[Any] | None) -> None:
        known: tuple[Any, ...] = tuple(values)
        self.kinds = frozenset(type(value) for value in known)
        if int in self.kinds:
            self.kinds |= {float}  # 1.0 equals 1, JSON Schema 2020-12, 4.2.2
        self.enum = enum
        self.known: dict[Any, Any] = {value: enum(value) if enum else value for value in known}
        self.expected = f"{'one of ' if len(known) > 1 else ''}{', '.join(map(repr, known))}"
        self.table = _register(self.known, "values")
        self.function = _register(self._look_up, "look_up")
        # A Literal and not the enum: an open enum would accept an unknown value silently. msgspec has no Literal of
        # integers beyond 64 bits.
        self.is_literal = all(isinstance(value, str) or -(2**63) <= value < 2**63 for value in known)
        types_ = " | ".join(sorted({type(value).__name__ for value in known}))
        self.struct = _register(Literal[known], "Literal") if self.is_literal else types_

    def to_model(self, x: str) -> str:
        if not self.is_literal:
            return f"{self.function}({x})"
        return f"{self.table}[{x}]" if self.enum else x

    def _look_up(self, value: Any) -> Any:
        try:
            return self.known[value]
        except KeyError:
            raise NoVariantError from None

    def to_struct(self, x: str) -> str:
        return x

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) not in self.kinds:
            return self.record_mismatch(value, location, mismatches)
        if value in self.known:
            return value if type(value) is float else self.known[value]  # 1.0 stays 1.0
        if type(value) is float:
            return self.record_mismatch(value, location, mismatches)
        mismatches.add(location, self.expected, quote_value(value), "enum")
        return self.enum(value) if self.enum else value

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        del mismatches
        if type(value) not in self.kinds:
            return None
        if value in self.known:
            return 0
        # A constant identifies its variant: another value means another variant.
        return 1 if len(self.known) > 1 and type(value) is not float else None


class _BooleanConstantPlan(_ScalarPlan):
    """The constant `true`, or the constant `false`: msgspec has no Literal of booleans."""

    def __init__(self, *, constant: bool) -> None:
        super().__init__("true" if constant else "false", "bool", bool)
        self.unchanged = frozenset()
        self.constant = constant
        self.function = _register(self._check, "constant")

    def to_model(self, x: str) -> str:
        return f"{self.function}({x})"

    def _check(self, value: Any) -> Any:
        if value is not self.constant:
            raise NoVariantError
        return value

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) is bool and value is not self.constant:
            mismatches.add(location, self.expected, "false" if self.constant else "true", "enum")
            return value
        return super().read(value, location, mismatches)

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        del mismatches
        return 0 if value is self.constant else None


class _NullablePlan(TypePlan):
    def __init__(self, inner: TypePlan) -> None:
        self.inner = inner
        self.expected = f"{inner.expected} or null"
        self.struct = f"Optional[{inner.struct}]"
        self.kinds = inner.kinds | {type(None)}
        self.unchanged = inner.unchanged | {type(None)}

    def to_model(self, x: str) -> str:
        return _unless("None", x, self.inner.to_model)

    def to_struct(self, x: str) -> str:
        return _unless("None", x, self.inner.to_struct)

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        return None if value is None else self.inner.read(value, location, mismatches)

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        return 0 if value is None else self.inner.score(value, mismatches)


class _ArrayPlan(TypePlan):
    expected = "array"
    kinds = frozenset({list})

    def __init__(self, inner: TypePlan) -> None:
        self.inner = inner
        self.unchanged = self.kinds if inner is _ANYTHING else frozenset()
        self.struct = f"list[{inner.struct}]"

    def to_model(self, x: str) -> str:
        v, (first, whole) = _fresh_name(), _bind(x)
        each = self.inner.to_model(v)
        return x if each == v else f"([{each} for {v} in {whole}] if {first} else {whole})"

    def to_struct(self, x: str) -> str:
        v, (first, whole) = _fresh_name(), _bind(x)
        each = self.inner.to_struct(v)
        return x if each == v else f"([{each} for {v} in {whole}] if type({first}) is list else plain({whole}))"

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) is not list:
            return self.record_mismatch(value, location, mismatches)
        if mismatches.cancelled is not None:
            mismatches.check()
        unchanged, read = self.inner.unchanged, self.inner.read
        return [
            item if type(item) in unchanged else read(item, Location(location, index), mismatches)
            for index, item in enumerate(value)
        ]

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        return _score_all(self.inner, value, mismatches) if type(value) is list else None


class _MapPlan(TypePlan):
    expected = "object"
    kinds = frozenset({dict})

    def __init__(self, inner: TypePlan) -> None:
        self.inner = inner
        self.unchanged = self.kinds if inner is _ANYTHING else frozenset()
        self.struct = f"dict[str, {inner.struct}]"

    def to_model(self, x: str) -> str:
        k, v = _fresh_name(), _fresh_name()
        each = self.inner.to_model(v)
        return x if each == v else f"{{{k}: {each} for {k}, {v} in {x}.items()}}"

    def to_struct(self, x: str) -> str:
        k, v, (first, whole) = _fresh_name(), _fresh_name(), _bind(x)
        each = self.inner.to_struct(v)
        if each == v:
            return x
        packed = f"{{{k}: {each} for {k}, {v} in {whole}.items() if {v} is not UNSET}}"
        # Most maps are empty, and `and` returns those at once.
        return f"({first} and {f'plain({whole})' if self.inner is _ANYTHING else packed})"

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) is not dict:
            return self.record_mismatch(value, location, mismatches)
        if mismatches.cancelled is not None:
            mismatches.check()
        unchanged, read = self.inner.unchanged, self.inner.read
        return {
            key: item if type(item) in unchanged else read(item, Location(location, key), mismatches)
            for key, item in value.items()
        }

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        return _score_all(self.inner, value.values(), mismatches) if type(value) is dict else None


class _JsonTypeUnionPlan(TypePlan):
    """A union whose variants have different JSON types."""

    def __init__(self, variants: list[TypePlan]) -> None:
        self.variants = variants
        self.expected = " or ".join(variant.expected for variant in variants)
        self.struct = f"Union[{', '.join(variant.struct for variant in variants)}]"
        self.kinds = frozenset().union(*(variant.kinds for variant in variants))
        self.by_kind = {kind: variant for variant in variants for kind in variant.kinds}

    def to_model(self, x: str) -> str:
        v = _fresh_name()
        converted = [variant for variant in self.variants if variant.to_model(v) != v]
        result = v
        for number, variant in reversed(list(enumerate(converted))):
            type_of = f"type({v} := {x})" if number == 0 else f"type({v})"
            kinds = [variant.struct] if isinstance(variant, ObjectPlan) else _struct_kinds(variant)
            test = f"{type_of} is {kinds[0]}" if len(kinds) == 1 else f"{type_of} in ({', '.join(kinds)})"
            result = f"({variant.to_model(v)} if {test} else {result})"
        return result if converted else x

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        variant = self.by_kind.get(type(value))
        if variant is None:
            return self.record_mismatch(value, location, mismatches)
        return variant.read(value, location, mismatches)

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        variant = self.by_kind.get(type(value))
        return None if variant is None else variant.score(value, mismatches)


class _BestFitUnionPlan(TypePlan):
    """A union of variants with the same JSON type: the first variant that fits best is chosen.

    The strict decoder takes the first variant whose struct accepts the value. If some part of it matches no variant,
    the whole response is read leniently, and each list and object is scored once for each union: trying all variants
    at all levels would take exponential time.
    """

    def __init__(self, variants: list[TypePlan]) -> None:
        self.variants = variants
        names = [each.cls.__name__ if isinstance(each, ObjectPlan) else each.expected for each in variants]
        self.expected = " or ".join(dict.fromkeys(names))
        self.function = _register(self._choose, "choose")
        self.compiled: list[CompiledPlan] = []

    def to_model(self, x: str) -> str:
        return f"{self.function}({x})"

    def _choose(self, value: Any) -> Any:
        for compiled in self.compiled or self._compile():
            try:
                struct = msgspec.convert(value, compiled.struct)
            except msgspec.ValidationError:
                continue
            return compiled.to_model(struct)
        raise NoVariantError

    def _compile(self) -> list[CompiledPlan]:
        self.compiled = [CompiledPlan(variant) for variant in self.variants]
        return self.compiled

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        _, variant = self._best(value, mismatches)
        if variant is None:
            mismatches.add(location, self.expected, json_type(value), "null" if value is None else "union")
            return value
        return variant.read(value, location, mismatches)

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        return self._best(value, mismatches)[0]

    def _best(self, value: Any, mismatches: Mismatches) -> tuple[int | None, TypePlan | None]:
        if type(value) is not dict and type(value) is not list:
            return self._score_variants(value, mismatches)
        key = id(value), self
        best = mismatches._scores.get(key)
        if best is None:
            best = mismatches._scores[key] = self._score_variants(value, mismatches)
        return best

    def _score_variants(self, value: Any, mismatches: Mismatches) -> tuple[int | None, TypePlan | None]:
        best: tuple[int | None, TypePlan | None] = None, None
        for variant in self.variants:
            score = variant.score(value, mismatches)
            if score == 0:
                return 0, variant
            if score is not None and (best[0] is None or score < best[0]):
                best = score, variant
        return best


class _DiscriminatedUnionPlan(TypePlan):
    """A union of objects with a discriminator.

    Args:
        json_name: The discriminator property.
        variants: Value of the property, as text -> object.
        default: The object for all other values; None if there is none.
    """

    expected = "object"
    struct = "dict"
    kinds = frozenset({dict})

    def __init__(self, json_name: str, variants: dict[str, ObjectPlan], default: ObjectPlan | None) -> None:
        self.json_name = json_name
        self.variants = variants
        self.default = default
        self.function = _register(self._build, "discriminated")
        self.compiled: dict[ObjectPlan, CompiledPlan] = {}
        objects: list[TypePlan] = list(dict.fromkeys(variants.values()))
        self.best_fit = _BestFitUnionPlan(objects)

    def to_model(self, x: str) -> str:
        return f"{self.function}({x})"

    def _build(self, value: dict[str, Any]) -> Any:
        variant = self._variant_of(value)
        if variant is None:
            raise NoVariantError
        compiled = self.compiled.get(variant) or self.compiled.setdefault(variant, CompiledPlan(variant))
        return compiled.to_model(msgspec.convert(value, compiled.struct))

    def _variant_of(self, value: dict[str, Any]) -> ObjectPlan | None:
        tag = value.get(self.json_name)
        if type(tag) is str:
            return self.variants.get(tag, self.default)
        return self.variants.get(_tag_text(tag), self.default)

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) is not dict:
            return self.record_mismatch(value, location, mismatches)
        variant = self._variant_of(value)
        if variant is not None:
            return variant.read(value, location, mismatches)
        expected = f"one of {', '.join(map(repr, self.variants))}"
        tag = value.get(self.json_name, UNSET)
        if isinstance(tag, str | int):
            got = quote_value(tag) if isinstance(tag, str) or type(tag) is int else json_type(tag)
            mismatches.add_property(location, self.json_name, expected, got, "enum")
        else:
            got = "nothing" if tag is UNSET else json_type(tag)
            mismatches.add_property(location, self.json_name, expected, got, "missing")
        # An absent or unknown value: the object that fits best, or plain data if none fits.
        _, best = self.best_fit._best(value, mismatches)
        return value if best is None else best.read(value, location, mismatches)

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        if type(value) is not dict:
            return None
        variant = self._variant_of(value)
        if variant is not None:
            return variant.score(value, mismatches)
        return 1 if isinstance(value.get(self.json_name), str | int) else None


def _tag_text(tag: Any) -> str:
    """Return the text that represents a discriminator value in a mapping."""
    if isinstance(tag, bool):
        return "true" if tag else "false"
    if isinstance(tag, float) and tag.is_integer():
        tag = int(tag)
    return str(tag) if isinstance(tag, int) and tag.bit_length() <= MAX_QUOTED_VALUE_CHARS else ""


class _Property(NamedTuple):
    name: str
    json_name: str
    optional: bool
    plan: TypePlan


class ObjectPlan(TypePlan):
    """A model class and its structs."""

    expected = "object"
    kinds = frozenset({dict})

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls
        self.name = _register(cls, cls.__name__)
        self.struct = f"{self.name}_struct"
        self.properties: list[_Property] = []
        # For `read` and `score`, which visit each property of each object of a page with mismatches.
        self.by_json_name: dict[str, tuple[str, frozenset[type], TypePlan]] = {}
        self.required: list[_Property] = []
        self.required_names: frozenset[str] = frozenset()
        self.additional = _ANYTHING

    def complete(self) -> None:
        """Build the structs and functions. Not in the constructor, because a property may refer to this class."""
        hints = self.cls.__annotations__
        for field in attrs.fields(self.cls)[1:]:
            json_name = field.metadata.get("json_name", field.name)
            hint = hints[field.name]
            plan = _plan_for(_evaluate(field.metadata.get("type", hint), self.cls))
            self.properties.append(_Property(field.name, json_name, "Unset" in hint.split(" | "), plan))
            self.by_json_name[json_name] = field.name, plan.unchanged, plan
            if field.metadata.get("read_only"):
                read_only_names.setdefault(self.cls, []).append(field.name)
        self.additional = _plan_for(_evaluate(self.cls._additional_type, self.cls))
        self.required = [each for each in self.properties if not each.optional]
        self.required_names = frozenset(each.json_name for each in self.required)
        self._compile()

    def _compile(self) -> None:
        # JSON names become renamed fields of msgspec, which rejects some characters. A property with such a name
        # is unknown to the struct, and is handled by `read` and `to_plain_dict`.
        refused = {each.name for each in self.properties if _REFUSED_IN_NAMES.search(each.json_name)}
        renamed = {each.name: each.json_name for each in self.properties if each.name != each.json_name}
        renamed |= {name: f"\N{REPLACEMENT CHARACTER}{name}" for name in refused}
        strict = [
            (each.name, each.plan.struct, UNSET) if each.optional else (each.name, each.plan.struct)
            for each in self.properties
        ]
        space = vars(namespace)
        # For open classes too: objects with additional properties are handled by `read`, all others are decoded fast.
        space[self.struct] = msgspec.defstruct(
            self.struct,
            strict,
            module=namespace.__name__,
            kw_only=True,
            forbid_unknown_fields=True,
            rename=renamed or None,
            gc=False,
        )
        # Every property may be absent from a request: its default UNSET omits it.
        space[f"{self.name}_out"] = msgspec.defstruct(
            f"{self.name}_out",
            [(each.name, Any, UNSET) for each in self.properties],
            module=namespace.__name__,
            omit_defaults=True,
            rename=renamed or None,
            gc=False,
        )
        to_model = [
            f"    o.{each.name} = {_unless('UNSET', f't.{each.name}', each.plan.to_model, when=each.optional)}"
            for each in self.properties
        ]
        to_struct = [
            f"            {_unless('UNSET', f'o.{each.name}', each.plan.to_struct, when=each.optional)},"
            for each in self.properties
        ]
        source = [
            f"def {self.name}_to_model(t):",
            f"    o = new({self.name})",
            "    o._extra = None",
            *to_model,
            "    return o",
            f"def {self.name}_blank():",
            f"    o = new({self.name})",
            "    o._extra = None",
            *(f"    o.{each.name} = UNSET" for each in self.properties),
            "    return o",
            f"def {self.name}_to_struct(o):",
            f"    if {bool(refused)} or o._extra:",
            "        return to_plain_dict(o)",
            "    try:",
            f"        return {self.name}_out(",
            *to_struct,
            "        )",
            "    except (AttributeError, TypeError):",
            "        return to_plain_dict(o)",
        ]
        exec("\n".join(source), space)  # noqa: S102 - names of our own classes, made by the generator
        self.blank: Callable[[], Any] = space[f"{self.name}_blank"]

    def to_model(self, x: str) -> str:
        return f"{self.name}_to_model({x})"

    def to_struct(self, x: str) -> str:
        return f"{self.name}_to_struct({x})"

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) is not dict:
            return self.record_mismatch(value, location, mismatches)
        if mismatches.cancelled is not None:
            mismatches.check()
        result = self.blank()
        by_json_name = self.by_json_name
        unknown: dict[str, Any] = {}
        # Iterate over the properties of the value, not of the class: the time is limited by what the server sent.
        for json_name, item in value.items():
            known = by_json_name.get(json_name)
            if known is None:
                unknown[json_name] = self.additional.read(item, Location(location, json_name), mismatches)
                continue
            name, unchanged, plan = known
            if type(item) not in unchanged:
                item = plan.read(item, Location(location, json_name), mismatches)  # noqa: PLW2901
            setattr(result, name, item)
        if not self.required_names <= value.keys():
            self._record_missing(value, location, mismatches)
        if unknown:
            result._extra = unknown
            if not self.cls._open:
                for name, item in unknown.items():
                    mismatches.add_property(location, name, "nothing", json_type(item), "unknown")
        return result

    def _record_missing(self, value: dict[str, Any], location: Location, mismatches: Mismatches) -> None:
        if len(mismatches) >= MAX_KEPT_MISMATCHES:
            mismatches.total += len(self.required_names) - sum(name in self.required_names for name in value)
            return
        for each in self.required:
            if each.json_name not in value:
                mismatches.add_property(location, each.json_name, each.plan.expected, "nothing", "missing")

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        if type(value) is not dict or not self.required_names <= value.keys():
            return None
        if mismatches.cancelled is not None:
            mismatches.check()
        total = 0
        for json_name, item in value.items():
            known = self.by_json_name.get(json_name)
            if known is None:
                score = self.additional.score(item, mismatches)
                if score is None:
                    return None
                total += score + (not self.cls._open)
            elif type(item) not in known[1]:
                score = known[2].score(item, mismatches)
                if score is None:
                    return None
                total += score
        return total


class CompiledPlan:
    """A plan that can decode a whole response."""

    def __init__(self, plan: TypePlan) -> None:
        space = vars(namespace)
        self.plan = plan
        self.struct: Any = eval(plan.struct, space)  # noqa: S307 - code written by the plans above
        self.decoder = msgspec.json.Decoder(self.struct)
        self.to_model: Callable[[Any], Any] = eval(f"lambda x: {plan.to_model('x')}", space)  # noqa: S307


# --- types -> plans, built once ---


def compiled_plan(type_: Any) -> CompiledPlan:
    """Return the plan of a type: a model, or lists, dicts and unions of models and plain types."""
    compiled = _compiled_plans.get(type_)
    if compiled is None:
        with _lock:
            compiled = _compiled_plans.setdefault(type_, CompiledPlan(_plan_for(type_)))
    return compiled


def to_struct_function(cls: type[Any]) -> Callable[[Any], Any]:
    """Return the function that converts objects of a model class to structs."""
    function = to_struct_functions.get(cls)
    if function is None:
        with _lock:
            _plan_for(cls)
            function = to_struct_functions.setdefault(cls, vars(namespace)[f"{_object_plans[cls].name}_to_struct"])
    return function


def model_properties(cls: type[Any]) -> list[tuple[str, str, bool]]:
    """Return the attribute name and JSON name of each property of a model class, and whether it is a date."""
    to_struct_function(cls)
    return [
        (each.name, each.json_name, each.plan.struct in ("date", "Optional[date]"))
        for each in _object_plans[cls].properties
    ]


def is_model(type_: Any) -> bool:
    """Return whether a type is a model class."""
    return isinstance(type_, type) and hasattr(type_, "__attrs_attrs__")


def _plan_for(type_: Any) -> TypePlan:
    if type_ in _SCALARS:
        return _SCALARS[type_]
    if is_model(type_):
        if type_ not in _object_plans:
            plan = _object_plans[type_] = ObjectPlan(type_)  # First, because its properties may refer to it.
            plan.complete()
        return _object_plans[type_]
    if isinstance(type_, type) and issubclass(type_, OpenStrEnum | OpenIntEnum):
        return _EnumPlan([each.value for each in type_], type_)
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in (list, dict):
        return (_ArrayPlan if origin is list else _MapPlan)(_plan_for(arguments[-1]))
    if origin is Literal:
        return _literal_plan(arguments)
    if origin in (Annotated, Union, types.UnionType):
        discriminators: tuple[Discriminator, ...] = ()
        if origin is Annotated:
            union, *rules = arguments
            arguments, discriminators = get_args(union), tuple(rules)
        variants = tuple(each for each in arguments if each is not Unset)
        key = variants, discriminators
        # One plan for equal unions, so that a value is scored once.
        return _union_plans.get(key) or _union_plans.setdefault(key, _union_plan(variants, discriminators))
    raise TypeError(f"no plan for {type_!r}")


def _literal_plan(values: tuple[Any, ...]) -> TypePlan:
    booleans = [value for value in values if isinstance(value, bool)]
    others = [value for value in values if not isinstance(value, bool)]
    if others and booleans:
        return _JsonTypeUnionPlan([_EnumPlan(others, None), _literal_plan(tuple(booleans))])
    if others:
        return _EnumPlan(others, None)
    return _BooleanConstantPlan(constant=booleans[0]) if len(booleans) == 1 else _SCALARS[bool]


def _union_plan(types_: Sequence[Any], discriminators: Iterable[Discriminator]) -> TypePlan:
    if {int, float} <= set(types_):  # `int | float` is one JSON type: number.
        types_ = [float, *(each for each in types_ if each not in (int, float))]
    variants = [_plan_for(each) for each in types_ if each is not type(None)] or [_SCALARS[None]]
    is_nullable = type(None) in types_
    for discriminator in discriminators:
        variants = _discriminate(variants, discriminator)
    if len(variants) == 1:
        return _NullablePlan(variants[0]) if is_nullable else variants[0]
    kinds = [kind for variant in variants for kind in variant.kinds]
    has_distinct_types = all(variant.kinds for variant in variants) and len(kinds) == len(set(kinds))
    plan = _JsonTypeUnionPlan(variants) if has_distinct_types else _BestFitUnionPlan(variants)
    return _NullablePlan(plan) if is_nullable else plan


def _discriminate(variants: list[TypePlan], discriminator: Discriminator) -> list[TypePlan]:
    """Replace the objects of a discriminator by one plan."""
    objects = {each.cls.__name__: each for each in variants if isinstance(each, ObjectPlan)}
    mapping = {value: objects[name] for value, name in discriminator.mapping if name in objects}
    default = objects.get(discriminator.default or "")
    known = [*mapping.values(), *([default] if default else [])]
    if not mapping:
        return variants
    rest = [each for each in variants if each not in known]
    return [_DiscriminatedUnionPlan(discriminator.json_name, mapping, default), *rest]


def _evaluate(annotation: Any, cls: type) -> Any:
    """Evaluate an annotation of a model, whose module imports other models for type checkers only."""
    if not isinstance(annotation, str):
        return annotation
    module = sys.modules[cls.__module__]
    models = sys.modules.get(module.__package__ or "")
    return eval(annotation, vars(module), _LazyModels(models))  # noqa: S307 - the source of the class


class _LazyModels(dict[str, Any]):
    """The models of a package by name, imported on first access."""

    def __init__(self, models: Any) -> None:
        super().__init__(Any=Any, Annotated=Annotated, Discriminator=Discriminator)
        self._models = models

    def __missing__(self, name: str) -> Any:
        if name in getattr(self._models, "__all__", ()):
            return getattr(self._models, name)
        raise KeyError(name)


# --- helpers of plans ---


def _score_all(plan: TypePlan, values: Iterable[Any], mismatches: Mismatches) -> int | None:
    total = 0
    for value in values:
        if type(value) not in plan.unchanged:
            score = plan.score(value, mismatches)
            if score is None:
                return None
            total += score
    return total


def _unless(marker: str, x: str, convert: Callable[[str], str], *, when: bool = True) -> str:
    """Return code that converts `x`, except for one value that stays unchanged."""
    if convert("_") == "_":
        return x
    if not when:
        return convert(x)
    first, v = _bind(x)
    return f"({marker} if {first} is {marker} else {convert(v)})"


def _bind(x: str) -> tuple[str, str]:
    """Return code for an expression that is used twice: for its first use, and for later uses."""
    if x.isidentifier():
        return x, x
    v = _fresh_name()
    return f"({v} := {x})", v


def _struct_kinds(plan: TypePlan) -> list[str]:
    """Return the names of the types that the strict decoder returns for a plan."""
    kinds = plan.kinds - {float} if isinstance(plan, _EnumPlan) else plan.kinds
    return sorted(kind.__name__ for kind in kinds)


def _register(value: Any, name: str) -> str:
    key = f"{name}_{len(vars(namespace))}"
    setattr(namespace, key, value)
    return key


def _fresh_name() -> str:
    _counter[0] += 1
    return f"v{_counter[0]}"


def quote_value(value: str | int) -> str:
    """Return an enum value for a message; its JSON type if it does not look like an enum value."""
    if isinstance(value, int):
        return repr(value) if value.bit_length() <= MAX_QUOTED_VALUE_CHARS else "integer"
    plain = len(value) <= MAX_QUOTED_VALUE_CHARS and value.replace("_", "").replace("-", "").isalnum()
    return repr(value) if plain else "string"


def json_type(value: Any) -> str:
    """Return the name of the JSON type of a value."""
    return _JSON_TYPES.get(type(value)) or type(value).__name__


_JSON_TYPES = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}

_REFUSED_IN_NAMES = re.compile(r'["\\\x00-\x1f]')

_Timestamp = Annotated[datetime, msgspec.Meta(tz=True)]

namespace = types.ModuleType(f"{__name__}.compiled")
"""The module of compiled structs and functions: msgspec resolves names in the module of a class."""

sys.modules[namespace.__name__] = namespace
vars(namespace).update(
    Any=Any, Optional=Optional, Union=Union, UNSET=UNSET, UUID=UUID, date=date, datetime=datetime, Timestamp=_Timestamp
)
vars(namespace).update(new=object.__new__)

_lock = threading.RLock()
_counter = [0]
_compiled_plans: dict[Any, CompiledPlan] = {}
to_struct_functions: dict[type[Any], Callable[[Any], Any]] = {}
_object_plans: dict[type[Any], ObjectPlan] = {}
read_only_names: dict[type[Any], list[str]] = {}
"""Model class -> the attributes that only the server sets."""
_union_plans: dict[Any, TypePlan] = {}

_ANYTHING = TypePlan()
_ANYTHING.unchanged = frozenset(_JSON_TYPES)
_NUMBER = _ScalarPlan("number", "Union[int, float]", int, float)

_SCALARS: dict[Any, TypePlan] = {
    Any: _ANYTHING,
    type(None): _ScalarPlan("null", "None", type(None)),
    None: _ScalarPlan("null", "None", type(None)),
    bool: _ScalarPlan("boolean", "bool", bool),
    int: _IntegerPlan(),
    float: _NUMBER,
    str: _ScalarPlan("string", "str", str),
    bytes: _ScalarPlan("string", "str", str),
    datetime: _FormatPlan("date-time", "Timestamp", _Timestamp, parse_datetime),
    date: _FormatPlan("date", "date", date, parse_date),
    UUID: _FormatPlan("uuid", "UUID", UUID),
}
