"""The engine's Property in -> Type: the Python type of a value that comes back, or of one that a caller may give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen
from openapi_python_client.parser import properties as opc
from openapi_python_client.parser.properties import (
    BooleanProperty,
    ConstProperty,
    DateProperty,
    DateTimeProperty,
    FileProperty,
    FloatProperty,
    IntProperty,
    ListProperty,
    NoneProperty,
    StringProperty,
    UnionProperty,
    UuidProperty,
)
from openapi_python_client.strings import PythonCode

from specloop.codegen.escaping import literal
from specloop.codegen.ir import Type
from specloop.codegen.naming import module_name


def builtin(code: str, *imports: str) -> Type:
    """Name a type that every module knows, or imports from the standard library by `imports`."""
    spoken = PythonCode(code)
    return Type(spoken, spoken, spoken, imports=frozenset(imports))


ANY = builtin("Any", "typing.Any")
NOTHING = builtin("None")
BYTES = builtin("bytes")
TEXT = builtin("str")
FLAG = builtin("bool")
NUMBER = builtin("int | float")
OBJECT = builtin("Mapping[str, Any]", "collections.abc.Mapping", "typing.Any")

# What a caller may send: a file, a body that is no JSON. An async client takes async iterables, too.
FILE = builtin("FileTypes", ".._types.FileTypes")
STREAM = builtin("bytes | IO[bytes] | Iterable[bytes]", "typing.IO", "collections.abc.Iterable")
ASYNC_STREAM = builtin(
    "bytes | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]",
    *("typing.IO", "collections.abc.Iterable", "collections.abc.AsyncIterable"),
)

# `number` is what JSON sends: 123 stays an int, 1.0 a float.
PLAIN: dict[type[object], Type] = {
    BooleanProperty: FLAG,
    IntProperty: builtin("int"),
    FloatProperty: NUMBER,
    StringProperty: TEXT,
    NoneProperty: NOTHING,
    DateTimeProperty: builtin("datetime", "datetime.datetime"),
    DateProperty: builtin("date", "datetime.date"),
    UuidProperty: builtin("UUID", "uuid.UUID"),
    FileProperty: TEXT,  # JSON has no bytes; where a whole body is bytes, its media type says so
}

# These may be given as text, too: often that is how a caller has them.
AS_TEXT = (DateTimeProperty, DateProperty, UuidProperty)


@frozen
class Names:
    """The names of the classes of models/.

    Attributes:
        classes: The engine's name for a class -> ours.
        plain: Enum -> the name of the type of its values, written plainly.
        hidden: Names that mean something else in the modules of resources.
    """

    classes: Mapping[str, str]
    plain: Mapping[str, str]
    hidden: frozenset[str] = frozenset()

    def type(self, name: str, module: str = "") -> Type:
        """Name a class of models/, or what stands in its module."""
        expression = PythonCode(f"models.{name}")
        spoken = PythonCode(name)
        qualified = expression if name in self.hidden and not module else spoken
        beside = frozenset({(module or str(module_name(name)), name)})
        return Type(spoken, qualified, expression, classes=beside)


def list_of(inner: Type) -> Type:
    """Give the type of an array."""
    return evolve(_wrap("builtins.list[{}]", inner), item=inner)


def dict_of(inner: Type) -> Type:
    """Give the type of an object that is a map."""
    return _wrap("builtins.dict[str, {}]", inner)


def sequence_of(inner: Type) -> Type:
    """Give the type of an argument that is an array."""
    return evolve(_wrap("Sequence[{}]", inner, "collections.abc.Sequence"), item=inner)


def mapping_of(inner: Type) -> Type:
    """Give the type of an argument that is a map."""
    return _wrap("Mapping[str, {}]", inner, "collections.abc.Mapping")


LONGEST = 20_000
"""How many characters a type may have; a longer one, of maps in maps in unions, is `Any`."""

DEEPEST = 100
"""How many maps may lie in one another; what lies deeper is `Any`."""


def union_of(arms: Iterable[Type]) -> Type:
    """Give the type of a value that is one of several, each named once, plain data and `None` last."""
    flat = _flat(arms)
    if ANY in flat:
        return ANY
    flat.sort(key=lambda arm: (arm == NOTHING, arm == OBJECT))
    if len(flat) == 1:
        return flat[0]
    items = [arm.item for arm in flat if arm != NOTHING]
    return Type(
        PythonCode(" | ".join(arm.annotation.as_unembedded_code() for arm in flat)),
        PythonCode(" | ".join(arm.qualified.as_unembedded_code() for arm in flat)),
        PythonCode(" | ".join(arm.expression.as_unembedded_code() for arm in flat)),
        classes=frozenset().union(*(arm.classes for arm in flat)),
        imports=frozenset().union(*(arm.imports for arm in flat)),
        item=items[0] if len(items) == 1 else None,
        arms=tuple(flat),
    )


def _flat(arms: Iterable[Type]) -> list[Type]:
    """List the arms of unions of unions, each once, with all literals in one."""
    found = {arm.annotation.as_unembedded_code(): arm for whole in arms for arm in whole.arms or (whole,)}
    if NUMBER.annotation.as_unembedded_code() in found:
        found.pop("int", None)
    literals = [spoken for spoken in found if spoken.startswith("Literal[")]
    if len(literals) > 1:
        words = ", ".join(spoken.removeprefix("Literal[").removesuffix("]") for spoken in literals)
        found[literals[0]] = builtin(f"Literal[{words}]", "typing.Literal")
    return [arm for spoken, arm in found.items() if spoken not in literals[1:]]


class Types:
    """Turns the engine's properties into types."""

    def __init__(self, maps: Mapping[str, opc.ModelProperty], names: Names) -> None:
        """Take the classes that are maps, with no member of their own (they become dicts), and all names."""
        self._maps = maps
        self.names = names
        self.shortened: dict[str, None] = {}  # the maps whose values would be too long to write down
        self._open: list[str] = []
        self._cuts = 0  # how many maps led back to themselves
        self._values: dict[tuple[str, bool], Type] = {}

    def of(self, prop: object) -> Type:
        """Give the type of a property's value when it comes back."""
        if isinstance(prop, ListProperty):
            return list_of(self.of(prop.inner_property))
        if isinstance(prop, UnionProperty):
            return union_of(self.of(arm) for arm in prop.inner_properties)
        if isinstance(prop, opc.ModelProperty) and (map_ := self._map(prop)) is not None:
            return dict_of(self._value(map_, given=False))
        return self._alone(prop)

    def given(self, prop: object) -> Type:
        """Give the type of a property's value when a caller gives it.

        Editors complete the words of an enum, which may be written plainly; objects may be plain data; any sequence
        will do for an array.
        """
        if isinstance(prop, ListProperty):
            return sequence_of(self.given(prop.inner_property))
        if isinstance(prop, UnionProperty):
            return union_of(self.given(arm) for arm in prop.inner_properties)
        if isinstance(prop, opc.ModelProperty):
            map_ = self._map(prop)
            return union_of([self.of(prop), OBJECT]) if map_ is None else mapping_of(self._value(map_, given=True))
        own = self._alone(prop)
        if isinstance(prop, opc.EnumProperty) and own != ANY:
            name = self.names.classes[prop.class_info.name]
            return union_of([own, self.names.type(self.names.plain[name], str(module_name(name)))])
        return union_of([own, TEXT]) if isinstance(prop, AS_TEXT) else own

    def uploaded(self, prop: object) -> Type:
        """Give the type of a member of a multipart body when a caller gives it: it may be a file, or several."""
        if isinstance(prop, FileProperty):
            return FILE
        if isinstance(prop, ListProperty):
            return list_of(self.uploaded(prop.inner_property))  # not any sequence: a tuple is one file
        if isinstance(prop, UnionProperty):
            return union_of(self.uploaded(arm) for arm in prop.inner_properties)
        return self.given(prop)

    def _alone(self, prop: object) -> Type:
        if isinstance(prop, opc.ModelProperty | opc.EnumProperty):
            name = self.names.classes.get(prop.class_info.name)
            return self.names.type(name) if name else ANY
        if isinstance(prop, ConstProperty):
            return builtin(f"Literal[{literal(prop.value.raw_value)}]", "typing.Literal")
        return PLAIN.get(type(prop), ANY)

    def _map(self, prop: opc.ModelProperty) -> opc.ModelProperty | None:
        return self._maps.get(self.names.classes.get(prop.class_info.name, ""))

    def _value(self, map_: opc.ModelProperty, *, given: bool) -> Type:
        name = map_.class_info.name
        if (known := self._values.get((name, given))) is not None:
            return known
        if map_.additional_properties is None or name in self._open:
            self._cuts += name in self._open
            return ANY
        if len(self._open) >= DEEPEST:
            self.shortened[self.names.classes[name]] = None
            return ANY
        self._open.append(name)  # a map of itself: dict[str, dict[str, Any]]
        cuts = self._cuts
        value = self.given(map_.additional_properties) if given else self.of(map_.additional_properties)
        if len(value.expression.as_unembedded_code()) > LONGEST:
            value = ANY
            self.shortened[self.names.classes[name]] = None
        self._open.pop()
        if cuts == self._cuts:
            self._values[name, given] = value
        return value


def _wrap(shape: str, inner: Type, *imports: str) -> Type:
    """Put a type into another one, whose name a class of the contract may have on as a method: `list`."""
    plain = shape.removeprefix("builtins.")
    return Type(
        PythonCode(plain.format(inner.annotation.as_unembedded_code())),
        PythonCode(shape.format(inner.qualified.as_unembedded_code())),
        PythonCode(shape.format(inner.expression.as_unembedded_code())),
        classes=inner.classes,
        imports=inner.imports | frozenset(imports),
    )
