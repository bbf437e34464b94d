"""Extraction of a one-line message from the error bodies of common frameworks.

framework              error body                                                     message
FastAPI, pydantic      {"detail": [{"loc": ["body", "price"], "msg": "Too low."}]}    price: Too low.
Django REST framework  {"items": [{}, {"price": ["Too low."]}]}                       items/1/price: Too low.
RFC 9457               {"title": "Invalid", "detail": "No price."}                    Invalid: No price.
OAuth 2                {"error": "denied", "error_description": "No access."}         denied: No access.
Google                 {"error": {"message": "No access."}}                           No access.

Bodies of Litestar, Zod, Spring, JSON:API, GraphQL, AWS and Apigee are also read.
"""

from __future__ import annotations

from typing import Any

__all__ = ["error_text"]

_MAX_DEPTH = 6
_MAX_ITEMS = 20
_MAX_TEXT_CHARS = 500  # maximum length of one message in a JSON body
_MAX_PLAIN_TEXT_CHARS = 300  # maximum length of the message from a body that is not JSON

# Keys are compared in lower case and without separators: `errorMessage` and `error_message` are the same.
_MESSAGE_KEYS = (
    *("message", "msg", "defaultmessage", "errordescription", "errormessage", "detail", "reason", "description"),
    *("faultstring", "title", "error", "err", "code"),
)
_LIST_KEYS = (
    *("detail", "errors", "error", "violations", "invalidparams", "details", "message"),
    *("extra", "issues", "fieldviolations", "errormessages", "fault"),
)
_PLACE_KEYS = (
    *("loc", "field", "path", "pointer", "param", "parameter", "name", "propertypath", "property", "attribute", "key"),
    *("target", "source"),
)
_SEPARATORS = str.maketrans("", "", "_- ")
_WHOLE_OBJECT = ("non_field_errors", "__all__")
_ONE_WORD_MESSAGES = frozenset(
    ("required", "missing", "blank", "empty", "invalid", "incorrect", "mismatch", "wrong", "weak", "expired", "taken")
)
_REQUEST_PARTS = ("body", "query", "path", "header", "headers", "cookie")


def error_text(body: Any) -> str:
    """Return the messages in a decoded error body as one line; "" if the body contains no message."""
    if isinstance(body, str):
        if body.lstrip()[:1] == "<":
            return "the body is HTML or XML, not JSON"
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


def _named(value: dict[str, Any]) -> dict[str, Any]:
    return {key.lower().translate(_SEPARATORS): each for key, each in value.items()}


def _collect_object(value: dict[str, Any], texts: list[str], depth: int) -> None:
    named = _named(value)
    message = _message(value)
    if message:
        place = _place(value)
        texts.append(f"{place}: {message}" if place else message)
    before = len(texts)
    for key in _LIST_KEYS:
        nested = named.get(key)
        if isinstance(nested, str) and key == "errors":
            _collect(nested, texts, depth + 1)
        elif isinstance(nested, dict) and key in ("errors", "detail"):
            _collect_fields(nested, texts, depth + 1)
        elif isinstance(nested, (dict, list)):
            _collect(nested, texts, depth + 1)
    if not message and len(texts) == before:
        _collect_fields(value, texts, depth)


def _message(value: dict[str, Any]) -> str:
    named = _named(value)
    title, detail = named.get("title"), named.get("detail")
    if isinstance(title, str) and isinstance(detail, str) and title and detail and title != detail:
        return f"{title[:_MAX_TEXT_CHARS]}: {detail[:_MAX_TEXT_CHARS]}"
    code, description = named.get("error"), named.get("errordescription")
    if isinstance(code, str) and isinstance(description, str) and code and description:
        return f"{code[:_MAX_TEXT_CHARS]}: {description[:_MAX_TEXT_CHARS]}"
    for key in _MESSAGE_KEYS:
        text = named.get(key)
        if isinstance(text, str) and text.strip():
            return text[:_MAX_TEXT_CHARS]
    return ""


def _collect_fields(value: dict[str, Any], texts: list[str], depth: int, place: str = "") -> None:
    """Append the messages in an object of the form `{field: [message]}` to `texts`, as `field: message`.

    `place` is the path to the object. For example, `{"price": ["Too low."]}` at "items/1" adds
    "items/1/price: Too low.".
    """
    for name, messages in list(value.items())[:_MAX_ITEMS]:
        _collect_field(messages, texts, depth + 1, place if name in _WHOLE_OBJECT else _joined(place, name))


def _collect_field(value: Any, texts: list[str], depth: int, place: str) -> None:
    if depth > _MAX_DEPTH or len(texts) >= _MAX_ITEMS:
        return
    if isinstance(value, list):
        for index, item in enumerate(value[:_MAX_ITEMS]):
            is_text = isinstance(item, str) or (isinstance(item, dict) and _message(item))
            _collect_field(item, texts, depth + 1, place if is_text else _joined(place, str(index)))
    elif isinstance(value, dict) and not _message(value):
        _collect_fields(value, texts, depth, place)
    elif text := _message(value) if isinstance(value, dict) else _unless_secret(place, value):
        texts.append(f"{place}: {text[:_MAX_TEXT_CHARS]}" if place else text[:_MAX_TEXT_CHARS])


def _unless_secret(path: str, value: Any) -> str:
    """Return `value`, or `[secret]` if it is a single word in a field such as `password`; "" if it is not a str.

    Such a word may be the password that the client sent. `path` is the path to `value` in the error body.
    """
    from ._redaction import REDACTED, has_secret  # imported here: only unusual bodies need it

    if not isinstance(value, str):
        return ""
    is_message = len(value.split(maxsplit=1)) > 1 or value.strip(" .!").lower() in _ONE_WORD_MESSAGES
    return REDACTED if not is_message and has_secret(path.rpartition("/")[2], value) else value


def _joined(place: str, step: str) -> str:
    return f"{place}/{step}"[:_MAX_TEXT_CHARS] if place else step[:_MAX_TEXT_CHARS]


def _place(value: dict[str, Any]) -> str:
    named = _named(value)
    for key in _PLACE_KEYS:
        place = named.get(key)
        if key == "path" and "timestamp" in named:
            continue  # Spring states the path of the request.
        if isinstance(place, dict):
            place = place.get("pointer") or place.get("parameter")
        if isinstance(place, list) and place:
            steps = [str(step) for step in place[:_MAX_ITEMS]]
            return "/".join(steps[1:] if steps[0] in _REQUEST_PARTS and len(steps) > 1 else steps)[:_MAX_TEXT_CHARS]
        if isinstance(place, str) and place:
            return place.removeprefix("#").strip("/")[:_MAX_TEXT_CHARS]
    return ""
