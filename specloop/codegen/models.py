"""The model classes of the generated package. An `ir.Model`, the data of a class, is built from each object schema."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

from specloop.codegen import docstrings, imports, ir, naming
from specloop.codegen.api_names import former_attribute_names, name_attributes
from specloop.codegen.build_context import BuildContext, PropertyEntry
from specloop.codegen.escaping import PythonLiteral, literal
from specloop.codegen.schema_rewriting import unwrap
from specloop.codegen.type_mapping import ANY_TYPE, ModelNames
from specloop.openapi.json_pointer import format_local_ref, resolve_ref
from specloop.openapi.normalize import source_schema_pointer
from specloop.openapi.schema_facts import has_flag, stated_values

INTEGER_TEXT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
"""The keys of a discriminator's `mapping` that are integers, of at most 18 digits."""


def name_models(
    classes: Iterable[str], models: Iterable[str], enums: Iterable[str], hidden: Iterable[str]
) -> ModelNames:
    """Choose names for the types that accompany classes: Literal types of enums and TypedDicts of models.

    Args:
        classes: The names of all classes; a chosen name differs from all of these.
        models: The class names of the models, which get names such as `OrderDict`.
        enums: The class names of the enums, which get names such as `StatusValue`.
        hidden: Class names that mean something else in modules of resources/; these modules write `models.NAME`.
    """
    taken = naming.NameRegistry(classes)
    return ModelNames(
        literals={enum: taken.reserve_class_name(f"{enum}Value") for enum in enums},
        dicts={model: taken.reserve_class_name(f"{model}Dict") for model in models},
        hidden=frozenset(hidden),
    )


def build_models(context: BuildContext) -> Iterator[ir.Model]:
    """Build an `ir.Model` for each object schema, except for those that become `dict[str, ...]`.

    Call this function after all methods are built: a model gets a TypedDict only if an argument of a method accepts it.
    """
    dicts = _build_dicts(context)
    for name in context.parsed.models:
        if name not in context.types.maps:
            yield _build_model(context, naming.as_class_name(name), dicts.get(name))


def _build_dicts(context: BuildContext) -> dict[str, ir.ModelDict]:
    """Return the TypedDicts that arguments accept, directly or nested, by the class name of the model."""
    found: dict[str, ir.ModelDict] = {}
    while missing := [name for name in context.types.dicts if name not in found]:
        for name in missing:
            fields = tuple(
                ir.DictField(each.json_name, context.types.as_argument(each.type), each.required)
                for each in context.properties(name)
                if not has_flag(context.document, each.schema, "readOnly")
            )
            found[name] = ir.ModelDict(naming.as_class_name(context.types.names.dicts[name]), fields)
    return found


def modules_in_use(
    found: Iterable[ir.Model | ir.Enum], components: Container[str], types: Iterable[ir.Type]
) -> set[str]:
    """Return the names of the modules in models/ that the package needs. Each module holds one class.

    Args:
        found: All models and enums; those that nothing refers to are omitted.
        components: The class names of component schemas, which the package always contains.
        types: The types in the signatures of methods. Their classes are needed, and the classes of their fields.
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
            if isinstance(each, ir.Model) and each.additional is not None:
                wanted += [inner for inner, _ in each.additional.classes]
            if isinstance(each, ir.Model) and each.dict is not None:
                wanted += [inner for field in each.dict.fields for inner, _ in field.type.classes]
    return used


def _build_model(context: BuildContext, name: ClassName, dict_: ir.ModelDict | None) -> ir.Model:
    schema, pointer = context.inlined.definitions[name]
    properties = context.properties(name)
    schemas = {each.json_name: each.schema for each in properties}
    names = name_attributes(schemas)
    fields = [_build_field(context, name, each, names[each.json_name]) for each in properties]
    by_name = {str(each.name): each for each in fields}
    former = former_attribute_names(schemas).items()
    parsed = context.parsed.models[name].additional
    additional = context.types.of(parsed) if parsed is not None else ANY_TYPE
    typed = additional if additional != ANY_TYPE else None
    return ir.Model(
        name=name,
        module=naming.module_name(name),
        doc=docstrings.description_of(schema) or f"The object {name}.",
        pointer=format_local_ref(source_schema_pointer(context.contract, pointer)),
        fields=tuple(fields),
        imports=imports.model_imports(fields, name, typed, dict_, has_former=bool(former)),
        type_imports=imports.model_module_type_imports(fields, name, typed, dict_, has_former=bool(former)),
        is_open=context.inlined.properties[name].is_open,
        is_open_type=name in context.types.open_types,
        additional=typed,
        dict=dict_,
        former_fields=tuple(ir.FormerField(naming.identifier(old), by_name[new]) for old, new in former),
    )


def _build_field(context: BuildContext, model: str, entry: PropertyEntry, name: PythonIdentifier) -> ir.Field:
    read_only = has_flag(context.document, entry.schema, "readOnly")
    default, factory = (None, None) if read_only else _default_and_factory(context, model, entry)
    return ir.Field(
        name=name,
        json_name=entry.json_name,
        type=context.types.of(entry.type),
        # Responses do not contain writeOnly properties.
        required=entry.required and not has_flag(context.document, entry.schema, "writeOnly"),
        doc=docstrings.append_sentences(
            docstrings.describe_property(context.document, entry.schema), context.type_notes(entry.pointer)
        ),
        default=default,
        factory=factory,
        read_only=read_only,
    )


def _default_and_factory(
    context: BuildContext, model: str, entry: PropertyEntry
) -> tuple[PythonLiteral | None, PythonCode | None]:
    """Return `ir.Field.default` and `ir.Field.factory` of a property with only one allowed value.

    An enum member, a list and a dict need a factory. Both are None if several values are allowed.
    """
    found = constant_of(context, entry)
    values = context.inlined.tags.get(model, {}).get(entry.json_name, [])
    if found is None and len(values) == 1:
        found = _discriminator_value(context, entry, values[0])
    if found is None or (found[0] is None and not entry.required):
        return None, None
    if entry.type.kind == "enum":
        return None, PythonCode(f"lambda: models.{entry.type.name}({literal(found[0])})")
    if isinstance(found[0], dict | list):
        return None, PythonCode(f"lambda: {literal(found[0])}")
    return literal(found[0]), None


def _discriminator_value(context: BuildContext, entry: PropertyEntry, text: str) -> tuple[Any] | None:
    """Return the value of a property for a key of a discriminator's `mapping`, which is always text.

    Return it in a tuple of one item, or return None if the type of the property does not allow it.
    """
    enum = context.inlined.definitions[entry.type.name].node if entry.type.kind == "enum" else {}
    is_integer = entry.type.kind == "integer" or any(isinstance(each, int) for each in stated_values(enum))
    if is_integer:
        return (int(text),) if INTEGER_TEXT.fullmatch(text) else None
    if entry.type.kind == "boolean":
        return {"true": (True,), "false": (False,)}.get(text)
    return (text,) if entry.type.kind in {"string", "enum"} else None


def constant_of(context: BuildContext, entry: PropertyEntry) -> tuple[Any] | None:
    """Return the only allowed value of a property in a tuple of one item, or None if several values are allowed.

    The value in the tuple can itself be None, for null.
    """
    target = unwrap(context.document, resolve_ref(context.document, entry.schema, entry.pointer)).node
    if entry.type.kind == "const":
        return (entry.type.value,)
    if entry.type.kind == "null":
        return (None,)
    if not isinstance(target, dict) or entry.type.kind == "union":
        return None
    if entry.type.kind == "enum":
        target = context.inlined.definitions[entry.type.name].node
    values = stated_values(target)
    return (values[0],) if len(values) == 1 else None
