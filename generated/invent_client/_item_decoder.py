"""Decoding of the items of a stream, which are JSON texts or server-sent events."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from ._decoder import UndecodableError, decode
from ._encoder import encode
from ._exceptions import status_error
from ._mismatch_records import ROOT, Mismatches
from ._response_decoder import report_mismatches
from ._schema_plans import is_model

if TYPE_CHECKING:
    from ._exchange import Exchange
    from ._operation import Items, Operation
    from ._response import RawResponse
    from ._settings import Settings
    from ._stream_formats import ServerSentEvent

__all__ = ["decode_item"]


def decode_item(
    settings: Settings[Any], operation: Operation, exchange: Exchange, *, head: RawResponse[Any], item: Items, raw: Any
) -> Any:
    """Decode one item of a stream, and report its mismatches with the contract.

    Args:
        settings: The settings of the client.
        operation: The operation.
        exchange: The call that opened the stream.
        head: The response, without its body.
        item: The documented type of the items, and the texts that mark the stream's end and its errors.
        raw: The item as received: a JSON text as bytes, or a ServerSentEvent.

    Raises:
        APIStatusError: The event reports an error.
        ResponseValidationError: The item does not match the contract, with `on_mismatch="raise"`.
    """
    if isinstance(raw, bytes):
        value, mismatches = _decode_json(raw, item.type)
    else:
        if item.error_event is not None and raw.event == item.error_event:
            response = exchange.error_response(head.with_content(raw.data.encode()))
            decoded = _error_data(raw, response.text, item)
            raise status_error(response, exchange.target, exchange.retries, exchange.curl(), decoded=decoded)
        if item.type is str:
            return raw.data
        value, mismatches = _decode_event(raw, item) if item.is_event else _decode_data(raw, item)
    if settings.mismatches.log is not None:
        settings.mismatches.log.count(operation.id, mismatches, exchange.credentials.blank_text)
    if mismatches.entries:
        content = raw if isinstance(raw, bytes) else raw.data.encode()
        report_mismatches(settings, operation, exchange, head.with_content(content), mismatches)
    return value


def _decode_json(content: bytes, type_: Any) -> tuple[Any, Mismatches]:
    """Decode a JSON text to a type. Return the value and its mismatches with the contract.

    If the text does not fit the type at all, return plain JSON data, or a string if it is not JSON, with one mismatch.
    """
    try:
        return decode(content, type_)
    except UndecodableError as error:
        reason = str(error)
    mismatches = Mismatches()
    try:
        value, _ = decode(content, Any)
        expected, _, got = reason.removeprefix("expected ").partition(", got ")
    except UndecodableError:
        value, expected, got = content.decode("utf-8", "replace"), "JSON", "text"
    mismatches.add(ROOT, expected, got, "type")
    return value, mismatches


def _decode_data(event: ServerSentEvent, item: Items) -> tuple[Any, Mismatches]:
    """Decode the `data` of a server-sent event to the documented type, and return it with its mismatches.

    The data may be a JSON text such as `{"id": 1}`, or a string without quotes such as 2024-01-31. JSON is preferred,
    unless only a string has a documented type, or the string matches without a mismatch and the JSON does not.
    """
    content = event.data.encode()
    try:
        found = decode(content, item.type)
    except UndecodableError:
        found = None
    if found is not None and not found[1].entries:
        return found
    try:
        as_text = decode(encode(event.data), item.type)
    except UndecodableError:
        return found or _decode_json(content, item.type)
    return as_text if found is None or not as_text[1].entries else found


def _decode_event(event: ServerSentEvent, item: Items) -> tuple[Any, Mismatches]:
    """Decode a server-sent event, as an object with its fields, to the documented type. Return also its mismatches.

    If the contract allows JSON in the field `data`, data that is JSON is decoded. It stays a string only if the
    contract allows this string, and the event then has fewer mismatches.
    """
    as_json: tuple[Any, Mismatches] | None = None
    if item.has_json_data:
        try:
            data, _ = decode(event.data.encode(), Any)
        except UndecodableError:
            pass
        else:
            as_json = _decode_json(_event_json(event, data), item.type)
    if as_json is not None and not as_json[1].entries:
        return as_json
    as_text = _decode_json(_event_json(event, event.data), item.type)
    if as_json is None or (as_text[1].total < as_json[1].total and _allows_data(as_text[1])):
        return as_text
    return as_json


def _allows_data(mismatches: Mismatches) -> bool:
    """Return whether no mismatch of a whole event is at its `data`, or at the event itself."""
    return all(each.pointer not in ("", "/data") for each in mismatches)


def _error_data(event: ServerSentEvent, data: str, item: Items) -> Any:
    """Return the model for `data`, the text of an event that reports an error; None if no model is documented.

    The caller has replaced credentials in `data`.
    """
    if not item.is_event:
        return None
    shown = copy(event)
    shown.data = data
    value = getattr(_decode_event(shown, item)[0], "data", None)
    return value if is_model(type(value)) else None


def _event_json(event: ServerSentEvent, data: Any) -> bytes:
    """Return a server-sent event as a JSON object with its fields, and with `data` as the value of the field `data`."""
    fields: dict[str, Any] = {"data": data}
    if event.has_event:
        fields["event"] = event.event
    if event.has_id:
        fields["id"] = event.id
    if event.retry is not None:
        fields["retry"] = event.retry
    return encode(fields)
