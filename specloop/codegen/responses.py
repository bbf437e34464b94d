"""Responses Object -> the return type of a method, its success responses, and the errors it raises."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from specloop.codegen import docstrings, ir
from specloop.codegen.build_context import BuildContext
from specloop.codegen.type_mapping import ANY_TYPE, BYTES_TYPE, NONE_TYPE, STR_TYPE, builtin, union_of
from specloop.openapi.json_pointer import Resolved
from specloop.openapi.media_types import BodyKind, body_kind, order_by_preference
from specloop.openapi.operations import Operation, content_of

NOT_MODIFIED = "304"
REDIRECT_TYPE = builtin("Redirect", ".._response.Redirect")

_RETURN_DOCS = {
    NONE_TYPE: "Nothing. ",
    ANY_TYPE: "The response body, which is not documented; None if it is empty. ",
    REDIRECT_TYPE: "The redirect, which is not followed. ",
}

BODILESS_STATUSES = ("204", "205")
"""Statuses whose responses have no body, whatever the document says (RFC 9110, sections 15.3.5 and 15.3.6)."""

ERROR_CLASSES = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "409": "ConflictError",
    "422": "UnprocessableEntityError",
    "429": "RateLimitError",
}


@frozen
class ResponseTypes:
    """Return type, success responses and raised errors of one operation.

    Attributes:
        success: What each success status decodes to.
        returns: The return type of a call.
        page: The type that a page of a list decodes to: that of the first success with a body.
        return_doc: The description of what is returned.
        errors: The lines of the docstring's section `Raises`.
        other_media_types: Media types that are documented but not requested.
        error_types: The types that `errors` mentions.
    """

    success: tuple[ir.SuccessResponse, ...]
    returns: ir.Type
    page: ir.Type
    return_doc: str
    errors: tuple[str, ...]
    other_media_types: tuple[str, ...]
    error_types: tuple[ir.Type, ...]


def response_types(context: BuildContext, operation: Operation) -> ResponseTypes:
    """Decide what a call returns, and what it raises."""
    documented = operation.responses
    success = {status: each for status, each in documented.items() if status[0] == "2"}
    if not success:
        success = {status: each for status, each in documented.items() if status[0] == "3" and status != NOT_MODIFIED}
    elif NOT_MODIFIED in documented and _is_conditional(operation):
        success[NOT_MODIFIED] = documented[NOT_MODIFIED]
    if not success and "default" in documented:
        success = {"default": documented["default"]}
    other_media_types: list[str] = []
    decoded: list[ir.SuccessResponse] = []
    for status, response in success.items():
        chosen, rest = _choose_media_types(context, response)
        if operation.method == "head" or status in BODILESS_STATUSES or status[0] == "3":
            chosen, rest = (), ()
        other_media_types += [each for each in rest if each not in other_media_types]
        decoded.append(ir.SuccessResponse(status if status == "default" else status.upper(), chosen))
    found = [content.type for response in decoded for content in response.contents]
    # Without a documented success, any body is returned as it is.
    every = [*found, *_types_without_content(operation, decoded)] if decoded else [ANY_TYPE]
    errors = {status: each for status, each in documented.items() if status not in success}
    bodies = {status: _error_type(context, each) for status, each in errors.items()}
    return ResponseTypes(
        success=tuple(decoded),
        returns=union_of(every),
        page=found[0] if found else NONE_TYPE,
        return_doc=_describe_return(decoded, success, union_of(every)),
        errors=tuple(_describe_errors(errors, bodies)),
        other_media_types=tuple(other_media_types),
        error_types=tuple(type_ for type_ in bodies.values() if type_ is not None),
    )


def _is_conditional(operation: Operation) -> bool:
    """Return whether callers can make the request conditional, so that 304 is a result (RFC 9110, 13.1)."""
    names = {each.node["name"].lower() for each in operation.parameters if each.node["in"] == "header"}
    return not names.isdisjoint({"if-none-match", "if-modified-since"})


def _types_without_content(operation: Operation, decoded: list[ir.SuccessResponse]) -> list[ir.Type]:
    """Return what the success responses without documented content return."""
    statuses = [each.status for each in decoded if not each.contents]
    if any(status[0] == "3" and status != NOT_MODIFIED for status in statuses):
        return [REDIRECT_TYPE]
    has_content = any(each.contents for each in decoded)
    if operation.method != "head" and not has_content and any(each not in BODILESS_STATUSES for each in statuses):
        return [ANY_TYPE]
    return [NONE_TYPE] if statuses else []


def _describe_return(decoded: list[ir.SuccessResponse], success: dict[str, Resolved], returns: ir.Type) -> str:
    """Describe what a call returns; where that differs by status, which type means what."""
    types = [union_of([content.type for content in each.contents] or [NONE_TYPE]) for each in decoded]
    texts = [docstrings.describe_response(status, each.node) for status, each in success.items()]
    if not texts:
        return "The response body; its type is not documented."
    if len(set(types)) > 1:
        return " ".join(
            f"`{type_.annotation.as_unembedded_code()}`: {text}" for type_, text in zip(types, texts, strict=True)
        )
    text = " ".join(dict.fromkeys(texts))
    return _RETURN_DOCS[returns] + text if returns in _RETURN_DOCS and types[0] == NONE_TYPE else text


def _choose_media_types(
    context: BuildContext, response: Resolved
) -> tuple[tuple[ir.ResponseContent, ...], tuple[str, ...]]:
    """Choose the media types to request.

    JSON if there is any, else the first that is documented, and those that decode to the same type. Requesting all of
    them would let the server decide whether a call returns an object or, say, a string of CSV.
    """
    found = content_of(context.document, response)
    types = {media_type: _content_type(context, media_type, media) for media_type, media in found.items()}
    if not types:
        return (), ()
    order = order_by_preference(types)
    first = order[0]
    chosen = tuple(ir.ResponseContent(each, types[each]) for each in order if types[each] == types[first])
    return chosen, tuple(each for each in order if types[each] != types[first])


def _content_type(context: BuildContext, media_type: str, media: Resolved) -> ir.Type:
    kind = body_kind(media_type, context.schema(media))
    if kind is BodyKind.JSON:
        return context.type_of(media)
    return STR_TYPE if kind is BodyKind.TEXT else BYTES_TYPE


def _error_type(context: BuildContext, response: Resolved) -> ir.Type | None:
    """Return the class of an error's JSON body."""
    for media_type, media in content_of(context.document, response).items():
        if body_kind(media_type, context.schema(media)) is BodyKind.JSON:
            found = context.type_of(media)
            return found if found.classes and not found.variants and found.item is None else None
    return None


def _describe_errors(errors: dict[str, Resolved], bodies: dict[str, ir.Type | None]) -> Iterator[str]:
    """Describe which error means what: single statuses first, then ranges, then all others."""

    def order(status: str) -> tuple[bool, bool]:
        return status == "default", not status.isdecimal()

    for status in sorted(errors, key=order):
        text = docstrings.describe_response(status, errors[status].node)
        body = bodies[status]
        body_text = f" `body` is the data of `{body.annotation.as_unembedded_code()}`." if body else ""
        if status in ERROR_CLASSES:
            yield f"{ERROR_CLASSES[status]}: {text}{body_text}"
        elif status == "default":
            yield f"APIStatusError: Any other status that is not a success: {text}{body_text}"
        else:
            kind = "InternalServerError" if status[0] == "5" else "APIStatusError"
            is_range_of_known = any(each.isdecimal() and each[0] == status[0] for each in errors)
            which = status if status.isdecimal() else f"Any{' other' if is_range_of_known else ''} {status.upper()}"
            yield f"{kind}: {which}: {text}{body_text}"
    if "default" not in errors:
        yield "APIStatusError: Any other status that is not a success."
