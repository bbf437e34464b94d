"""Failures raise documented exceptions, whose messages state the cause and which can be pickled."""

from __future__ import annotations

import copy
import gc
import logging
import os
import pickle
import subprocess
import sys
import time
import warnings
from pathlib import Path
from types import ModuleType

import httpx2
import pytest
from support.api_server import CLOSE, KEY, RESET, broadcast, in_turn, reply

import invent_client
from invent_client import (
    UNSET,
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncInvent,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    InternalServerError,
    Invent,
    InventError,
    NotFoundError,
    PaginationError,
    PermissionDeniedError,
    RateLimitError,
    ResponseTooLargeError,
    ResponseValidationError,
    UnprocessableEntityError,
)
from invent_client._exceptions import ErrorResponse
from invent_client._operation import Operation

STATUSES = [
    (400, BadRequestError),
    (401, AuthenticationError),
    (403, PermissionDeniedError),
    (404, NotFoundError),
    (409, ConflictError),
    (418, APIStatusError),
    (422, UnprocessableEntityError),
    (429, RateLimitError),
    (500, InternalServerError),
    (503, InternalServerError),
    (520, InternalServerError),
    (599, InternalServerError),
]


def failure(api, use, **settings):
    with pytest.raises(InventError) as caught:
        api.call(use, **settings)
    return caught.value


def first_page(client):
    return client.broadcasts.list("c")


@pytest.mark.parametrize(("status", "kind"), STATUSES)
def test_each_status_is_its_own_exception(api, serve, status, kind):
    server = serve(reply({"message": "No such luck"}, status, {"X-Request-Id": "req_7"}))
    error = failure(api, first_page, base_url=server.url, max_retries=0)
    assert type(error) is kind
    assert (error.status_code, error.request_id, error.body) == (status, "req_7", {"message": "No such luck"})
    assert error.response.status_code == status
    assert error.response.json() == {"message": "No such luck"}
    for output in (str(status), "GET /orgs/{org_id}/broadcasts", "No such luck", "req_7"):
        assert output in error.message
    assert str(error) == error.message


@pytest.mark.parametrize("status", [299, 200, 201])
def test_any_2xx_is_a_success(api, serve, status):
    server = serve(reply([broadcast(1)], status))
    assert api.call(first_page, base_url=server.url).items[0].id == "bc_1"


@pytest.mark.parametrize(
    ("status", "location"),
    [
        *((status, "https://evil.example/") for status in (300, 301, 302, 303, 304, 307, 308)),
        *((302, location) for location in ("/elsewhere", "//[", "http://\xff/", "https://x:y/", "")),
    ],
)
def test_a_redirect_is_an_error_and_is_not_followed(api, serve, status, location):
    headers = {"Location": location}
    server = serve(reply(None, status, headers, content=b"" if status == 304 else b"moved"))
    error = failure(api, first_page, base_url=server.url)
    assert (type(error), error.status_code) == (APIStatusError, status)
    assert len(server.requests) == 1


def test_the_error_of_a_redirect_says_where_it_leads_and_what_to_do(api, serve):
    server = serve(reply(None, 308, {"Location": "https://me:word@new.example/v2?signature=abc#top"}))
    text = str(failure(api, first_page, base_url=server.url))
    assert text.endswith(
        ": the client does not follow redirects; this one leads to "
        "https://new.example/v2. If the API has moved, change "
        "base_url"
    )


def test_a_caller_whose_own_http_client_follows_redirects_does_not_send_the_key_there(serve):
    other = serve(reply([]))
    server = serve(reply(None, 302, {"Location": f"{other.url}/"}))
    with httpx2.Client(follow_redirects=True) as http:
        client = Invent(api_key=KEY, base_url=server.url, http_client=http)
        with pytest.raises(APIStatusError):
            client.broadcasts.list("c")
    assert other.requests == []


@pytest.mark.parametrize(
    ("content", "body", "output"),
    [
        (b'{"error": {"message": "Deep words"}}', {"error": {"message": "Deep words"}}, "Deep words"),
        (b'{"errors": [{"message": "Listed"}]}', {"errors": [{"message": "Listed"}]}, "Listed"),
        (b'{"detail": "In detail"}', {"detail": "In detail"}, "In detail"),
        (b"Plain text", "Plain text", "Plain text"),
        (b"<html><h1>Bad gateway</h1></html>", "<html><h1>Bad gateway</h1></html>", "HTML or XML"),
        (b"", None, "404"),
        (b"\xff\xfd", "\ufffd\ufffd", "404"),
        (b"[" * 100_000, "[" * 100_000, "404"),
        (b"line one\r\nline two\x00", "line one\r\nline two\x00", "line one line two"),
        (b"1" * 5000, "1" * 5000, "111..."),
        (b"null", None, "404"),
    ],
)
def test_an_error_body_can_be_anything(api, serve, content, body, output):
    server = serve(reply(status=404, content=content))
    error = failure(api, first_page, base_url=server.url)
    assert error.body == body
    assert output in error.message
    assert len(error.message) < 600
    assert error.message.isprintable()


ALL = [
    APIConnectionError("m", retries=2),
    APITimeoutError("m"),
    *[kind("m", response=ErrorResponse(code, {"a": "b"}, b'{"x": 1}')) for code, kind in STATUSES],
    ResponseValidationError("m", mismatches=[invent_client.Mismatch("o", "/0", "string", "null", "null")]),
    ResponseTooLargeError("m", limit=3),
    PaginationError("m"),
    InventError("m"),
]


@pytest.mark.parametrize("error", ALL, ids=[f"{type(each).__name__}-{index}" for index, each in enumerate(ALL)])
@pytest.mark.parametrize("carry", [lambda error: pickle.loads(pickle.dumps(error)), copy.copy, copy.deepcopy])
def test_every_exception_travels(error, carry):
    other = carry(error)
    assert type(other) is type(error)
    assert str(other) == str(error) == "m"
    assert vars(other) == vars(error)
    if isinstance(error, APIStatusError):
        assert other.body == {"x": 1}
        assert other.response.headers["A"] == "b"


def test_the_answer_behind_an_error_cannot_be_changed():
    answer = ErrorResponse(404, {"X-Request-Id": "r"}, b"gone")
    with pytest.raises(AttributeError, match="status_code"):
        answer.status_code = 200
    with pytest.raises(AttributeError, match="content"):
        del answer.content
    assert answer == ErrorResponse(404, {"x-request-id": "r"}, b"gone") != ErrorResponse(404, {}, b"gone")
    assert {answer: 1}[answer] == 1
    assert (answer.text, answer.request_id, repr(answer)) == ("gone", "r", "<ErrorResponse 404, 4 bytes>")


def test_the_tree_is_as_documented():
    tree = {
        InventError: [
            APIConnectionError,
            APIStatusError,
            ResponseValidationError,
            ResponseTooLargeError,
            PaginationError,
        ],
        APIConnectionError: [APITimeoutError],
        APIStatusError: [
            BadRequestError,
            AuthenticationError,
            PermissionDeniedError,
            NotFoundError,
            ConflictError,
            UnprocessableEntityError,
            RateLimitError,
            InternalServerError,
        ],
    }
    for parent, children in tree.items():
        for child in children:
            assert child.__base__ is parent
            assert child.__name__ in invent_client.__all__


@pytest.mark.parametrize(
    "steps",
    [
        [RESET],
        [CLOSE],
        [b"HTTP/1.1 200 OK\r\nContent-Le", CLOSE],
        [b"this is not HTTP\r\n\r\n", CLOSE],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[", CLOSE],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[", RESET],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1", CLOSE],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[1", CLOSE],
        [b"HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n[]", CLOSE],
        [b"HTTP/1.1 200 OK\r\nA: " + b"x" * 200_000 + b"\r\n\r\n", CLOSE],
        [b"HTTP/1.1 99999 What\r\n\r\n", CLOSE],
    ],
    ids=[
        "reset",
        "closed",
        "head-cut",
        "not-http",
        "body-cut",
        "body-reset",
        "chunk-cut",
        "bad-chunk",
        "bad-length",
        "huge-head",
        "bad-status",
    ],
)
def test_a_broken_connection_is_a_connection_error(api, serve, steps):
    server = serve(lambda _: steps)
    error = failure(api, first_page, base_url=server.url, max_retries=0)
    assert type(error) is APIConnectionError
    assert "GET /orgs/{org_id}/broadcasts" in str(error)


ERROR_HEAD = b"HTTP/1.1 %d What\r\nContent-Type: text/plain\r\n"


@pytest.mark.parametrize("limit", [{"timeout": 0.5}, {"deadline": 1}], ids=str)
@pytest.mark.parametrize("status", [404, 503])
@pytest.mark.parametrize(
    "steps",
    [
        [b"Content-Length: 9\r\n\r\ngone", 30],
        [b"Content-Length: 9000\r\n\r\ngone", *[0.05, b"."] * 600],
        [b"Content-Length: 9\r\n\r\ngone", RESET],
        [b"Content-Length: 9\r\n\r\ngone", CLOSE],
        [b"Transfer-Encoding: chunked\r\n\r\n4\r\ngone\r\nzz\r\n", CLOSE],
    ],
    ids=["stalled", "dripped", "reset", "cut", "bad-chunk"],
)
def test_an_error_body_without_its_end_keeps_the_status(api, serve, steps, status, limit):
    server = serve(lambda _: [ERROR_HEAD % status + steps[0], *steps[1:]])
    began = time.monotonic()
    error = failure(api, lambda client: client.request("GET", "/x", **limit), base_url=server.url, max_retries=0)
    assert error.status_code == status
    assert time.monotonic() - began < 15


def test_a_refused_connection_is_a_connection_error(api, serve):
    server = serve(reply([]))
    server.__exit__()
    error = failure(api, first_page, base_url=server.url, max_retries=0)
    assert type(error) is APIConnectionError
    assert isinstance(error.__cause__, httpx2.ConnectError)


def test_a_missing_key_names_its_variable(api):
    for given in (UNSET, ""):
        with pytest.raises(InventError, match="INVENT_API_KEY"):
            api.call(first_page, api_key=given)


def test_key_and_address_come_from_the_environment(api, serve, monkeypatch):
    server = serve(reply([]))
    monkeypatch.setenv("INVENT_API_KEY", "from-outside")
    monkeypatch.setenv("INVENT_BASE_URL", server.url)
    api.call(first_page, api_key=UNSET)
    assert server.requests[0].headers["authorization"] == "Bearer from-outside"


def test_use_after_close_says_so(api, serve):
    server = serve(reply([]))
    kept = []
    api.call(kept.append, base_url=server.url)
    (client,) = kept
    for use in (
        lambda: client.broadcasts.list("c"),
        lambda: client.broadcasts.with_raw_response.list("c"),
        lambda: client.request("GET", "/x"),
    ):
        with pytest.raises(InventError, match="closed"):
            _run(api, use)
    assert server.requests == []


def test_closing_twice_is_fine(serve):
    client = Invent(api_key=KEY, base_url=serve(reply([])).url)
    client.close()
    client.close()


def test_a_derived_client_shares_connections_and_its_end_is_not_that_of_the_original(serve):
    server = serve(reply([]))
    with Invent(api_key=KEY, base_url=server.url) as client:
        client.broadcasts.list("c")
        with client.with_options(api_key="another", max_retries=0, default_headers={"X-A": "1"}) as other:
            other.broadcasts.list("c")
        with pytest.raises(InventError, match="closed"):
            other.broadcasts.list("c")
        client.broadcasts.list("c")
        still = client.with_options()
    with pytest.raises(InventError, match="closed"):
        still.broadcasts.list("c")
    assert server.connections == 1
    sent = [(each.headers["authorization"], each.headers.get("x-a")) for each in server.requests]
    assert sent == [(f"Bearer {KEY}", None), ("Bearer another", "1"), (f"Bearer {KEY}", None)]


def test_an_http_client_of_another_kind_is_refused():
    with pytest.raises(TypeError, match=r"http_client is of type AsyncClient; expected an httpx2\.Client"):
        Invent(api_key=KEY, http_client=httpx2.AsyncClient())
    with pytest.raises(TypeError, match=r"http_client is of type int; expected an httpx2\.Client"):
        Invent(api_key=KEY, http_client=3)
    with httpx2.Client() as http, pytest.raises(TypeError, match="http_client is of type Client"):
        AsyncInvent(api_key=KEY, http_client=http)


@pytest.mark.parametrize("kind", [Invent, AsyncInvent])
@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"base_url": 3}, TypeError, "base_url is 3; expected a string"),
        ({"timeout": "x"}, ValueError, "timeout is 'x'; expected seconds"),
        ({"timeout": -1}, ValueError, "timeout is -1; expected seconds"),
        ({"timeout": float("nan")}, ValueError, "timeout is nan; expected seconds"),
        ({"max_response_bytes": "1"}, ValueError, "max_response_bytes is '1'; expected bytes"),
        ({"max_retries": "1"}, ValueError, "max_retries is '1'; expected a number of repetitions"),
    ],
)
def test_a_setting_of_another_type_is_named(kind, arguments, error, message):
    with pytest.raises(error, match=message):
        kind(api_key=KEY, **arguments)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"timeout": "x"}, ValueError, "timeout is 'x'; expected seconds"),
        ({"deadline": "x"}, TypeError, "deadline is 'x'; expected seconds for the whole call"),
    ],
)
def test_an_option_of_another_type_is_named_before_anything_is_sent(serve, options, error, message):
    server = serve(reply([]))
    with Invent(api_key=KEY, base_url=server.url) as client, pytest.raises(error, match=message):
        client.broadcasts.list("c", **options)
    assert not server.requests


def test_a_callers_http_client_is_left_open(serve):
    server = serve(reply([]))
    with httpx2.Client() as http:
        Invent(api_key=KEY, base_url=server.url, http_client=http).close()
        assert not http.is_closed
        client = Invent(api_key=KEY, base_url=server.url, http_client=http)
        client.broadcasts.list("c")
    with pytest.raises(InventError, match="closed"):
        client.broadcasts.list("c")


@pytest.mark.parametrize(
    "settings",
    [
        {"max_retries": -1},
        {"max_retries": "2"},
        {"max_response_bytes": 0},
        {"on_mismatch": "shrug"},
        {"base_url": "api.example.com"},
        {"base_url": "ftp://api.example.com"},
        {"base_url": "https://user:pass@api.example.com"},
        {"base_url": "https://api.example.com/?x=1"},
        {"base_url": "https://"},
        {"base_url": "https://exa mple\n.com"},
        {"default_headers": {"X-A": "a\r\nX-B: b"}},
        {"default_headers": {"X A": "a"}},
        {"api_key": "two\nlines"},
        {"api_key": "trailing "},
        {"api_key": "sch\u00f6n"},
    ],
    ids=str,
)
def test_a_setting_that_cannot_be_is_told_at_construction(api, settings):
    with pytest.raises(ValueError, match=r".") as caught:
        api.kind(**{"api_key": KEY} | settings)
    assert "pass@" not in str(caught.value)
    assert "two" not in str(caught.value)


def test_a_deprecated_operation_warns_at_the_line_that_calls_it(api, serve):
    server = serve(reply([]))
    old = Operation(name="things.old", id="old", method="GET", path="/old", responses={"200": {}}, deprecated=True)

    # This function is like a generated method.
    def method(client):
        return client._call(old, ())

    def use(client):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            result = method(client)  # this line
        assert [(each.category, each.filename) for each in caught] == [(DeprecationWarning, __file__)]
        assert "# this line" in Path(__file__).read_text("utf-8").splitlines()[caught[0].lineno - 1]
        assert "things.old" in str(caught[0].message)
        return result

    assert api.call(use, base_url=server.url) == []


def test_the_log_tells_of_each_attempt_and_of_no_value(api, serve, caplog, quick):
    server = serve(
        in_turn(
            reply({"secret": "body"}, 500), reply([broadcast(1, name="Private")], headers={"X-Request-Id": "req_9"})
        )
    )
    with caplog.at_level(logging.DEBUG, "invent_client"):
        api.call(lambda client: client.broadcasts.list("org_private", status="SENT"), base_url=server.url)
    ours = [record.getMessage() for record in caplog.records if record.name == "invent_client"]
    assert len(ours) == 3
    assert "GET /orgs/{org_id}/broadcasts -> 500 in" in ours[0]
    assert "retry 1 of 2" in ours[1]
    assert "-> 200 in" in ours[2]
    assert "req_9" in ours[2]
    server.__exit__()
    caplog.clear()
    with caplog.at_level(logging.DEBUG, "invent_client"), pytest.raises(APIConnectionError):
        api.call(first_page, base_url=server.url, max_retries=0)
    assert "GET /orgs/{org_id}/broadcasts -> ConnectError" in caplog.text
    for private in ("org_private", "SENT", "Private", "body", KEY):
        assert private not in "\n".join(ours)


def _run(api, use):
    import asyncio
    import inspect

    async def main():
        result = use()
        return await result if inspect.isawaitable(result) else result

    return use() if api.name == "sync" else asyncio.run(main())


LOG = """
from invent_client import Invent
Invent(api_key="k", base_url={url!r}).broadcasts.list("c")
"""


@pytest.mark.parametrize(("level", "lines"), [("debug", 1), ("DEBUG", 1), ("info", 0), ("", 0), ("nonsense", 0)])
def test_the_log_is_turned_on_by_the_environment(serve, level, lines):
    server = serve(reply([]))
    done = subprocess.run(
        [sys.executable, "-c", LOG.format(url=server.url)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "INVENT_LOG": level},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stderr.count("GET /orgs/{org_id}/broadcasts -> 200") == lines
    assert len(done.stderr.splitlines()) == lines


def test_making_a_client_loads_neither_models_nor_what_only_calls_need():
    code = """
import sys, httpx2
httpx2.Client()
before = set(sys.modules)
from invent_client import Invent
Invent(api_key="k")
print(*sorted(name for name in set(sys.modules) - before if not name.startswith("invent_client")))
print(*sorted(name for name in sys.modules if name.startswith("invent_client.models")))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "Tue, 01 Dec 2026 10:02:00 GMT", "Date": "Tue, 01 Dec 2026 10:00:00 GMT"}, 120),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_an_error_says_how_long_the_server_asks_to_wait(api, serve, headers, seconds):
    server = serve(reply(None, 429, headers))
    with pytest.raises(RateLimitError) as caught:
        api.call(lambda client: client.broadcasts.list("c"), base_url=server.url, max_retries=0)
    assert caught.value.retry_after == pickle.loads(pickle.dumps(caught.value)).retry_after == seconds


def test_a_client_that_nobody_closed_is_closed_without_an_import(serve, monkeypatch):
    client = Invent(api_key=KEY, base_url=serve(reply([])).url)
    client.broadcasts.list("c")
    http = client._all_settings.pool.get()
    monkeypatch.setitem(sys.modules, "invent_client._network", ModuleType("invent_client._network"))
    del client
    gc.collect()
    assert http.is_closed
