"""Import statements of generated modules, computed from the types and methods that each module contains."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from openapi_python_client.strings import PythonCode

from specloop.codegen.ir import ClientMethod, Field, Import, ModelDict, Type, sorted_imports


def model_imports(
    fields: Iterable[Field], name: str, additional: Type | None, dict_: ModelDict | None, *, has_former: bool = False
) -> tuple[Import, ...]:
    """Return the imports that the module of a model class needs at run time.

    Args:
        fields: The attributes of the model.
        name: The name of the model's class.
        additional: The type of undeclared properties; None if this type is Any.
        dict_: The TypedDict of the model; None if it has none.
        has_former: Whether an attribute was renamed and still works under its old name.
    """
    fields = list(fields)
    wanted = {each for field in fields for each in field.type.imports}
    wanted |= {".._model.Model", "attrs.define"}
    if additional is not None:
        wanted |= {"attrs.field", "typing.TYPE_CHECKING"} | additional.imports
    if any(field.uses_field for field in fields):
        wanted.add("attrs.field")
    if any(field.uses_unset for field in fields):
        wanted.add(".._types.UNSET")
    if any(field.uses_read_only for field in fields):
        wanted.add(".._types.READ_ONLY")
    if not all(field.required for field in fields):
        wanted.add(".._types.Unset")
    if any(field.factory is not None and "models." in field.factory.as_unembedded_code() for field in fields):
        wanted.add("..models")
    if dict_ is not None:
        wanted.add("typing.TypedDict")
    if has_former:
        wanted.add(".._renamed.renamed_attributes")
    if model_module_type_imports(fields, name, additional, dict_, has_former=has_former):
        wanted.add("typing.TYPE_CHECKING")
    return sorted_imports(wanted)


def model_module_type_imports(
    fields: Iterable[Field], name: str, additional: Type | None, dict_: ModelDict | None, *, has_former: bool = False
) -> tuple[Import, ...]:
    """Return the imports that the module of a model class needs only for type checkers.

    The arguments are described in `model_imports`.
    """
    fields = list(fields)
    types = [*(field.type for field in fields), *([additional] if additional else [])]
    keys = dict_.fields if dict_ else ()
    beside = {each for key in keys for each in key.type.imports} - {each for type_ in types for each in type_.imports}
    beside |= {"builtins", "typing.Any", "typing.overload"} if has_former else set()
    beside |= {"typing.Required"} if any(key.required for key in keys) else set()
    models = model_type_imports([*types, *(key.type for key in keys)], ".", but=(name, dict_.name if dict_ else ""))
    return sorted_imports(beside) + models


def resource_imports(methods: Iterable[ClientMethod]) -> tuple[Import, ...]:
    """Return the imports that the module of a resource (`client.orders`) needs at run time."""
    return sorted_imports(_runtime_imports(methods))


def resource_type_imports(methods: Iterable[ClientMethod]) -> tuple[Import, ...]:
    """Return the imports that the module of a resource (`client.orders`) needs only for type checkers."""
    methods = list(methods)
    wanted = {
        "collections.abc.Mapping",
        "httpx2.Timeout",
        ".._base_client.AsyncAPIClient",
        ".._base_client.SyncAPIClient",
    }
    types: list[Type] = []
    for method in (each.method for each in methods):
        # The type of an argument in an overload can be part of `Any` in the type for all media types.
        keyword = [argument for each in (method.keyword, *method.overloads) for argument in each]
        types += [argument.type for argument in (*method.positional, *keyword)]
        if not method.streams or method.stream_argument:
            types += [method.pagination.item if method.pagination else method.returns]
        types += [each.type for each in method.streams]
        wanted |= {".._stream.AsyncStream", ".._stream.Stream"} if method.streams else set()
        wanted |= {"collections.abc.Callable"} if method.progress_argument else set()
        wanted |= {"typing.Literal"} if method.stream_argument else set()
        if method.pagination:
            wanted |= {".._pages.AsyncPages", ".._pages.Page"}
        if any(re.search(r"\bUnset\b", argument.annotation.as_unembedded_code()) for argument in keyword):
            wanted.add(".._types.Unset")
    for type_ in types:
        wanted |= type_.imports | _module_imports(type_.qualified)
    return sorted_imports(wanted - _runtime_imports(methods)) + model_type_imports(types, "..models.", qualified=True)


def model_type_imports(
    types: Iterable[Type], root: str, *, but: Container[str] = (), qualified: bool = False
) -> tuple[Import, ...]:
    """Return the imports of the model classes in `types`, for a block under `if TYPE_CHECKING:`.

    Args:
        types: The types that the importing module uses.
        root: The import path of the folder models/, such as `..models.`.
        but: Names that are not imported, because the importing module defines them.
        qualified: Whether the importing module uses the code in `Type.qualified`. A class that this code refers to as
            `models.Order`, for example, is not imported.
    """
    found: set[tuple[str, str]] = set()
    for type_ in types:
        text = type_.qualified.as_unembedded_code() if qualified else ""
        through_package = set(re.findall(r"\bmodels\.(\w+)", text))
        found |= {each for each in type_.classes if each[1] not in through_package}
    return tuple(Import(f"{root}{module}", name) for module, name in sorted(found) if name not in but)


def _runtime_imports(methods: Iterable[ClientMethod]) -> set[str]:
    wanted = {"typing.TYPE_CHECKING", ".._operation.Operation"}
    for each in methods:
        method = each.method
        raw = each.raw.as_unembedded_code()
        wanted.add(f"..{'_pages' if raw.endswith('_page') else '_response'}.{raw}")
        for type_ in method.runtime_types:
            wanted |= type_.imports | type_.runtime_imports | _module_imports(type_.expression)
        wanted |= {".._operation.Items"} if method.streams else set()
        wanted |= {"typing.overload"} if method.stream_argument else set()
        wanted.add(f".._streamed_methods.{each.streamed.as_unembedded_code()}")
        wanted |= {".._operation.Parameter"} if method.arguments else set()
        wanted |= {".._operation.Body"} if method.body else set()
        wanted |= (
            {".._operation.choose_body"} if method.body and method.body.fields and method.body.body_argument else set()
        )
        wanted |= {"typing.overload"} if method.overloads else set()
        wanted |= {".._operation.Pagination"} if method.pagination else set()
        wanted |= {".._renamed.renamed"} if method.former_name else set()
        wanted |= {".._renamed.renamed_arguments", "typing.overload"} if method.former_arguments else set()
        if any(argument.default_code.as_unembedded_code() == " = UNSET" for argument in method.keyword):
            wanted.add(".._types.UNSET")
    return wanted


def _module_imports(code: PythonCode) -> set[str]:
    """Return which of the modules `builtins` and `..models` type code uses: `builtins.list[models.Order]` uses both."""
    text = code.as_unembedded_code()
    return {path for path, module in (("builtins", "builtins"), ("..models", "models")) if f"{module}." in text}
