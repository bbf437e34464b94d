"""The methods of the generated client. An `ir.Method`, the data of one method, is built from each operation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve
from openapi_python_client.strings import PythonIdentifier

from specloop.codegen import api_names, docstrings, extensions, ir, naming, pagination
from specloop.codegen.auth import security_alternatives
from specloop.codegen.build_context import BuildContext, PropertyEntry
from specloop.codegen.models import constant_of
from specloop.codegen.request_bodies import build_request_body, has_body_argument
from specloop.codegen.responses import NOT_MODIFIED, ResponseTypes, response_types
from specloop.codegen.streams import StreamFlag, build_streams, find_stream_flag
from specloop.codegen.type_mapping import ANY_TYPE, BOOL_TYPE
from specloop.errors import Problem
from specloop.openapi.json_pointer import Resolved, resolve_ref
from specloop.openapi.operations import Operation, content_of, is_conditional, parameter_schema
from specloop.openapi.pagination import paging_rule
from specloop.openapi.security import states_credentials
from specloop.openapi.servers import operation_servers
from specloop.openapi.stream_items import STREAM_FLAG, streams_by_default

DEEP_OBJECT_ARRAYS_EXTENSION = "x-deep-object-arrays"
"""The extension for lists in a `deepObject` parameter: `indices` (`a[0]=1`, the default), `brackets` or `repeat`."""

BUILTIN_TYPE_NAMES = ("bool", "builtins", "bytes", "date", "datetime", "float", "int", "models", "str")

ARGUMENT_TYPES = {"str": (str,), "int": (int,), "int | float": (int, float), "bool": (bool,)}
"""The Python types that the default of an argument can have, by the code of the argument's type."""


def build_method(context: BuildContext, key: str, resource: str, name: PythonIdentifier) -> ir.Method:
    """Build the method called `name` for one operation.

    Args:
        context: The data that all builders share.
        key: The key of the operation in `context.inlined.operations`.
        resource: The client attribute with the method, such as `orders` in `client.orders`.
        name: The name of the method.
    """
    operation = context.inlined.operations[key]
    responses = response_types(context, operation)
    reserved = [*api_names.ARGUMENT_NAMES, *_return_type_names(responses)]
    key_header = api_names.idempotency_header(operation)
    arguments = tuple(_arguments(context, operation, reserved, key_header))
    body = build_request_body(context, operation, [*reserved, *(argument.name for argument in arguments)])
    every = [*arguments, *(body.arguments if body else ())]
    former = api_names.former_argument_names(
        ((each.stated_former_name, each.name) for each in every), [each.name for each in every]
    )
    flag = find_stream_flag(every, is_on=streams_by_default(context.document, operation))
    streams = build_streams(context, operation) if flag is None or flag.is_possible else ()
    stream_argument = _stream_argument(
        streams, responses, flag, [*api_names.ARGUMENT_NAMES, *(each.name for each in every), *former]
    )
    notes = [
        *docstrings.describe_other_responses(responses.other_media_types),
        *_type_notes(context, operation),
        *docstrings.describe_operation_server(context.document, operation),
        *docstrings.describe_idempotency(key_header),
    ]
    return ir.Method(
        name=name,
        constant=naming.unique_identifier(name.upper(), ()),
        label=f"{resource}.{name}",
        operation_id=operation.label,
        http_method=operation.http_method,
        path=operation.path,
        doc=docstrings.describe_operation(operation, notes),
        arguments=arguments,
        body=body,
        responses=responses.success,
        returns=responses.returns,
        return_doc=responses.return_doc,
        errors=responses.errors,
        error_responses=responses.error_responses,
        pagination=_pagination(context, operation, responses),
        security=security_alternatives(context.document, operation.node),
        deprecated=bool(operation.node.get("deprecated")),
        streams=streams,
        stream_argument=stream_argument,
        streams_by_default=bool(streams) and (stream_argument is None or (flag is not None and flag.is_on)),
        may_be_unmodified=NOT_MODIFIED in operation.responses and is_conditional(operation),
        progress_argument=_progress_argument(every, former),
        former_arguments=tuple((naming.identifier(old), naming.identifier(new)) for old, new in former.items()),
        idempotency_header=key_header,
        rate_limit=extensions.rate_limit(operation.node),
        servers=tuple(operation_servers(context.document, operation.pointer, resolved=False).items()),
        server_takes_credentials=states_credentials(operation),
    )


def _stream_argument(
    streams: tuple[ir.StreamContent, ...],
    responses: ResponseTypes,
    flag: StreamFlag | None,
    taken: Iterable[str],
) -> ir.Argument | None:
    """Return the argument that requests a stream, or None if calls return only streams or never a stream.

    `flag` is the parameter or property `stream` of the API. If it is None, make a new argument, whose name is not in
    `taken`.
    """
    if not streams or not any(each.contents for each in responses.success):
        return None
    if flag is not None:
        return flag.argument if flag.plain else None
    name = naming.unique_identifier(STREAM_FLAG, taken)
    media_types = ", ".join(f"`{each.media_type}`" for each in streams)
    doc = f"Whether the response is requested as a stream: {media_types}."
    return ir.Argument(name, name, BOOL_TYPE, required=False, doc=doc, location="option", default_value=False)


def _progress_argument(arguments: list[ir.Argument], former: Iterable[str]) -> PythonIdentifier | None:
    """Choose a name for the argument that takes a progress callback, or return None if no argument accepts files.

    The name differs from the names of `arguments`, and from the old names of arguments in `former`.
    """
    if not any(each.takes_files for each in arguments):
        return None
    return naming.unique_identifier("progress", [*(each.name for each in arguments), *former])


def _pagination(context: BuildContext, operation: Operation, responses: ResponseTypes) -> ir.Pagination | None:
    def property_type(type_: ir.Type, pointer: Iterable[str]) -> ir.Type | None:
        """Return the type of the property at `pointer`, a path of JSON names, in `type_`; None if it does not exist."""
        for json_name in pointer:
            models = [each for each in type_.variants or (type_,) if each.classes]
            name = models[0].annotation.as_unembedded_code() if len(models) == 1 else ""
            properties = context.properties(name) if name in context.parsed.models else []
            found = next((each for each in properties if each.json_name == json_name), None)
            if found is None:
                return None
            type_ = context.types.of(found.type)
        return type_

    found = pagination.build_pagination(context.contract, operation, responses.page, property_type, context.problems)
    rule, _ = paging_rule(context.document, operation)
    if found is not None and rule is not None and rule.evidence:
        context.notes.append(Problem(context.contract.place(operation.pointer), pagination.describe_inference(rule)))
    return found


def _type_notes(context: BuildContext, operation: Operation) -> Iterator[str]:
    """Yield notes for the docstring on constraints of request and response bodies that no Python type can express.

    Each note begins with the media type of the body.
    """
    for holder in (*([operation.body] if operation.body else []), *operation.responses.values()):
        for media_type, media in content_of(context.document, holder).items():
            for text in context.type_notes((*media.pointer, "schema")):
                yield f"{media_type}: {text}"


def _return_type_names(responses: ResponseTypes) -> list[str]:
    """Return names such as `str` in a method's return annotation. No argument of the method may have such a name."""
    returns = responses.returns.qualified.as_unembedded_code()
    return [name for name in BUILTIN_TYPE_NAMES if re.search(rf"\b{name}\b", returns)]


def _arguments(
    context: BuildContext, operation: Operation, reserved: list[str], key_header: str
) -> Iterator[ir.Argument]:
    single = [api_names.BODY] if has_body_argument(context, operation) else []
    named = api_names.name_arguments(operation, [*reserved, *single])
    constants = [_default_value(context, each) for each, _ in named]
    in_path = sum(each.node["in"] == "path" for each, _ in named)
    for number, ((each, name), constant) in enumerate(zip(named, constants, strict=True)):
        node, location = each.node, each.node["in"]
        schema = parameter_schema(context.document, each)
        parsed = context.parsed_type(schema.pointer)
        is_key = location == "header" and node["name"] == key_header
        required = (bool(node.get("required")) or location == "path") and not is_key
        argument = ir.Argument(
            name=name,
            api_name=node["name"],
            type=ANY_TYPE if parsed is None else context.types.as_argument(parsed),
            required=required and constant is None,
            default_value=constant if required else None,
            doc=docstrings.append_sentences(
                docstrings.describe_parameter(context.document, each),
                [*context.type_notes(schema.pointer), *(["Default: a new UUID."] if is_key else [])],
            ),
            location=location,
            example=docstrings.find_example(context.document, schema.node, node),
            options=tuple(_serialization_options(context, each)),
            dates=context.date_type(parsed),
            stated_former_name=extensions.former_name(node, "parameter"),
            # In Python, positional arguments with a default must follow the arguments without a default.
            is_keyword_only=location == "path" and constant is not None and None in constants[number:in_path],
        )
        is_array = [(naming.identifier("is_array"), True)] if argument.is_array else []
        yield evolve(argument, options=(*argument.options, *is_array))


def _default_value(context: BuildContext, parameter: Resolved) -> str | int | float | None:
    """Return a parameter's only allowed value, or else its schema's `default`; None if it has neither."""
    schema = parameter_schema(context.document, parameter)
    parsed = context.parsed_type(schema.pointer)
    node = schema.node if isinstance(schema.node, dict) else {}
    if parsed is None:
        return None
    found = constant_of(
        context, PropertyEntry(parameter.node["name"], parsed, required=True, schema=node, pointer=schema.pointer)
    )
    if found:
        return found[0] if isinstance(found[0], str | int | float) else None
    default = None if parameter.node["in"] == "path" else node.get("default")
    target = resolve_ref(context.document, schema.node).node
    values = target.get("enum") if isinstance(target, dict) else None
    is_valid = (
        any(each is default or each == default for each in values)
        if isinstance(values, list)
        else type(default) in ARGUMENT_TYPES.get(context.types.as_argument(parsed).annotation.as_unembedded_code(), ())
    )
    return default if is_valid and isinstance(default, str | int | float) else None


def _serialization_options(context: BuildContext, parameter: Resolved) -> Iterator[tuple[PythonIdentifier, object]]:
    """Yield the serialization options of a parameter, such as `style`, that differ from OpenAPI's defaults."""
    node = parameter.node
    if "schema" not in node:
        for media_type in content_of(context.document, parameter):
            yield naming.identifier("content_type"), media_type
            return
    default_style = "form" if node["in"] in {"query", "cookie"} else "simple"
    style = node.get("style", default_style)
    if style != default_style:
        yield naming.identifier("style"), style
    if "explode" in node and node["explode"] != (style in {"form", "cookie"}):
        yield naming.identifier("explode"), node["explode"]
    if node.get("allowReserved"):
        yield naming.identifier("allow_reserved"), True
    if style == "deepObject" and node.get(DEEP_OBJECT_ARRAYS_EXTENSION) in {"brackets", "repeat"}:
        yield naming.identifier("arrays"), node[DEEP_OBJECT_ARRAYS_EXTENSION]
