"""The engine's objects and enums in -> the classes of models/ out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

from specloop.codegen import docstrings, imports, ir, naming
from specloop.codegen.build_context import Reading, flag
from specloop.codegen.type_mapping import Names
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, format_pointer, get_at
from specloop.openapi.schema import object_properties as collect

# Names that are spoken for by the base of every model.
MODEL_NAMES = (
    *("additional_properties", "to_dict", "from_dict", "to_json", "from_json"),
    # An attribute of such a name would be what later annotations of its class refer to.
    *("bool", "bytes", "date", "datetime", "dict", "float", "field", "int", "list", "self", "str"),
)


def name_all(classes: Mapping[str, str], enums: Iterable[str], hidden: Iterable[str]) -> Names:
    """Name the types of enums' values, apart from all classes: a class of the contract may be called `ColorValue`."""
    taken = naming.NameRegistry(classes.values())
    return Names(classes, {enum: taken.reserve_class_name(f"{enum}Value") for enum in enums}, frozenset(hidden))


def is_map(prop: ModelProperty) -> bool:
    """Whether an object has no member of its own: it becomes a dict."""
    return not prop.required_properties and not prop.optional_properties


def classes(reading: Reading) -> Iterator[ir.Class]:
    """Give the classes that objects become."""
    for name, prop in reading.parsed.models.items():
        if name not in reading.maps:
            yield _class(reading, naming.as_class_name(name), prop)


def enums(reading: Reading) -> Iterator[ir.Enum]:
    """Give the classes that enums become."""
    for name in reading.parsed.enums:
        yield _enum(reading, name, reading.types.names.plain[name])


def in_use(found: Iterable[ir.Class | ir.Enum], components: Container[str], types: Iterable[ir.Type]) -> set[str]:
    """Name the modules that are worth having: components, and whatever a method or such a class mentions.

    The rest are inline request bodies whose members have become arguments.
    """
    by_module = {str(each.module): each for each in found}
    wanted = [module for module, each in by_module.items() if str(each.name) in components]
    wanted += [module for type_ in types for module, _ in type_.classes]
    used: set[str] = set()
    while wanted:
        module = wanted.pop()
        if module not in used:
            used.add(module)
            each = by_module.get(module)
            members = each.members if isinstance(each, ir.Class) else ()
            wanted += [inner for member in members for inner, _ in member.type.classes]
    return used


def _class(reading: Reading, name: ClassName, prop: ModelProperty) -> ir.Class:
    pointer = reading.digest.classes[name]
    schema = get_at(reading.document, pointer)
    collected = collect(reading.document, Resolved(schema, pointer))
    taken = naming.NameRegistry(MODEL_NAMES)
    members = [
        ir.Member(
            name=taken.reserve_identifier(naming.identifier(each.wire)),
            wire=each.wire,
            type=reading.types.of(each.prop),
            # What is only ever sent is missing in what comes.
            required=each.prop.required and not flag(reading.document, each.schema, "writeOnly"),
            doc=docstrings.beside(docstrings.member(reading.document, each.schema), reading.told(each.pointer)),
        )
        for each in reading.members(prop)
    ]
    return ir.Class(
        name=name,
        module=naming.module_name(name),
        doc=docstrings.described(schema) or f"The object {name}.",
        pointer=_shown(pointer),
        members=tuple(members),
        imports=imports.of_class(members, name),
        type_imports=imports.of_models((member.type for member in members), ".", but=name),
        tags=tuple((wire, tuple(words)) for wire, words in reading.digest.tags.get(name, {}).items()),
        is_open=collected.is_open,
    )


def _enum(reading: Reading, name: str, plain: str) -> ir.Enum:
    schema = get_at(reading.document, reading.digest.classes[name])
    values = list(dict.fromkeys(value for value in schema["enum"] if value is not None))
    taken = naming.NameRegistry()
    wanted = _spoken(schema, values)
    words = [
        ir.Word(name=taken.reserve_identifier(name), value=value) for name, value in zip(wanted, values, strict=True)
    ]
    return ir.Enum(
        name=naming.as_class_name(name),
        module=naming.module_name(name),
        doc=docstrings.described(schema) or f"The values of {name}.",
        pointer=_shown(reading.digest.classes[name]),
        base=PythonCode("OpenStrEnum" if isinstance(values[0], str) else "OpenIntEnum"),
        words=tuple(words),
        plain_name=naming.as_class_name(plain),
    )


def _spoken(schema: JsonObject, values: list[str | int]) -> list[PythonIdentifier]:
    """Name the members of an enum, as the contract does where it does."""
    given = schema.get("x-enum-varnames") or schema.get("x-enumNames")
    if isinstance(given, list) and len(given) == len(values) == len(schema["enum"]):
        return [naming.enum_constant(str(name)) for name in given]
    return [
        naming.enum_constant(value) if isinstance(value, str) else naming.number_enum_constant(value)
        for value in values
    ]


def _shown(pointer: JsonPointer) -> str:
    return f"#{format_pointer(pointer)}"
