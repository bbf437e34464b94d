"""The engine's Property in -> Type: the Python type of a value, as annotation and as expression."""

from __future__ import annotations

from collections.abc import Container, Iterable

from attrs import evolve
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
from openapi_python_client.strings import ClassName, PythonCode

from pipeline.model import Type, plain_name
from pipeline.names import module_name
from pipeline.text import literal


def builtin(code: str, *imports: str) -> Type:
    """Name a type that every module knows, or imports from the standard library by `imports`."""
    spoken = PythonCode(code)
    return Type(spoken, spoken, spoken, imports=frozenset(imports))


ANY = builtin("Any", "typing.Any")
NOTHING = builtin("None")
BYTES = builtin("bytes")
TEXT = builtin("str")

# `number` is what JSON sends: 123 stays an int, 1.0 a float.
PLAIN: dict[type[object], Type] = {
    BooleanProperty: builtin("bool"),
    IntProperty: builtin("int"),
    FloatProperty: builtin("int | float"),
    StringProperty: TEXT,
    NoneProperty: NOTHING,
    DateTimeProperty: builtin("datetime", "datetime.datetime"),
    DateProperty: builtin("date", "datetime.date"),
    UuidProperty: builtin("UUID", "uuid.UUID"),
    FileProperty: BYTES,
}


def named(name: ClassName) -> Type:
    """Name a class of models/."""
    spoken = PythonCode(name)
    return Type(spoken, spoken, PythonCode(f"models.{name}"), classes=frozenset({(module_name(name), str(name))}))


def list_of(inner: Type) -> Type:
    """Give the type of an array."""
    return evolve(_wrap("list[{}]", inner), item=inner)


def dict_of(inner: Type) -> Type:
    """Give the type of an object that is a map."""
    return _wrap("dict[str, {}]", inner)


def union_of(arms: Iterable[Type]) -> Type:
    """Give the type of a value that is one of several, each named once, `None` last."""
    flat = list({arm.annotation: arm for arm in arms}.values())
    if ANY in flat:
        return ANY
    flat.sort(key=lambda arm: arm == NOTHING)
    if len(flat) == 1:
        return flat[0]
    return Type(
        PythonCode(" | ".join(arm.annotation.as_unembedded_code() for arm in flat)),
        PythonCode(" | ".join(arm.qualified.as_unembedded_code() for arm in flat)),
        PythonCode(" | ".join(arm.expression.as_unembedded_code() for arm in flat)),
        classes=frozenset().union(*(arm.classes for arm in flat)),
        imports=frozenset().union(*(arm.imports for arm in flat)),
    )


def or_plain(type_: Type, enums: Container[str]) -> Type:
    """Let an argument be given as plain strings, too, where it is an enum: editors complete both."""
    spoken = type_.annotation.as_unembedded_code()
    if spoken not in enums:
        return type_
    plain = PythonCode(plain_name(spoken))
    ((module, _),) = type_.classes
    beside = frozenset({(module, plain.as_unembedded_code())})
    return union_of([type_, Type(plain, plain, plain, classes=beside)])


class Types:
    """Turns the engine's properties into types."""

    def __init__(self, maps: dict[str, opc.ModelProperty]) -> None:
        """Take the classes that are maps, with no member of their own: they become dicts."""
        self._maps = maps
        self._open: list[str] = []

    def of(self, prop: object) -> Type:
        """Give the type of a property's value when it is there."""
        if isinstance(prop, opc.ModelProperty):
            return self._model(prop)
        if isinstance(prop, opc.EnumProperty):
            return named(prop.class_info.name)
        if isinstance(prop, ListProperty):
            return list_of(self.of(prop.inner_property))
        if isinstance(prop, UnionProperty):
            return union_of(self.of(arm) for arm in prop.inner_properties)
        if isinstance(prop, ConstProperty):
            return builtin(f"Literal[{literal(prop.value.raw_value)}]", "typing.Literal")
        return PLAIN.get(type(prop), ANY)

    def _model(self, prop: opc.ModelProperty) -> Type:
        name = prop.class_info.name
        map_ = self._maps.get(name)
        if map_ is None:
            return named(name)
        if map_.additional_properties is None or name in self._open:
            return dict_of(ANY)
        self._open.append(name)  # a map of itself: dict[str, dict[str, Any]]
        value = self.of(map_.additional_properties)
        self._open.pop()
        return dict_of(value)


def _wrap(shape: str, inner: Type) -> Type:
    return Type(
        PythonCode(shape.format(inner.annotation.as_unembedded_code())),
        PythonCode(f"builtins.{shape}".format(inner.qualified.as_unembedded_code())),
        PythonCode(f"builtins.{shape}".format(inner.expression.as_unembedded_code())),
        classes=inner.classes,
        imports=inner.imports,
    )
