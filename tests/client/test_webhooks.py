"""Webhooks: verification before parsing, and decoding to the type of the event."""

from __future__ import annotations

import base64
import importlib
import json
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.api_server import reply

from specloop.commands.generate import main as generate
from specloop.mock.webhook_sender import SECRET as MOCK_SECRET
from specloop.mock.webhook_sender import sign

# The test vector of the Standard Webhooks libraries.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE, TIMESTAMP, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
OTHER = "whsec_" + base64.b64encode(b"another secret of another time").decode()


@pytest.fixture
def webhooks(depot_package: ModuleType) -> Any:
    return importlib.import_module(f"{depot_package.__name__}.webhooks")


@pytest.fixture
def then(monkeypatch):
    """Set the clock to the time of the example."""
    monkeypatch.setattr(time, "time", lambda: TIMESTAMP + 1.0)


def headers(**changes: str) -> dict[str, str]:
    found = {"Webhook-Id": MESSAGE, "Webhook-Timestamp": str(TIMESTAMP), "Webhook-Signature": SIGNATURE}
    return found | {f"Webhook-{name.title()}": value for name, value in changes.items()}


@pytest.mark.usefixtures("then")
def test_the_vector_of_the_specification_is_valid(webhooks):
    assert webhooks.verify(BODY, headers(), secret=SECRET) == BODY
    assert webhooks.verify(BODY.decode(), headers(), secret=SECRET.removeprefix("whsec_")) == BODY


@pytest.mark.usefixtures("then")
@pytest.mark.parametrize("place", ["body", "id", "signature", "secret"])
def test_one_byte_changed_is_not(webhooks, place):
    def changed(text: str, at: int = 6) -> str:
        return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]

    body = BODY.replace(b"4", b"5", 1) if place == "body" else BODY
    secret = changed(SECRET, 12) if place == "secret" else SECRET
    kept = headers(id=changed(MESSAGE)) if place == "id" else headers()
    kept = headers(signature=changed(SIGNATURE)) if place == "signature" else kept
    with pytest.raises(webhooks.WebhookVerificationError, match="is not valid"):
        webhooks.verify(body, kept, secret=secret)


@pytest.mark.parametrize(
    ("seconds", "message"), [(301, "301 s in the past; at most"), (-301, "301 s in the future; at most")]
)
def test_an_old_or_early_timestamp_is_refused(webhooks, monkeypatch, seconds, message):
    monkeypatch.setattr(time, "time", lambda: float(TIMESTAMP + seconds))
    with pytest.raises(webhooks.WebhookVerificationError, match=message):
        webhooks.verify(BODY, headers(), secret=SECRET)
    assert webhooks.verify(BODY, headers(), secret=SECRET, tolerance=400) == BODY
    with pytest.raises(webhooks.WebhookVerificationError):
        webhooks.verify(BODY, headers(timestamp=str(TIMESTAMP + seconds)), secret=SECRET)


@pytest.mark.usefixtures("then")
def test_keys_may_change(webhooks):
    assert webhooks.verify(BODY, headers(), secret=[OTHER, SECRET]) == BODY
    assert webhooks.verify(BODY, headers(signature=f"v1,{'A' * 43}= v2,x {SIGNATURE}"), secret=SECRET) == BODY
    with pytest.raises(webhooks.WebhookVerificationError):
        webhooks.verify(BODY, headers(), secret=[OTHER])


@pytest.mark.usefixtures("then")
def test_ed25519_is_verified_by_the_public_key(webhooks):
    private = Ed25519PrivateKey.generate()
    public = "whpk_" + base64.b64encode(private.public_key().public_bytes_raw()).decode()
    signature = base64.b64encode(private.sign(f"{MESSAGE}.{TIMESTAMP}.".encode() + BODY)).decode()
    assert webhooks.verify(BODY, headers(signature=f"v1a,{signature}"), secret=public) == BODY
    for wrong in (f"v1,{signature}", SIGNATURE, f"v1a,{SIGNATURE[3:]}"):
        with pytest.raises(webhooks.WebhookVerificationError):
            webhooks.verify(BODY, headers(signature=wrong), secret=public)


@pytest.mark.usefixtures("then")
@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": ""}, "no webhook-id header"),
        ({"signature": ""}, "no webhook-signature header"),
        ({"timestamp": "now"}, "not a number of seconds"),
        ({"timestamp": "9" * 40}, "not a number of seconds"),
        ({"signature": "v1,é v1 ,, \x00"}, "is not valid"),
    ],
)
def test_headers_that_are_no_signature_are_refused(webhooks, changes, message):
    with pytest.raises(webhooks.WebhookVerificationError, match=message):
        webhooks.unwrap(BODY, headers(**changes), secret=SECRET)


def test_a_secret_comes_from_the_environment_or_is_asked_for(webhooks, monkeypatch):
    with pytest.raises(ValueError, match="pass secret, or set DEPOT_WEBHOOK_SECRET"):
        webhooks.unwrap(BODY, headers())
    with pytest.raises(ValueError, match="is not valid; expected whsec_ or whpk_") as caught:
        webhooks.unwrap(BODY, headers(), secret="whsec_not base64")
    assert "not base64" not in str(caught.value)
    monkeypatch.setenv("DEPOT_WEBHOOK_SECRET", f"{OTHER} {SECRET}")
    monkeypatch.setattr(time, "time", lambda: TIMESTAMP + 1.0)
    assert webhooks.unwrap(BODY, headers()).data == {"test": 2432232314}


def unwrap(webhooks: Any, data: Any, **options: Any) -> Any:
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    return webhooks.unwrap(content, sign(content, "msg_1", int(time.time())), secret=MOCK_SECRET, **options)


def test_a_payload_has_the_type_of_its_event(depot_package, webhooks):
    moved = unwrap(webhooks, {"type": "crate.moved", "to": "B7", "new": 1})
    assert (type(moved), moved.to) == (depot_package.models.CrateMoved, "B7")
    for name in ("crate.lost", "crate.stolen"):
        lost = unwrap(webhooks, {"type": name, "crate_id": "cr_1"})
        assert (str(lost.type), lost.crate_id) == (name, "cr_1")


@pytest.mark.parametrize("data", [{"type": "crate.burnt", "x": 1}, {"other": 1}, [1], None, {"type": 7}])
def test_a_verified_event_that_is_not_known_is_kept(webhooks, data):
    event = unwrap(webhooks, data)
    assert isinstance(event, webhooks.UnknownEvent)
    stated = data.get("type") if isinstance(data, dict) else None
    assert event == (stated if isinstance(stated, str) else None, data)


# Without `event`, the payload has no property that states the event type.
EVENT = {"pong": "{type: object, properties: {at: {type: string}}}", "push": "{properties: {event: {const: push}}}"}


@pytest.mark.parametrize(
    ("name", "data", "stated"),
    [
        ("pong", [{"at": "now"}], None),
        ("pong", "pong", None),
        ("pong", None, None),
        ("push", ["push"], None),
        ("push", {"type": "object", "event": "pull"}, "pull"),
    ],
)
def test_an_unknown_event_has_the_type_that_the_payload_states(tmp_path, monkeypatch, name, data, stated):
    body = f"{{content: {{application/json: {{schema: {EVENT[name]}}}}}}}"
    webhook = f"{name}: {{post: {{requestBody: {body}, responses: {{'204': {{description: Noted.}}}}}}}}"
    text = f"openapi: 3.1.0\ninfo: {{title: Hook, version: 1.0.0}}\nwebhooks:\n  {webhook}\n"
    (tmp_path / "hook.yaml").write_text(text)
    command = ["--spec", str(tmp_path / "hook.yaml"), "--output", str(tmp_path / "out"), "--package-name", f"a_{name}"]
    assert generate(command) == 0
    monkeypatch.syspath_prepend(str(tmp_path / "out"))
    event = unwrap(importlib.import_module(f"a_{name}.webhooks"), data)
    assert (type(event).__name__, *event) == ("UnknownEvent", stated, data)


def webhook_operation(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Build the operation of a webhook with an operationId as FastAPI writes it."""
    identifier = name.replace("-", "_")
    return {
        "operationId": f"{identifier}{identifier}_post",
        "requestBody": {"content": {"application/json": {"schema": schema}}},
        "responses": {"200": {"description": "Noted."}},
    }


def payload(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
EVENT_SCHEMAS = {
    "event": [payload(event=TEXT, id=NUMBER)] * 2,
    "nullable": [payload(event={"anyOf": [TEXT, {"type": "null"}]}, id=NUMBER)] * 2,
    "type": [payload(type=TEXT, id=NUMBER), payload(type=TEXT, user=NUMBER)],
    "kind": [payload(kind=TEXT, id=NUMBER)] * 2,
    "listed": [payload(type={"const": "order.paid"}, id=NUMBER), payload(event=TEXT, id=NUMBER)],
    "union": [
        payload(type={"const": "order.paid"}, id=NUMBER),
        {"oneOf": [payload(type={"const": "user.created"}, id=NUMBER), payload(type={"const": "user.left"})]},
    ],
    "none": [payload(id=NUMBER), payload(id=NUMBER, name={"type": "string"})],
    "different": [payload(order=NUMBER), payload(user=NUMBER, name=TEXT)],
}


def generate_with_events(
    folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str, *, as_callbacks: bool = False
) -> ModuleType:
    """Generate a package with the webhooks or callbacks `order-paid` and `user-created`; return its `webhooks`."""
    schemas = dict(zip(("OrderPaid", "UserCreated"), EVENT_SCHEMAS[kind], strict=True))
    hooks: dict[str, Any] = {
        name: {"post": webhook_operation(name, {"$ref": f"#/components/schemas/{schema}"})}
        for name, schema in zip(("order-paid", "user-created"), schemas, strict=True)
    }
    document: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.0.0"}}
    if as_callbacks:
        callbacks = {name: {"{$request.query.url}": item} for name, item in hooks.items()}
        document["paths"] = {
            "/subscriptions": {"put": {"callbacks": callbacks, "responses": {"204": {"description": ""}}}}
        }
    else:
        document["webhooks"] = hooks
    (folder / "shop.json").write_text(json.dumps(document | {"components": {"schemas": schemas}}))
    package = f"events_{kind}_{as_callbacks}".lower()
    command = ["--spec", str(folder / "shop.json"), "--output", str(folder / "out"), "--package-name", package]
    assert generate(command) == 0
    monkeypatch.syspath_prepend(str(folder / "out"))
    return importlib.import_module(f"{package}.webhooks")


@pytest.mark.parametrize("as_callbacks", [False, True], ids=["webhooks", "callbacks"])
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "event",
            [
                ({"event": "order-paid", "id": 1}, "OrderPaid"),
                ({"event": "user-created", "id": 1}, "UserCreated"),
                ({"event": "user.created", "id": 1}, "UserCreated"),
                ({"event": "user-created", "id": "x"}, "UserCreated"),
                ({"event": "user-deleted", "id": 1}, "UnknownEvent"),
                ({"event": "user_createduser_created_post", "id": 1}, "UnknownEvent"),
                ({"id": 1}, "UnknownEvent"),
            ],
        ),
        ("nullable", [({"event": "user-created", "id": 1}, "UserCreated"), ({"event": "x", "id": 1}, "UnknownEvent")]),
        (
            "type",
            [
                ({"type": "user-created", "user": 1}, "UserCreated"),
                ({"type": "user-deleted", "user": 1}, "UnknownEvent"),
            ],
        ),
        ("kind", [({"kind": "user-created", "id": 1}, "UserCreated"), ({"kind": "x", "id": 1}, "UnknownEvent")]),
        (
            "listed",
            [
                ({"event": "user-created", "id": 1}, "UserCreated"),
                ({"type": "order.paid", "id": 1}, "OrderPaid"),
                ({"event": "x", "id": 1}, "UnknownEvent"),
            ],
        ),
        (
            "union",
            [
                ({"type": "order.paid", "id": 1}, "OrderPaid"),
                ({"type": "user.created", "id": 1}, "UserCreatedUserCreated"),
                ({"type": "user.left"}, "UserCreatedUserLeft"),
                ({"type": "x"}, "UnknownEvent"),
            ],
        ),
        ("none", [({"id": 1, "name": "Rex"}, "UserCreated"), ({"id": 1, "more": 2}, "UnknownEvent")]),
        ("different", [({"order": 1}, "OrderPaid"), ({"user": 1, "name": "Rex"}, "UserCreated"), ({}, "UnknownEvent")]),
    ],
)
def test_an_event_is_named_by_its_webhook(tmp_path, monkeypatch, kind, expected, as_callbacks):
    """The name in `webhooks` or `callbacks` decides, not the operationId; no type is guessed."""
    webhooks = generate_with_events(tmp_path, monkeypatch, kind, as_callbacks=as_callbacks)
    assert expected == [(data, type(unwrap(webhooks, data)).__name__) for data, _ in expected]
    documented = (tmp_path / "out" / "api.md").read_text()
    assert "- `order-paid` (`models.OrderPaid`)" in documented or "- `order-paid` (`OrderPaid`)" in documented
    assert "paid_post" not in documented


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 99999])
def test_a_body_that_is_not_json_is_refused_after_it_is_verified(webhooks, body):
    with pytest.raises(webhooks.WebhookVerificationError, match="is not JSON"):
        unwrap(webhooks, body)
    with pytest.raises(webhooks.WebhookVerificationError, match="is not signed"):
        webhooks.unwrap(body, {}, secret=SECRET)
    with pytest.raises(TypeError, match="body is dict; expected the bytes of the request"):
        webhooks.unwrap({}, {}, secret=SECRET)


def test_another_scheme_is_a_callable(webhooks):
    seen = []

    def check(body: bytes, named: Any) -> bool:
        seen.append(named)
        return body.startswith(b"{") and named["x-signature"] == "good"

    data = b'{"type": "crate.moved", "to": "B7"}'
    assert webhooks.unwrap(data, {"X-Signature": "good"}, check=check).to == "B7"
    with pytest.raises(webhooks.WebhookVerificationError, match="is not valid"):
        webhooks.unwrap(data, {"X-Signature": "bad"}, check=check)
    assert seen[0] == {"x-signature": "good"}


async def accept(*_: Any) -> bool:
    return False


@pytest.mark.filterwarnings("error")
def test_a_coroutine_function_that_verifies_nothing_is_refused(webhooks):
    with pytest.raises(TypeError, match="check returned an awaitable"):
        webhooks.unwrap(b'{"type": "crate.moved", "to": "B7"}', {}, check=accept)


@pytest.mark.parametrize(
    "check", [lambda *_: 0, lambda *_: "", lambda _, named: named["x-signature"]], ids=["0", "empty", "raises"]
)
def test_a_check_that_fails_in_another_way_is_a_verification_error(webhooks, check):
    with pytest.raises(webhooks.WebhookVerificationError, match=r"is not valid|raised KeyError"):
        webhooks.unwrap(b'{"type": "crate.moved", "to": "B7"}', {}, check=check)


def test_headers_may_be_bytes(webhooks):
    content = b'{"type": "crate.moved", "to": "B7"}'
    named = {key.encode(): value.encode() for key, value in sign(content, "msg_1", int(time.time())).items()}
    assert webhooks.unwrap(content, named, secret=MOCK_SECRET).to == "B7"


@pytest.mark.usefixtures("then")
def test_the_body_may_be_any_bytes(webhooks):
    assert webhooks.verify(memoryview(BODY), headers(), secret=SECRET) == BODY
    with pytest.raises(webhooks.WebhookVerificationError, match="is not valid"):
        webhooks.verify(BODY.decode() + "\udc00", headers(), secret=SECRET)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"headers": [(b"webhook-id", b"x")]}, "headers is list; expected a mapping of names to values"),
        ({"headers": None}, "headers is NoneType; expected a mapping of names to values"),
        ({"secret": SECRET.encode()}, "secret must be a string or a list of strings, not bytes"),
        ({"secret": [SECRET, b"x"]}, "secret must be a string or a list of strings, not bytes"),
        ({"secret": 5}, "secret must be a string or a list of strings, not int"),
    ],
)
def test_an_argument_of_a_wrong_type_is_named(webhooks, changes, message):
    with pytest.raises(TypeError, match=message):
        webhooks.unwrap(BODY, **({"headers": headers(), "secret": SECRET} | changes))


def test_a_public_key_of_another_size_is_not_valid(webhooks):
    with pytest.raises(ValueError, match="the secret of webhooks is not valid"):
        webhooks.unwrap(b"{}", headers(), secret="whpk_" + base64.b64encode(b"k" * 31).decode())


def test_a_client_unwraps_with_its_own_policy(depot, serve):
    content = b'{"type": "crate.moved", "to": 7}'
    signed = sign(content, "msg_1", int(time.time()))
    settings = {"access_token": "at-secret-0123456789", "base_url": serve(reply({})).url}
    found: list[Any] = []
    depot.call(
        lambda client: client.webhooks.unwrap(content, signed, secret=MOCK_SECRET),
        on_mismatch=found.append,
        **settings,
    )
    assert [(each.operation, each.pointer, each.kind) for each in found] == [("crate.moved", "/to", "type")]
    with pytest.raises(depot.package.ResponseValidationError):
        depot.call(
            lambda client: client.webhooks.unwrap(content, signed, secret=MOCK_SECRET), on_mismatch="raise", **settings
        )


def test_a_package_without_webhooks_does_not_have_the_module():
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("invent_client.webhooks")
