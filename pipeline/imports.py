"""Members and methods in -> the import statements that their module needs, exactly, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model import Content, Import, Member, Method, Type
from pipeline.types import ANY


def _types_of(method: Method) -> Iterator[Type]:
    yield method.returns
    if method.pagination:
        yield method.pagination.item
    for argument in (*method.positional, *method.keyword):
        yield argument.type


def of_class(members: Iterable[Member]) -> tuple[Import, ...]:
    """Give what the module of a class imports, but for other classes."""
    members = list(members)
    wanted = {each for member in members for each in member.type.imports}
    wanted |= {".._model.Model", ".._model.model"}
    if any(member.renamed for member in members):
        wanted.add(".._model.member")
    if not all(member.required for member in members):
        wanted |= {".._types.UNSET", ".._types.Unset"}
    if any(member.type.classes for member in members):
        wanted.add("typing.TYPE_CHECKING")
    return _sorted_imports(wanted)


def of_resource(methods: tuple[Method, ...]) -> tuple[Import, ...]:
    """Give what a resource needs when it runs; types of arguments are for type checkers."""
    wanted = {"typing.TYPE_CHECKING", ".._operation.Operation", "..models"}
    contents = [each for method in methods for response in method.responses for each in response.contents]
    for content in contents:
        wanted |= (content.type or ANY).imports
    if any("builtins." in content.expression.as_unembedded_code() for content in contents):
        wanted.add("builtins")
    if any(method.arguments for method in methods):
        wanted.add(".._operation.Parameter")
    if any(method.body for method in methods):
        wanted |= {".._operation.Body"}
    if any(method.body and not argument.required for method in methods for argument in method.keyword):
        wanted |= {".._types.UNSET"}
    if any(method.pagination for method in methods):
        wanted.add(".._operation.Pagination")
    return _sorted_imports({*wanted, ".._raw.as_async_raw", ".._raw.as_raw"})


def of_resource_for_types(methods: tuple[Method, ...]) -> tuple[Import, ...]:
    """Give what the annotations of a resource need."""
    wanted = {"collections.abc.Mapping", "httpx2.Timeout", ".._base.AsyncAPIClient", ".._base.SyncAPIClient"}
    types = [each for method in methods for each in _types_of(method)]
    needed = {each for response in _contents(methods) for each in (response.type or ANY).imports}
    wanted |= {each for type_ in types for each in type_.imports} - needed
    if any(method.pagination for method in methods):
        wanted |= {".._pages.AsyncPages", ".._pages.Page"}
    if any(" | Unset" in each.annotation.as_unembedded_code() for method in methods for each in method.keyword):
        wanted.add(".._types.Unset")
    return _sorted_imports(wanted) + of_models(types, "..models.")


def _contents(methods: tuple[Method, ...]) -> Iterator[Content]:
    for method in methods:
        for response in method.responses:
            yield from response.contents


def _sorted_imports(wanted: Iterable[str]) -> tuple[Import, ...]:
    return tuple(Import(*_split_import(each)) for each in sorted(wanted))


def _split_import(path: str) -> tuple[str, str]:
    """Split `a.b.C` into `a.b` and `C`; `..models` into `..` and `models`."""
    name = path.rpartition(".")[2]
    module = path.removesuffix(name)
    return (module if set(module) <= {"."} else module.removesuffix(".")), name


def of_models(types: Iterable[Type], root: str, but: str = "") -> tuple[Import, ...]:
    """Give the imports of the classes that types name, from `root` on; they are for type checkers."""
    found = sorted({each for type_ in types for each in type_.classes})
    return tuple(Import(f"{root}{module}", name) for module, name in found if name != but)
