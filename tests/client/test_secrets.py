"""Credentials are only in requests to the API: in no repr, log line, exception or pickle, and in no plain HTTP."""

from __future__ import annotations

import base64
import copy
import json
import logging
import pickle
import shlex
import time

import pytest
from support.api_server import CLOSE, KEY, RESET, broadcast, in_turn, reply
from support.disclosure import output

from invent_client import APIStatusError, Invent, InventError, ResponseValidationError, _metadata
from invent_client._auth import SecurityScheme
from invent_client._base_client import SyncAPIClient
from invent_client._operation import Body, Operation


def first_page(client):
    return client.broadcasts.list("c")


ECHO = reply(
    {"message": f"Invalid key: {KEY}", "authorization": f"Bearer {KEY}"},
    401,
    {"X-Echo": f"Bearer {KEY}", "X-Request-Id": KEY},
)


@pytest.mark.parametrize(
    "script",
    [
        [RESET],
        [CLOSE],
        [b"garbage\r\n\r\n", CLOSE],
        [3.0],
        reply(status=500),
        reply(content=b"<html>"),
        reply([broadcast(1, name=None)]),
        reply(content=b" " * 5000),
        ECHO,
        reply(content=b"{" + KEY.encode(), headers={"X-Echo": KEY}),
        reply(content=b"[]", headers={"Content-Encoding": "gzip"}),
        reply(None, 302, {"Location": "https://evil.example/"}),
    ],
    ids=range(12),
)
@pytest.mark.parametrize("deadline", [None, 1])
def test_no_exception_tells_the_key(api, serve, quick, script, deadline):
    server = serve(lambda _: script)
    with pytest.raises(InventError) as caught:
        api.call(
            lambda client: client.broadcasts.list("c", deadline=deadline),
            base_url=server.url,
            timeout=0.1,
            max_retries=1,
            on_mismatch="raise",
            max_response_bytes=1000,
        )
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in output(caught.value)
    assert KEY.encode() not in pickle.dumps(caught.value)


def test_a_refused_connection_does_not_tell_the_key(api, serve):
    server = serve(reply([]))
    server.__exit__()
    with pytest.raises(InventError) as caught:
        api.call(first_page, base_url=server.url, max_retries=0)
    assert KEY not in output(caught.value)


def test_the_echo_of_a_key_is_blanked_and_the_rest_is_kept(api, serve):
    server = serve(ECHO)
    with pytest.raises(APIStatusError) as caught:
        api.call(first_page, base_url=server.url)
    assert caught.value.body["message"] == "Invalid key: [secret]"
    assert caught.value.response.headers["x-echo"] == "Bearer [secret]"


def test_no_log_line_tells_the_key(api, serve, quick, caplog):
    server = serve(in_turn(reply(status=500), [CLOSE], reply([broadcast(1, color="red")])))
    with caplog.at_level(logging.DEBUG):
        api.call(first_page, base_url=server.url)
    assert {"invent_client", "httpx2", "httpcore2.http11"} <= {record.name for record in caplog.records}
    assert KEY not in caplog.text
    assert KEY not in "".join(str(vars(record)) for record in caplog.records)


def test_no_repr_tells_the_key(api, serve):
    server = serve(reply([broadcast(1)]))
    kept = []

    def use(client):
        kept.append(client)
        return client.broadcasts.with_raw_response.list("c")

    raw = api.call(use, base_url=server.url)
    (client,) = kept
    settings = client._all_settings
    shown = [client, settings, settings.credentials, settings.pool, raw, raw.parse(), client.broadcasts, raw.headers]
    shown += [vars(client), [getattr(settings, name) for name in settings.__slots__]]
    assert KEY not in "".join(map(repr, shown))
    assert repr(client) == f"<{type(client).__name__} for {server.url}>"


@pytest.mark.parametrize("carry", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_client_is_not_pickled_or_copied(api, carry):
    client = api.kind(api_key=KEY)
    with pytest.raises(TypeError, match="cannot be pickled") as caught:
        carry(client)
    assert KEY not in str(caught.value)


def test_an_empty_address_is_refused_and_an_empty_variable_counts_as_unset(api, monkeypatch):
    for build in (api.kind, api.kind(api_key=KEY).with_options):
        with pytest.raises(ValueError, match="base_url is ''; expected https://host"):
            build(api_key=KEY, base_url="")
    default = api.kind(api_key=KEY).base_url
    monkeypatch.setenv("INVENT_BASE_URL", "")
    assert api.kind(api_key=KEY).base_url == default


@pytest.mark.parametrize(
    "address",
    [
        "http://api.useinvent.com",
        "http://10.0.0.1",
        "http://192.168.1.5:8080",
        "http://0.0.0.0:80",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://notlocalhost",
        "http://[2001:db8::1]",
        "HTTP://API.USEINVENT.COM",
    ],
)
def test_plain_http_to_another_machine_is_refused_at_construction(api, address, monkeypatch):
    with pytest.raises(ValueError, match="https://"):
        api.kind(api_key=KEY, base_url=address)
    with pytest.raises(ValueError, match="https://"):
        api.kind(api_key=lambda: KEY, base_url=address)
    with pytest.raises(ValueError, match="https://"):
        api.kind(api_key=KEY).with_options(base_url=address)
    monkeypatch.setenv("INVENT_BASE_URL", address)
    with pytest.raises(ValueError, match="https://"):
        api.kind(api_key=KEY)


@pytest.mark.parametrize(
    "address",
    [
        "https://api.useinvent.com",
        "https://10.0.0.1/v2/",
        "http://localhost:8000",
        "http://app.localhost",
        "http://127.0.0.1",
        "http://127.9.9.9:1",
        "http://[::1]:8000",
        "http://LOCALHOST",
    ],
)
def test_https_and_this_machine_are_fine(api, address):
    assert api.kind(api_key=KEY, base_url=address).base_url == address.rstrip("/")


def test_what_goes_to_this_machine_over_plain_http_goes_through_no_proxy(api, serve, monkeypatch):
    proxy, server = serve(reply(status=502)), serve(reply([]))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.url)
    api.call(first_page, base_url=server.url)
    api.call(lambda client: first_page(client.with_options(base_url=server.url)))
    assert (len(proxy.requests), len(server.requests)) == (0, 2)


@pytest.mark.parametrize("path", ["https://evil.example/x", "//evil.example/x", "@evil.example/x", "x", ""])
def test_a_free_request_reaches_no_other_host(api, serve, path):
    server = serve(reply({"fine": True}))
    if path.startswith("//"):
        assert api.call(lambda client: client.request("GET", path), base_url=server.url).parse() == {"fine": True}
        assert server.requests[0].target == path
        return
    with pytest.raises(ValueError, match="slash"):
        api.call(lambda client: client.request("GET", path), base_url=server.url)
    assert server.requests == []


@pytest.mark.parametrize(
    "headers", [{"X-A": "a\r\nAuthorization: b"}, {"X-A\r\nX-B": "a"}, {"X-A": "a\n"}, {"X-A": "\x00"}, {"": "a"}]
)
def test_a_header_cannot_smuggle_another(api, serve, headers):
    server = serve(reply([]))
    with pytest.raises(ValueError, match="header") as caught:
        api.call(lambda client: client.broadcasts.list("c", extra_headers=headers), base_url=server.url)
    assert "Authorization" not in str(caught.value)
    assert server.requests == []


def test_a_callers_own_authorization_header_wins(api, serve):
    server = serve(reply([]))
    api.call(
        lambda client: client.broadcasts.list("c", extra_headers={"authorization": "Token t"}), base_url=server.url
    )
    assert [value for name, value in server.requests[0].raw_headers if name.lower() == "authorization"] == ["Token t"]


# Credentials that a callable returns


def test_a_callable_is_asked_for_each_attempt(api, serve, quick):
    server = serve(in_turn(reply(status=500), reply([])))
    keys = iter(["one", "two", "three"])
    api.call(first_page, base_url=server.url, api_key=lambda: next(keys))
    assert [each.headers["authorization"] for each in server.requests] == ["Bearer one", "Bearer two"]


def test_an_async_callable_is_waited_for(serve):
    import asyncio

    from invent_client import AsyncInvent

    async def key():
        await asyncio.sleep(0)
        return "awaited"

    server = serve(reply([]))

    async def main():
        async with AsyncInvent(api_key=key, base_url=server.url) as client:
            await client.broadcasts.list("c")

    asyncio.run(main())
    assert server.requests[0].headers["authorization"] == "Bearer awaited"
    with Invent(api_key=key, base_url=server.url) as client, pytest.raises(TypeError, match="coroutine"):
        client.broadcasts.list("c")


@pytest.mark.parametrize(
    ("given", "error"), [("a\nb", ValueError), ("", ValueError), (None, TypeError), (7, TypeError)]
)
def test_what_a_callable_gives_is_checked(api, serve, given, error):
    server = serve(reply([]))
    with pytest.raises(error):
        api.call(first_page, base_url=server.url, api_key=lambda: given)
    assert server.requests == []


def test_the_key_of_a_callable_is_blanked_too(api, serve):
    server = serve(reply({"message": "Bad key fresh-key-1"}, 401))
    with pytest.raises(APIStatusError) as caught:
        api.call(first_page, base_url=server.url, api_key=lambda: "fresh-key-1")
    assert "fresh-key-1" not in output(caught.value)


def test_what_fails_in_a_callable_is_the_callers_to_see(api, serve):
    def key():
        raise LookupError("The vault is closed")

    with pytest.raises(LookupError, match="vault"):
        api.call(first_page, base_url=serve(reply([])).url, api_key=key)


# Other security schemes

SCHEMES = {
    "basic": SecurityScheme("basic", arguments=("username", "password")),
    "header": SecurityScheme("api-key", location="header", name="X-Api-Key", arguments=("header_key",)),
    "query": SecurityScheme("api-key", location="query", name="key", arguments=("query_key",)),
    "cookie": SecurityScheme("api-key", location="cookie", name="session", arguments=("cookie_key",)),
}


def operation(*security):
    return Operation(name="x", id="x", method="GET", path="/x", responses={"200": {}}, security=security)


def upload(*security):
    bodies = [Body("application/octet-stream")]
    return Operation(name="x", id="x", method="POST", path="/x", bodies=bodies, responses={}, security=security)


@pytest.fixture
def schemes(monkeypatch):
    monkeypatch.setattr(_metadata, "SECURITY", SCHEMES)


@pytest.mark.usefixtures("schemes")
def test_each_scheme_has_its_place_and_tells_nobody_else(serve, caplog):
    server = serve(reply(status=401, content=b"You said u:s3cret-word, hdr-key-7, qry/key-7 and ck-key-77"))
    secrets = {"basic": ("u", "s3cret-word"), "header": "hdr-key-7", "query": "qry/key-7", "cookie": "ck-key-77"}
    client = SyncAPIClient(credentials=secrets, base_url=server.url)
    with client, caplog.at_level(logging.DEBUG), pytest.raises(APIStatusError) as caught:
        client._call(operation(tuple(secrets)), (), extra_query={"a": "b"})
    (received,) = server.requests
    assert received.headers["authorization"] == "Basic " + base64.b64encode(b"u:s3cret-word").decode()
    assert received.headers["x-api-key"] == "hdr-key-7"
    assert received.headers["cookie"] == "session=ck-key-77"
    assert received.raw_query == "a=b&key=qry%2Fkey-7"
    for secret in ("s3cret-word", "hdr-key-7", "qry/key-7", "qry%2Fkey-7", "ck-key-77"):
        assert secret not in caplog.text
        assert secret not in output(caught.value)


@pytest.mark.usefixtures("schemes")
def test_the_first_alternative_with_credentials_is_taken(serve):
    server = serve(reply())
    with SyncAPIClient(credentials={"query": "q", "cookie": "k"}, base_url=server.url) as client:
        client._call(operation(("header",), ("query", "basic"), ("cookie",), ("query",)), ())
        client._call(operation((), ("query",)), ())
        client._call(operation((), ("header",)), ())
        client._call(operation(), ())
        with pytest.raises(InventError, match="header_key and username and password"):
            client._call(operation(("header", "basic")), ())
    sent = [(each.raw_query, each.headers.get("cookie")) for each in server.requests]
    assert sent == [("", "session=k"), ("key=q", None), ("", None), ("", None)]


@pytest.mark.usefixtures("schemes")
def test_credentials_of_each_scheme_come_from_the_environment(serve, monkeypatch):
    server = serve(reply())
    with (
        SyncAPIClient(credentials={}, base_url=server.url) as client,
        pytest.raises(InventError, match=r"INVENT_USERNAME and INVENT_PASSWORD; or .*INVENT_HEADER_KEY"),
    ):
        client._call(operation(("basic",), ("header",)), ())
    monkeypatch.setenv("INVENT_PASSWORD", "from-outside")
    with SyncAPIClient(credentials={"basic": ("me", None)}, base_url=server.url) as client:
        client._call(operation(("basic",)), ())
    assert server.requests[0].headers["authorization"] == "Basic " + base64.b64encode(b"me:from-outside").decode()


@pytest.mark.usefixtures("schemes")
def test_with_options_changes_one_credential_and_keeps_the_others(serve):
    server = serve(reply())
    with SyncAPIClient(credentials={"basic": ("u", "p"), "query": "q"}, base_url=server.url) as client:
        other = client.with_options(username="v", password="w")
        other._call(operation(("basic", "query")), ())
        with pytest.raises(TypeError, match="api_key"):
            client.with_options(api_key="x")
    assert base64.b64decode(server.requests[0].headers["authorization"].split()[1]) == b"v:w"
    assert server.requests[0].raw_query == "key=q"


@pytest.mark.usefixtures("schemes")
def test_with_options_changes_a_password_alone_and_removes_a_pair(serve):
    server = serve(reply())
    with SyncAPIClient(credentials={"basic": ("u", "p")}, base_url=server.url) as client:
        client.with_options(password="w")._call(operation(("basic",)), ())
        client.with_options(username=None, password=None)._call(operation(("basic",)), ())
        with pytest.raises(TypeError, match="username and password must be a string"):
            client.with_options(password=None)
    changed, removed = (each.headers.get("authorization") for each in server.requests)
    assert (changed, removed) == ("Basic " + base64.b64encode(b"u:w").decode(), None)


def test_an_api_without_credentials_needs_none_and_may_use_plain_http(serve, monkeypatch):
    monkeypatch.setattr(_metadata, "SECURITY", {})
    assert SyncAPIClient(credentials={}, base_url="http://api.example.com").base_url == "http://api.example.com"


def test_a_response_is_not_told_to_be_wrong_with_the_key_in_it(api, serve):
    server = serve(reply([broadcast(1, status=KEY)]))
    with pytest.raises(ResponseValidationError) as caught:
        api.call(first_page, base_url=server.url, on_mismatch="raise")
    assert KEY.encode() not in caught.value.response.content


@pytest.mark.usefixtures("schemes")
@pytest.mark.parametrize("given", ["query", "cookie", "header"])
def test_a_credential_given_with_a_call_counts_wherever_it_travels(serve, given, caplog):
    server = serve(reply(status=400))
    options = {
        "query": {"extra_query": {"key": "given-key-1", "a": "b"}},
        "cookie": {"extra_headers": {"Cookie": "other=1; session=given-key-1"}},
        "header": {"extra_headers": {"x-api-key": "given-key-1"}},
    }[given]
    with SyncAPIClient(credentials={}, base_url=server.url) as client, caplog.at_level(logging.DEBUG):
        with pytest.raises(APIStatusError) as caught:
            client._call(operation((given,)), (), **options)
        with pytest.raises(InventError, match="needs credentials"):
            client._call(operation((given, "basic")), (), **options)
    (received,) = server.requests
    assert "given-key-1" in received.target + str(received.raw_headers)
    told_of = [str(caught.value), str(vars(caught.value)), str(pickle.dumps(caught.value)), caught.value.curl()]
    assert "given-key-1" not in caplog.text + "".join(told_of)


@pytest.mark.usefixtures("schemes")
@pytest.mark.parametrize(
    ("given", "cookies"),
    [
        ("session=given", "session=given"),
        ("other=1; session=given", "other=1; session=given"),
        ("other=1", "other=1; session=c-key"),
        ("my-session=1", "my-session=1; session=c-key"),
    ],
)
def test_a_cookie_that_the_caller_gives_replaces_the_credential(serve, given, cookies):
    server = serve(reply())
    with SyncAPIClient(credentials={"cookie": "c-key"}, base_url=server.url) as client:
        client._call(operation(("cookie",)), (), extra_headers={"cookie": given})
        client.with_options(default_headers={"Cookie": given})._call(operation(("cookie",)), ())
    assert [each.headers["cookie"] for each in server.requests] == [cookies, cookies]


@pytest.mark.usefixtures("schemes")
def test_none_sends_requests_without_a_credential_and_others_stay(serve):
    server = serve(reply())
    with SyncAPIClient(credentials={"header": None, "query": "q"}, base_url=server.url) as client:
        client._call(operation(("header",)), ())
        client._call(operation(("header", "query")), ())
        client._call(operation(("header",), ("query",)), ())
        with pytest.raises(InventError, match="pass username and password and header_key"):
            client._call(operation(("basic", "header")), ())
        client.with_options(header_key="h")._call(operation(("header",)), ())
        client.with_options(query_key=None)._call(operation(("query",)), ())
    sent = [(each.raw_query, each.headers.get("x-api-key")) for each in server.requests]
    assert sent == [("", None), ("key=q", None), ("key=q", None), ("", "h"), ("", None)]


@pytest.mark.usefixtures("schemes")
@pytest.mark.parametrize(
    ("security", "words"),
    [
        ((("header",),), ["-H", "X-Api-Key: $INVENT_HEADER_KEY"]),
        ((("query",),), ["--url-query", "key=$INVENT_QUERY_KEY"]),
        ((("cookie",),), ["-b", "session=$INVENT_COOKIE_KEY"]),
        ((("basic",),), ["-u", "$INVENT_USERNAME:$INVENT_PASSWORD"]),
        (((),), []),
    ],
)
def test_the_command_line_of_an_error_has_the_credentials_of_the_operation_alone(serve, security, words):
    server = serve(reply(status=400))
    given = {"header": "h-secret-1", "query": "q-secret-1", "cookie": "c-secret-1", "basic": ("u", "p-secret-1")}
    with SyncAPIClient(credentials=given, base_url=server.url) as client, pytest.raises(APIStatusError) as caught:
        client._call(upload(*security), (), body=b"@/etc/hosts")
    command = shlex.split(caught.value.curl())
    assert [each for each in command if "$" in each] == words[1:]
    assert set(words) <= set(command)
    assert command[command.index("--data-raw") + 1] == "@/etc/hosts"


@pytest.mark.usefixtures("schemes")
def test_the_command_line_of_an_error_has_no_secret_of_another_name(serve):
    server = serve(reply(status=400))
    headers = {"Cookie": "theme=s-secret-1; session=s-secret-2", "X-Auth-Token": "s-secret-3", "X-Page-Token": "p"}
    body = {"user": {"newPassword": "s-secret-4", "name": "a"}, "client_secrets": ["s-secret-5"], "next_token": "n"}
    with SyncAPIClient(credentials={}, base_url=server.url) as client, pytest.raises(APIStatusError) as caught:
        client.request("POST", "/x", params={"token": "s-secret-6", "q": "1"}, json=body, headers=headers)
    command = caught.value.curl()
    assert "s-secret" not in command
    assert json.loads(shlex.split(command)[shlex.split(command).index("--data-raw") + 1]) == {
        "user": {"newPassword": "[secret]", "name": "a"},
        "client_secrets": ["[secret]"],
        "next_token": "n",
    }
    assert [each for each in ("x-page-token: p", "token=%5Bsecret%5D&q=1") if each not in command] == []


@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_the_command_line_of_a_head_request_does_not_wait_for_a_body(api, serve, method):
    server = serve(reply(status=400))
    with pytest.raises(APIStatusError) as caught:
        api.call(lambda client: client.request(method, "/x[1]"), base_url=server.url)
    assert caught.value.curl().startswith("curl --head" if method == "HEAD" else "curl -X GET")


@pytest.mark.parametrize("files", [None, {"f": b"x"}], ids=["form", "multipart"])
def test_a_form_in_a_command_line_or_recording_has_no_password(api, serve, tmp_path, files):
    server = serve(reply({"access_token": "s-secret-1", "next_page_token": "n"}, 400))

    def send(client):
        return client.request("POST", "/login", data={"password": "s-secret-2", "name": "a"}, files=files)

    async def wait(client):
        with client.record(tmp_path / "a.har"):
            return await send(client)

    def record(client):
        if api.name == "async":
            return wait(client)
        with client.record(tmp_path / "a.har"):
            return send(client)

    with pytest.raises(APIStatusError) as caught:
        api.call(record, base_url=server.url)
    recording = (tmp_path / "a.har").read_text()
    assert "s-secret" not in caught.value.curl() + recording
    assert b"s-secret-2" in server.requests[0].body
    assert "next_page_token" in recording


PARTS = (
    b'--b\r\nContent-Disposition: form-data; name="password"\r\n\r\ns-secret-1\r\n--s-secret-2\r\n'
    b'--b\r\nContent-Disposition: form-data; name="data"\r\nContent-Type: application/json\r\n\r\n'
    b'{"token": "s-secret-3"}\r\n--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nkept\r\n--b--\r\n'
)


@pytest.mark.parametrize(
    ("content_type", "content", "kept"),
    [
        ("application/x-ndjson", b'{"password": "s-secret-1"}\n{"a": "kept"}\n', b"kept"),
        ("application/jsonl", b'{"a": "kept"}\n{"password":\n"s-secret-1"}\n', b"kept"),
        ("application/json-seq", b'\x1e{"password": "s-secret-1"}\n\x1e{"a": "kept"}\n', b"\x1e"),
        ("text/event-stream", b'event: e\ndata: {"password":\ndata: "s-secret-1"}\n\ndata: kept\n\n', b"data: kept"),
        ("text/event-stream", b'data: {"password": "s-secret-1"\n\ndata: {"a": "kept"}\n\n', b"kept"),
        ("application/json", b'{"a": "kept", "password": "s-secret-1"', b"kept"),
        ("application/json", b'{"a": "kept", "pass\\u0077ord": "s-secret-1"', b"kept"),
        ("application/json", b'{"password": "s-secret-1", "password": null}', b"password"),
        ("application/json", b"not JSON: kept", b"kept"),
        ("Application/JSON", b'{"password": "s-secret-1", "a": "kept"}', b"kept"),
        ("Application/x-www-form-urlencoded", b"password=s-secret-1&a=kept", b"a=kept"),
        ("multipart/form-data; boundary=b", PARTS, b"kept"),
        ('Multipart/Form-Data; Boundary="b"', PARTS, b"kept"),
        ("multipart/mixed; boundary=other", PARTS, b"[secret]"),
        ("multipart/mixed", PARTS, b"[secret]"),
    ],
)
def test_a_body_in_a_command_line_or_recording_has_no_password(serve, tmp_path, content_type, content, kept):
    server = serve(reply(content=content, content_type=content_type, status=400))
    with (
        SyncAPIClient(credentials={}, base_url=server.url) as client,
        client.record(tmp_path / "a.har"),
        pytest.raises(APIStatusError) as caught,
    ):
        client.request("POST", "/x", content=content, headers={"Content-Type": content_type})
    (entry,) = json.loads((tmp_path / "a.har").read_text())["log"]["entries"]
    command = shlex.split(caught.value.curl())
    shown = [command[command.index("--data-raw") + 1], entry["request"]["postData"]["text"]]
    shown.append(entry["response"]["content"]["text"])
    assert server.requests[0].body == content
    assert [text for text in shown if "s-secret" in text or kept.decode() not in text] == []


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("application/json; charset=utf-16", '{"password": "s-secret-1"}'.encode("utf-16")),
        ("multipart/form-data; boundary=b", PARTS.replace(b"kept", b"\xff")),
    ],
    ids=["json", "multipart"],
)
def test_a_recording_has_no_password_in_another_encoding(serve, tmp_path, content_type, content):
    server = serve(reply(content=content, content_type=content_type))
    with SyncAPIClient(credentials={}, base_url=server.url) as client, client.record(tmp_path / "a.har"):
        client._call(Operation(name="x", id="x", method="GET", path="/x"), ())
    (entry,) = json.loads((tmp_path / "a.har").read_text())["log"]["entries"]
    assert entry["response"]["content"]["text"] == "[secret]"
    assert "encoding" not in entry["response"]["content"]


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("multipart/mixed; boundary=b", b"--b\r\n" + b';name="a"\r\n\r\n' * 100_000),
        ("multipart/mixed; boundary=b", b"--b\r\n" + b";name=" * 200_000 + b"\r\n\r\n"),
        ("multipart/mixed; boundary=b", b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 20_000),
        ("multipart/mixed", b';name="a"\r\n\r\n' * 100_000),
        ("application/json", b'"' * 1_000_000),
        ("application/json", b"a" * 1_000_000),
        ("application/json", b'"a"' + b" " * 1_000_000),
        ("application/x-ndjson", b'{"a\n' * 200_000),
        ("text/event-stream", b"data: {\n\n" * 50_000),
    ],
    ids=range(9),
)
def test_a_body_of_a_server_is_recorded_in_linear_time(serve, tmp_path, content_type, content):
    server = serve(reply(content=content, content_type=content_type))
    started = time.monotonic()
    with (
        SyncAPIClient(credentials={}, base_url=server.url, on_mismatch="ignore") as client,
        client.record(tmp_path / "a.har"),
    ):
        client._call(Operation(name="x", id="x", method="GET", path="/x"), ())
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Token s-secret-1", "Token $INVENT_API_KEY"),
        ("a$(id)`id` s-secret-1", "Bearer $INVENT_API_KEY"),
        ('a"$x s-secret-1', "Bearer $INVENT_API_KEY"),
        ("a`$x s-secret-1", "a\\`\\$x $INVENT_API_KEY"),
    ],
)
def test_a_scheme_in_a_command_line_is_a_token_and_escaped(api, serve, given, shown):
    server = serve(reply(status=400))
    with pytest.raises(APIStatusError) as caught:
        api.call(
            lambda client: client.broadcasts.list("c", extra_headers={"Authorization": given}), base_url=server.url
        )
    assert f'-H "Authorization: {shown}"' in caught.value.curl()


@pytest.mark.usefixtures("schemes")
def test_a_short_password_is_blanked_too(serve):
    server = serve(reply({"detail": "s3cret is no password of u"}, 401))
    client = SyncAPIClient(credentials={"basic": ("u", "s3cret")}, base_url=server.url)
    with client, pytest.raises(APIStatusError, match=r"\[secret\] is no password of u") as caught:
        client._call(operation(("basic",)), ())
    assert "s3cret" not in output(caught.value)
