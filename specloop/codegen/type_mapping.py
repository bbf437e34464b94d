"""Mapping of schema types (`ParsedType`) to Python types, which differ for decoded values, arguments and uploads.

The module `opc_adapter` reads the `type` and the `format` of a schema, and makes a ParsedType of them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from attrs import evolve, frozen
from openapi_python_client.strings import PythonCode

from specloop.codegen.escaping import literal
from specloop.codegen.ir import Type
from specloop.codegen.naming import module_name
from specloop.codegen.opc_adapter import ParsedModel, ParsedType


def builtin(code: str, *imports: str) -> Type:
    """Return the type with the given code. `imports` are the dotted paths of names that the code uses."""
    text = PythonCode(code)
    return Type(text, text, text, text, imports=frozenset(imports))


ANY_TYPE = builtin("Any", "typing.Any")
NONE_TYPE = builtin("None")
BYTES_TYPE = builtin("bytes")
STR_TYPE = builtin("str")
BOOL_TYPE = builtin("bool")
NUMBER_TYPE = builtin("int | float")
JSON_OBJECT_TYPE = builtin("Mapping[str, Any]", "collections.abc.Mapping", "typing.Any")

REDIRECT_TYPE = builtin("Redirect", ".._response.Redirect")

# FILE_TYPE is the type of an argument for a file, and STREAM_TYPE is the type of an argument for a body of bytes.
# For both types, the async client also accepts asynchronous iterables.
FILE_TYPE = builtin("FileTypes", ".._types.FileTypes")
STREAM_TYPE = builtin("FileContent", ".._types.FileContent")

TYPE_BY_KIND: dict[str, Type] = {
    "null": NONE_TYPE,
    "boolean": BOOL_TYPE,
    "integer": builtin("int"),
    "number": NUMBER_TYPE,  # JSON's 123 is decoded to an int, and 1.0 to a float.
    "string": STR_TYPE,
    "date-time": builtin("datetime", "datetime.datetime"),
    "date": builtin("date", "datetime.date"),
    "uuid": builtin("UUID", "uuid.UUID"),
    "file": STR_TYPE,  # JSON has no bytes, so a file in JSON is text.
}

TEXT_KINDS = ("boolean", "integer", "number")
"""The kinds of values that a body of plain text contains as a value, and not as a text."""

TEXT_ACCEPTING = ("date-time", "date", "uuid")
"""String formats whose arguments accept a Python object or a text; callers often have a text such as `2026-03-02`."""

MAX_TYPE_CHARS = 20_000
"""The largest length of the code for the type of a map's values; a longer type becomes `Any`."""

MAX_MAP_DEPTH = 100
"""The deepest nesting of maps in a type; a map nested deeper becomes `Any`."""


@frozen
class ModelNames:
    """The names of the types in models/.

    Attributes:
        literals: The name of each enum's Literal type, by the class name of the enum.
        dicts: The name of each model's TypedDict, by the class name of the model.
        hidden: Class names that mean something else in the modules of resources; these modules write `models.NAME`
            instead.
    """

    literals: Mapping[str, str]
    dicts: Mapping[str, str]
    hidden: frozenset[str] = frozenset()

    def type(self, name: str, module: str = "") -> Type:
        """Return the type that refers to the class or alias `name` in models/.

        `module` is the name of the module that defines it. By default, it is the class name in snake case.
        """
        expression = PythonCode(f"models.{name}")
        annotation = PythonCode(name)
        qualified = expression if name in self.hidden and not module else annotation
        return Type(
            annotation, qualified, annotation, expression, classes=frozenset({(module or str(module_name(name)), name)})
        )


def list_of(item: Type) -> Type:
    """Return the `list` type for a decoded array of items."""
    return evolve(_wrap_type("builtins.list[{}]", item), item=item)


def dict_of(value: Type) -> Type:
    """Return the `dict` type for a decoded map of values."""
    return _wrap_type("builtins.dict[str, {}]", value)


def sequence_of(item: Type) -> Type:
    """Return the `Sequence` type for an argument that is an array of items."""
    return evolve(_wrap_type("Sequence[{}]", item, "collections.abc.Sequence"), item=item)


def mapping_of(value: Type) -> Type:
    """Return the `Mapping` type for an argument that is a map of values."""
    return _wrap_type("Mapping[str, {}]", value, "collections.abc.Mapping")


def union_of(variants: Iterable[Type]) -> Type:
    """Return the union of types without duplicates, or Any if one of the types is Any.

    `Mapping[str, Any]` comes after all other types, and `None` comes last.
    """
    flat = _flatten_variants(variants)
    if ANY_TYPE in flat:
        return ANY_TYPE
    flat.sort(key=lambda variant: (variant == NONE_TYPE, variant == JSON_OBJECT_TYPE))
    if len(flat) == 1:
        return flat[0]
    items = [variant.item for variant in flat if variant != NONE_TYPE]
    return Type(
        PythonCode(" | ".join(variant.annotation.as_unembedded_code() for variant in flat)),
        PythonCode(" | ".join(variant.qualified.as_unembedded_code() for variant in flat)),
        PythonCode(" | ".join(variant.decoded.as_unembedded_code() for variant in flat)),
        PythonCode(" | ".join(variant.expression.as_unembedded_code() for variant in flat)),
        classes=frozenset().union(*(variant.classes for variant in flat)),
        imports=frozenset().union(*(variant.imports for variant in flat)),
        runtime_imports=frozenset().union(*(variant.runtime_imports for variant in flat)),
        item=items[0] if len(items) == 1 else None,
        variants=tuple(flat),
    )


def _flatten_variants(variants: Iterable[Type]) -> list[Type]:
    """Return the variants of nested unions without duplicates, and with all Literal types merged into one."""
    found = {each.annotation.as_unembedded_code(): each for union in variants for each in union.variants or (union,)}
    if NUMBER_TYPE.annotation.as_unembedded_code() in found:
        found.pop("int", None)
    literals = [text for text in found if text.startswith("Literal[")]
    if len(literals) > 1:
        values = ", ".join(text.removeprefix("Literal[").removesuffix("]") for text in literals)
        found[literals[0]] = builtin(f"Literal[{values}]", "typing.Literal")
    return [each for text, each in found.items() if text not in literals[1:]]


class TypeMapper:
    """Maps parsed schema types to Python types."""

    def __init__(
        self,
        models: Mapping[str, ParsedModel],
        names: ModelNames,
        open_models: Container[str],
        open_types: Container[str] = (),
    ) -> None:
        """Create a mapper of types.

        Args:
            models: All object schemas, by class name; those without declared properties become dicts.
            names: The names of the types in models/.
            open_models: The names of the models that allow undeclared properties.
            open_types: The names of the models whose schemas have no `type`, so that values of other types are valid.
        """
        self.open_models = open_models
        self.open_types = open_types
        self.dicts: dict[str, None] = {}  # models whose TypedDicts occur in arguments
        self.maps = {name: each for name, each in models.items() if not each.properties}
        self.names = names
        self.shortened: dict[str, None] = {}  # the maps whose value types became `Any` because of a limit
        self._open: list[str] = []
        self._cuts = 0  # the number of maps that contain themselves
        self._map_values: dict[tuple[str, bool], Type] = {}

    def of(self, parsed: ParsedType) -> Type:
        """Return the Python type to which the client decodes a value."""
        if parsed.items is not None:
            array = list_of(self.of(parsed.items))
            return _or_other_types(array, OTHER_THAN_ARRAY) if parsed.is_open else array
        if parsed.kind == "union":
            return self._with_discriminators(union_of(self.of(variant) for variant in parsed.variants), parsed)
        if parsed.name in self.maps:
            map_ = dict_of(self._map_value(parsed.name, as_argument=False))
            return _or_other_types(map_, OTHER_THAN_OBJECT) if parsed.name in self.open_types else map_
        return self._single(parsed)

    def as_argument(self, parsed: ParsedType) -> Type:
        """Return the Python type that a method accepts for an argument.

        Besides classes, it allows the plain values of an enum, a TypedDict for a model, and any `Sequence` for an
        array.
        """
        if parsed.items is not None:
            sequence = sequence_of(self.as_argument(parsed.items))
            return _or_other_types(sequence, OTHER_THAN_ARRAY) if parsed.is_open else sequence
        if parsed.kind == "union":
            return union_of(self.as_argument(variant) for variant in parsed.variants)
        if parsed.kind == "model":
            if parsed.name in self.maps:
                mapping = mapping_of(self._map_value(parsed.name, as_argument=True))
                return _or_other_types(mapping, OTHER_THAN_OBJECT) if parsed.name in self.open_types else mapping
            return union_of([self.of(parsed), self._dict_type(parsed.name)])
        single = self._single(parsed)
        if parsed.kind == "enum":
            return union_of([single, self.names.type(self.names.literals[parsed.name], str(module_name(parsed.name)))])
        accepted = [STR_TYPE] if parsed.kind in TEXT_ACCEPTING else []
        return union_of([BYTES_TYPE, single] if parsed.kind == "file" else [single, *accepted])

    def _dict_type(self, model: str) -> Type:
        """Return the TypedDict that callers may pass instead of a model, and add the model to `self.dicts`.

        For a model that allows undeclared properties, only return `Mapping[str, Any]`.
        """
        if model in self.open_models:
            return JSON_OBJECT_TYPE
        self.dicts[model] = None
        return self.names.type(self.names.dicts[model], str(module_name(model)))

    def as_upload(self, parsed: ParsedType) -> Type:
        """Return the Python type of an argument in a multipart body, in which binary data can be a file."""
        if parsed.kind == "file":
            return FILE_TYPE
        if parsed.items is not None:
            return sequence_of(self.as_upload(parsed.items))
        if parsed.kind == "union":
            return union_of(self.as_upload(variant) for variant in parsed.variants)
        values = self._values_of(parsed)
        return mapping_of(FILE_TYPE) if values is not None and values.kind == "file" else self.as_argument(parsed)

    def _values_of(self, parsed: ParsedType) -> ParsedType | None:
        """Return the type of a map's values, or None if `parsed` is no map or allows any values."""
        return self.maps[parsed.name].additional if parsed.kind == "model" and parsed.name in self.maps else None

    def _with_discriminators(self, union: Type, parsed: ParsedType) -> Type:
        """Add the discriminators of `parsed` to the code that decodes `union`: `Annotated[A | B, Discriminator(...)]`.

        The annotation in signatures stays `A | B`.
        """
        rules = [
            f"Discriminator({literal(each.json_name)}, {literal(each.mapping)}, {literal(each.default)})"
            for each in parsed.discriminators
        ]
        if not rules or not union.variants:
            return union
        return evolve(
            union,
            decoded=PythonCode(f"Annotated[{', '.join([union.decoded.as_unembedded_code(), *rules])}]"),
            expression=PythonCode(f"Annotated[{', '.join([union.expression.as_unembedded_code(), *rules])}]"),
            runtime_imports=union.runtime_imports | {"typing.Annotated", ".._types.Discriminator"},
        )

    def _single(self, parsed: ParsedType) -> Type:
        if parsed.kind in {"model", "enum"}:
            return self.names.type(parsed.name)
        if parsed.kind == "const":
            return _constant_type(parsed.value)
        return TYPE_BY_KIND.get(parsed.kind, ANY_TYPE)

    def _map_value(self, name: str, *, as_argument: bool) -> Type:
        if (known := self._map_values.get((name, as_argument))) is not None:
            return known
        additional = self.maps[name].additional
        if additional is None or name in self._open:
            self._cuts += name in self._open
            return ANY_TYPE
        if len(self._open) >= MAX_MAP_DEPTH:
            self.shortened[name] = None
            return ANY_TYPE
        self._open.append(name)  # The type of a map that contains itself becomes dict[str, dict[str, Any]].
        cuts = self._cuts
        value = self.as_argument(additional) if as_argument else self.of(additional)
        if len(value.expression.as_unembedded_code()) > MAX_TYPE_CHARS:
            value = ANY_TYPE
            self.shortened[name] = None
        self._open.pop()
        if cuts == self._cuts:
            self._map_values[name, as_argument] = value
        return value


def _constant_type(value: object) -> Type:
    """Return the type of a constant, such as `Literal["a"]`."""
    type_ = builtin(f"Literal[{literal(value)}]", "typing.Literal")
    if not isinstance(value, int) or -LARGEST_INTEGER <= value < LARGEST_INTEGER:
        return type_
    # mypy rejects a Literal of an integer with more than 64 bits.
    whole = PythonCode("int")
    return evolve(
        type_, annotation=whole, qualified=whole, imports=frozenset(), runtime_imports=frozenset({"typing.Literal"})
    )


LARGEST_INTEGER = 2**63

OTHER_THAN_ARRAY = "dict[str, Any] | str | int | float | bool | None"
OTHER_THAN_OBJECT = "list[Any] | str | int | float | bool | None"


def _or_other_types(type_: Type, others: str) -> Type:
    """Return the union of `type_` and all other JSON types, for a schema that has no `type`.

    `others` lists the other types in Python code, such as `list[Any] | str | int | float | bool | None`.
    """
    return evolve(
        type_,
        annotation=PythonCode(f"{type_.annotation.as_unembedded_code()} | Any"),
        qualified=PythonCode(f"{type_.qualified.as_unembedded_code()} | Any"),
        decoded=PythonCode(f"{type_.decoded.as_unembedded_code()} | {others}"),
        expression=PythonCode(f"{type_.expression.as_unembedded_code()} | {others}"),
        imports=type_.imports | {"typing.Any"},
        is_open=True,
    )


def _wrap_type(shape: str, inner: Type, *imports: str) -> Type:
    """Return a generic type such as `list[Order]`, with `inner` as its argument.

    In `shape`, braces stand for the argument: `builtins.list[{}]`. `imports` are dotted paths of the names in `shape`.
    """
    plain = shape.removeprefix("builtins.")
    return Type(
        PythonCode(plain.format(inner.annotation.as_unembedded_code())),
        PythonCode(shape.format(inner.qualified.as_unembedded_code())),
        PythonCode(plain.format(inner.decoded.as_unembedded_code())),
        PythonCode(shape.format(inner.expression.as_unembedded_code())),
        classes=inner.classes,
        imports=inner.imports | frozenset(imports),
        runtime_imports=inner.runtime_imports,
    )
