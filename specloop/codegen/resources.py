"""Tags and their operations -> ir.Resource: the namespaces of the two clients."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve
from openapi_python_client.strings import ClassName, PythonCode

from specloop.codegen import docstrings, imports, ir, methods, naming
from specloop.codegen.build_context import BuildContext
from specloop.codegen.resource_names import name_namespaces
from specloop.codegen.type_mapping import ASYNC_STREAM_TYPE, STREAM_TYPE, union_of

RESOURCE_MODULE_NAMES = (
    *("Any", "AsyncAPIClient", "AsyncIterable", "AsyncPage", "AsyncPages", "Body", "FileTypes", "IO", "Iterable"),
    *("Literal", "Mapping", "Operation", "Page", "Pagination", "Parameter", "RawResponse", "Redirect", "Sequence"),
    *("SyncAPIClient", "TYPE_CHECKING", "Timeout", "UNSET", "UUID", "Unset"),
)
"""Names that the module of a resource uses itself."""


def build_resources(context: BuildContext, client: ClassName, models: Iterable[str]) -> Iterator[ir.Resource]:
    """Build the namespaces of the clients."""
    descriptions = {tag["name"]: tag.get("description") for tag in context.document.get("tags") or []}
    taken = naming.NameRegistry([*RESOURCE_MODULE_NAMES, *naming.CLIENT_MODULE_NAMES, *models, *_class_family(client)])
    for namespace in name_namespaces(context.document, context.inlined.operations):
        tag, name = namespace.tag, namespace.name
        is_whole = naming.split_words(tag) == naming.split_words(name)  # else a part of the tag was dropped
        class_name = _reserve_class_family(tag if is_whole else name, taken)
        found = tuple(
            evolve(methods.build_method(context, key, name, method), former_name=namespace.former.get(key))
            for key, method in namespace.methods.items()
        )
        both = _sync_class(class_name, found), _async_class(class_name, found)
        every = [each for class_ in both for each in class_.methods]
        yield ir.Resource(
            name=name,
            former_name=namespace.former_name,
            doc=descriptions.get(tag) or f"Operations under {tag}.",
            methods=found,
            classes=both,
            imports=imports.resource_imports(every),
            type_imports=imports.resource_type_imports(every),
        )


def _class_family(name: str) -> list[str]:
    """Return the names of the four classes of a resource."""
    return [f"{kind}{name}{raw}" for kind in ("", "Async") for raw in ("", "WithRawResponse")]


def _reserve_class_family(tag: str, taken: naming.NameRegistry) -> ClassName:
    """Name the class of a resource after its tag, unless a model or the client has that name."""
    wanted = naming.class_name(tag)
    candidate, number = str(wanted), 0
    while any(name in taken for name in _class_family(candidate)):
        number += 1
        candidate = f"{wanted}Resource{number if number > 1 else ''}"
    for name in _class_family(candidate):
        taken.reserve(name)
    return naming.as_class_name(candidate)


def _sync_class(name: ClassName, found: tuple[ir.Method, ...]) -> ir.ResourceClass:
    return ir.ResourceClass(
        name=name,
        raw_name=naming.as_class_name(f"{name}WithRawResponse"),
        client=PythonCode("SyncAPIClient"),
        methods=tuple(
            ir.ClientMethod(
                method=method,
                define=PythonCode("def"),
                call=PythonCode("self._client._page" if method.pagination else "self._client._call"),
                returns=_return_type("Page", method),
                raw=PythonCode("as_raw"),
                doc=docstrings.format_method(method, "The first `Page`. Iterating over it fetches all later pages."),
            )
            for method in found
        ),
    )


def _async_class(name: ClassName, found: tuple[ir.Method, ...]) -> ir.ResourceClass:
    return ir.ResourceClass(
        name=naming.as_class_name(f"Async{name}"),
        raw_name=naming.as_class_name(f"Async{name}WithRawResponse"),
        client=PythonCode("AsyncAPIClient"),
        methods=tuple(
            ir.ClientMethod(
                method=_accept_async_stream(method),
                define=PythonCode("def" if method.pagination else "async def"),
                call=PythonCode("self._client._page" if method.pagination else "await self._client._call"),
                returns=_return_type("AsyncPages", method),
                raw=PythonCode("as_async_raw_page" if method.pagination else "as_async_raw"),
                doc=docstrings.format_method(
                    method, "Pages: `await` returns the first one, `async for` iterates over all items."
                ),
            )
            for method in found
        ),
    )


def _accept_async_stream(method: ir.Method) -> ir.Method:
    """Accept an asynchronous iterable as the body wherever an iterable is accepted."""
    body = method.body
    if body is None or body.body_argument is None:
        return method
    overloads = tuple(tuple(map(_with_async_stream, each)) for each in body.overloads)
    return evolve(method, body=evolve(body, body_argument=_with_async_stream(body.body_argument), overloads=overloads))


def _with_async_stream(argument: ir.Argument) -> ir.Argument:
    variants = argument.type.variants or (argument.type,)
    if STREAM_TYPE not in variants:
        return argument
    return evolve(argument, type=union_of(ASYNC_STREAM_TYPE if each == STREAM_TYPE else each for each in variants))


def _return_type(page_class: str, method: ir.Method) -> PythonCode:
    if method.pagination is None:
        return method.returns.qualified
    return PythonCode(f"{page_class}[{method.pagination.item.qualified.as_unembedded_code()}]")
