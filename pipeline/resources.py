"""The operations of a contract, by tag, in -> the namespaces of the two clients out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve
from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

from pipeline import imports, methods, model, names, prose
from pipeline.operations import Source
from pipeline.reading import Reading
from pipeline.types import ASYNC_STREAM, STREAM, union_of

# Names that are spoken for: by the client, by a resource, by the module of one.
CLIENT_NAMES = (
    "request",
    "close",
    "aclose",
    "with_options",
    "with_raw_response",
    "base_url",
    "timeout",
    "max_retries",
)
METHOD_NAMES = (
    "with_raw_response",
    # A method of such a name would be what later annotations of its class refer to.
    *("bool", "bytes", "date", "datetime", "float", "int", "object", "str"),
)
MODULE_NAMES = (
    *("Any", "AsyncAPIClient", "AsyncIterable", "AsyncPage", "AsyncPages", "Body", "FileTypes", "IO", "Iterable"),
    *("Literal", "Mapping", "Operation", "Page", "Pagination", "Parameter", "RawResponse", "Sequence"),
    *("SyncAPIClient", "TYPE_CHECKING", "Timeout", "UNSET", "UUID", "Unset"),
)


def resources(reading: Reading, client: ClassName, models: Iterable[str]) -> Iterator[model.Resource]:
    """Give the namespaces of the clients."""
    by_tag: dict[str, list[str]] = {}
    for operation_id, source in reading.digest.operations.items():
        by_tag.setdefault(_tag(source), []).append(operation_id)
    described = {tag["name"]: tag.get("description") for tag in reading.document.get("tags") or []}
    taken: list[str] = list(CLIENT_NAMES)
    classes: list[str] = [*MODULE_NAMES, *models, *_spoken_classes(client)]
    for tag, operation_ids in by_tag.items():
        name = names.distinct(names.identifier(tag, "tag_"), taken)
        class_name = _class_name(tag, classes)
        taken.append(name)
        classes += _spoken_classes(class_name)
        found = tuple(_methods(reading, tag, name, operation_ids))
        both = _sync_class(class_name, found), _async_class(class_name, found)
        spoken = [each for class_ in both for each in class_.methods]
        yield model.Resource(
            name=name,
            doc=described.get(tag) or f"Operations under {tag}.",
            methods=found,
            classes=both,
            imports=imports.of_resource(spoken),
            type_imports=imports.of_resource_for_types(spoken),
        )


def _tag(source: Source) -> str:
    """Give the tag of an operation, or else the first word of its path."""
    tags = source.operation.get("tags")
    if tags:
        return str(tags[0])
    steps = [step for step in source.path.split("/") if step and "{" not in step]
    return next((step for step in steps if not re.fullmatch(r"api|v\d+(\.\d+)*", step)), "default")


def _spoken_classes(name: str) -> list[str]:
    return [f"{kind}{name}{raw}" for kind in ("", "Async") for raw in ("", "WithRawResponse")]


def _class_name(tag: str, taken: Iterable[str]) -> ClassName:
    """Name the class of a resource: after its tag, unless a model or the client is called so."""
    used = {name.casefold() for name in taken}
    wanted = names.class_name(tag)
    candidate, number = str(wanted), 0
    while any(name.casefold() in used for name in _spoken_classes(candidate)):
        number += 1
        candidate = f"{wanted}Resource{number if number > 1 else ''}"
    return names.of_class(candidate)


def _methods(reading: Reading, tag: str, resource: str, operation_ids: list[str]) -> Iterator[model.Method]:
    spoken = {each: methods.spoken(reading.digest.operations[each], each) for each in operation_ids}
    short = {each: names.method_name(spoken[each], tag) for each in operation_ids}
    meets = {name for name in short.values() if list(short.values()).count(name) > 1 or name in METHOD_NAMES}
    taken: list[str] = list(METHOD_NAMES)
    for operation_id in operation_ids:
        wanted: PythonIdentifier = short[operation_id]
        if wanted in meets:
            wanted = names.full_method_name(spoken[operation_id])
        name = names.distinct(wanted, taken)
        taken.append(name)
        yield methods.method(reading, operation_id, resource, name)


def _sync_class(name: ClassName, found: tuple[model.Method, ...]) -> model.ResourceClass:
    return model.ResourceClass(
        name=name,
        raw_name=names.of_class(f"{name}WithRawResponse"),
        client=PythonCode("SyncAPIClient"),
        methods=tuple(
            model.Spoken(
                method=method,
                define=PythonCode("def"),
                call=PythonCode("self._client._page" if method.pagination else "self._client._call"),
                returns=_returned("Page", method),
                raw=PythonCode("as_raw"),
                doc=prose.method(method, "A `Page`: iterating over it walks on through all pages."),
            )
            for method in found
        ),
    )


def _async_class(name: ClassName, found: tuple[model.Method, ...]) -> model.ResourceClass:
    return model.ResourceClass(
        name=names.of_class(f"Async{name}"),
        raw_name=names.of_class(f"Async{name}WithRawResponse"),
        client=PythonCode("AsyncAPIClient"),
        methods=tuple(
            model.Spoken(
                method=_of_async(method),
                define=PythonCode("def" if method.pagination else "async def"),
                call=PythonCode("self._client._page" if method.pagination else "await self._client._call"),
                returns=_returned("AsyncPages", method),
                raw=PythonCode("as_async_raw_page" if method.pagination else "as_async_raw"),
                doc=prose.method(method, "Pages: `await` gives the first one, `async for` walks all items."),
            )
            for method in found
        ),
    )


def _of_async(method: model.Method) -> model.Method:
    """Let the body of a method be an asynchronous iterable, too, where it may be an iterable."""
    whole = method.body.whole if method.body else None
    if method.body is None or whole is None or STREAM not in (whole.type.arms or (whole.type,)):
        return method
    arms = [ASYNC_STREAM if arm == STREAM else arm for arm in whole.type.arms or (whole.type,)]
    return evolve(method, body=evolve(method.body, whole=evolve(whole, type=union_of(arms))))


def _returned(kind: str, method: model.Method) -> PythonCode:
    if method.pagination is None:
        return method.returns.qualified
    return PythonCode(f"{kind}[{method.pagination.item.qualified.as_unembedded_code()}]")
