"""The responses of an operation in -> what a call returns, and the sentences about it and about errors, out."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from specloop.codegen import docstrings, ir
from specloop.codegen.build_context import Reading
from specloop.codegen.type_mapping import ANY, BYTES, NOTHING, TEXT, union_of
from specloop.openapi.json_pointer import Resolved
from specloop.openapi.media_types import BodyKind, body_kind, order_by_preference
from specloop.openapi.operations import Operation, content_of

# These come without a body, whatever the contract says.
EMPTY = ("204", "205")

ERRORS = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "409": "ConflictError",
    "422": "UnprocessableEntityError",
    "429": "RateLimitError",
}


@frozen
class Answers:
    """What comes of a call.

    Attributes:
        success: What is decoded, by status.
        returns: The type of what the call returns.
        page: The type that a page of a list is decoded to: that of the first success that has a body.
        returned: What that is, in words.
        raised: The lines that tell which error means what.
        others: Media types that are documented but not asked for.
        named: The types that `raised` mentions.
    """

    success: tuple[ir.Response, ...]
    returns: ir.Type
    page: ir.Type
    returned: str
    raised: tuple[str, ...]
    others: tuple[str, ...]
    named: tuple[ir.Type, ...]


def answers(reading: Reading, source: Operation) -> Answers:
    """Decide what a call returns, and what it raises."""
    documented = source.responses
    success = {status: each for status, each in documented.items() if status[0] == "2"}
    if not success and "default" in documented:
        success = {"default": documented["default"]}
    others: list[str] = []
    decoded: list[ir.Response] = []
    for status, response in success.items():
        chosen, rest = _choose(reading, response)
        if source.method == "head" or status in EMPTY:
            chosen, rest = (), ()
        others += [each for each in rest if each not in others]
        decoded.append(ir.Response(status if status == "default" else status.upper(), chosen))
    found = [content.type for response in decoded for content in response.contents]
    # Where no success is documented, whatever comes is given back as it is.
    every = [*found, *([] if all(response.contents for response in decoded) else [NOTHING])] if decoded else [ANY]
    errors = {status: each for status, each in documented.items() if status not in success}
    bodies = {status: _error_type(reading, each) for status, each in errors.items()}
    return Answers(
        success=tuple(decoded),
        returns=union_of(every),
        page=found[0] if found else NOTHING,
        returned=_returned(decoded, success),
        raised=tuple(_raised(errors, bodies)),
        others=tuple(others),
        named=tuple(type_ for type_ in bodies.values() if type_ is not None),
    )


def _returned(decoded: list[ir.Response], success: dict[str, Resolved]) -> str:
    """Say what a call returns; where that differs by status, which type means what."""
    spoken = [union_of([content.type for content in each.contents] or [NOTHING]) for each in decoded]
    texts = [docstrings.response(each.node) for each in success.values()]
    if not texts:
        return "What comes; it is not documented."
    if len(set(spoken)) > 1:
        told = [f"`{type_.annotation.as_unembedded_code()}`: {text}" for type_, text in zip(spoken, texts, strict=True)]
        return " ".join(told)
    text = " ".join(dict.fromkeys(texts))
    return f"Nothing. {text}" if spoken[0] == NOTHING else text


def _choose(reading: Reading, response: Resolved) -> tuple[tuple[ir.Content, ...], tuple[str, ...]]:
    """Choose the media types to ask for.

    JSON if there is any, else the first that is documented, and with it those that are decoded to the same type. To ask
    for all of them would leave it to the server whether a call returns an object or, say, a string of CSV.
    """
    found = content_of(reading.document, response)
    types = {media_type: _type_of(reading, media_type, media) for media_type, media in found.items()}
    if not types:
        return (), ()
    order = order_by_preference(types)
    first = order[0]
    chosen = tuple(ir.Content(each, types[each]) for each in order if types[each] == types[first])
    return chosen, tuple(each for each in order if types[each] != types[first])


def _type_of(reading: Reading, media_type: str, media: Resolved) -> ir.Type:
    kind = body_kind(media_type, reading.schema(media))
    if kind is BodyKind.JSON:
        return reading.of(media)
    return TEXT if kind is BodyKind.TEXT else BYTES


def _error_type(reading: Reading, response: Resolved) -> ir.Type | None:
    """Give the class of an error's body."""
    for media_type, media in content_of(reading.document, response).items():
        if body_kind(media_type, reading.schema(media)) is BodyKind.JSON:
            found = reading.of(media)
            return found if found.classes and not found.arms and found.item is None else None
    return None


def _raised(errors: dict[str, Resolved], bodies: dict[str, ir.Type | None]) -> Iterator[str]:
    """Tell which error means what: single statuses first, then ranges, then all others."""

    def order(status: str) -> tuple[bool, bool]:
        return status == "default", not status.isdecimal()

    for status in sorted(errors, key=order):
        text = docstrings.response(errors[status].node)
        body = bodies[status]
        shown = f" `body` is the data of `{body.annotation.as_unembedded_code()}`." if body else ""
        if status in ERRORS:
            yield f"{ERRORS[status]}: {text}{shown}"
        elif status == "default":
            yield f"APIStatusError: Any other status that is not a success: {text}{shown}"
        else:
            kind = "InternalServerError" if status[0] == "5" else "APIStatusError"
            single = any(each.isdecimal() and each[0] == status[0] for each in errors)
            which = status if status.isdecimal() else f"Any{' other' if single else ''} {status.upper()}"
            yield f"{kind}: {which}: {text}{shown}"
    if "default" not in errors:
        yield "APIStatusError: Any other status that is not a success."
