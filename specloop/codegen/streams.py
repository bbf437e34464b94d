"""The streams that methods return. An `ir.StreamContent` states the type of the items and the end of the stream."""

from __future__ import annotations

from specloop.codegen import ir
from specloop.codegen.build_context import BuildContext
from specloop.codegen.responses import successes_with_body
from specloop.codegen.type_mapping import ANY_TYPE
from specloop.openapi.json_pointer import Resolved
from specloop.openapi.media_types import is_stream
from specloop.openapi.operations import Operation, content_of
from specloop.openapi.stream_items import stream_items


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
    type_ = ANY_TYPE if parsed is None else context.types.of(parsed)
    if items.is_array and type_.item is not None:
        type_ = type_.item
    options = {
        "is_event": items.is_event,
        "has_json_data": items.has_json_data,
        "sentinel": items.sentinel,
        "error_event": items.error_event,
    }
    return ir.StreamContent(media_type, type_, ir.stated_options(options))
