"""Decoding of a response to the return value of a generated method, by its status and Content-Type."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

from ._decoder import NO_MISMATCHES, UndecodableError, decode
from ._exceptions import stripped
from ._mismatch import found_mismatches, undecodable_error
from ._mismatch_records import ROOT, Mismatches, json_type
from ._operation import NO_CONTENT, charset_of, charset_of_text, decode_text, is_json, media_type
from ._response import Redirect

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from httpx2 import Headers

    from ._exchange import Exchange
    from ._operation import Operation
    from ._response import RawResponse
    from ._settings import Settings

__all__ = ["decode_body", "decode_response", "finish_decoding", "redirect_of", "report_mismatches"]

_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,60}")
_STATUSES_WITHOUT_CONTENT = (204, 205)  # RFC 9110, 15.3.5 and 15.3.6
_ERROR_PAGES = ("text/html", "application/xhtml+xml")
"""The media types of pages that proxies send instead of the response of an API."""
_VALUES_OF_TEXT: dict[Any, str] = {bool: "boolean", int: "integer", int | float: "number"}
"""The types to which a body of plain text can be decoded, each with the JSON type that a mismatch names."""
_TEXT_SUFFIXES = ("/xml", "+xml", "/javascript", "/x-www-form-urlencoded", "yaml")


def decode_response(
    settings: Settings[Any], operation: Operation, exchange: Exchange, response: RawResponse[Any]
) -> Any:
    """Decode a response to the return value of the generated method that sent the request.

    Raises:
        ResponseValidationError: The body cannot be decoded; or it does not match the contract, with
            `on_mismatch="raise"`.
    """
    value = finish_decoding(settings, operation, exchange, response, lambda: decode_body(operation, response))
    if exchange.has_pending():
        exchange.drop_pending()
        raise TypeError("on_mismatch is a coroutine function, which parse() cannot await")
    return value


def finish_decoding(
    settings: Settings[Any],
    operation: Operation,
    exchange: Exchange,
    response: RawResponse[Any],
    decode_now: Callable[[], tuple[Any, Mismatches]],
) -> Any:
    """Decode a response with `decode_now`, report the mismatches with the contract, and return the decoded value.

    Raises:
        ResponseValidationError: The body cannot be decoded; or it does not match the contract, with
            `on_mismatch="raise"`.
    """
    try:
        value, mismatches = decode_now()
    except UndecodableError as error:
        shown = exchange.error_response(response)
        content_type = shown.headers.get("content-type")
        raise undecodable_error(operation.id, str(error), content_type, shown) from stripped(error)
    if settings.mismatches.log is not None:
        settings.mismatches.log.count(operation.id, mismatches, exchange.credentials.blank_text)
    if mismatches:
        try:
            report_mismatches(settings, operation, exchange, response, mismatches)
        except BaseException:
            value = None  # Debuggers show local variables, and the value may contain a credential.
            raise
    return value


def report_mismatches(
    settings: Settings[Any],
    operation: Operation,
    exchange: Exchange,
    response: RawResponse[Any],
    mismatches: Mismatches,
) -> None:
    """Report the mismatches of a response, or of one item of a stream, to hooks, spans and the client's `on_mismatch`.

    Raises:
        ResponseValidationError: There are mismatches, and `on_mismatch` is "raise".
    """
    mask = exchange.credentials.blank_text
    if exchange.is_observed:
        for mismatch in found_mismatches(operation.id, mismatches, mask):
            exchange.tell_mismatch(mismatch)
    settings.mismatches.apply(operation.id, mismatches, mask=mask, response=lambda: exchange.error_response(response))


def decode_body(
    operation: Operation, response: RawResponse[Any], cancelled: threading.Event | None = None
) -> tuple[Any, Mismatches]:
    """Decode the body of a response by its status and its Content-Type.

    Returns:
        The decoded value, and its mismatches with the contract.

    Raises:
        UndecodableError: The body cannot be decoded to the documented type.
    """
    content, content_type = response.content, response.headers.get("content-type")
    if response.status_code >= 300:  # noqa: PLR2004 - a documented 3xx
        return redirect_of(response.status_code, response.headers), NO_MISMATCHES
    type_, expected = operation.response_type(response.status_code, content_type)
    if type_ is None or operation.method == "HEAD" or (not content and type_ in (NO_CONTENT, Any)):
        return None, NO_MISMATCHES
    if type_ is NO_CONTENT:
        return _decode_undocumented(content, content_type, "no content")
    if type_ is bytes or (type_ is str and (expected is not None or not is_json(content_type))):
        value = content if type_ is bytes else decode_text(content, content_type)
        return value, _media_type_mismatch(expected, content_type)
    try:
        return decode(content, type_, charset_of(content_type), cancelled)
    except UndecodableError:
        is_text = not is_json(content_type)
        is_text_allowed = type_ is Any and (operation.cacheable or is_text)
        if is_text and expected is None and type_ in _VALUES_OF_TEXT:
            is_text_allowed, expected = True, _VALUES_OF_TEXT[type_]
        is_other_type = is_text and expected is not None and media_type(content_type) not in _ERROR_PAGES
        if _must_be_decodable(operation, response, is_other_type=is_other_type) and not is_text_allowed:
            raise
        value, mismatches = _decode_undocumented(content, content_type, expected or "JSON")
        return value, mismatches if operation.cacheable else NO_MISMATCHES


def _must_be_decodable(operation: Operation, response: RawResponse[Any], *, is_other_type: bool) -> bool:
    """Return whether it is an error that a body cannot be decoded; otherwise the caller gets JSON data, text or bytes.

    `is_other_type` says that the media type is neither documented nor JSON nor HTML.
    """
    if operation.pagination is not None or not operation.responses:
        return True
    if is_other_type and response.content:
        return False
    is_empty = not response.content and response.status_code in _STATUSES_WITHOUT_CONTENT
    return operation.documents(response.status_code) and not is_empty


def redirect_of(status: int, headers: Headers) -> Redirect | None:
    """Return what a generated method returns for a documented 3xx status: a Redirect, or None for 304."""
    return None if status == 304 else Redirect(headers.get("location"), status)  # noqa: PLR2004


def _decode_undocumented(content: bytes, content_type: str | None, expected: str) -> tuple[Any, Mismatches]:
    """Return a body as JSON data, text or bytes, with the mismatch that the contract documents something else.

    `expected` is what the contract documents, such as "no content". An empty body becomes None.
    """
    if not content:
        return None, _root_mismatch(expected, "no content")
    kind = media_type(content_type)
    mismatches = Mismatches()
    if is_json(kind) or not kind:
        try:
            value, _ = decode(content, Any, charset_of(content_type))
        except UndecodableError:
            pass
        else:
            mismatches.add(ROOT, expected, json_type(value), "type")
            return value, mismatches
    text: str | None = None
    if not kind or is_json(kind) or kind.startswith("text/") or kind.endswith(_TEXT_SUFFIXES):
        with contextlib.suppress(UnicodeDecodeError):
            text = content.decode(charset_of_text(content, content_type))
    is_no_json = is_json(kind) and text is not None  # The body is not what its Content-Type says.
    mismatches.add(ROOT, expected, "text" if is_no_json else _shown_media_type(kind), "type")
    return content if text is None else text, mismatches


def _media_type_mismatch(expected: str | None, content_type: str | None) -> Mismatches:
    return NO_MISMATCHES if expected is None else _root_mismatch(expected, _shown_media_type(media_type(content_type)))


def _root_mismatch(expected: str, got: str) -> Mismatches:
    mismatches = Mismatches()
    mismatches.add(ROOT, expected, got, "type")
    return mismatches


def _shown_media_type(kind: str) -> str:
    return kind if _MEDIA_TYPE.fullmatch(kind) else "another media type"
