"""JSON in -> models out, and back, with every departure from the contract noticed.

How it is fast. For each model class there is a *twin*: a msgspec Struct with the members' names on the wire and
their strictest types, which refuses what the contract does not say. msgspec decodes a response straight into
twins, in C; a function compiled once per class then moves the members over into the attrs class. Only a response
that the twins refuse is decoded a second time, into plain data, and walked member by member to say what does not
fit, building what can be built. Encoding is the same way back: attrs object -> twin -> msgspec.

The types come from the classes themselves: their annotations are the single source.
"""

from __future__ import annotations

import marshal
import re
import sys
import threading
import types
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Optional, Union, get_args, get_origin
from uuid import UUID

import attrs
import msgspec

from . import models
from ._enums import OpenIntEnum, OpenStrEnum
from ._model import Model
from ._types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Fault", "Undecodable", "convert", "decode", "encode", "to_builtins"]


class Fault(NamedTuple):
    """One place where data departs from the contract."""

    pointer: str
    """JSON pointer of the member, array indexes included."""
    expected: str
    got: str
    """The type that came; for an enum, the word."""
    kind: str
    """`missing`, `null`, `type`, `enum`, `unknown` or `union`."""


class Undecodable(Exception):  # noqa: N818  internal: callers see ResponseValidationError
    """The content is not JSON, or not even the container that the contract says."""


class _Misfit(Exception):  # noqa: N818
    """A value fits no alternative of a union, found out on the fast path."""


def decode(content: bytes, type_: Any) -> tuple[Any, list[Fault]]:
    """Decode JSON to the given type: a model, or lists, dicts and unions of models and plain types.

    Returns:
        The value, and what about it does not fit the contract (nothing, most of the time).

    Raises:
        Undecodable: The content is not JSON, or its outermost container is another one.
    """
    reader = _reader(type_)
    try:
        return reader.fast(reader.decoder.decode(content)), []
    except (msgspec.ValidationError, _Misfit):
        pass
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"not JSON: {error}"
        raise Undecodable(message) from None
    except RecursionError:
        message = "nested too deeply"
        raise Undecodable(message) from None
    try:
        data = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = "nested too deeply" if isinstance(error, RecursionError) else f"not JSON: {error}"
        raise Undecodable(message) from None
    return reader.slow(data)


def convert(data: Any, type_: Any) -> tuple[Any, list[Fault]]:
    """Convert plain data to the given type; otherwise as `decode`."""
    reader = _reader(type_)
    if type(data) is not dict and isinstance(data, Mapping):
        data = dict(data)  # of another mapping, msgspec would drop unknown members unseen
    try:
        try:
            return reader.fast(msgspec.convert(data, reader.twin)), []
        except (msgspec.ValidationError, _Misfit, TypeError):
            data = _of_json(data)
    except RecursionError:
        message = "nested too deeply"
        raise Undecodable(message) from None
    return reader.slow(data)


def encode(value: Any) -> bytes:
    """Encode models, enums, dates and plain data as JSON. Raises TypeError for anything else."""
    return msgspec.json.encode(plain(value))


def to_builtins(value: Any) -> Any:
    """Turn models, enums, dates and plain data into what `json.dumps` takes."""
    return msgspec.to_builtins(plain(value))


def plain(value: Any) -> Any:
    """Turn a value into something that msgspec encodes with the names and formats of the wire."""
    kind = type(value)
    if kind in _AS_THEY_ARE or (kind in _CONTAINERS and _is_data(value)):
        return value
    if kind in _packers or isinstance(value, Model):
        return (_packers.get(kind) or _packer(kind))(value)
    if isinstance(value, datetime):
        return _timestamp(value)
    try:
        if isinstance(value, dict | Mapping):
            return {key: plain(item) for key, item in value.items() if item is not UNSET}
        if isinstance(value, list | tuple | AbstractSet | Sequence) and not isinstance(value, str | bytes | bytearray):
            return [plain(item) for item in value]
    except RecursionError:
        pass  # so deep it came from a server, as data, and as data msgspec brings it back
    return value


# One type, one plan


class _At(msgspec.Struct, gc=False):
    """A place in the data, spelled out only when there is something to say of it."""

    parent: _At | None
    step: str | int

    def pointer(self) -> str:
        steps: list[str] = []
        at = self
        while at.parent is not None:
            steps.append("/" + str(at.step).replace("~", "~0").replace("/", "~1"))
            at = at.parent
        return "".join(reversed(steps))


_ROOT = _At(None, "")


class _Plan:
    """What to do with values of one type.

    `twin` is a Python expression for the type that msgspec is given. `unpack(x)` and `pack(x)` are expressions
    that turn the value of the expression `x` from twin to model and back; just `x` when there is nothing to do.
    All of them are evaluated in the namespace `_space`, so that classes may mention each other.
    """

    expected = "anything"
    twin = "Any"
    kinds: frozenset[type] = frozenset()
    """What JSON of this type is decoded to; empty when it could be anything."""
    as_is: frozenset[type] = frozenset()
    """The kinds that always fit and that `read` gives back as they came, so that it need not be called."""

    def unpack(self, x: str) -> str:
        return x

    def pack(self, x: str) -> str:
        return f"plain({x})"

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        """Build what can be built of plain data, and note what does not fit."""
        if not self.kinds or type(value) in self.kinds:
            return value
        return self.misfit(value, at, faults)

    def misfit(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        """Note that a value is of another type, and keep it as it is."""
        kind = "null" if value is None else "type"
        faults.append(Fault(at.pointer(), self.expected, _kind(value), kind))
        return value


class _Scalar(_Plan):
    def __init__(self, expected: str, twin: str, *kinds: type) -> None:
        self.expected = expected
        self.twin = twin
        self.kinds = self.as_is = frozenset(kinds)

    def pack(self, x: str) -> str:
        return x


class _Integer(_Scalar):
    def __init__(self) -> None:
        super().__init__("integer", "int", int, float)
        self.as_is = frozenset({int})

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        # 1.0 is an integer in JSON Schema, and stays 1.0.
        if type(value) is int or (type(value) is float and value.is_integer()):
            return value
        return self.misfit(value, at, faults)


class _Text(_Scalar):
    """A date, a timestamp or a UUID: a string on the wire, something better in Python."""

    def __init__(self, expected: str, twin: str, target: Any) -> None:
        super().__init__(expected, twin, str)
        self.as_is = frozenset()
        self.decode = msgspec.json.Decoder(target).decode

    def pack(self, x: str) -> str:
        if self.twin != "Timestamp":
            return x
        first, v = _held(x)
        # As `_timestamp` does, but most timestamps are in UTC, and need no call.
        short = f'_rfc3339({v}).replace("000Z", "Z")'
        return f"({v} if {first}.microsecond == 0 else {short} if {v}.tzinfo is UTC else _timestamp({v}))"

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        if type(value) is not str:
            return self.misfit(value, at, faults)
        try:
            # As JSON text it is read five times as fast as by `convert`; one with escapes is no date anyway.
            if "\\" not in value:
                return self.decode(f'"{value}"')
        except (msgspec.DecodeError, UnicodeError):
            pass
        faults.append(Fault(at.pointer(), self.expected, "another string", "type"))
        return value


class _Words(_Plan):
    """An enum, or a literal: one of some words."""

    def __init__(self, words: Iterable[str | int], enum: type[Any] | None) -> None:
        known: tuple[Any, ...] = tuple(words)
        self.kinds = frozenset(type(word) for word in known)
        self.enum = enum
        self.known: dict[Any, Any] = {word: enum(word) if enum else word for word in known}
        self.expected = f"{'one of ' if len(known) > 1 else ''}{', '.join(map(repr, known))}"
        # Literal, not the enum itself: an open enum would take an unknown word without a murmur.
        self.twin = _register(Literal[known], "Literal")
        self.table = _register(self.known, "words")

    def unpack(self, x: str) -> str:
        return f"{self.table}[{x}]" if self.enum else x

    def pack(self, x: str) -> str:
        return x

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        if type(value) is float and int in self.kinds and value in self.known:  # as with integers, 1.0 stays 1.0
            return value
        if type(value) not in self.kinds:
            return self.misfit(value, at, faults)
        if value in self.known:
            return self.known[value]
        faults.append(Fault(at.pointer(), self.expected, repr(value) if _is_word(value) else _kind(value), "enum"))
        return self.enum(value) if self.enum else value


class _Flag(_Scalar):
    """`true`, or `false`, and only that: a truth value that msgspec has no literal for."""

    def __init__(self, word: bool) -> None:  # noqa: FBT001  it is not a switch
        super().__init__("true" if word else "false", "bool", bool)
        self.as_is = frozenset()
        self.word = word
        self.function = _register(self.check, "flag")

    def unpack(self, x: str) -> str:
        return f"{self.function}({x})"

    def check(self, value: bool) -> bool:  # noqa: FBT001
        """Refuse the other one."""
        if value is not self.word:
            raise _Misfit
        return value

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        if type(value) is bool and value is not self.word:
            faults.append(Fault(at.pointer(), self.expected, "false" if self.word else "true", "enum"))
            return value
        return super().read(value, at, faults)


class _Nullable(_Plan):
    def __init__(self, inner: _Plan) -> None:
        self.inner = inner
        self.expected = f"{inner.expected} or null"
        self.twin = f"Optional[{inner.twin}]"
        self.kinds = inner.kinds | {type(None)}
        self.as_is = inner.as_is | {type(None)}

    def unpack(self, x: str) -> str:
        return _unless("None", x, self.inner.unpack)

    def pack(self, x: str) -> str:
        return _unless("None", x, self.inner.pack)

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        return None if value is None else self.inner.read(value, at, faults)


class _Array(_Plan):
    expected = "array"
    kinds = frozenset({list})

    def __init__(self, inner: _Plan) -> None:
        self.inner = inner
        self.as_is = self.kinds if inner is _ANYTHING else frozenset()
        self.twin = f"list[{inner.twin}]"

    def unpack(self, x: str) -> str:
        v, (first, whole) = _fresh(), _held(x)
        each = self.inner.unpack(v)
        return x if each == v else f"([{each} for {v} in {whole}] if {first} else {whole})"

    def pack(self, x: str) -> str:
        v, (first, whole) = _fresh(), _held(x)
        each = self.inner.pack(v)
        return x if each == v else f"([{each} for {v} in {whole}] if type({first}) is list else plain({whole}))"

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        if type(value) is not list:
            return self.misfit(value, at, faults)
        return [self.inner.read(item, _At(at, number), faults) for number, item in enumerate(value)]


class _Map(_Plan):
    expected = "object"
    kinds = frozenset({dict})

    def __init__(self, inner: _Plan) -> None:
        self.inner = inner
        self.as_is = self.kinds if inner is _ANYTHING else frozenset()
        self.twin = f"dict[str, {inner.twin}]"

    def unpack(self, x: str) -> str:
        k, v = _fresh(), _fresh()
        each = self.inner.unpack(v)
        return x if each == v else f"{{{k}: {each} for {k}, {v} in {x}.items()}}"

    def pack(self, x: str) -> str:
        k, v, (first, whole) = _fresh(), _fresh(), _held(x)
        each = self.inner.pack(v)
        if each == v:
            return x
        packed = f"{{{k}: {each} for {k}, {v} in {whole}.items() if {v} is not UNSET}}"
        # `and`: most maps are empty.
        return f"({first} and {f'plain({whole})' if self.inner is _ANYTHING else packed})"

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        if type(value) is not dict:
            return self.misfit(value, at, faults)
        return {key: self.inner.read(item, _At(at, key), faults) for key, item in value.items()}


class _Either(_Plan):
    """A union that the type of the JSON value decides."""

    def __init__(self, arms: list[_Plan]) -> None:
        self.arms = arms
        self.expected = " or ".join(arm.expected for arm in arms)
        self.twin = f"Union[{', '.join(arm.twin for arm in arms)}]"
        self.kinds = frozenset().union(*(arm.kinds for arm in arms))

    def unpack(self, x: str) -> str:
        v = _fresh()
        changed = [arm for arm in self.arms if arm.unpack(v) != v]
        result, seen = v, f"type({v})"
        for number, arm in reversed(list(enumerate(changed))):
            seen = f"type({v} := {x})" if number == 0 else f"type({v})"
            kind = arm.twin if isinstance(arm, _Object) else _only(arm)
            result = f"({arm.unpack(v)} if {seen} is {kind} else {result})"
        return result if changed else x

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        for arm in self.arms:
            if type(value) in arm.kinds:
                return arm.read(value, at, faults)
        return self.misfit(value, at, faults)


class _Fit(_Plan):
    """A union whose alternatives look alike on the wire: the first that fits is it."""

    def __init__(self, arms: list[_Plan]) -> None:
        self.arms = arms
        self.expected = " or ".join(dict.fromkeys(arm.expected for arm in arms))
        self.function = _register(self.fit, "fit")
        self.readers: list[_Reader] = []

    def unpack(self, x: str) -> str:
        return f"{self.function}({x})"

    def fit(self, value: Any) -> Any:
        """Convert to the first alternative that takes the value as it is."""
        if not self.readers:
            self.readers = [_Reader(arm) for arm in self.arms]
        for reader in self.readers:
            try:
                return reader.fast(msgspec.convert(value, reader.twin))
            except (msgspec.ValidationError, _Misfit):
                continue
        raise _Misfit

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        try:
            return self.fit(value)
        except _Misfit:
            pass
        best: tuple[Any, list[Fault]] | None = None
        for arm in self.arms:
            if arm.kinds and type(value) not in arm.kinds:
                continue
            noted: list[Fault] = []
            result = arm.read(value, at, noted)
            # An alternative that has grown is still that alternative; one that lacks something is another, as is
            # one with another word where only one is known: such words are there to tell alternatives apart.
            grown = all(
                fault.kind == "unknown" or (fault.kind == "enum" and fault.expected.startswith("one of"))
                for fault in noted
            )
            if grown and (best is None or len(noted) < len(best[1])):
                best = result, noted
        if best is None:
            faults.append(Fault(at.pointer(), self.expected, _kind(value), "null" if value is None else "union"))
            return value
        faults += best[1]
        return best[0]


class _Tagged(_Plan):
    """A union of objects that the value of one member tells apart: a discriminator.

    Args:
        wire: The member.
        arms: Its values, and what each of them means.
        rest: What an object with another value is, if it may be one.
    """

    expected = "object"
    twin = "dict"
    kinds = frozenset({dict})

    def __init__(self, wire: str, arms: dict[str, _Object], rest: _Object | None) -> None:
        self.wire = wire
        self.arms = arms
        self.rest = rest
        self.function = _register(self.build, "tagged")
        self.readers: dict[_Object, _Reader] = {}

    def unpack(self, x: str) -> str:
        return f"{self.function}({x})"

    def build(self, value: dict[str, Any]) -> Any:
        """Convert to the class that is meant."""
        arm = self.arm_of(value)
        if arm is None:
            raise _Misfit
        reader = self.readers.get(arm) or self.readers.setdefault(arm, _Reader(arm))
        return reader.fast(msgspec.convert(value, reader.twin))

    def arm_of(self, value: dict[str, Any]) -> _Object | None:
        word = value.get(self.wire)
        return self.arms.get(word, self.rest) if isinstance(word, str) else self.rest

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        if type(value) is not dict:
            return self.misfit(value, at, faults)
        arm = self.arm_of(value)
        if arm is not None:
            return arm.read(value, at, faults)
        pointer, expected = _At(at, self.wire).pointer(), f"one of {', '.join(map(repr, self.arms))}"
        word = value.get(self.wire, UNSET)
        if isinstance(word, str):
            faults.append(Fault(pointer, expected, repr(word) if _is_word(word) else _kind(word), "enum"))
        else:
            faults.append(Fault(pointer, expected, "nothing" if word is UNSET else _kind(word), "missing"))
        return value  # an arm that is not known yet stays as it came


class _Member(NamedTuple):
    name: str
    wire: str
    optional: bool
    plan: _Plan


class _Object(_Plan):
    """A model class and its twin."""

    expected = "object"
    kinds = frozenset({dict})

    def __init__(self, cls: type[Model]) -> None:
        self.cls = cls
        self.name = _register(cls, cls.__name__)
        self.twin = f"{self.name}_twin"
        self.members: list[_Member] = []
        # For `read`, as bare tuples: it sees each member of each object of a page that does not fit.
        self.steps: list[tuple[str, str, frozenset[type], _Plan]] = []
        self.optional: set[str] = set()
        self.known: set[str] = set()

    def complete(self) -> None:
        """Make the twin and the functions; apart from the constructor, as members may lead back here."""
        hints = self.cls.__annotations__
        for field in attrs.fields(self.cls)[1:]:
            wire = field.metadata.get("wire", field.name)
            plan = _plan(_evaluated(hints[field.name], self.cls))
            self.members.append(_Member(field.name, wire, field.default is UNSET, plan))
            self.steps.append((field.name, wire, plan.as_is, plan))
        self.optional = {each.wire for each in self.members if each.optional}
        self.known = {each.wire for each in self.members}
        self._compile()

    def _compile(self) -> None:
        # msgspec wants wire names that are not Python names as a renaming of names that are. It refuses some
        # letters in them; a member with such a name is unknown to the twin, and left to `read` and `_loose`.
        odd = {each.name for each in self.members if _NOT_IN_NAMES.search(each.wire)}
        renamed = {each.name: each.wire for each in self.members if each.name != each.wire}
        renamed |= {name: f"\N{REPLACEMENT CHARACTER}{name}" for name in odd}
        strict = [
            (each.name, each.plan.twin, UNSET) if each.optional else (each.name, each.plan.twin)
            for each in self.members
        ]
        space = vars(_space)
        # Of an open class, too: what has members that are not named is left to `read`, and what has none is read fast.
        space[self.twin] = msgspec.defstruct(
            self.twin,
            strict,
            module=_space.__name__,
            kw_only=True,
            forbid_unknown_fields=True,
            rename=renamed or None,
            gc=False,
        )
        # What is sent may lack anything: every member defaults to UNSET and is then left out.
        space[f"{self.name}_out"] = msgspec.defstruct(
            f"{self.name}_out",
            [(each.name, Any, UNSET) for each in self.members],
            module=_space.__name__,
            omit_defaults=True,
            rename=renamed or None,
            gc=False,
        )
        unpacked = [
            f"    o.{each.name} = {_unless('UNSET', f't.{each.name}', each.plan.unpack, when=each.optional)}"
            for each in self.members
        ]
        packed = [
            f"            {_unless('UNSET', f'o.{each.name}', each.plan.pack, when=each.optional)},"
            for each in self.members
        ]
        source = [
            f"def {self.name}_unpack(t):",
            f"    o = new({self.name})",
            "    o._extra = None",
            *unpacked,
            "    return o",
            f"def {self.name}_pack(o):",
            f"    if {bool(odd)} or o._extra:",
            "        return _loose(o)",
            "    try:",
            f"        return {self.name}_out(",
            *packed,
            "        )",
            "    except (AttributeError, TypeError):",
            "        return _loose(o)",
        ]
        exec("\n".join(source), space)  # noqa: S102  names of our own classes, made by the generator

    def unpack(self, x: str) -> str:
        return f"{self.name}_unpack({x})"

    def pack(self, x: str) -> str:
        return f"{self.name}_pack({x})"

    def read(self, value: Any, at: _At, faults: list[Fault]) -> Any:
        if type(value) is not dict:
            return self.misfit(value, at, faults)
        result = object.__new__(self.cls)
        absent = 0
        for name, wire, as_is, plan in self.steps:
            got = value.get(wire, _ABSENT)
            if type(got) not in as_is:
                if got is not _ABSENT:
                    got = plan.read(got, _At(at, wire), faults)
                else:
                    got = UNSET
                    absent += 1
                    if wire not in self.optional:
                        faults.append(Fault(_At(at, wire).pointer(), plan.expected, "nothing", "missing"))
            setattr(result, name, got)
        extra: dict[str, Any] = {}
        if len(value) > len(self.steps) - absent:
            extra = {key: item for key, item in value.items() if key not in self.known}
            if not self.cls._open:
                faults.extend(
                    Fault(_At(at, key).pointer(), "nothing", _kind(item), "unknown") for key, item in extra.items()
                )
        result.additional_properties = extra
        return result


class _Reader:
    """A plan, ready to be used on a whole response."""

    def __init__(self, plan: _Plan) -> None:
        space = vars(_space)
        self.plan = plan
        self.twin: Any = eval(plan.twin, space)  # noqa: S307  written by the plans above
        self.decoder = msgspec.json.Decoder(self.twin)
        self.fast: Callable[[Any], Any] = eval(f"lambda x: {plan.unpack('x')}", space)  # noqa: S307

    def slow(self, data: Any) -> tuple[Any, list[Fault]]:
        plan = self.plan
        if plan.kinds and type(data) not in plan.kinds:
            message = f"expected {plan.expected}, got {_kind(data)}"
            raise Undecodable(message)
        faults: list[Fault] = []
        try:
            return plan.read(data, _ROOT, faults), faults
        except RecursionError:
            message = "nested too deeply"
            raise Undecodable(message) from None


# Types -> plans, made once


def _reader(type_: Any) -> _Reader:
    reader = _readers.get(type_)
    if reader is None:
        with _lock:
            reader = _readers.setdefault(type_, _Reader(_plan(type_)))
    return reader


def _packer(cls: type[Model]) -> Callable[[Any], Any]:
    packer = _packers.get(cls)
    if packer is None:
        with _lock:
            _plan(cls)
            packer = _packers.setdefault(cls, vars(_space)[f"{_objects[cls].name}_pack"])
    return packer


def _plan(type_: Any) -> _Plan:
    if type_ in _SCALARS:
        return _SCALARS[type_]
    if isinstance(type_, type) and issubclass(type_, Model):
        if type_ not in _objects:
            plan = _objects[type_] = _Object(type_)  # first, as its members may lead back to it
            plan.complete()
        return _objects[type_]
    if isinstance(type_, type) and issubclass(type_, OpenStrEnum | OpenIntEnum):
        return _Words([each.value for each in type_], type_)
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in (list, dict):
        return (_Array if origin is list else _Map)(_plan(arguments[-1]))
    if origin is Literal:
        return _literal(arguments)
    if origin in (Union, types.UnionType):
        return _union([each for each in arguments if each is not Unset])
    message = f"no plan for {type_!r}"
    raise TypeError(message)


def _literal(values: tuple[Any, ...]) -> _Plan:
    flags = [value for value in values if isinstance(value, bool)]
    words = [value for value in values if not isinstance(value, bool)]
    if words and flags:
        return _Either([_Words(words, None), _literal(tuple(flags))])
    if words:
        return _Words(words, None)
    return _Flag(flags[0]) if len(flags) == 1 else _SCALARS[bool]


def _union(types_: list[Any]) -> _Plan:
    if {int, float} <= set(types_):  # `int | float` is one thing on the wire: a number
        types_ = [float, *(each for each in types_ if each not in (int, float))]
    arms = [_plan(each) for each in types_ if each is not type(None)] or [_SCALARS[None]]
    nullable = type(None) in types_
    if (tagged := _tagged([arm for arm in arms if isinstance(arm, _Object)])) is not None:
        arms = [tagged, *(arm for arm in arms if not isinstance(arm, _Object))]
    if len(arms) == 1:
        return _Nullable(arms[0]) if nullable else arms[0]
    kinds = [kind for arm in arms for kind in arm.kinds]
    # msgspec tells alternatives apart by the kind of JSON value, and so does `_Either`.
    distinct = all(arm.kinds for arm in arms) and len(kinds) == len(set(kinds))
    plan = _Either(arms) if distinct else _Fit(arms)
    return _Nullable(plan) if nullable else plan


def _tagged(objects: list[_Object]) -> _Tagged | None:
    """Find the member that tells these objects apart; one of them may be what all others are."""
    for wire in dict.fromkeys(wire for each in objects for wire, _ in each.cls._tags):
        arms: dict[str, _Object] = {}
        rest: list[_Object] = []
        doubled = False
        for each in objects:
            words = dict(each.cls._tags).get(wire, ())
            doubled = doubled or not arms.keys().isdisjoint(words)
            arms.update(dict.fromkeys(words, each))
            rest += [] if words else [each]
        if len(rest) <= 1 < len(objects) and not doubled:
            return _Tagged(wire, arms, rest[0] if rest else None)
    return None


def _evaluated(annotation: Any, cls: type) -> Any:
    """Evaluate an annotation of a model, whose module imports other models for type checkers only."""
    if not isinstance(annotation, str):
        return annotation
    return eval(annotation, vars(sys.modules[cls.__module__]), _Models())  # noqa: S307  the class's own source


class _Models(dict[str, Any]):
    """The models by name, imported when asked for."""

    def __missing__(self, name: str) -> Any:
        if name in models.__all__:
            return getattr(models, name)
        raise KeyError(name)


# Helpers of plans


def _of_json(data: Any) -> Any:
    """Replace other mappings and sequences, which msgspec takes too, by those that JSON is decoded to."""
    if isinstance(data, Mapping):
        return {key: _of_json(item) for key, item in data.items()}
    return [_of_json(item) for item in data] if isinstance(data, list | tuple) else data


def _loose(value: Model) -> dict[str, Any]:
    """Give a model that departs from its class as plain data."""
    cls = type(value)
    result: dict[str, Any] = {}
    for field in attrs.fields(cls)[1:]:
        got = getattr(value, field.name)
        if got is not UNSET:
            result[field.metadata.get("wire", field.name)] = plain(got)
    result.update(plain(value.additional_properties))
    return result


def _timestamp(value: datetime) -> Any:
    """Write milliseconds with three digits; the rest is what msgspec does by itself."""
    microsecond = value.microsecond
    if microsecond == 0 or microsecond % 1000:
        return value
    text: str = _rfc3339(value)  # always six digits here, of which three go
    return text[:23] + text[26:]


def _is_data(value: Any) -> bool:
    """Whether lists and dicts hold plain data and nothing else: marshal looks at all of it in C, and takes no more."""
    try:
        marshal.dumps(value, 2)
    except ValueError:
        return False
    return True


def _unless(marker: str, x: str, convert: Callable[[str], str], *, when: bool = True) -> str:
    """Write `x` converted, but for one value that stays."""
    if convert("_") == "_":
        return x
    if not when:
        return convert(x)
    first, v = _held(x)
    return f"({marker} if {first} is {marker} else {convert(v)})"


def _held(x: str) -> tuple[str, str]:
    """Write an expression that is used twice: for the first time, and again."""
    if x.isidentifier():
        return x, x
    v = _fresh()
    return f"({v} := {x})", v


def _only(plan: _Plan) -> str:
    (kind,) = plan.kinds
    return kind.__name__


def _register(value: Any, name: str) -> str:
    key = f"{name}_{len(vars(_space))}"
    setattr(_space, key, value)
    return key


def _fresh() -> str:
    _counter[0] += 1
    return f"v{_counter[0]}"


def _is_word(value: Any) -> bool:
    return isinstance(value, int) or (value.replace("_", "").replace("-", "").isalnum() and len(value) <= 64)  # noqa: PLR2004


def _kind(value: Any) -> str:
    return _KINDS.get(type(value)) or type(value).__name__


_KINDS = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}

_AS_THEY_ARE = {type(None), bool, int, float, str}
_CONTAINERS = {dict, list}

_rfc3339 = msgspec.to_builtins  # of a datetime

# A module of its own for what is compiled: msgspec looks names up in the module of a class.
_space = types.ModuleType(f"{__name__}.twins")
sys.modules[_space.__name__] = _space

_NOT_IN_NAMES = re.compile(r'["\\\x00-\x1f]')

_Timestamp = Annotated[datetime, msgspec.Meta(tz=True)]

vars(_space).update(
    Any=Any,
    Optional=Optional,
    Union=Union,
    UNSET=UNSET,
    UTC=UTC,
    UUID=UUID,
    date=date,
    Timestamp=_Timestamp,
    new=object.__new__,
    plain=plain,
    _loose=_loose,
    _rfc3339=_rfc3339,
    _timestamp=_timestamp,
)

_lock = threading.RLock()
_counter = [0]
_readers: dict[Any, _Reader] = {}
_packers: dict[type[Model], Callable[[Any], Any]] = {}
_objects: dict[type[Model], _Object] = {}

_ABSENT: Any = object()

_ANYTHING = _Plan()
_ANYTHING.as_is = frozenset(_KINDS)
_NUMBER = _Scalar("number", "Union[int, float]", int, float)

_SCALARS: dict[Any, _Plan] = {
    Any: _ANYTHING,
    type(None): _Scalar("null", "None", type(None)),
    None: _Scalar("null", "None", type(None)),
    bool: _Scalar("boolean", "bool", bool),
    int: _Integer(),
    float: _NUMBER,
    str: _Scalar("string", "str", str),
    bytes: _Scalar("string", "str", str),
    datetime: _Text("date-time", "Timestamp", _Timestamp),
    date: _Text("date", "date", date),
    UUID: _Text("uuid", "UUID", UUID),
}
