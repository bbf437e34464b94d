"""Construction of the `ir.Enum` of each generated enum class, from the enum schemas of a document."""

from __future__ import annotations

from collections.abc import Iterator

from openapi_python_client.strings import PythonCode

from specloop.codegen import docstrings, extensions, ir, naming
from specloop.codegen.api_names import name_enum_values
from specloop.codegen.build_context import BuildContext
from specloop.codegen.schema_rewriting import non_null_values
from specloop.openapi.json_pointer import format_local_ref
from specloop.openapi.normalize import source_schema_pointer
from specloop.openapi.schema_keywords import canonical


def build_enums(context: BuildContext) -> Iterator[ir.Enum]:
    """Build the data of one generated enum class for each enum schema of the document."""
    for name in context.parsed.enums:
        yield _build_enum(context, name, context.types.names.literals[name])


def _build_enum(context: BuildContext, name: str, literal_name: str) -> ir.Enum:
    schema, pointer = context.inlined.definitions[name]
    values = list(dict.fromkeys(non_null_values(schema)))
    names = name_enum_values(schema).values()
    docs = extensions.value_descriptions(schema)
    return ir.Enum(
        name=naming.as_class_name(name),
        module=naming.module_name(name),
        doc=docstrings.description_of(schema) or f"The values of {name}.",
        pointer=format_local_ref(source_schema_pointer(context.contract, pointer)),
        base=PythonCode("OpenStrEnum" if isinstance(values[0], str) else "OpenIntEnum"),
        values=tuple(
            ir.EnumValue(name=name, value=value, doc=docs.get(canonical(value), ""))
            for name, value in zip(names, values, strict=True)
        ),
        literal_name=naming.as_class_name(literal_name),
    )
