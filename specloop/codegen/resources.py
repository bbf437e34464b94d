"""The operations of a contract, by tag, in -> the namespaces of the two clients out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve
from openapi_python_client.strings import ClassName, PythonCode

from specloop.codegen import api_names, docstrings, imports, ir, methods, naming
from specloop.codegen.build_context import Reading
from specloop.codegen.type_mapping import ASYNC_STREAM, STREAM, union_of

# Names that the module of a resource uses itself.
MODULE_NAMES = (
    *("Any", "AsyncAPIClient", "AsyncIterable", "AsyncPage", "AsyncPages", "Body", "FileTypes", "IO", "Iterable"),
    *("Literal", "Mapping", "Operation", "Page", "Pagination", "Parameter", "RawResponse", "Sequence"),
    *("SyncAPIClient", "TYPE_CHECKING", "Timeout", "UNSET", "UUID", "Unset"),
)


def resources(reading: Reading, client: ClassName, models: Iterable[str]) -> Iterator[ir.Resource]:
    """Give the namespaces of the clients."""
    described = {tag["name"]: tag.get("description") for tag in reading.document.get("tags") or []}
    taken = naming.NameRegistry([*MODULE_NAMES, *naming.CLIENT_MODULE_NAMES, *models, *_spoken_classes(client)])
    for tag, name, called in api_names.namespaces(reading.document, reading.digest.operations):
        class_name = _class_name(tag, taken)
        found = tuple(methods.method(reading, key, name, method) for key, method in called.items())
        both = _sync_class(class_name, found), _async_class(class_name, found)
        every = [each for class_ in both for each in class_.methods]
        yield ir.Resource(
            name=name,
            doc=described.get(tag) or f"Operations under {tag}.",
            methods=found,
            classes=both,
            imports=imports.of_resource(every),
            type_imports=imports.of_resource_for_types(every),
        )


def _spoken_classes(name: str) -> list[str]:
    return [f"{kind}{name}{raw}" for kind in ("", "Async") for raw in ("", "WithRawResponse")]


def _class_name(tag: str, taken: naming.NameRegistry) -> ClassName:
    """Name the class of a resource: after its tag, unless a model or the client is called so."""
    wanted = naming.class_name(tag)
    candidate, number = str(wanted), 0
    while any(name in taken for name in _spoken_classes(candidate)):
        number += 1
        candidate = f"{wanted}Resource{number if number > 1 else ''}"
    for name in _spoken_classes(candidate):
        taken.reserve(name)
    return naming.as_class_name(candidate)


def _sync_class(name: ClassName, found: tuple[ir.Method, ...]) -> ir.ResourceClass:
    return ir.ResourceClass(
        name=name,
        raw_name=naming.as_class_name(f"{name}WithRawResponse"),
        client=PythonCode("SyncAPIClient"),
        methods=tuple(
            ir.Spoken(
                method=method,
                define=PythonCode("def"),
                call=PythonCode("self._client._page" if method.pagination else "self._client._call"),
                returns=_returned("Page", method),
                raw=PythonCode("as_raw"),
                doc=docstrings.method(method, "A `Page`: iterating over it walks on through all pages."),
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
            ir.Spoken(
                method=_of_async(method),
                define=PythonCode("def" if method.pagination else "async def"),
                call=PythonCode("self._client._page" if method.pagination else "await self._client._call"),
                returns=_returned("AsyncPages", method),
                raw=PythonCode("as_async_raw_page" if method.pagination else "as_async_raw"),
                doc=docstrings.method(method, "Pages: `await` gives the first one, `async for` walks all items."),
            )
            for method in found
        ),
    )


def _of_async(method: ir.Method) -> ir.Method:
    """Let the body of a method be an asynchronous iterable, too, where it may be an iterable."""
    whole = method.body.whole if method.body else None
    if method.body is None or whole is None or STREAM not in (whole.type.arms or (whole.type,)):
        return method
    arms = [ASYNC_STREAM if arm == STREAM else arm for arm in whole.type.arms or (whole.type,)]
    return evolve(method, body=evolve(method.body, whole=evolve(whole, type=union_of(arms))))


def _returned(kind: str, method: ir.Method) -> PythonCode:
    if method.pagination is None:
        return method.returns.qualified
    return PythonCode(f"{kind}[{method.pagination.item.qualified.as_unembedded_code()}]")
