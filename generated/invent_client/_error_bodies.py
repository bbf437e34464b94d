"""Extraction of one line of text for an exception message from error bodies of common frameworks.

The functions read these properties of an error body:

RFC 9457                   {"title", "detail", "errors": [{"pointer", "detail"}]}
FastAPI, pydantic          {"detail": [{"loc": ["body", "items", 0, "price"], "msg"}]}
Django REST framework      {"name": ["This field is required."]}
JSON:API, Google, GraphQL  {"errors": [{"title", "detail", "source"}]}, {"error": {"message", "details"}}
OAuth 2                    {"error", "error_description"}

An error of one field has its path in front, as in "items/0/price: must be positive".
"""

from __future__ import annotations

from typing import Any

__all__ = ["error_text"]

_MAX_DEPTH = 4
_MAX_ITEMS = 20
_MAX_TEXT_CHARS = 500  # of one message in the body
_MAX_PLAIN_TEXT_CHARS = 300  # of a body that is not JSON

_MESSAGE_KEYS = ("message", "msg", "error_description", "detail", "reason", "description", "title", "error", "code")
_LIST_KEYS = ("detail", "errors", "error", "violations", "invalid-params", "invalid_params", "details", "message")
_PLACE_KEYS = ("loc", "field", "path", "pointer", "param", "parameter", "name", "propertyPath", "property", "source")
_REQUEST_PARTS = ("body", "query", "path", "header", "headers", "cookie")


def error_text(body: Any) -> str:
    """Return the message in an error body, as one line; "" if the body contains none."""
    if isinstance(body, str):
        if body.lstrip()[:1] == "<":
            return "the body is a page of markup, not JSON"
        return body if len(body) <= _MAX_PLAIN_TEXT_CHARS else f"{body[:_MAX_PLAIN_TEXT_CHARS]}..."
    texts: list[str] = []
    _collect(body, texts, 0)
    return "; ".join(dict.fromkeys(texts))


def _collect(value: Any, texts: list[str], depth: int) -> None:
    if depth > _MAX_DEPTH or len(texts) >= _MAX_ITEMS:
        return
    if isinstance(value, str):
        if value.strip():
            texts.append(value[:_MAX_TEXT_CHARS])
    elif isinstance(value, list):
        for item in value[:_MAX_ITEMS]:
            _collect(item, texts, depth + 1)
    elif isinstance(value, dict):
        _collect_object(value, texts, depth)


def _collect_object(value: dict[str, Any], texts: list[str], depth: int) -> None:
    message = _message(value)
    if message:
        place = _place(value)
        texts.append(f"{place}: {message}" if place else message)
    before = len(texts)
    for key in _LIST_KEYS:
        nested = value.get(key)
        if isinstance(nested, dict) and key in ("errors", "detail"):
            _collect_fields(nested, texts, depth + 1)
        elif isinstance(nested, (dict, list)):
            _collect(nested, texts, depth + 1)
    if not message and len(texts) == before:
        _collect_fields(value, texts, depth)


def _message(value: dict[str, Any]) -> str:
    title, detail = value.get("title"), value.get("detail")
    if isinstance(title, str) and isinstance(detail, str) and title and detail and title != detail:
        return f"{title[:_MAX_TEXT_CHARS]}: {detail[:_MAX_TEXT_CHARS]}"
    for key in _MESSAGE_KEYS:
        text = value.get(key)
        if isinstance(text, str) and text.strip():
            return text[:_MAX_TEXT_CHARS]
    return ""


def _collect_fields(value: dict[str, Any], texts: list[str], depth: int) -> None:
    """Append `field: message` to `texts` for each message of `{field: [message, ...]}`, also in nested objects."""
    if depth > _MAX_DEPTH:
        return
    for name, messages in list(value.items())[:_MAX_ITEMS]:
        found: list[str] = []
        if isinstance(messages, list):
            _collect(messages, found, depth + 1)
        elif isinstance(messages, dict):
            _collect_object(messages, found, depth + 1)
        elif isinstance(messages, str) and depth:
            found = [messages[:_MAX_TEXT_CHARS]]
        if name in ("non_field_errors", "__all__"):
            texts += found
        else:
            texts += [f"{name[:_MAX_TEXT_CHARS]}: {text}" for text in found]


def _place(value: dict[str, Any]) -> str:
    for key in _PLACE_KEYS:
        place = value.get(key)
        if isinstance(place, dict):
            place = place.get("pointer") or place.get("parameter")
        if isinstance(place, list) and place:
            steps = [str(step) for step in place[:_MAX_ITEMS]]
            return "/".join(steps[1:] if steps[0] in _REQUEST_PARTS and len(steps) > 1 else steps)[:_MAX_TEXT_CHARS]
        if isinstance(place, str) and place:
            return place.removeprefix("#").strip("/")[:_MAX_TEXT_CHARS]
    return ""
