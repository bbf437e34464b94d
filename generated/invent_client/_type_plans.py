"""Decoding and encoding of the values of one type, such as scalars, enums and unions.

msgspec decodes a JSON object to a struct (an instance of a msgspec class), and generated code converts the struct to a
model. A strict struct accepts only what the contract documents. An extended struct also accepts the mismatches of
earlier responses.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, Optional, Union
from uuid import UUID

import msgspec

from ._mismatch_records import JSON_TYPES, Location, MapKey, Mismatches, json_type
from ._plan_code import LONG_ITEMS, FunctionWriter, Place, Shape, namespace, register, until_cancelled
from ._timestamps import parse_date, parse_datetime, parse_naive_datetime
from ._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "ANYTHING",
    "MAX_LEARNED_NAME_CHARS",
    "SCALARS",
    "ArrayPlan",
    "BooleanConstantPlan",
    "EnumPlan",
    "FormatPlan",
    "JsonTypeUnionPlan",
    "MapPlan",
    "NoVariantError",
    "NullablePlan",
    "TypePlan",
    "quote_value",
    "write_struct_of_any",
]

MAX_QUOTED_VALUE_CHARS = 64
MAX_LEARNED_NAME_CHARS = 256
MAX_LEARNED_VALUES = 64  # maximum number of undocumented values of one enum in its cache


class NoVariantError(Exception):
    """A decoded value matches no variant of a union, or differs from the documented constant.

    Generated code raises this. The client then converts the JSON data by `TypePlan.read`, which records mismatches.
    """


class TypePlan:
    """Base class of the objects that decode and encode the values of one type.

    msgspec decodes JSON objects to structs (instances of msgspec classes), and generated code converts these to models.
    Three methods return Python expressions for this code:

        struct_type        for the type to which msgspec decodes
        write_to_model     for the model; the method first writes the statements that convert a struct to it
        write_to_struct    for the struct; the method first writes the statements that convert a model to it
    """

    expected = "anything"
    struct = "Any"
    kinds: frozenset[type] = frozenset()
    """The Python types that decoded JSON of this type can have; empty if it can have every type."""
    unchanged: frozenset[type] = frozenset()
    """The Python types whose values always match and stay as they are, so that `read` is not called for them."""
    is_open_type = False
    """Whether values of other types than `kinds` match, too; `read` returns them unchanged."""
    is_extensible = True
    """Whether the structs of nested values can be extended, so that they accept differences from the contract."""
    is_sent_unchanged = False
    """Whether requests contain the values without conversion, so that `write_to_struct` writes no code."""
    is_object = False
    """Whether values of this type can be models."""

    def parts(self) -> Iterable[TypePlan]:
        """Return the TypePlans of the types directly inside this type, such as those of a model's properties.

        Omit types that are decoded separately: additional properties, and union variants that msgspec cannot select.
        """
        return ()

    def used(self) -> Iterable[TypePlan]:
        """Return the TypePlans of all types directly inside this type, also of those that `parts` omits."""
        return self.parts()

    def struct_type(self, shape: Shape) -> str:
        del shape
        return self.struct

    def struct_classes(self, shape: Shape) -> list[str]:
        """Return the names of the classes to which msgspec may decode a value of this type, such as ["Thing_1_struct"].

        Generated code compares the class of a decoded value with them to find the variant of a union.
        """
        del shape
        return sorted(kind.__name__ for kind in self.kinds)

    def is_converted(self, shape: Shape) -> bool:
        """Return whether a value that msgspec decoded needs conversion by generated code, such as a struct to a model.

        `shape` states which msgspec struct the decoder uses for each model class.
        """
        del shape
        return False

    def write_to_model(self, writer: FunctionWriter, x: str, at: Place) -> str:
        """Write Python statements that convert a decoded value, such as a struct to a model.

        Return a Python expression for the converted value.

        Args:
            writer: The writer of the generated function.
            x: A Python expression for the value that msgspec decoded.
            at: Python expressions for the location of the value in the response, with which mismatches are recorded.
        """
        del writer, at
        return x

    def write_to_struct(self, writer: FunctionWriter, x: str) -> str:
        del writer
        return f"plain({x})"

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        """Convert JSON data to a value of this type, and record each place that does not match the contract.

        Data that does not match is returned as it is, without an exception.

        Args:
            value: The JSON data.
            location: The location of the data in the response.
            mismatches: The mismatches of the response, to which new ones are added.
        """
        if not self.kinds or type(value) in self.kinds:
            return value
        return self.record_mismatch(value, location, mismatches)

    def record_mismatch(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        """Record a mismatch: the value has another JSON type than documented. Return the value unchanged."""
        mismatches.add(location, self.expected, json_type(value), "null" if value is None else "type")
        return value

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        """Return the number of minor mismatches in a value; None if it does not match this type.

        Minor mismatches are undocumented properties, new enum values, and dates in other formats than RFC 3339.

        Args:
            value: The JSON data.
            mismatches: The Mismatches object of the response, whose cache of scores is used. No mismatch is recorded.
        """
        del mismatches
        return 0 if not self.kinds or type(value) in self.kinds else None


class ScalarPlan(TypePlan):
    is_sent_unchanged = True

    def __init__(self, expected: str, struct: str, *kinds: type) -> None:
        self.expected = expected
        self.struct = struct
        self.kinds = self.unchanged = frozenset(kinds)

    def write_to_struct(self, writer: FunctionWriter, x: str) -> str:
        del writer
        return x


class _IntegerPlan(ScalarPlan):
    def __init__(self) -> None:
        super().__init__("integer", "int", int, float)
        self.unchanged = frozenset({int})

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        # By JSON Schema 2020-12, 6.1.1, 1.0 is an integer. The value stays a float, so that requests send 1.0 again.
        if self.score(value, mismatches) is None:
            return self.record_mismatch(value, location, mismatches)
        return value

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        del mismatches
        return 0 if type(value) is int or (type(value) is float and value.is_integer()) else None


class FormatPlan(ScalarPlan):
    """Decoder and encoder of strings with the format date-time, date or uuid.

    Args:
        expected: The name of the format, such as "date-time", for the expected value in a recorded mismatch.
        struct: The name of `target` in generated code, such as "UUID".
        target: The type to which msgspec decodes the strings, such as `uuid.UUID`.
        parse: A function that parses strings that msgspec rejects, such as a date-time without an offset, or raises
            ValueError. None if there is no such function.
    """

    def __init__(self, expected: str, struct: str, target: Any, parse: Callable[[str], Any] | None = None) -> None:
        super().__init__(expected, struct, str)
        self.unchanged = frozenset()
        self.is_sent_unchanged = struct not in ("Timestamp", "date")
        self.decode = msgspec.json.Decoder(target).decode
        self.parse = parse

    def write_to_struct(self, writer: FunctionWriter, x: str) -> str:
        if self.struct == "Timestamp":
            # The generated code has the same result as `format_datetime`, but does not call it for timestamps in UTC.
            v = writer.variable(x)
            with writer.block(f"if {v}.microsecond or {v}.tzinfo is not UTC:"):
                millis = f'rfc3339({v}).replace("000Z", "Z")'
                writer.line(f"{v} = {millis} if {v}.tzinfo is UTC else format_datetime({v})")
            return v
        if self.struct == "date":
            v = writer.variable(x)
            return f"({v} if type({v}) is date else format_date({v}))"
        return x

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) is not str:
            return self.record_mismatch(value, location, mismatches)
        if self.parse is None or value[:1].isdigit():
            if self.parse is parse_datetime and (naive := parse_naive_datetime(value)) is not None:
                mismatches.add(location, self.expected, naive.departure, "type")
                return naive
            try:
                return self._decode(value)
            except (msgspec.DecodeError, UnicodeError):
                pass
            if (built := self._parse(value)) is not None:
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
            return None if self._parse(value) is None else 1
        return 0

    def _parse(self, value: str) -> Any:
        """Parse a string that msgspec rejects, such as a date-time without an offset; return None if this fails."""
        try:
            return self.parse(value) if self.parse is not None else None
        except ValueError:
            return None

    def _decode(self, value: str) -> Any:
        if "\\" in value:
            raise msgspec.DecodeError
        return self.decode(f'"{value}"')  # This is five times as fast as `msgspec.convert`.


class EnumPlan(TypePlan):
    """Decoder and encoder of the values of an enum, or of a Literal of strings or integers."""

    is_sent_unchanged = True

    def __init__(self, values: Iterable[str | int], enum: type[Any] | None) -> None:
        known: tuple[Any, ...] = tuple(values)
        self.types = frozenset(type(value) for value in known)
        # By JSON Schema 2020-12, 4.2.2, 1.0 equals 1, so an enum of integers also matches floats.
        self.kinds = self.types | {float} if int in self.types else self.types
        self.enum = enum
        self.known: dict[Any, Any] = {value: enum(value) if enum else value for value in known}
        self.expected = f"{'one of ' if len(known) > 1 else ''}{', '.join(map(repr, known))}"
        self.table = register(self.known, "values")
        self.keeper = register(self._keep, "keep")
        self.look_up = register(self._look_up, "look_up")
        self.is_extended = False
        """Whether the server has sent values that the contract does not list for this enum."""
        # For each received undocumented value: the value in the model, and the text that a mismatch shows.
        self._undocumented: dict[Any, tuple[Any, str]] = {}
        self.undocumented = register(self._undocumented, "undocumented")
        # An enum class accepts unknown values, and msgspec would not report them. So the struct has a Literal of the
        # known values. msgspec has no Literal of integers beyond 64 bits.
        self.is_literal = all(isinstance(value, str) or -(2**63) <= value < 2**63 for value in known)
        self.struct = register(Literal[known], "Literal") if self.is_literal else self._open_struct

    @property
    def _open_struct(self) -> str:
        return " | ".join(sorted(kind.__name__ for kind in self.types))

    def struct_type(self, shape: Shape) -> str:
        return self._open_struct if self in shape.extended else self.struct

    def struct_classes(self, shape: Shape) -> list[str]:
        del shape
        return sorted(kind.__name__ for kind in self.types)

    def is_converted(self, shape: Shape) -> bool:
        return self.enum is not None or not self.is_literal or self in shape.extended

    def write_to_model(self, writer: FunctionWriter, x: str, at: Place) -> str:
        if self in writer.shape.extended:
            v = writer.variable(x)
            result = writer.variable(f"{self.table}.get({v})")
            with writer.block(f"if {result} is None:"):
                got = writer.variable()
                writer.line(f"{result}, {got} = {self.undocumented}.get({v}) or {self.keeper}({v})")
                writer.line(f"m.entries.append(({at.entry}, {self.expected!r}, {got}, 'enum'))")
            return result
        if not self.is_literal:
            return f"{self.look_up}({x})"
        return f"{self.table}[{x}]" if self.enum else x

    def _look_up(self, value: Any) -> Any:
        try:
            return self.known[value]
        except KeyError:
            raise NoVariantError from None

    def write_to_struct(self, writer: FunctionWriter, x: str) -> str:
        del writer
        return x

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) not in self.kinds:
            return self.record_mismatch(value, location, mismatches)
        if value in self.known:
            return value if type(value) is float else self.known[value]  # 1.0 stays 1.0, not 1
        if type(value) is float:
            return self.record_mismatch(value, location, mismatches)
        kept = self.keep_undocumented(value, self.expected, location, mismatches)
        if mismatches.is_learning:
            self.is_extended = True
            mismatches.explained += 1
        return kept

    def keep_undocumented(self, value: Any, expected: str, location: Location, mismatches: Mismatches) -> Any:
        """Record a mismatch for a value that the contract does not list, and return the value of the model."""
        kept, text = self._undocumented.get(value) or self._keep(value)
        mismatches.add(location, expected, text, "enum")
        return kept

    def _keep(self, value: Any) -> tuple[Any, str]:
        result = (self.enum(value) if self.enum else value), quote_value(value)
        if len(self._undocumented) < MAX_LEARNED_VALUES and (
            type(value) is int or len(value) <= MAX_LEARNED_NAME_CHARS
        ):
            self._undocumented[value] = result
        return result

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        del mismatches
        if type(value) not in self.kinds:
            return None
        if value in self.known:
            return 0
        # An enum with one value identifies a variant of a union, so a value that differs does not match this variant.
        return 1 if len(self.known) > 1 and type(value) is not float else None


class BooleanConstantPlan(ScalarPlan):
    """Decoder of a boolean with one allowed value, such as `Literal[True]`.

    msgspec does not support such a type, so it decodes any boolean, and generated code checks the value.
    """

    def __init__(self, *, constant: bool) -> None:
        super().__init__("true" if constant else "false", "bool", bool)
        self.unchanged = frozenset()
        self.constant = constant
        self.function = register(self._check, "constant")

    def is_converted(self, shape: Shape) -> bool:
        del shape
        return True

    def write_to_model(self, writer: FunctionWriter, x: str, at: Place) -> str:
        del writer, at
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


class NullablePlan(TypePlan):
    def __init__(self, inner: TypePlan) -> None:
        self.inner = inner
        self.expected = f"{inner.expected} or null"
        self.is_sent_unchanged = inner.is_sent_unchanged
        self.kinds = inner.kinds and inner.kinds | {type(None)}
        self.unchanged = inner.unchanged | {type(None)}

    def parts(self) -> Iterable[TypePlan]:
        return (self.inner,)

    def struct_type(self, shape: Shape) -> str:
        return f"Optional[{self.inner.struct_type(shape)}]"

    def struct_classes(self, shape: Shape) -> list[str]:
        return ["NoneType", *self.inner.struct_classes(shape)]

    def is_converted(self, shape: Shape) -> bool:
        return self.inner.is_converted(shape)

    def write_to_model(self, writer: FunctionWriter, x: str, at: Place) -> str:
        if not self.is_converted(writer.shape):
            return x
        v = writer.variable(x)
        with writer.block(f"if {v} is not None:"):
            writer.assign(v, self.inner.write_to_model(writer, v, at))
        return v

    def write_to_struct(self, writer: FunctionWriter, x: str) -> str:
        if self.is_sent_unchanged:
            return x
        v = writer.variable(x)
        with writer.block(f"if {v} is not None:"):
            writer.assign(v, self.inner.write_to_struct(writer, v))
        return v

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        return None if value is None else self.inner.read(value, location, mismatches)

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        return 0 if value is None else self.inner.score(value, mismatches)


class _ItemsPlan(TypePlan):
    """The common base of ArrayPlan and MapPlan.

    Args:
        inner: The TypePlan of the items of the array, or of the values of the map.
    """

    def __init__(self, inner: TypePlan) -> None:
        self.inner = inner
        self.is_sent_unchanged = inner.is_sent_unchanged
        self.unchanged = self.kinds if inner is ANYTHING else frozenset()

    def parts(self) -> Iterable[TypePlan]:
        return (self.inner,)

    def is_converted(self, shape: Shape) -> bool:
        return self.inner.is_converted(shape)


class ArrayPlan(_ItemsPlan):
    expected = "array"
    kinds = frozenset({list})

    def struct_type(self, shape: Shape) -> str:
        return f"list[{self.inner.struct_type(shape)}]"

    def write_to_model(self, writer: FunctionWriter, x: str, at: Place) -> str:
        if not self.is_converted(writer.shape):
            return x
        # msgspec created the list, and no other code uses it, so the generated code replaces the items in place.
        whole, index, item = writer.variable(x), writer.variable("0"), writer.variable()
        parent = writer.variable(at.location) if self.inner in writer.shape.extended else ""
        with writer.block(f"for {item} in {_cancellable(whole, whole)}:"):
            result = self.inner.write_to_model(writer, item, Place.below(parent, index))
            writer.line(f"{whole}[{index}] = {result}")
            writer.line(f"{index} += 1")
        return whole

    def write_to_struct(self, writer: FunctionWriter, x: str) -> str:
        if self.is_sent_unchanged:
            return x
        whole = writer.variable(x)
        result, item = writer.variable(), writer.variable()
        with writer.block(f"if type({whole}) is list:"):
            writer.line(f"{result} = []")
            with writer.block(f"for {item} in {whole}:"):
                writer.line(f"{result}.append({self.inner.write_to_struct(writer, item)})")
        with writer.block("else:"):
            writer.line(f"{result} = plain({whole})")
        return result

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


def _cancellable(items: str, container: str) -> str:
    """Return the Python expression over which a generated `for` loop iterates, so that a long loop can be cancelled.

    `items` is the expression of the items, such as "v1.items()"; `container` that of their list or dict, such as "v1".
    """
    return f"({items} if len({container}) < {LONG_ITEMS} else until_cancelled({items}))"


class MapPlan(_ItemsPlan):
    expected = "object"
    kinds = frozenset({dict})

    def struct_type(self, shape: Shape) -> str:
        return f"dict[str, {self.inner.struct_type(shape)}]"

    def write_to_model(self, writer: FunctionWriter, x: str, at: Place) -> str:
        if not self.is_converted(writer.shape):
            return x
        whole, key, item = writer.variable(x), writer.variable(), writer.variable()
        parent = writer.variable(at.location) if self.inner in writer.shape.extended else ""
        with writer.block(f"for {key}, {item} in {_cancellable(f'{whole}.items()', whole)}:"):
            result = self.inner.write_to_model(writer, item, Place.below(parent, key))
            writer.line(f"{whole}[{key}] = {result}")
        return whole

    def write_to_struct(self, writer: FunctionWriter, x: str) -> str:
        if self.is_sent_unchanged:
            return x
        whole = writer.variable(x)
        with writer.block(f"if {whole}:"):  # This check makes empty maps fast.
            if self.inner is ANYTHING:
                writer.line(f"{whole} = plain({whole})")
            else:
                result, key, item = writer.variable("{}"), writer.variable(), writer.variable()
                with (
                    writer.block(f"for {key}, {item} in {whole}.items():"),
                    writer.block(f"if {item} is not UNSET:"),
                ):
                    writer.line(f"{result}[{key}] = {self.inner.write_to_struct(writer, item)}")
                writer.line(f"{whole} = {result}")
        return whole

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) is not dict:
            return self.record_mismatch(value, location, mismatches)
        if mismatches.cancelled is not None:
            mismatches.check()
        unchanged, read = self.inner.unchanged, self.inner.read
        return {
            key: item if type(item) in unchanged else read(item, Location(location, MapKey(key)), mismatches)
            for key, item in value.items()
        }

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        return _score_all(self.inner, value.values(), mismatches) if type(value) is dict else None


class JsonTypeUnionPlan(TypePlan):
    """Decoder and encoder of a union whose variants have different JSON types, such as a string and an array."""

    def __init__(self, variants: list[TypePlan]) -> None:
        self.variants = variants
        self.expected = " or ".join(variant.expected for variant in variants)
        self.kinds = frozenset().union(*(variant.kinds for variant in variants))
        self.by_kind = {kind: variant for variant in variants for kind in variant.kinds}

    def parts(self) -> Iterable[TypePlan]:
        return self.variants

    def struct_type(self, shape: Shape) -> str:
        return f"Union[{', '.join(variant.struct_type(shape) for variant in self.variants)}]"

    def struct_classes(self, shape: Shape) -> list[str]:
        return [name for variant in self.variants for name in variant.struct_classes(shape)]

    def is_converted(self, shape: Shape) -> bool:
        return any(variant.is_converted(shape) for variant in self.variants)

    def write_to_model(self, writer: FunctionWriter, x: str, at: Place) -> str:
        if not self.is_converted(writer.shape):
            return x
        v = writer.variable(x)
        header = "if"
        for variant in self.variants:
            if variant.is_converted(writer.shape):
                classes = variant.struct_classes(writer.shape)
                test = f"is {classes[0]}" if len(classes) == 1 else f"in ({', '.join(classes)})"
                with writer.block(f"{header} type({v}) {test}:"):
                    writer.assign(v, variant.write_to_model(writer, v, at))
                header = "elif"
        return v

    def write_to_struct(self, writer: FunctionWriter, x: str) -> str:
        return write_struct_of_any(self.variants, writer, x)

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        variant = self.by_kind.get(type(value))
        if variant is None:
            return self.record_mismatch(value, location, mismatches)
        return variant.read(value, location, mismatches)

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        variant = self.by_kind.get(type(value))
        return None if variant is None else variant.score(value, mismatches)


def write_struct_of_any(variants: Iterable[TypePlan], writer: FunctionWriter, x: str) -> str:
    """Write code that converts a value of a union, depending on its class, to one that msgspec can encode.

    Return the Python expression of the result.

    Args:
        variants: The TypePlans of the union's variants.
        writer: The writer of the generated function.
        x: The Python expression of the value.
    """
    if not any(each.is_object for each in variants):
        return f"plain({x})"
    v = writer.variable(x)
    function = writer.variable(f"to_struct_functions.get(type({v}))")
    return f"({function}({v}) if {function} is not None else plain({v}))"


def _score_all(plan: TypePlan, values: Iterable[Any], mismatches: Mismatches) -> int | None:
    total = 0
    for value in values:
        if type(value) not in plan.unchanged:
            score = plan.score(value, mismatches)
            if score is None:
                return None
            total += score
    return total


def quote_value(value: str | int) -> str:
    """Return an enum value as text for a message, such as "'red'".

    A long integer is shown as "integer", and a string that is long or has unusual characters as "string".
    """
    if isinstance(value, int):
        return repr(value) if value.bit_length() <= MAX_QUOTED_VALUE_CHARS else "integer"
    plain = len(value) <= MAX_QUOTED_VALUE_CHARS and value.replace("_", "").replace("-", "").isalnum()
    return repr(value) if plain else "string"


_Timestamp = Annotated[datetime, msgspec.Meta(tz=True)]

vars(namespace).update(
    Any=Any,
    Location=Location,
    NoVariantError=NoVariantError,
    NoneType=type(None),
    Optional=Optional,
    Timestamp=_Timestamp,
    UNSET=UNSET,
    UUID=UUID,
    Union=Union,
    date=date,
    datetime=datetime,
    json_types=JSON_TYPES,
    new=object.__new__,
    until_cancelled=until_cancelled,
)

ANYTHING = TypePlan()
ANYTHING.unchanged = frozenset(JSON_TYPES)
_NUMBER = ScalarPlan("number", "Union[int, float]", int, float)

SCALARS: dict[Any, TypePlan] = {
    Any: ANYTHING,
    type(None): ScalarPlan("null", "None", type(None)),
    None: ScalarPlan("null", "None", type(None)),
    bool: ScalarPlan("boolean", "bool", bool),
    int: _IntegerPlan(),
    float: _NUMBER,
    str: ScalarPlan("string", "str", str),
    bytes: ScalarPlan("string", "str", str),
    datetime: FormatPlan("date-time", "Timestamp", _Timestamp, parse_datetime),
    date: FormatPlan("date", "date", date, parse_date),
    UUID: FormatPlan("uuid", "UUID", UUID),
}
