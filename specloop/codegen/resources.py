"""Building of an `ir.Resource`, with its classes and methods, for each namespace such as `client.orders`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve
from openapi_python_client.strings import ClassName, PythonCode

from specloop.codegen import api_names, docstrings, extensions, imports, ir, methods, naming
from specloop.codegen.build_context import BuildContext
from specloop.codegen.call_samples import SampleWriter
from specloop.codegen.resource_names import NO_RESOURCE, name_resource_classes
from specloop.codegen.streams import build_stream_flag
from specloop.codegen.type_mapping import union_of


def build_resources(
    context: BuildContext, client: ClassName, models: Iterable[str], samples: SampleWriter
) -> Iterator[ir.Resource]:
    """Build an `ir.Resource` for each namespace of the client, such as `client.orders`, with its methods and classes.

    Args:
        context: The data of the document.
        client: The name of the client class.
        models: The names in the package's models/, which the classes of namespaces cannot have.
        samples: Writes the sample call of each method.
    """
    descriptions = {tag["name"]: tag.get("description") for tag in context.document.get("tags") or []}
    namespaces = context.inlined.namespaces
    class_names = name_resource_classes(namespaces, client, models)
    for namespace in namespaces:
        tag, name = namespace.tag, namespace.name
        class_name = class_names[str(name)]
        built = {key: methods.build_method(context, key, name, method) for key, method in namespace.methods.items()}
        found = tuple(
            evolve(method, former_name=namespace.former.get(key), sample=samples.write(name, method))
            for key, method in built.items()
        )
        found = tuple(_with_polls(context, found, list(namespace.methods)))
        both = _sync_class(class_name, found), _async_class(class_name, found)
        every = [each for class_ in both for each in class_.methods]
        yield ir.Resource(
            name=name,
            former_name=namespace.former_name,
            doc=descriptions.get(tag) or _describe(tag),
            methods=found,
            classes=both,
            imports=imports.resource_imports(every),
            type_imports=imports.resource_type_imports(every),
        )


def _describe(tag: str) -> str:
    return "Operations that belong to no resource." if tag == NO_RESOURCE else f"Operations under {tag}."


def _with_polls(context: BuildContext, methods_: Iterable[ir.Method], keys: list[str]) -> Iterator[ir.Method]:
    """Yield the methods. If an operation has `x-poll`, its method gets an `ir.Poll`, which waits until a job is done.

    Methods with pages, streams or a body get none. `keys` are the keys of the operations, in the order of the methods.
    """
    found = list(methods_)
    taken = {str(each.name) for each in found} | {str(each.former_name) for each in found}
    for key, method in zip(keys, found, strict=True):
        rule = extensions.read(context.inlined.operations[key].node, "poll", "operation")
        if rule is None or method.pagination is not None or method.streams or method.body is not None:
            yield method
            continue
        name = naming.unique_identifier("wait" if "wait" not in taken else f"wait_{method.name}", taken)
        taken.add(str(name))
        arguments = [*(each.name for each in method.every_argument), *api_names.ARGUMENT_NAMES]
        arguments += [old for old, _ in method.former_arguments]
        yield evolve(
            method,
            poll=ir.Poll(
                name=name,
                label=f"{method.label.rpartition('.')[0]}.{name}",
                status=rule["status"],
                until=tuple(rule["until"]),
                interval=rule.get("interval", 1),
                interval_argument=naming.unique_identifier("interval", arguments),
            ),
        )


def _sync_class(name: ClassName, found: tuple[ir.Method, ...]) -> ir.ResourceClass:
    return ir.ResourceClass(
        name=name,
        raw_name=naming.as_class_name(f"{name}WithRawResponse"),
        streaming_name=naming.as_class_name(f"{name}WithStreamingResponse"),
        client=PythonCode("SyncAPIClient"),
        methods=tuple(
            ir.ClientMethod(
                method=method,
                define=PythonCode("def"),
                call=PythonCode(f"self._client.{_base_call(method)}"),
                returns=_return_type("Page", "Stream", method),
                raw=PythonCode("as_raw"),
                streamed=PythonCode("as_streamed"),
                doc=docstrings.format_method(
                    method,
                    "The first `Page`. Iterating over it fetches all later pages.",
                    "A `Stream` of the items as they arrive. Use it with `with`, or iterate over it to its end.",
                ),
                overloads=_overloads("Stream", method, _return_type("Page", "Stream", method)),
            )
            for method in found
        ),
    )


def _async_class(name: ClassName, found: tuple[ir.Method, ...]) -> ir.ResourceClass:
    return ir.ResourceClass(
        name=naming.as_class_name(f"Async{name}"),
        raw_name=naming.as_class_name(f"Async{name}WithRawResponse"),
        streaming_name=naming.as_class_name(f"Async{name}WithStreamingResponse"),
        client=PythonCode("AsyncAPIClient"),
        methods=tuple(
            ir.ClientMethod(
                method=method,
                define=PythonCode("def" if method.pagination else "async def"),
                call=PythonCode(f"{'' if method.pagination else 'await '}self._client.{_base_call(method)}"),
                returns=_return_type("AsyncPages", "AsyncStream", method),
                raw=PythonCode("as_async_raw_page" if method.pagination else "as_async_raw"),
                streamed=PythonCode("as_async_streamed_page" if method.pagination else "as_async_streamed"),
                doc=docstrings.format_method(
                    method,
                    "Pages: `await` returns the first one, `async for` iterates over all items.",
                    "An `AsyncStream` of the items as they arrive. Use it with `async with`, or iterate over it to its "
                    "end.",
                ),
                overloads=_overloads("AsyncStream", method, _return_type("AsyncPages", "AsyncStream", method)),
            )
            for method in found
        ),
    )


def _base_call(method: ir.Method) -> str:
    if method.pagination:
        return "_page"
    if not method.streams:
        return "_call"
    return "_call_or_stream" if method.stream_argument else "_stream"


def _return_type(page_class: str, stream_class: str, method: ir.Method) -> PythonCode:
    if method.pagination:
        return PythonCode(f"{page_class}[{method.pagination.item.qualified.as_unembedded_code()}]")
    if not method.streams:
        return method.returns.qualified
    stream = _stream_type(stream_class, method)
    return PythonCode(stream if method.stream_argument is None else _either_type(method, stream))


def _stream_type(stream_class: str, method: ir.Method) -> str:
    item = union_of([each.type for each in method.streams])
    stream = f"{stream_class}[{item.qualified.as_unembedded_code()}]"
    return f"{stream} | None" if method.may_be_unmodified else stream


def _either_type(method: ir.Method, stream: str) -> str:
    plain = method.returns.qualified.as_unembedded_code()
    if stream.endswith(" | None"):
        plain = plain.removesuffix(" | None")
    return stream if plain == "None" and stream.endswith(" | None") else f"{plain} | {stream}"


def _overloads(stream_class: str, method: ir.Method, returns: PythonCode) -> tuple[ir.Signature, ...]:
    """Return the overloads of a method, or () if one signature describes all calls.

    `stream_class` is `Stream` or `AsyncStream`. `returns` is the return type for all calls.
    """
    argument, positional = method.stream_argument, ir.declare_arguments(method.positional)
    if argument is None:
        return tuple(
            ir.Signature(positional, ir.declare_arguments(each), returns, is_overload=True) for each in method.overloads
        )
    flag, required = build_stream_flag(argument, is_on=method.streams_by_default), PythonCode("")
    stream, plain = PythonCode(_stream_type(stream_class, method)), method.returns.qualified
    default, other = argument.default_code, stream if flag.is_on else plain
    choices = (
        (flag.plain, required if flag.is_on else default, plain),
        (flag.stream, default if flag.is_on else required, stream),
        (argument.annotation.as_unembedded_code(), default, returns),
    )
    found = []
    for keyword in method.overloads or (method.keyword,):
        every = ir.declare_arguments(keyword)
        if all(each.name != argument.name for each in every):
            found.append(ir.Signature(positional, every, other, is_overload=True))
            continue
        for annotation, default_code, result in choices:
            of_stream = ir.KeywordArgument(argument.name, PythonCode(annotation), default_code)
            arguments = tuple(of_stream if each.name == argument.name else each for each in every)
            found.append(ir.Signature(positional, arguments, result, is_overload=True))
    return tuple(found)
