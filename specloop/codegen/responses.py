"""The return type, success responses and raised errors of a method. They come from its operation's Responses Object."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from specloop.codegen import docstrings, ir
from specloop.codegen.build_context import BuildContext
from specloop.codegen.type_mapping import ANY_TYPE, BYTES_TYPE, NONE_TYPE, REDIRECT_TYPE, STR_TYPE, TEXT_KINDS, union_of
from specloop.openapi.json_pointer import Resolved
from specloop.openapi.media_types import BodyKind, body_kind, is_stream, order_by_preference
from specloop.openapi.operations import Operation, content_of, is_conditional

BODILESS_STATUSES = ("204", "205")
"""Statuses whose responses have no body, even if the document declares one (RFC 9110, sections 15.3.5 and 15.3.6)."""

NOT_MODIFIED = "304"

RETURN_DOCS = {
    NONE_TYPE: "Nothing. ",
    ANY_TYPE: "The response body, which is not documented; None if it is empty. ",
    REDIRECT_TYPE: "The redirect, which is not followed. ",
}
"""The first sentence about the return value if the response has no documented content, by return type."""

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
    """The return type, success responses and raised errors of one operation.

    Attributes:
        success: The success statuses, with the types to which their bodies are decoded.
        returns: The return type of the method.
        page: The type to which a page of a paginated operation is decoded.
        return_doc: The description of the return value.
        errors: The lines of the docstring section `Raises`.
        other_media_types: The media types whose bodies have another type than the preferred one; callers must request
            them by `Accept`.
        error_responses: The error statuses that have a JSON body, with the type to which the body is decoded.
    """

    success: tuple[ir.StatusResponse, ...]
    returns: ir.Type
    page: ir.Type
    return_doc: str
    errors: tuple[str, ...]
    other_media_types: tuple[str, ...]
    error_responses: tuple[ir.StatusResponse, ...]


def response_types(context: BuildContext, operation: Operation) -> ResponseTypes:
    """Determine the return type, the success responses and the raised errors of an operation's method."""
    documented = operation.responses
    success = success_responses(documented)
    with_body = successes_with_body(operation)
    other_media_types: list[str] = []
    decoded: list[ir.StatusResponse] = []
    types: dict[str, ir.Type | None] = {}
    for status, response in success.items():
        has_body = status in with_body
        contents = _contents(context, response) if has_body else ()
        first = contents[0].type if contents else None
        other_media_types += [
            each.media_type for each in contents if each.type != first and each.media_type not in other_media_types
        ]
        decoded.append(ir.StatusResponse(status if status == "default" else status.upper(), contents))
        types[status] = first if contents else None if has_body else _bodiless_type(status)
    found = [type_ for type_ in types.values() if type_ is not None]
    # This is the type of a response without a documented body: the client returns the undecoded body, or None.
    undescribed = NONE_TYPE if any(each.contents for each in decoded) else ANY_TYPE
    described = {status: type_ or undescribed for status, type_ in types.items()}
    # A method returns None for 304; its return type includes None only if a parameter can make a request conditional.
    returned = [type_ for status, type_ in described.items() if status != NOT_MODIFIED or is_conditional(operation)]
    errors = {status: each for status, each in documented.items() if status not in success}
    bodies = {status: _error_type(context, each) for status, each in errors.items()}
    return ResponseTypes(
        success=tuple(decoded),
        returns=union_of(returned or [ANY_TYPE]),
        page=found[0] if found else NONE_TYPE,
        return_doc=_describe_return(described, success, has_content=any(each.contents for each in decoded)),
        errors=tuple(_describe_errors(errors, bodies)),
        other_media_types=tuple(other_media_types),
        error_responses=tuple(_error_responses(context, operation, errors)),
    )


def success_responses(documented: dict[str, Resolved]) -> dict[str, Resolved]:
    """Return the responses that count as success, by status.

    These are the documented 2xx responses, or else 3xx, or else `default`. A documented 304 is always included.
    """
    success = {status: each for status, each in documented.items() if status[0] == "2"}
    if not success:
        success = {status: each for status, each in documented.items() if status[0] == "3" and status != NOT_MODIFIED}
    if not success and "default" in documented:
        success = {"default": documented["default"]}
    return success | {status: each for status, each in documented.items() if status == NOT_MODIFIED}


def successes_with_body(operation: Operation) -> dict[str, Resolved]:
    """Return the success responses that can have a body: none for HEAD, and none with status 204, 205 or 3xx."""
    success = success_responses(operation.responses) if operation.method != "head" else {}
    return {status: each for status, each in success.items() if not is_empty_status(status)}


def is_empty_status(status: str) -> bool:
    """Return whether a success response with this status has no body, even if the contract declares one."""
    return status in BODILESS_STATUSES or status[0] == "3"


def _bodiless_type(status: str) -> ir.Type:
    """Return the type of a response without a body: `Redirect` for a status such as 302, or else the type of None."""
    return REDIRECT_TYPE if status[0] == "3" and status != NOT_MODIFIED else NONE_TYPE


def _describe_return(types: dict[str, ir.Type], success: dict[str, Resolved], *, has_content: bool) -> str:
    """Describe the return value of a method by the descriptions of its success responses.

    If the statuses have different types, each description follows its type: "`Order`: The order."
    """
    texts = {status: docstrings.describe_response(status, each.node) for status, each in success.items()}
    if not texts:
        return "The response body; its type is not documented."
    if len(set(types.values())) > 1:
        return " ".join(f"`{types[status].annotation.as_unembedded_code()}`: {text}" for status, text in texts.items())
    text = " ".join(dict.fromkeys(texts.values()))
    return text if has_content else RETURN_DOCS.get(next(iter(types.values())), "") + text


def _contents(context: BuildContext, response: Resolved) -> tuple[ir.ResponseContent, ...]:
    """Return the media types of a response, each with the Python type of its decoded body. Streams are left out.

    The preferred media type, usually JSON, comes first, then those with the same Python type, then all others.
    """
    found = content_of(context.document, response)
    types = {
        media_type: _content_type(context, media_type, media)
        for media_type, media in found.items()
        if not is_stream(media_type)
    }
    order = order_by_preference(types)
    first = types[order[0]] if order else None
    order.sort(key=lambda each: types[each] != first)
    return tuple(ir.ResponseContent(each, types[each]) for each in order)


def _content_type(context: BuildContext, media_type: str, media: Resolved) -> ir.Type:
    kind = body_kind(media_type, context.schema(media))
    if kind is BodyKind.JSON:
        return context.type_of(media)
    if kind is BodyKind.TEXT:
        parsed = context.parsed_type((*media.pointer, "schema"))
        return context.types.of(parsed) if parsed is not None and parsed.kind in TEXT_KINDS else STR_TYPE
    return BYTES_TYPE


def _error_responses(
    context: BuildContext, operation: Operation, errors: dict[str, Resolved]
) -> Iterator[ir.StatusResponse]:
    """Yield each error response in `errors` that has a JSON body of a documented type, together with this type."""
    for status, response in errors.items():
        contents = _contents(context, response) if operation.method != "head" else ()
        found = content_of(context.document, response).items()
        as_json = {name for name, media in found if body_kind(name, context.schema(media)) is BodyKind.JSON}
        described = tuple(each for each in contents if each.media_type in as_json and each.type != ANY_TYPE)
        if described:
            yield ir.StatusResponse(status if status == "default" else status.upper(), described)


def _error_type(context: BuildContext, response: Resolved) -> ir.Type | None:
    """Return the type of an error response's JSON body if it is a class, or else None."""
    for media_type, media in content_of(context.document, response).items():
        if body_kind(media_type, context.schema(media)) is BodyKind.JSON:
            found = context.type_of(media)
            return found if found.classes and not found.variants and found.item is None else None
    return None


def _describe_errors(errors: dict[str, Resolved], bodies: dict[str, ir.Type | None]) -> Iterator[str]:
    """Yield the lines of the docstring section `Raises`, such as `NotFoundError: No such order`.

    `bodies` holds the type of each error's JSON body by status; None if the type is not a class.
    """

    def order(status: str) -> tuple[bool, bool]:
        return status == "default", not status.isdecimal()

    for status in sorted(errors, key=order):
        text = docstrings.describe_response(status, errors[status].node)
        body = bodies[status]
        body_text = f" `body` is a `{body.annotation.as_unembedded_code()}`." if body else ""
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
