"""Request Body Object -> arguments and the media types that the body is sent in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from attrs import evolve

from specloop.codegen import api_names, docstrings, ir, naming
from specloop.codegen.api_names import BODY, CONTENT_TYPE, has_flag
from specloop.codegen.build_context import BuildContext
from specloop.codegen.escaping import literal
from specloop.codegen.models import constant_of
from specloop.codegen.type_mapping import (
    ANY_TYPE,
    JSON_OBJECT_TYPE,
    STR_TYPE,
    STREAM_TYPE,
    builtin,
    union_of,
)
from specloop.openapi.json_pointer import JsonObject, Resolved
from specloop.openapi.media_types import BodyKind, body_kind, essence, is_range, order_by_preference
from specloop.openapi.operations import Operation, content_of

OCTET_STREAM = "application/octet-stream"


def build_request_body(
    context: BuildContext, operation: Operation, taken: Iterable[str]
) -> tuple[ir.RequestBody | None, tuple[str, ...]]:
    """Build the request body of an operation.

    The properties of an object are arguments; anything else is one argument, `body`. JSON is preferred, else the first
    media type of the document is taken. Media types that take the same arguments can be selected by `content_type`.

    Returns:
        The body, and the media types that the method cannot send: `request()` sends those.
    """
    if operation.body is None:
        return None, ()
    found = content_of(context.document, operation.body)
    if not found:
        return None, ()
    order = order_by_preference(found)
    first = order[0]
    taken = list(taken)
    by_media_type = {
        media_type: _arguments(context, operation.body, media_type, found[media_type], taken) for media_type in order
    }
    sent = [media_type for media_type in order if by_media_type[media_type] == by_media_type[first]]
    fields, body_argument = by_media_type[first]
    return ir.RequestBody(
        media=tuple(_build_media(context, media_type, found[media_type]) for media_type in sent),
        required=_is_required(operation.body),
        fields=fields,
        body_argument=body_argument,
        content_type_argument=_content_type_argument(context, {media_type: found[media_type] for media_type in sent}),
    ), tuple(media_type for media_type in order if media_type not in sent)


def is_single_argument(context: BuildContext, operation: Operation) -> bool:
    """Whether the request body is one argument. It is called `body`, so no parameter can have this name."""
    found, _ = build_request_body(context, operation, ())
    return found is not None and found.body_argument is not None


def _is_required(holder: Resolved) -> bool:
    return holder.node.get("required") is True


def _arguments(
    context: BuildContext, holder: Resolved, media_type: str, media: Resolved, taken: list[str]
) -> tuple[tuple[ir.Argument, ...], ir.Argument | None]:
    kind = body_kind(media_type, context.schema(media))
    parsed = context.parsed_type((*media.pointer, "schema"))
    required = _is_required(holder)
    structured = kind in (BodyKind.JSON, BodyKind.FORM, BodyKind.MULTIPART)
    if structured and (name := context.model_name(parsed)) is not None:
        return tuple(_field_arguments(context, name, kind, taken, required=required)), None
    if structured:
        type_ = ANY_TYPE if parsed is None else context.types.as_argument(parsed)
        if kind is not BodyKind.JSON and type_ == ANY_TYPE:
            type_ = JSON_OBJECT_TYPE
    else:
        type_ = {BodyKind.TEXT: STR_TYPE, BodyKind.MARKUP: union_of([STR_TYPE, STREAM_TYPE])}.get(kind, STREAM_TYPE)
    argument = ir.Argument(
        name=naming.unique_identifier(BODY, taken),
        api_name=BODY,
        type=type_,
        required=required,
        doc=docstrings.describe_body(holder.node),
        location="body",
    )
    return (), argument


def _field_arguments(
    context: BuildContext, model: str, kind: BodyKind, taken: list[str], *, required: bool
) -> Iterator[ir.Argument]:
    """Turn the properties of an object into arguments, except readOnly ones, which only the server sets."""
    type_of = context.types.as_upload if kind is BodyKind.MULTIPART else context.types.as_argument
    used = naming.NameRegistry(taken)
    for each in context.properties(model):
        if has_flag(context.document, each.schema, "readOnly"):
            continue
        name = api_names.reserve_body_argument(each.json_name, each.schema, used)
        doc = docstrings.append_sentences(
            docstrings.describe_property(context.document, each.schema), context.type_notes(each.pointer)
        )
        constant = constant_of(context, each) if required else None
        yield ir.Argument(
            name=name,
            api_name=each.json_name,
            type=type_of(each.type),
            required=each.required and required and constant is None,
            default_value=constant[0] if constant and isinstance(constant[0], str | int | float) else None,
            doc=doc if required or not each.required else f"{doc} Required if there is a body.".strip(),
            location="body",
            example=docstrings.find_example(context.document, each.schema),
        )


def _build_media(context: BuildContext, media_type: str, media: Resolved) -> ir.RequestMedia:
    if body_kind(media_type, context.schema(media)) is BodyKind.JSON and is_range(media_type):
        return ir.RequestMedia("application/json")
    encoding: Mapping[str, JsonObject] = media.node.get("encoding") or {}
    return ir.RequestMedia(
        media_type,
        encoding=tuple(
            (name, str(each["contentType"]).partition(",")[0].strip())
            for name, each in encoding.items()
            if "contentType" in each and not is_range(str(each["contentType"]))
        ),
        styles=tuple(
            (name, (style := str(each.get("style", "form")), bool(each.get("explode", style == "form"))))
            for name, each in encoding.items()
            if each.keys() & {"style", "explode"} and essence(media_type) == "application/x-www-form-urlencoded"
        ),
    )


def _content_type_argument(context: BuildContext, sent: Mapping[str, Resolved]) -> ir.Argument | None:
    """Return the argument that selects the media type of a body, where there are several."""
    ranges = [
        media_type
        for media_type, media in sent.items()
        if is_range(media_type) and body_kind(media_type, context.schema(media)) is not BodyKind.JSON
    ]
    fixed = [media_type for media_type in sent if not is_range(media_type)]
    if not ranges and len(sent) == 1:
        return None
    argument = ir.Argument(
        name=naming.identifier(CONTENT_TYPE),
        api_name=CONTENT_TYPE,
        type=STR_TYPE,
        required=False,
        doc=f"The media type that the body is sent in: {' or '.join(chain(fixed, ranges))}.",
        location="option",
    )
    if not ranges:
        values = ", ".join(literal(media_type) for media_type in fixed)
        return evolve(argument, type=builtin(f"Literal[{values}]", "typing.Literal"), default_value=fixed[0])
    if fixed:
        return evolve(argument, default_value=fixed[0])
    anything = any(essence(media_type).startswith(("*", "application/")) for media_type in ranges)
    return evolve(argument, default_value=OCTET_STREAM) if anything else evolve(argument, required=True)
