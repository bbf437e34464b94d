"""Retries: which requests are repeated, after which delay, how often, and within which deadline."""

from __future__ import annotations

import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.api_server import CLOSE, KEY, RESET, dripped, in_turn, reply

from invent_client import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    InternalServerError,
    Invent,
    InventError,
    RateLimitError,
    _retry,
)
from invent_client._operation import Body, Operation

GET = Operation(name="things.get", id="getThing", method="GET", path="/thing", responses={"200": {}})
POST = Operation(
    name="things.send",
    id="sendThing",
    method="POST",
    path="/thing/send",
    bodies=(Body("application/json"),),
    responses={"200": {}},
)


def of(method):
    return Operation(name="things.do", id="do", method=method, path="/thing", responses={"200": {}})


def send(client):
    return client._call(POST, (), body={"to": "all"})


def get(client):
    return client._call(GET, ())


def failure(api, use, **settings):
    with pytest.raises(InventError) as caught:
        api.call(use, **settings)
    return caught.value


# Delays between attempts


@given(st.integers(0, 10_000))
def test_the_delay_doubles_from_half_a_second_to_eight_less_up_to_a_quarter(retry):
    longest = min(0.5 * 2 ** min(retry, 100), 8)
    assert 0.75 * longest <= _retry.backoff(retry) <= longest


def test_delays_are_left_to_chance():
    assert len({_retry.backoff(0) for _ in range(20)}) > 1


NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


def http_date(seconds):
    return format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("7", 7),
        (" 7 ", 7),
        ("1.5", 1.5),
        ("99999999999", 99999999999),
        (http_date(30), 30),
        (http_date(-30), 0),
        (http_date(1e8), 1e8),
        ("Mon Nov 23 12:00:30 2026", 30),
        ("Mon, 23 Nov 2026 12:00:30 -0000", 30),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("nan", None),
        ("inf", None),
        ("1e3", None),
        ("5, 6", None),
        ("9" * 5000, None),
        ("Mon, 99 Foo 2026 99:99:99 GMT", None),
        ("Mon, 01 Jan 99999 00:00:00 GMT", None),
        ("\xb2", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_or_nothing(value, seconds):
    headers = httpx2.Headers([(b"retry-after", value.encode())])
    assert _retry.retry_after(headers, NOW.timestamp()) == seconds


def test_a_date_is_compared_with_the_servers_own_clock():
    headers = httpx2.Headers({"retry-after": http_date(5000 + 3), "date": http_date(5000)})
    assert _retry.retry_after(headers, NOW.timestamp()) == 3


def after(status, *, idempotent=True, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return _retry.after_status(status, httpx2.Headers(named), 0, idempotent=idempotent, now=NOW.timestamp())


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 520, 599])
def test_these_are_repeated(status):
    assert 0.375 <= after(status) <= 0.5


@pytest.mark.parametrize("status", [300, 302, 400, 401, 403, 404, 410, 418, 422])
def test_these_are_not(status):
    assert after(status) is None
    assert after(status, retry_after="1") is None


@pytest.mark.parametrize("status", [429, 503, 500])
def test_retry_after_is_obeyed_with_jitter_added(status):
    assert 7 <= after(status, retry_after="7") <= 7.125
    assert 30 <= after(status, retry_after=http_date(30)) <= 30.125


@pytest.mark.parametrize("asked", ["61", "60.5", "99999999999", http_date(3600)])
def test_whoever_asks_for_more_than_a_minute_is_not_waited_for(asked):
    assert after(429, retry_after=asked) is None
    assert after(503, retry_after="60") is not None


@pytest.mark.parametrize(
    ("status", "headers", "repeated"),
    [
        (429, {}, True),
        (429, {"retry_after": "1"}, True),
        (503, {"retry_after": "1"}, True),
        (503, {}, False),
        (503, {"retry_after": "soon"}, False),
        (500, {"retry_after": "1"}, False),
        (408, {}, False),
        (409, {}, False),
        (502, {}, False),
    ],
)
def test_what_must_not_run_twice_is_repeated_only_if_the_server_says_it_did_not_run(status, headers, repeated):
    assert (after(status, idempotent=False, **headers) is not None) is repeated


@pytest.mark.parametrize(
    ("error", "get", "post"),
    [
        (httpx2.ConnectError, True, True),
        (httpx2.ConnectTimeout, True, True),
        (httpx2.PoolTimeout, True, True),
        (httpx2.ReadTimeout, True, False),
        (httpx2.ReadError, True, False),
        (httpx2.WriteError, True, False),
        (httpx2.WriteTimeout, True, False),
        (httpx2.RemoteProtocolError, True, False),
        (httpx2.LocalProtocolError, False, False),
        (httpx2.UnsupportedProtocol, False, False),
    ],
)
def test_without_an_answer_only_what_never_left_may_run_again(error, get, post):
    assert (_retry.after_error(error("x"), 0, idempotent=True) is not None) is get
    assert (_retry.after_error(error("x"), 0, idempotent=False) is not None) is post


# Requests that the server receives


@pytest.mark.parametrize("retries", [0, 1, 2, 5])
def test_a_request_is_repeated_max_retries_times(api, serve, quick, retries):
    server = serve(reply(status=500))
    error = failure(api, get, base_url=server.url, max_retries=retries)
    assert (type(error), error.retries) == (InternalServerError, retries)
    assert len(server.requests) == retries + 1


@pytest.mark.parametrize("trouble", [[RESET], [CLOSE], [b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[", CLOSE]])
def test_a_broken_connection_is_repeated_and_the_answer_tells_how_often(api, serve, quick, trouble):
    server = serve(in_turn(trouble, trouble, reply([])))
    raw = api.call(lambda client: client.broadcasts.with_raw_response.list("c"), base_url=server.url)
    assert (raw.retries, raw.status_code) == (2, 200)


def test_the_first_retry_comes_after_about_half_a_second(api, serve):
    server = serve(in_turn(reply(status=500), reply()))
    api.call(get, base_url=server.url)
    first, second = (each.at for each in server.requests)
    assert 0.37 < second - first < 0.9


def test_retry_after_on_the_wire(api, serve):
    server = serve(in_turn(reply(status=429, headers={"Retry-After": "1"}), reply()))
    api.call(get, base_url=server.url)
    first, second = (each.at for each in server.requests)
    assert 1 <= second - first < 10


def test_a_huge_retry_after_raises_at_once(api, serve):
    server = serve(reply({"message": "Tomorrow"}, 429, {"Retry-After": "86400"}))
    began = time.monotonic()
    error = failure(api, get, base_url=server.url)
    assert (type(error), len(server.requests)) == (RateLimitError, 1)
    assert error.response.headers["retry-after"] == "86400"
    assert time.monotonic() - began < 15


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("trouble", [[CLOSE], reply(status=500, content=b"")], ids=["cut", "500"])
def test_what_may_run_twice_is_repeated(api, serve, quick, method, trouble):
    server = serve(in_turn(trouble, reply(content=b"")))
    api.call(lambda client: client._call(of(method), ()), base_url=server.url)
    assert [each.method for each in server.requests] == [method, method]


@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize(
    "trouble",
    [
        [RESET],
        [CLOSE],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[", CLOSE],
        reply(status=500),
        reply(status=502),
        reply(status=503),
        reply(status=408),
        reply(status=409),
    ],
    ids=["reset", "closed", "cut", "500", "502", "503", "408", "409"],
)
def test_what_may_have_arrived_is_never_sent_twice(api, serve, quick, method, trouble):
    server = serve(lambda _: trouble)
    failure(api, lambda client: client._call(of(method), ()), base_url=server.url, max_retries=5)
    assert len(server.requests) == 1


def test_a_post_that_times_out_is_never_sent_twice(api, serve, quick):
    server = serve(lambda _: [5.0])
    error = failure(api, send, base_url=server.url, timeout=0.5, max_retries=5)
    assert type(error) is APITimeoutError
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "refusal", [reply(status=429), reply(status=503, headers={"Retry-After": "0"})], ids=["429", "503"]
)
def test_a_post_that_the_server_refused_is_sent_again_whole(api, serve, quick, refusal):
    server = serve(in_turn(refusal, reply()))
    api.call(send, base_url=server.url)
    assert [each.body for each in server.requests] == [b'{"to":"all"}'] * 2


def test_a_post_that_could_not_connect_is_sent_again(api, serve, quick, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    # No server listens on this port until the first attempt has failed.
    late = []

    def begin(retry):
        late.append(socket.create_server(("127.0.0.1", port)))
        server.append(_serve_once(late[-1]))
        return 0.01

    server = []
    monkeypatch.setattr(_retry, "backoff", begin)
    try:
        api.call(send, base_url=f"http://127.0.0.1:{port}")
    finally:
        for each in late:
            each.close()
    assert len(late) == 1


def test_a_body_that_can_be_read_once_is_sent_once(api, serve, quick):
    async def many():
        yield b"once"

    server = serve(reply(status=429))
    body = many() if api.name == "async" else iter([b"once"])
    operation = Operation(
        name="x", id="x", method="PUT", path="/x", bodies=(Body("application/octet-stream"),), responses={"200": {}}
    )
    error = failure(api, lambda client: client._call(operation, (), body=body), base_url=server.url)
    assert type(error) is RateLimitError
    assert [each.body for each in server.requests] == [b"once"]


def test_a_post_whose_answer_is_too_large_or_makes_no_sense_is_not_sent_again(api, serve, quick):
    asked = Operation(
        name="x", id="x", method="POST", path="/x", responses={"200": {"application/json": lambda: list[int]}}
    )
    server = serve(in_turn(reply(content=b"[" + b" " * 2000 + b"]"), reply(content=b"<html>")))
    for _ in range(2):
        failure(api, lambda client: client._call(asked, ()), base_url=server.url, max_response_bytes=1000)
    assert len(server.requests) == 2


# Timeouts and deadlines


def test_the_default_timeouts_are_5_s_to_connect_and_60_s_for_the_rest(serve):
    seen = []

    def handle(request):
        seen.append(request.extensions["timeout"])
        return httpx2.Response(200, json=[])

    with Invent(api_key=KEY, base_url=serve(reply([])).url) as client:
        assert client._settings.timeouts == {"connect": 5.0, "read": 60.0, "write": 60.0, "pool": 60.0}
    http = httpx2.Client(transport=httpx2.MockTransport(handle), timeout=httpx2.Timeout(7, read=9))
    client = Invent(api_key=KEY, http_client=http)
    client.broadcasts.list("c")
    client.broadcasts.list("c", timeout=3)
    client.broadcasts.list("c", timeout=httpx2.Timeout(None))
    client.with_options(timeout=4).broadcasts.list("c")
    timeouts = [(each["connect"], each["read"]) for each in seen]
    assert timeouts == [(7, 9), (3, 3), (None, None), (4, 4)]


@pytest.mark.parametrize("settings", [{"timeout": 0.2}, {"timeout": httpx2.Timeout(5, read=0.2)}, {}])
def test_a_silent_server_is_a_timeout(api, serve, settings):
    server = serve(lambda _: [30.0])
    began = time.monotonic()
    calls = {} if settings else {"timeout": 0.2}
    error = failure(
        api, lambda client: client.broadcasts.list("c", **calls), base_url=server.url, max_retries=0, **settings
    )
    assert type(error) is APITimeoutError
    assert 0.15 < time.monotonic() - began < 15


def test_timeouts_are_repeated_where_that_is_safe(api, serve, quick):
    server = serve(in_turn([5.0], reply([])))
    api.call(lambda client: client.broadcasts.list("c"), base_url=server.url, timeout=1)
    assert len(server.requests) == 2


WHOLE = reply([], headers={"X-Padding": "x" * 300})


@pytest.mark.parametrize(
    "script",
    [
        lambda _: [30.0],
        lambda _: dripped(WHOLE, 0.05),
        lambda _: dripped(reply(content=b"[" + b" " * 500 + b"]"), 0.05, from_=100),
        lambda _: reply(status=500),
        lambda _: reply(status=429, headers={"Retry-After": "30"}),
        lambda _: [0.15, reply(status=500)],
        lambda _: [RESET],
        lambda _: dripped(reply(status=500, content=b"x" * 500), 0.05, from_=100),
    ],
    ids=["silent", "drips-head", "drips-body", "500", "429", "slow-500", "reset", "drips-error"],
)
def test_a_deadline_bounds_everything(api, serve, script):
    server = serve(script)
    began = time.monotonic()
    error = failure(
        api, lambda client: client.broadcasts.list("c", deadline=0.4), base_url=server.url, max_retries=1000
    )
    assert time.monotonic() - began < 10
    assert isinstance(error, (APIConnectionError, APIStatusError))


@pytest.mark.parametrize("script", [[30.0], dripped(WHOLE, 0.05)], ids=["silent", "drips"])
def test_a_deadline_that_passes_is_a_timeout_that_says_so(api, serve, script):
    server = serve(lambda _: script)
    began = time.monotonic()
    error = failure(api, lambda client: client.broadcasts.list("c", deadline=0.3), base_url=server.url)
    assert type(error) is APITimeoutError
    assert "deadline of 0.3 s" in str(error)
    assert 0.29 < time.monotonic() - began < 10


@pytest.mark.parametrize("deadline", [0, -1])
def test_a_deadline_that_has_passed_sends_nothing(api, serve, deadline):
    server = serve(reply([]))
    error = failure(api, lambda client: client.broadcasts.list("c", deadline=deadline), base_url=server.url)
    assert type(error) is APITimeoutError
    assert server.requests == []


def test_a_deadline_with_time_to_spare_changes_nothing(api, serve, quick):
    server = serve(in_turn(reply(status=500), reply([])))
    page = api.call(lambda client: client.broadcasts.list("c", deadline=20), base_url=server.url)
    assert page.items == []
    assert len(server.requests) == 2


def test_a_slow_drip_without_a_deadline_is_read_to_its_end(api, serve):
    server = serve(lambda _: dripped(reply([]), 0.002))
    assert api.call(lambda client: client.broadcasts.list("c"), base_url=server.url, timeout=1).items == []


def _serve_once(listener):
    import threading

    def run():
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(reply())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread
