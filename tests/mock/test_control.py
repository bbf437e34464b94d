"""The mock's control endpoints: the page about the mock, the received requests, tokens, and sending of webhooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx2
import pytest
from mock.conftest import SHOP

from specloop.mock.server import MockServer
from specloop.mock.webhook_sender import SECRET
from specloop.openapi.loader import load_document


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """Run a server that records the requests; yield its address and the requests."""
    came: list[tuple[dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            came.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"thank you")

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}/hooks", came
        server.shutdown()
        thread.join()


def test_a_webhook_is_sent_signed(client: httpx2.Client, receiver: tuple[str, list[tuple[dict[str, str], bytes]]]):
    url, came = receiver
    answer = client.post("/__mock__/webhooks/orderPaid", params={"url": url})
    assert (200, {"status": 200, "body": "thank you"}) == (answer.status_code, answer.json()["received"])
    ((headers, body),) = came
    assert json.loads(body)["kind"] in {"paid", "sent"}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert f"v1,{expected}" == headers["webhook-signature"]
    client.post("/__mock__/webhooks/orderPaid", params={"url": url}, content=b'{"kind": "paid", "amount": 7}')
    assert {"kind": "paid", "amount": 7} == json.loads(came[1][1])


@pytest.mark.parametrize(
    ("name", "url", "status", "message"),
    [
        ("orderLost", "http://localhost:1/", 404, "no webhook is called 'orderLost'; expected one of orderPaid"),
        ("orderPaid", "http://example.com/", 400, "expected an address on this machine, such as http://localhost:"),
        ("orderPaid", "http://127.0.0.1.example.com/", 400, "expected an address on this machine"),
        ("orderPaid", "file:///etc/hostname", 400, "expected an address on this machine"),
        ("orderPaid", "http://[::1", 400, "expected an address on this machine"),
        ("orderPaid", "", 400, "expected an address on this machine"),
        ("orderPaid", "http://127.0.0.1:1/", 502, "http://127.0.0.1:1/ did not respond: ConnectError"),
    ],
)
def test_a_webhook_goes_to_this_machine_only(client: httpx2.Client, name: str, url: str, status: int, message: str):
    answer = client.post(f"/__mock__/webhooks/{name}", params={"url": url})
    assert status == answer.status_code
    assert message in answer.json()["message"]


HOOKS = b"""
openapi: 3.1.0
info: {title: Hooks, version: "1"}
webhooks:
  order-paid:
    post:
      operationId: order_paidorder_paid_post
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Event"}}}}
      responses: {"200": {description: Noted.}}
paths:
  /subscriptions:
    put:
      responses: {"204": {description: Done.}}
      callbacks:
        user-created:
          "{$request.query.url}":
            post:
              requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Event"}}}}
              responses: {"200": {description: Noted.}}
components: {schemas: {Event: {type: object, required: [event], properties: {event: {type: string}}}}}
"""


@pytest.mark.parametrize("name", ["order-paid", "user-created"])
def test_a_generated_payload_states_its_event(receiver: tuple[str, list[tuple[dict[str, str], bytes]]], name: str):
    url, came = receiver
    with MockServer(load_document("openapi.yaml", text=HOOKS)) as mock:
        answer = httpx2.post(f"{mock.url}/__mock__/webhooks/{name}", params={"url": url}, trust_env=False)
    assert 200 == answer.status_code
    assert {"event": name} == json.loads(came[0][1])


@pytest.mark.parametrize("path", ["/__mock__/token", "/oauth/token"])
def test_a_token_is_issued_that_the_mock_takes(client: httpx2.Client, path: str):
    form = {"grant_type": "client_credentials", "client_id": "a", "client_secret": "b"}
    token = client.post(path, data=form).json()
    assert ("sandbox-key", "Bearer", 3600) == (token["access_token"], token["token_type"], token["expires_in"])


LOGIN = b"""
openapi: 3.1.0
info: {title: Login, version: "1"}
servers: [{url: "https://login.example.com/v1"}]
paths:
  /token:
    post:
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object}}}}
      responses:
        "200": {description: A token., content: {application/json: {schema: {type: object, required: [access_token],
          properties: {access_token: {type: string}, token_type: {type: string, const: bearer}}}}}}
  /me: {get: {security: [{user: []}], responses: {"204": {description: Done.}}}}
components: {securitySchemes: {user: {type: oauth2, flows: {password: {tokenUrl: token, scopes: {}}}}}}
"""


@pytest.mark.parametrize("base", ["", "/v1"])
def test_the_token_of_a_documented_token_url_is_one_that_the_mock_takes(base: str):
    with MockServer(load_document("openapi.yaml", text=LOGIN)) as mock:
        form = {"grant_type": "password", "username": "a", "password": "b"}
        token = httpx2.post(f"{mock.url}{base}/token", data=form, trust_env=False).json()
        assert "bearer" == token["token_type"]
        headers = {"Authorization": f"Bearer {token['access_token']}"}
        assert 204 == httpx2.get(f"{mock.url}{base}/me", headers=headers, trust_env=False).status_code


def test_other_pages_and_other_names_of_this_machine_are_kept_out(mock: MockServer):
    page, reset = f"{mock.url}/__mock__/", f"{mock.url}/__mock__/reset"
    assert 403 == httpx2.post(reset, headers={"Origin": "https://example.com"}, trust_env=False).status_code
    assert 403 == httpx2.get(page, headers={"Host": "example.com"}, trust_env=False).status_code
    assert 204 == httpx2.post(reset, headers={"Origin": mock.url}, trust_env=False).status_code


def test_what_is_not_served_says_what_is(client: httpx2.Client):
    answer = client.get("/__mock__/nothing")
    assert 404 == answer.status_code
    assert "expected one of GET (the page), GET requests, GET openapi.json" in answer.json()["message"]


# ---- the page ----


def data_of(html: str) -> dict[str, object]:
    found = re.search('<script type="application/json" id="data">(.*?)</script>', html, flags=re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_the_page_has_every_operation_and_fetches_nothing_from_elsewhere(client: httpx2.Client):
    answer = client.get("/__mock__/")
    assert "text/html; charset=utf-8" == answer.headers["content-type"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    without_data = re.sub('<script type="application/json".*?</script>', "", answer.text, flags=re.DOTALL)
    assert ['href="data:,"'] == re.findall(r"(?:src|href)=\S*\"|@import|url\(", without_data)
    assert ["http://localhost:8000/webhooks"] == re.findall(r"https?://[^\"`\s]+", without_data)
    operations = {each["id"]: each for each in data_of(answer.text)["operations"]}  # type: ignore[attr-defined]
    assert len(load_document(SHOP).data["paths"]) <= len(operations) == 18
    create = operations["createProduct"]
    assert ("POST", "/products", "create") == (create["method"], create["path"], create["does"])
    assert [{"in": "header", "name": "X-Shop-Key", "value": "sandbox-key"}] == create["credentials"]


def test_what_the_page_proposes_is_accepted(client: httpx2.Client):
    operations = data_of(client.get("/__mock__/").text)["operations"]
    for operation in sorted(operations, key=lambda each: each["does"] == "delete"):  # type: ignore[call-overload]
        path, query, headers = operation["path"], {}, {}
        for each in operation["parameters"]:
            path = path.replace("{" + each["name"] + "}", each["value"])
            if each["value"] and each["in"] != "path":
                {"query": query, "header": headers}[each["in"]][each["name"]] = each["value"]
        for each in operation["credentials"]:
            {"query": query, "header": headers}.get(each["in"], {})[each["name"]] = each["value"]
        (body,) = operation["bodies"][:1] or [{"mediaType": "", "sample": "", "fields": {}}]
        if "json" in body["mediaType"]:
            content = {"content": body["sample"], "headers": {**headers, "Content-Type": body["mediaType"]}}
            answer = client.request(operation["method"], path, params=query, **content)
            assert answer.status_code < 300, (operation["id"], answer.text)
        elif not body["mediaType"]:
            answer = client.request(operation["method"], path, params=query, headers=headers)
            assert answer.status_code < 300, (operation["id"], answer.text)


def test_a_text_of_the_contract_cannot_leave_its_place(tmp_path: Path):
    text = "</script><script>alert(1)</script>\u2028<!--"
    spec = tmp_path / "openapi.json"
    operation = {"summary": text, "description": text, "responses": {"200": {"description": text}}}
    document = {"openapi": "3.1.0", "info": {"title": text, "version": "1"}, "paths": {"/a": {"get": operation}}}
    spec.write_text(json.dumps(document))
    with MockServer(load_document(spec)) as mock:
        html = httpx2.get(f"{mock.url}/__mock__/", trust_env=False).text
    assert "alert(1)</script>" not in html
    assert text == data_of(html)["title"]
    assert 2 == html.count("</script>")


def test_the_requests_are_listed_with_what_was_wrong(client: httpx2.Client):
    client.get("/products?page=0")
    client.post("/products", json={"name": "x"})
    first, second = client.get("/__mock__/requests").json()
    assert (400, "listProducts", ["query 'page': 0 is less than the minimum of 1"]) == (
        first["status"],
        first["operation"],
        first["problems"],
    )
    assert ('{"name":"x"}', "[removed]") == (second["body"], second["headers"]["x-shop-key"])
