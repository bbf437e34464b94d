"""Sender of the webhooks and callbacks in an OpenAPI document, to this machine only. It signs the requests."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlsplit

import httpx2

from specloop.mock.application import MockApplication
from specloop.openapi.json_pointer import Resolved
from specloop.openapi.media_types import is_json
from specloop.openapi.operations import Operation, content_of, iter_webhooks
from specloop.openapi.schema_set import SchemaSet
from specloop.openapi.servers import is_loopback
from specloop.openapi.webhook_events import event_properties

SECRET = "whsec_" + base64.b64encode(b"the secret of the mock's webhooks").decode()
"""The secret by which the receiver of a webhook verifies the signature."""

SEND_TIMEOUT_S = 10.0
MAX_SHOWN_RESPONSE_CHARS = 2000


class WebhookError(Exception):
    """Raised if a webhook cannot be sent.

    Attributes:
        status: The status code that the mock returns to the caller who requested the webhook.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def webhook_names(application: MockApplication) -> list[str]:
    """Return the names of all webhooks and callbacks that the mock's document describes, without duplicates."""
    return list(dict.fromkeys(operation.path for operation in iter_webhooks(application.document.data)))


def _is_on_this_machine(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and is_loopback(parts.hostname)
    except ValueError:
        return False


async def send_webhook(application: MockApplication, name: str, url: str, body: bytes) -> dict[str, Any]:
    """Send a webhook to a URL. Return the sent request and the received response, as JSON data.

    Args:
        application: The mock whose document describes the webhook.
        name: The name of the webhook or callback in the document.
        url: The URL, which must be on this machine.
        body: The body to send. If it is empty, an example or a generated body is sent.

    Raises:
        WebhookError: The name is unknown, the URL is not on this machine, or the receiver does not respond.
    """
    found = next((each for each in iter_webhooks(application.document.data) if each.path == name), None)
    if found is None:
        known = ", ".join(webhook_names(application)) or "none; the document has no webhooks"
        raise WebhookError(404, f"no webhook is called {name!r}; expected one of {known}")
    if not _is_on_this_machine(url):
        raise WebhookError(
            400, f"url is {url!r}; expected an address on this machine, such as http://localhost:8000/hooks"
        )
    content, media_type = (body, "application/json") if body else make_payload(application, found)
    number = next(application.webhook_numbers)
    headers = sign(content, f"msg_{number:08}", int(time.time())) | {"content-type": media_type}
    try:
        async with httpx2.AsyncClient(trust_env=False, timeout=SEND_TIMEOUT_S) as client:
            response = await client.request(found.http_method, url, content=content, headers=headers)
    except httpx2.HTTPError as error:
        raise WebhookError(502, f"{url} did not respond: {type(error).__name__}; is the receiver running?") from None
    return {
        "sent": {
            "method": found.http_method,
            "url": url,
            "headers": headers,
            "body": content.decode("utf-8", "replace"),
        },
        "received": {"status": response.status_code, "body": response.text[:MAX_SHOWN_RESPONSE_CHARS]},
    }


def make_payload(application: MockApplication, operation: Operation) -> tuple[bytes, str]:
    """Return an example or a generated value as the body of a webhook, and its media type.

    A generated value states the name of the webhook as its event type, if the schema allows any string there.
    """
    responses: SchemaSet = application.responder.responses
    for media_type, media in (content_of(responses.root, operation.body) if operation.body else {}).items():
        if is_json(media_type):
            examples = application.responder.parts.examples(media)
            value = examples[0] if examples else _generate_payload(application, operation.path, media)
            return json.dumps(value, ensure_ascii=False).encode(), media_type
    return b"", "application/json"


def _generate_payload(application: MockApplication, name: str, media: Resolved) -> Any:
    if "schema" not in media.node:
        return {}
    value = application.responder.maker.make((*media.pointer, "schema"), 1)
    event = event_properties(application.document.data).get((*media.pointer, "schema"))
    is_named = event and event.key and not event.values and isinstance(value, dict)
    return value | {event.key: name} if event and is_named else value


def sign(content: bytes, identifier: str, timestamp: int) -> dict[str, str]:
    """Return the headers that sign a webhook with the constant SECRET, as Standard Webhooks defines them.

    Args:
        content: The body of the webhook.
        identifier: The id of the message.
        timestamp: The time of sending, in seconds since 1970.
    """
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    digest = hmac.new(key, f"{identifier}.{timestamp}.".encode() + content, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return {"webhook-id": identifier, "webhook-timestamp": str(timestamp), "webhook-signature": signature}
