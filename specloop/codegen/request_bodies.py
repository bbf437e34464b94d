"""The request body of an operation in -> the arguments that make it up, and the media types it is sent in, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from attrs import evolve
from openapi_python_client.parser.properties import ModelProperty

from specloop.codegen import api_names, docstrings, ir, naming
from specloop.codegen.api_names import CHOICE, WHOLE
from specloop.codegen.build_context import Reading, flag
from specloop.codegen.escaping import literal
from specloop.codegen.type_mapping import ANY, OBJECT, STREAM, TEXT, builtin, union_of
from specloop.openapi.json_pointer import JsonObject, Resolved
from specloop.openapi.media_types import BodyKind, body_kind, essence, is_range, order_by_preference
from specloop.openapi.operations import Operation, content_of

OCTETS = "application/octet-stream"


def body(reading: Reading, source: Operation, taken: Iterable[str]) -> tuple[ir.Body | None, tuple[str, ...]]:
    """Decide how a caller gives a request body.

    The members of an object are arguments; anything else is one argument, `body`. JSON is preferred, else the first
    media type of the contract is taken; those that take the very same arguments can be chosen by `content_type`. The
    others would need a signature of their own: `request()` reaches them.

    Returns:
        The body, and the media types that a call cannot send.
    """
    if source.body is None:
        return None, ()
    found = content_of(reading.document, source.body)
    if not found:
        return None, ()
    order = order_by_preference(found)
    first = order[0]
    taken = list(taken)
    ways = {media_type: _arguments(reading, source.body, media_type, found[media_type], taken) for media_type in order}
    sent = [media_type for media_type in order if ways[media_type] == ways[first]]
    members, whole = ways[first]
    return ir.Body(
        media=tuple(_media(reading, media_type, found[media_type]) for media_type in sent),
        required=_is_required(source.body),
        members=members,
        whole=whole,
        choice=_choice(reading, {media_type: found[media_type] for media_type in sent}),
    ), tuple(media_type for media_type in order if media_type not in sent)


def is_whole(reading: Reading, source: Operation) -> bool:
    """Whether the request body is one argument: then it is the one called `body`, whatever a parameter is called."""
    found, _ = body(reading, source, ())
    return found is not None and found.whole is not None


def _is_required(holder: Resolved) -> bool:
    return holder.node.get("required") is True


def _arguments(
    reading: Reading, holder: Resolved, media_type: str, media: Resolved, taken: list[str]
) -> tuple[tuple[ir.Argument, ...], ir.Argument | None]:
    kind = body_kind(media_type, reading.schema(media))
    prop = reading.place((*media.pointer, "schema"))
    required = _is_required(holder)
    structured = kind in (BodyKind.JSON, BodyKind.FORM, BodyKind.MULTIPART)
    if structured and (class_ := reading.model(prop)) is not None:
        return tuple(_members(reading, class_, kind, taken, required=required)), None
    if structured:
        type_ = ANY if prop is None else reading.types.given(prop)
        if kind is not BodyKind.JSON and type_ == ANY:
            type_ = OBJECT
    else:
        type_ = {BodyKind.TEXT: TEXT, BodyKind.MARKUP: union_of([TEXT, STREAM])}.get(kind, STREAM)
    whole = ir.Argument(
        name=naming.unique_identifier(WHOLE, taken),
        wire=WHOLE,
        type=type_,
        required=required,
        doc=docstrings.body(holder.node),
        location="body",
    )
    return (), whole


def _members(
    reading: Reading, class_: ModelProperty, kind: BodyKind, taken: list[str], *, required: bool
) -> Iterator[ir.Argument]:
    """Turn the members of an object into arguments, but for those that only the server sets."""
    given = reading.types.uploaded if kind is BodyKind.MULTIPART else reading.types.given
    used = naming.NameRegistry(taken)
    for each in reading.members(class_):
        if flag(reading.document, each.schema, "readOnly"):
            continue
        name = api_names.member(each.wire, used)
        doc = docstrings.beside(docstrings.member(reading.document, each.schema), reading.told(each.pointer))
        yield ir.Argument(
            name=name,
            wire=each.wire,
            type=given(each.prop),
            required=each.prop.required and required,
            doc=doc if required or not each.prop.required else f"{doc} Required if there is a body.".strip(),
            location="body",
            example=docstrings.example(reading.document, each.schema),
        )


def _media(reading: Reading, media_type: str, media: Resolved) -> ir.Media:
    if body_kind(media_type, reading.schema(media)) is BodyKind.JSON and is_range(media_type):
        return ir.Media("application/json")
    encoding: Mapping[str, JsonObject] = media.node.get("encoding") or {}
    return ir.Media(
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


def _choice(reading: Reading, sent: Mapping[str, Resolved]) -> ir.Argument | None:
    """Let the caller say in which media type a body is sent, where there are several."""
    free = [
        media_type
        for media_type, media in sent.items()
        if is_range(media_type) and body_kind(media_type, reading.schema(media)) is not BodyKind.JSON
    ]
    fixed = [media_type for media_type in sent if not is_range(media_type)]
    if not free and len(sent) == 1:
        return None
    choice = ir.Argument(
        name=naming.identifier(CHOICE),
        wire=CHOICE,
        type=TEXT,
        required=False,
        doc=f"The media type that the body is sent in: {' or '.join(chain(fixed, free))}.",
        location="option",
    )
    if not free:
        words = ", ".join(literal(media_type) for media_type in fixed)
        return evolve(choice, type=builtin(f"Literal[{words}]", "typing.Literal"), fallback=fixed[0])
    if fixed:
        return evolve(choice, fallback=fixed[0])
    anything = any(essence(media_type).startswith(("*", "application/")) for media_type in free)
    return evolve(choice, fallback=OCTETS) if anything else evolve(choice, required=True)
