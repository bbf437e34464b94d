"""The mock server: starting and stopping, latency, requested failures, and all kinds of HTTP requests."""

from __future__ import annotations

import gc
import http.client
import json
import math
import re
import socket
import threading
import time
from contextlib import ExitStack
from itertools import pairwise
from typing import Any

import httpx2
import pytest
from mock.conftest import SHOP, connect

from specloop.mock.application import MAX_KEPT_REQUESTS, MAX_REQUEST_BODY_BYTES
from specloop.mock.drifts import DRIFT_KINDS
from specloop.mock.server import MockServer
from specloop.mock.store import MAX_ITEMS
from specloop.openapi.loader import load_document

DOCUMENT = load_document(SHOP)
KEY = {"X-Shop-Key": "sandbox-key"}
WAIT_S = 20.0


def shop(**options: Any) -> MockServer:
    return MockServer(DOCUMENT, items=3, **options)


def outcomes(mock: MockServer, count: int) -> list[int | str]:
    """Send requests one by one, each on a new connection; return their statuses, or "reset"."""
    found: list[int | str] = []
    for _ in range(count):
        raw = http.client.HTTPConnection("127.0.0.1", mock.port, timeout=WAIT_S)
        try:
            raw.request("GET", "/products?per_page=1", headers=KEY)
            found.append(raw.getresponse().status)
        except ConnectionResetError:
            found.append("reset")
        finally:
            raw.close()
    return found


# ---- failures ----


@pytest.mark.parametrize("rate", [0, 0.1, 0.25, 1 / 3, 0.5, 0.7, 1])
def test_exactly_that_share_fails_in_turn(rate: float):
    with shop(fail_rate=rate) as mock:
        found = outcomes(mock, 60)
    failed = [outcome for outcome in found if outcome != 200]
    assert round(60 * rate) == len(failed)
    assert [(429, 500, "reset")[number % 3] for number in range(len(failed))] == failed
    if rate <= 0.5:
        assert all(200 in pair for pair in pairwise(found))


def test_the_same_seed_fails_the_same_requests():
    def failing(seed: int) -> list[int | str]:
        with shop(fail_rate=0.3, seed=seed) as mock:
            return outcomes(mock, 20)

    assert failing(0) == failing(0)
    assert failing(1) == failing(1)
    assert failing(0) != failing(1)


def test_a_429_says_when_to_come_back():
    with shop(fail_rate=1, retry_after=7) as mock, connect(mock) as client:
        limited, broken = client.get("/products"), client.get("/products")
    assert (429, "7") == (limited.status_code, limited.headers["retry-after"])
    assert (500, "broken (--fail-rate)") == (broken.status_code, broken.json()["message"])


def test_a_reset_connection_has_taken_effect_and_the_next_one_works():
    """The operation is executed before the reset; with an idempotency key, a repeated request has no second effect."""
    vase = {"name": "Vase", "color": "red", "price": 1}
    with shop(fail_rate=1) as mock, connect(mock) as client:
        assert [429, 500] == [client.get("/products").status_code for _ in range(2)]
        with pytest.raises(httpx2.TransportError):
            client.post("/products", json=vase, headers={"Idempotency-Key": "k"})
        mock.application.failures = MockServer(DOCUMENT).application.failures
        first = client.get("/products").json()[0]
        assert "Vase" == first["name"]
        assert first == client.post("/products", json=vase, headers={"Idempotency-Key": "k"}).json()
        assert first["id"] != client.post("/products", json=vase).json()["id"]


# ---- latency ----


def test_no_response_is_late_unasked():
    """Without TCP_NODELAY, every response on a persistent connection takes 40 ms."""
    times = []
    with shop() as mock, connect(mock) as client:
        for _ in range(20):
            begun = time.perf_counter()
            client.get("/settings")
            times.append(time.perf_counter() - begun)
    assert sorted(times)[5] < 0.03


def test_every_response_is_late():
    with shop(latency=0.15) as mock, connect(mock) as client:
        for path in ("/products", "/nowhere", "/products?page=0"):
            begun = time.perf_counter()
            client.get(path)
            assert 0.15 <= time.perf_counter() - begun < WAIT_S


def test_slow_responses_do_not_wait_for_one_another():
    with shop(latency=1.0) as mock:
        threads = [threading.Thread(target=outcomes, args=(mock, 1)) for _ in range(10)]
        begun = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(WAIT_S)
        assert time.perf_counter() - begun < 10 * 1.0


# ---- requests of all kinds ----


@pytest.mark.parametrize(
    "target",
    [
        "/products?page=%ff%fe&per_page=%",
        "/products?%ed%a0%80=1&&&=&color=%00",
        f"/products?{'x' * 100_000}",
        "http://elsewhere/products",
        "/%ed%a0%80",
        "*",
        "/products?page=\xff",
    ],
    ids=range(7),
)
def test_no_request_line_is_a_500_or_stops_the_server(target: str):
    head = f"GET {target} HTTP/1.1\r\nHost: \xe4\r\nX-Shop-Key: sandbox-key\r\n\r\n"
    with shop() as mock, connect(mock) as client:
        with socket.create_connection(("127.0.0.1", mock.port), timeout=WAIT_S) as raw:
            raw.sendall(head.encode("latin-1"))
            assert int(raw.recv(100).split()[1]) in {200, 400, 404}
        assert 200 == client.get("/products").status_code


def test_what_is_not_http_is_refused_as_documented():
    with shop() as mock, connect(mock) as client:
        with socket.create_connection(("127.0.0.1", mock.port), timeout=WAIT_S) as raw:
            raw.sendall(b"GET /products HTTP/1.1\r\nHost: x\r\njR;: 1\r\n\r\n")
            answer = b"".join(iter(lambda: raw.recv(10_000), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400 ")
        assert b"content-type: application/problem+json" in head
        assert 400 == json.loads(body)["status"]
        assert (400, "/products") == (mock.requests[-1].status, mock.requests[-1].path)
        assert 200 == client.get("/products").status_code


def test_a_body_of_any_size_does_no_harm():
    headers = {"Content-Type": "application/json"}
    with shop() as mock, connect(mock) as client:
        deep = client.post("/products", content=b"[" * 100_000, headers=headers)
        large = client.post("/products", content=bytes(MAX_REQUEST_BODY_BYTES + 1), headers=headers)
        assert (400, 413) == (deep.status_code, large.status_code)
        assert 200 == client.get("/products").status_code


def test_no_more_requests_are_kept_than_said():
    with shop() as mock, connect(mock) as client:
        for number in range(MAX_KEPT_REQUESTS + 2):
            client.get("/nowhere", params={"n": number})
        assert MAX_KEPT_REQUESTS == len(mock.requests)
        assert {"n": str(MAX_KEPT_REQUESTS + 1)} == dict(mock.requests[-1].query)


# ---- starting and stopping ----


def test_nothing_is_left_behind():
    """A stopped server leaves no thread, socket or warning, and its port can be used again at once."""
    threads = set(threading.enumerate())
    with shop() as mock, connect(mock) as client:
        assert 200 == client.get("/products").status_code
    assert threads == set(threading.enumerate())
    with shop(port=mock.port) as again, connect(again) as client:
        assert 200 == client.get("/products").status_code
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", mock.port), timeout=WAIT_S)
    gc.collect()  # An unclosed socket would now raise a ResourceWarning.


def test_stopping_waits_for_nobody_for_long():
    """The server waits neither for a silent connection, nor for an incomplete request, nor for a delayed response."""
    with shop(latency=60) as mock, ExitStack() as stack:
        where = ("127.0.0.1", mock.port)
        silent, half, late = (stack.enter_context(socket.create_connection(where, WAIT_S)) for _ in range(3))
        half.sendall(b"GET / HTTP/1.1\r\n")
        late.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        deadline = time.monotonic() + WAIT_S
        while not mock.requests and time.monotonic() < deadline:
            threading.Event().wait(0.01)
        begun = time.perf_counter()
        mock.__exit__()
        assert time.perf_counter() - begun < WAIT_S
        assert [b"", b""] == [raw.recv(100) for raw in (silent, half)]
        mock.__enter__()  # The server can be started again, and the `with` statement stops it.
    gc.collect()


def test_only_loopback_is_listened_on():
    with shop() as mock:
        assert mock.url == f"http://127.0.0.1:{mock.port}"
        with pytest.raises(OSError, match=r"refused|timed out|unreachable|assign"):
            socket.create_connection(("127.0.0.2", mock.port), timeout=1)
        with pytest.raises(OSError, match="in use"), shop(port=mock.port):
            pass


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"port": -1}, "port: -1 is not within 0 to 65535"),
        ({"items": MAX_ITEMS + 1}, "items: 100001 is not within 0 to 100000"),
        ({"latency": math.nan}, "latency in seconds: nan"),
        ({"fail_rate": 1.01}, "fail-rate: 1.01 is not within 0 to 1"),
        ({"drift": ["nul", "null", "x"]}, "drift: 'nul', 'x' is unknown (did you mean null?); choose from new-"),
        ({"port": -1, "fail_rate": 2}, "port: -1 is not within 0 to 65535; fail-rate: 2"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_all_at_once(options: dict[str, Any], message: str):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        MockServer(DOCUMENT, **options)


def test_former_names_of_drift_stand_for_todays():
    former = ("new-member", "new-nested-member", "new-status", "missing-member", "renamed-member")
    assert len({*MockServer(DOCUMENT, drift=former).application.drifter.kinds} & DRIFT_KINDS.keys()) == 5


def test_a_response_can_be_had_without_a_socket():
    mock = shop()
    reply = mock.respond("GET", "/products?per_page=2", headers=KEY)
    assert (200, 2) == (reply.status, len(reply.value))
    assert 401 == mock.respond("GET", "/products").status
    assert ["GET", "GET"] == [each.method for each in mock.requests]


UPLOADS = b"""
openapi: 3.1.0
info: {title: Uploads, version: "1"}
servers: [{url: /v1}]
paths:
  /files: {get: {responses: {"204": {description: Done.}}, servers: [{url: /own}]}}
  /blobs: {$ref: "#/components/pathItems/Blobs"}
components:
  pathItems:
    Blobs: {servers: [{url: "https://upload.example.com/v2"}], get: {responses: {"204": {description: Done.}}}}
"""


@pytest.mark.parametrize("path", ["/files", "/v1/files", "/own/files", "/v2/blobs"])
def test_a_path_may_begin_with_that_of_a_server_of_the_operation(path: str):
    with MockServer(load_document("openapi.yaml", text=UPLOADS)) as mock:
        assert 204 == httpx2.get(f"{mock.url}{path}", trust_env=False).status_code
