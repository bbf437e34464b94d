"""Webhooks: verification of requests, and decoding of their payloads.

By default, the signature of a request is checked as in Standard Webhooks (https://www.standardwebhooks.com): the header
webhook-signature signs webhook-id, webhook-timestamp and the unparsed body. The caller can pass another check.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from inspect import isawaitable
from typing import Any, NamedTuple

from ._decoder import UndecodableError, convert
from ._metadata import DISTRIBUTION, ENV_PREFIX, RootError
from ._mismatch import MismatchPolicy

__all__ = ["EventType", "UnknownEvent", "Verify", "WebhookVerificationError", "read_event", "verify"]

TOLERANCE_S = 300.0  # maximum difference between the timestamp of a request and the receiver's clock

Verify = Callable[[bytes, Mapping[str, str]], object]
"""A function that verifies a webhook request.

Its arguments are the body, and the headers by their lower-case names. For a forged request, the function raises an
exception or returns a false value other than None. It is not a coroutine function.
"""

_PRIVATE, _PUBLIC = "whsec_", "whpk_"
_SYMMETRIC, _ASYMMETRIC = "v1", "v1a"
_PUBLIC_KEY_BYTES = 32  # the size of a public key of ed25519
_EVENT_KEYS = ("type", "event", "event_type", "eventType", "event_name", "kind", "topic", "name", "action")


class WebhookVerificationError(RootError):
    """A webhook request is not genuine, or its body is not JSON.

    It is not genuine if no signature is valid, if its timestamp is too old or in the future, or if `check` rejects it.
    """


class UnknownEvent(NamedTuple):
    """A verified webhook request whose event type or payload the contract does not document.

    Attributes:
        type: The event type that the payload states; None if the payload states no type.
        data: The payload as JSON data.
    """

    type: str | None
    data: Any


class EventType(NamedTuple):
    """A webhook of the contract, with the event types by which its payloads are recognized.

    Attributes:
        name: The name of the webhook or callback in the contract.
        key: The name of the payload property with the event type, such as "type"; None if none is documented.
        values: The values of this property in payloads of this webhook, such as ("pet.created", "pet.updated"). If it
            is empty, the contract lists no values, and the event type is the name.
        load: A function that returns the Python type of the payload.
    """

    name: str
    key: str | None
    values: tuple[str, ...]
    load: Callable[[], Any]


def verify(
    body: bytes | str,
    headers: Mapping[str, str],
    *,
    secret: str | Sequence[str] | None = None,
    check: Verify | None = None,
    tolerance: float = TOLERANCE_S,
) -> bytes:
    """Check the signature and the timestamp of a webhook request, and return its body as bytes.

    A valid signature shows that the API sent this body. The timestamp must be recent, so that nobody can send an old
    request again.

    Args:
        body: The body as received, before any parsing.
        headers: The headers of the request.
        secret: The secret (`whsec_...`) or public key (`whpk_...`), or a list with the old and new secrets while they
            are changed. Default: the environment variable `<PREFIX>_WEBHOOK_SECRET`.
        check: A function that verifies the request instead, if the API does not follow Standard Webhooks. Its arguments
            are the body as bytes, and the headers with names in lower case. It raises, or returns False, if the request
            is not genuine. It is not a coroutine function.
        tolerance: Seconds by which the timestamp of the request may differ from the clock.

    Raises:
        WebhookVerificationError: The request is not genuine.
        ValueError: The secret is missing or not valid, or the package cryptography, which `whpk_` needs, is missing.
        TypeError: The body is not bytes or text, for example because it is already parsed; or another argument has a
            wrong type, for example because `check` is a coroutine function.
    """
    if not isinstance(body, (bytes, bytearray, memoryview, str)):
        raise TypeError(f"body is {type(body).__name__}; expected the bytes of the request, before they are parsed")
    if not hasattr(headers, "items"):
        raise TypeError(f"headers is {type(headers).__name__}; expected a mapping of names to values")
    content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else bytes(body)
    named = {_text(name).lower(): _text(value) for name, value in headers.items()}
    if check is not None:
        _check(check, content, named)
        return content
    keys = _keys(secret)
    missing = [name for name in ("webhook-id", "webhook-timestamp", "webhook-signature") if not named.get(name)]
    if missing:
        raise WebhookVerificationError(f"The webhook is not signed: there is no {missing[0]} header")
    timestamp = _checked_timestamp(named["webhook-timestamp"], tolerance)
    signed = f"{named['webhook-id']}.{timestamp}.".encode() + content
    for each in named["webhook-signature"].split():
        version, _, text = each.partition(",")
        signature = _decoded(text)
        if signature is not None and any(_matches(key, version, signed, signature) for key in keys):
            return content
    raise WebhookVerificationError("The signature of the webhook is not valid")


def _check(check: Verify, content: bytes, headers: Mapping[str, str]) -> None:
    try:
        result = check(content, headers)
    except Exception as error:
        message = f"The function `check` raised {type(error).__name__}"
        raise WebhookVerificationError(message) from error
    if isawaitable(result):
        # An awaitable is true, whatever its result will be, so it verifies nothing.
        getattr(result, "close", bool)()
        raise TypeError("check returned an awaitable; expected a function that verifies the request before it returns")
    if result is not None and not result:
        raise WebhookVerificationError("The signature of the webhook is not valid")


def _text(header: str | bytes) -> str:
    """Return the name or the value of a header as text, because some frameworks hold headers as bytes."""
    return header.decode("latin-1") if isinstance(header, bytes) else str(header)


def read_event(content: bytes, events: Sequence[EventType], mismatches: MismatchPolicy) -> Any:
    """Decode the payload of a verified request to the type of its event.

    If no event type is stated, the structure of the payload decides. Return an UnknownEvent if the contract does not
    document the event, if payloads of several types have this structure, or if the payload cannot be decoded.

    Args:
        content: The body of the request.
        events: The webhooks of the contract.
        mismatches: How to handle a payload that does not match the contract.

    Raises:
        WebhookVerificationError: The body is not JSON.
        ResponseValidationError: The payload does not match the contract, and `mismatches` is set to raise mismatches.
    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise WebhookVerificationError("The body of the webhook is not JSON") from None
    stated = {key: data[key] for key in _EVENT_KEYS if isinstance(data.get(key), str)} if isinstance(data, dict) else {}
    documented = [stated[event.key] for event in events if event.key in stated]
    unknown = UnknownEvent(next(iter([*documented, *stated.values()]), None), data)
    if named := _named_events(stated, events):
        event = next((event for event in named if len(named) > 1 and _fits(data, event)), named[0])
        return _decode_payload(unknown, event, mismatches)
    if not stated or not (documented or any(event.values for event in events)):
        unnamed = [event for event in events if not event.values]
        fitting = [event for event in unnamed if _fits(data, event)] if len(unnamed) > 1 else unnamed
        types = [event.load() for event in fitting]
        if types and all(each == types[0] for each in types):
            return _decode_payload(unknown, fitting[0], mismatches)
    return unknown


def _named_events(stated: Mapping[str, str], events: Sequence[EventType]) -> list[EventType]:
    """Return the events that a payload names.

    Exact names are searched first. Then `order.paid` names the webhook `orderPaid`, too.

    Args:
        stated: The values of the payload's properties in _EVENT_KEYS.
        events: The webhooks of the contract.
    """

    def names(event: EventType) -> Iterable[str]:
        if event.key is None:
            return stated.values()
        return [stated[event.key]] if event.key in stated else []

    return (
        [event for event in events if event.key and stated.get(event.key) in event.values]
        or [event for event in events if not event.values and event.name in names(event)]
        or [event for event in events if not event.values and _letters(event.name) in map(_letters, names(event))]
    )


def _letters(name: str) -> str:
    """Return the letters and digits of a name, in lower case, for a comparison of names in different notations."""
    return "".join(filter(str.isalnum, name)).casefold()


def _decode_payload(unknown: UnknownEvent, event: EventType, mismatches: MismatchPolicy) -> Any:
    """Decode the payload in `unknown.data` to the type that the contract documents for `event`.

    Return `unknown` if the payload cannot be decoded. Otherwise `mismatches` handles differences from the contract.
    """
    try:
        value, found = convert(unknown.data, event.load())
    except UndecodableError:
        return unknown
    if found:
        mismatches.apply(event.name, found)
    return value


def _fits(data: Any, event: EventType) -> bool:
    try:
        return not convert(data, event.load())[1]
    except UndecodableError:
        return False


def _keys(secret: str | Sequence[str] | None) -> list[tuple[str, bytes]]:
    """Return the keys for verification, as pairs of version and bytes: "v1" for a secret, "v1a" for a public key.

    Raises:
        ValueError: The secret is missing or not valid.
        TypeError: The secret is not a string or a list of strings.
    """
    variable = f"{ENV_PREFIX}_WEBHOOK_SECRET"
    given = secret if secret is not None else os.environ.get(variable, "").split()
    keys = list(given) if isinstance(given, Iterable) and not isinstance(given, (str, bytes)) else [given]
    wrong = next((each for each in keys if not isinstance(each, str)), None)
    if wrong is not None:
        raise TypeError(f"secret must be a string or a list of strings, not {type(wrong).__name__}")
    if not keys:
        raise ValueError(f"there is no secret to verify webhooks with: pass secret, or set {variable}")
    found = []
    for each in keys:
        prefix = next((prefix for prefix in (_PRIVATE, _PUBLIC) if each.startswith(prefix)), "")
        key = _decoded(each.removeprefix(prefix))
        if not key or (prefix == _PUBLIC and len(key) != _PUBLIC_KEY_BYTES):
            raise ValueError("the secret of webhooks is not valid; expected whsec_ or whpk_, and base64")
        found.append((_ASYMMETRIC if prefix == _PUBLIC else _SYMMETRIC, key))
    return found


def _matches(key: tuple[str, bytes], version: str, signed: bytes, signature: bytes) -> bool:
    kind, content = key
    if kind != version:
        return False
    if kind == _SYMMETRIC:
        return hmac.compare_digest(hmac.new(content, signed, hashlib.sha256).digest(), signature)
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        raise ValueError(f"ed25519 needs the package cryptography: pip install '{DISTRIBUTION}[webhooks]'") from None
    try:
        Ed25519PublicKey.from_public_bytes(content).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def _checked_timestamp(text: str, tolerance: float) -> str:
    if not (text.isascii() and text.isdecimal()) or len(text) > 12:  # noqa: PLR2004 - enough digits for any time in seconds
        raise WebhookVerificationError("The timestamp of the webhook is not a number of seconds")
    age = time.time() - int(text)
    if abs(age) > tolerance:
        when = "in the past" if age > 0 else "in the future"
        raise WebhookVerificationError(
            f"The timestamp of the webhook is {abs(age):.0f} s {when}; at most {tolerance:g} s are allowed"
        )
    return text


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
