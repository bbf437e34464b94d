"""The streams that methods return, and the argument that requests a stream."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import evolve, frozen

from specloop.codegen import ir
from specloop.codegen.build_context import BuildContext
from specloop.codegen.opc_adapter import ParsedType
from specloop.codegen.responses import successes_with_body
from specloop.codegen.type_mapping import ANY_TYPE
from specloop.openapi.json_pointer import Resolved
from specloop.openapi.media_types import is_stream
from specloop.openapi.operations import Operation, content_of
from specloop.openapi.schema_facts import stated_values
from specloop.openapi.stream_items import STREAM_FLAG, stream_items

_BOOLEAN = re.compile(r"bool|Literal\[(True|False)(, (True|False))*\]")


def build_streams(context: BuildContext, operation: Operation) -> tuple[ir.StreamContent, ...]:
    """Build an `ir.StreamContent` for each streaming media type of an operation's success responses."""
    found: dict[str, ir.StreamContent] = {}
    for response in successes_with_body(operation).values():
        for media_type, media in content_of(context.document, response).items():
            if is_stream(media_type) and media_type not in found:
                found[media_type] = _build_stream(context, operation, media_type, media)
    return tuple(found.values())


def _build_stream(context: BuildContext, operation: Operation, media_type: str, media: Resolved) -> ir.StreamContent:
    items = stream_items(context.document, operation.node, media_type, media)
    parsed = context.parsed_type((*media.pointer, items.keyword))
    type_ = ANY_TYPE if parsed is None else context.types.of(_without_sentinel(context, parsed, items.sentinel))
    if items.is_array and type_.item is not None:
        type_ = type_.item
    options = {
        "is_event": items.is_event,
        "has_json_data": items.has_json_data,
        "sentinel": items.sentinel,
        "error_event": items.error_event,
    }
    return ir.StreamContent(media_type, type_, ir.stated_options(options))


def _without_sentinel(context: BuildContext, parsed: ParsedType, sentinel: str) -> ParsedType:
    """Remove the constant that marks the end of a stream, such as `[DONE]`, from the type of the stream's items.

    A type that is not a union with this constant is returned unchanged.
    """
    kept = tuple(each for each in parsed.variants if _values(context, each) != [sentinel])
    return evolve(parsed, variants=kept) if kept else parsed


def _values(context: BuildContext, parsed: ParsedType) -> list[object]:
    """Return the values of a constant or an enum, or [] for any other type."""
    if parsed.kind == "enum":
        return stated_values(context.inlined.definitions[parsed.name].node)
    return [parsed.value] if parsed.kind == "const" else []


@frozen
class StreamFlag:
    """The boolean argument `stream` of a method, with which a call requests a stream.

    Attributes:
        is_on: Whether a call that omits the argument returns a stream.
        is_possible: Whether a call can request a stream; False if `false` is the only allowed value.
        plain: The annotation of the argument in calls without a stream, such as `Literal[False]`; "" if there are none.
        stream: The annotation of the argument in calls with a stream, such as `Literal[True]`.
    """

    argument: ir.Argument
    is_on: bool
    is_possible: bool
    plain: str
    stream: str


def find_stream_flag(arguments: Iterable[ir.Argument], *, is_on: bool) -> StreamFlag | None:
    """Return a `StreamFlag` for the boolean argument `stream`, or None if no argument is a boolean with this name.

    `is_on` tells whether `true` is its default.
    """
    for each in arguments:
        if each.api_name == STREAM_FLAG and each.location != "path" and any(map(_BOOLEAN.fullmatch, _types(each))):
            return build_stream_flag(each, is_on=is_on)
    return None


def build_stream_flag(argument: ir.Argument, *, is_on: bool) -> StreamFlag:
    """Build a `StreamFlag`: the annotations of a boolean argument in the overloads with and without a stream.

    `is_on` tells whether a call that omits the argument returns a stream.
    """
    types = _types(argument)
    omitted = [argument.omitted_type] if is_on and argument.omitted_type in types else []
    plain = [_BOOLEAN.sub("Literal[False]", each) for each in types if each not in ("Literal[True]", *omitted)]
    is_possible = any("bool" in each or "True" in each for each in types)
    return StreamFlag(argument, bool(omitted), is_possible, " | ".join(plain), " | ".join(["Literal[True]", *omitted]))


def _types(argument: ir.Argument) -> list[str]:
    return argument.annotation.as_unembedded_code().replace("builtins.", "").split(" | ")
