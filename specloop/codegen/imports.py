"""Members and methods in -> the import statements that their module needs, exactly, out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from openapi_python_client.strings import PythonCode

from specloop.codegen.ir import Import, Member, Spoken, Type


def of_class(members: Iterable[Member], name: str) -> tuple[Import, ...]:
    """Give what the module of a class imports, but for other classes."""
    members = list(members)
    wanted = {each for member in members for each in member.type.imports}
    wanted |= {".._model.Model", "attrs.define"}
    if any(member.renamed for member in members):
        wanted.add("attrs.field")
    if not all(member.required for member in members):
        wanted |= {".._types.UNSET", ".._types.Unset"}
    if any(class_ != name for member in members for _, class_ in member.type.classes):
        wanted.add("typing.TYPE_CHECKING")
    return _sorted_imports(wanted)


def of_resource(spoken: Iterable[Spoken]) -> tuple[Import, ...]:
    """Give what a resource needs when it runs; types of arguments are for type checkers."""
    return _sorted_imports(_running(spoken))


def of_resource_for_types(spoken: Iterable[Spoken]) -> tuple[Import, ...]:
    """Give what the annotations of a resource need, besides what it needs when it runs."""
    spoken = list(spoken)
    wanted = {
        "collections.abc.Mapping",
        "httpx2.Timeout",
        ".._base_client.AsyncAPIClient",
        ".._base_client.SyncAPIClient",
    }
    types: list[Type] = []
    for method in (each.method for each in spoken):
        types += [argument.type for argument in (*method.positional, *method.keyword)]
        types += [method.pagination.item if method.pagination else method.returns]
        if method.pagination:
            wanted |= {".._pages.AsyncPages", ".._pages.Page"}
        if any(" | Unset" in argument.annotation.as_unembedded_code() for argument in method.keyword):
            wanted.add(".._types.Unset")
    for type_ in types:
        wanted |= type_.imports | _named(type_.qualified)
    return _sorted_imports(wanted - _running(spoken)) + of_models(types, "..models.", qualified=True)


def _running(spoken: Iterable[Spoken]) -> set[str]:
    wanted = {"typing.TYPE_CHECKING", ".._operation.Operation"}
    for each in spoken:
        method = each.method
        raw = each.raw.as_unembedded_code()
        wanted.add(f"..{'_pages' if raw.endswith('_page') else '_response'}.{raw}")
        for content in (content for response in method.responses for content in response.contents):
            wanted |= content.type.imports | _named(content.type.expression)
        wanted |= {".._operation.Parameter"} if method.arguments else set()
        wanted |= {".._operation.Body"} if method.body else set()
        wanted |= {".._operation.Pagination"} if method.pagination else set()
        if any(argument.default.as_unembedded_code() == " = UNSET" for argument in method.keyword):
            wanted.add(".._types.UNSET")
    return wanted


def _named(code: PythonCode) -> set[str]:
    """Give the modules that a type is spelled with: `builtins.list`, `models.Page`."""
    spoken = code.as_unembedded_code()
    return {path for path, module in (("builtins", "builtins"), ("..models", "models")) if f"{module}." in spoken}


def _sorted_imports(wanted: Iterable[str]) -> tuple[Import, ...]:
    return tuple(Import(*_split_import(each)) for each in sorted(wanted))


def _split_import(path: str) -> tuple[str, str]:
    """Split `a.b.C` into `a.b` and `C`; `..models` into `..` and `models`."""
    name = path.rpartition(".")[2]
    module = path.removesuffix(name)
    return (module if set(module) <= {"."} else module.removesuffix(".")), name


def of_models(types: Iterable[Type], root: str, *, but: str = "", qualified: bool = False) -> tuple[Import, ...]:
    """Give the imports of the classes that types name, from `root` on; they are for type checkers.

    With `qualified`, those that are spelled `models.Name` need none.
    """
    found: set[tuple[str, str]] = set()
    for type_ in types:
        spoken = type_.qualified.as_unembedded_code() if qualified else ""
        elsewhere = set(re.findall(r"\bmodels\.(\w+)", spoken))
        found |= {each for each in type_.classes if each[1] not in elsewhere}
    return tuple(Import(f"{root}{module}", name) for module, name in sorted(found) if name != but)
