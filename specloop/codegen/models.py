"""Object schemas -> ir.Model, and the modules of models/ that are worth printing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from openapi_python_client.strings import ClassName

from specloop.codegen import docstrings, imports, ir, naming
from specloop.codegen.api_names import has_flag, property_name
from specloop.codegen.build_context import BuildContext
from specloop.codegen.type_mapping import ModelNames
from specloop.openapi.json_pointer import Resolved, format_local_ref, get_at
from specloop.openapi.schema import object_properties

RESERVED_FIELD_NAMES = (
    # Names of the base class.
    *("additional_properties", "to_dict", "from_dict", "to_json", "from_json"),
    # Later annotations in the class body would refer to an attribute of such a name.
    *("bool", "bytes", "date", "datetime", "dict", "float", "field", "int", "list", "self", "str"),
)


def name_models(classes: Iterable[str], enums: Iterable[str], hidden: Iterable[str]) -> ModelNames:
    """Name the Literal types of enums so that no class equals them: a schema may be called `ColorValue`."""
    taken = naming.NameRegistry(classes)
    return ModelNames({enum: taken.reserve_class_name(f"{enum}Value") for enum in enums}, frozenset(hidden))


def build_models(context: BuildContext) -> Iterator[ir.Model]:
    """Build the classes of object schemas."""
    for name in context.parsed.models:
        if name not in context.types.maps:
            yield _build_model(context, naming.as_class_name(name))


def modules_in_use(
    found: Iterable[ir.Model | ir.Enum], components: Container[str], types: Iterable[ir.Type]
) -> set[str]:
    """Return the modules to print: components, and whatever a method or such a class mentions.

    The rest are inline request bodies whose properties have become arguments.
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
            fields = each.fields if isinstance(each, ir.Model) else ()
            wanted += [inner for field in fields for inner, _ in field.type.classes]
    return used


def _build_model(context: BuildContext, name: ClassName) -> ir.Model:
    pointer = context.inlined.classes[name]
    schema = get_at(context.document, pointer)
    properties = object_properties(context.document, Resolved(schema, pointer))
    taken = naming.NameRegistry(RESERVED_FIELD_NAMES)
    fields = [
        ir.Field(
            name=taken.reserve_identifier(naming.identifier(property_name(each.json_name, each.schema))),
            json_name=each.json_name,
            type=context.types.of(each.type),
            # writeOnly properties are absent from responses.
            required=each.required and not has_flag(context.document, each.schema, "writeOnly"),
            doc=docstrings.append_sentences(
                docstrings.describe_property(context.document, each.schema), context.type_notes(each.pointer)
            ),
        )
        for each in context.properties(name)
    ]
    return ir.Model(
        name=name,
        module=naming.module_name(name),
        doc=docstrings.description_of(schema) or f"The object {name}.",
        pointer=format_local_ref(pointer),
        fields=tuple(fields),
        imports=imports.model_imports(fields, name),
        type_imports=imports.model_type_imports((field.type for field in fields), ".", but=name),
        tags=tuple((wire, tuple(words)) for wire, words in context.inlined.tags.get(name, {}).items()),
        is_open=properties.is_open,
    )
