"""The source `live`: credentials per operation, runs that continue after a failure, parameters, time limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading

import pytest
from support.api_server import CLOSE, Server
from support.commands import ROOT, run_generate
from support.drift_fixtures import run

from specloop.drift import cli as drift

A_SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}}


def response(schema=A_SCHEMA):
    return {"200": {"description": "d", "content": {"application/json": {"schema": schema}}}}


def get(operation_id, security=None, schema=A_SCHEMA, parameters=()):
    node = {"operationId": operation_id, "responses": response(schema)}
    if parameters:
        node["parameters"] = list(parameters)
    return {"get": node if security is None else {**node, "security": security}}


SCHEMES = {
    "grant": {"type": "oauth2", "flows": {"password": {"tokenUrl": "https://a.test/token", "scopes": {}}}},
    "mark": {"type": "apiKey", "in": "cookie", "name": "mark"},
    "secret": {"type": "apiKey", "in": "query", "name": "key"},
    "login": {"type": "http", "scheme": "basic"},
    "token": {"type": "http", "scheme": "bearer"},
    "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr("specloop.drift.sources.live.REQUESTS_PER_SECOND", 10_000)


@pytest.fixture
def spec(tmp_path):
    def write(paths, schemes=(), **more):
        document = {"openapi": "3.1.0", "info": {"title": "Yard", "version": "1"}, "paths": paths, **more}
        if schemes:
            document["components"] = {"securitySchemes": {name: SCHEMES[name] for name in schemes}}
        file = tmp_path / "openapi.json"
        file.write_text(json.dumps(document))
        return file

    return write


def reply(body, status=200):
    content = json.dumps(body).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


@pytest.mark.parametrize(
    ("scheme", "variables", "sent"),
    [
        ("grant", {"YARD_ACCESS_TOKEN": "t"}, lambda asked: asked.headers.get("authorization") == "Bearer t"),
        ("mark", {"YARD_API_KEY": "k"}, lambda asked: asked.headers.get("cookie") == "mark=k"),
        ("secret", {"YARD_API_KEY": "k&"}, lambda asked: asked.query == {"key": "k&"}),
        ("header", {"YARD_API_KEY": "k"}, lambda asked: asked.headers.get("x-key") == "k"),
        ("token", {"YARD_API_KEY": "k"}, lambda asked: asked.headers.get("authorization") == "Bearer k"),
        (
            "login",
            {"YARD_USERNAME": "u", "YARD_PASSWORD": "p"},
            lambda asked: asked.headers.get("authorization") == "Basic dTpw",
        ),
    ],
)
def test_each_scheme_is_sent_as_the_client_sends_it(scheme, variables, sent, spec, capsys, monkeypatch):  # noqa: PLR0917
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    file = spec({"/me": get("getMe", [{scheme: []}])}, [scheme])
    with Server(lambda _: reply({"a": "x"})) as server:
        found = run(capsys, "live", "--base-url", server.url, spec=file)
        (asked,) = server.requests
    assert (0, [], True) == (found.status, found.findings, sent(asked))


def test_each_operation_gets_its_own_credentials_and_no_other(spec, capsys, monkeypatch):
    monkeypatch.setenv("YARD_ACCESS_TOKEN", "t")
    monkeypatch.setenv("YARD_API_KEY", "k")
    paths = {
        "/me": get("getMe", [{"grant": []}]),
        "/open": get("getOpen", []),
        "/admin": get("getAdmin", [{"mark": []}]),
    }
    file = spec(paths, ["grant", "mark"])
    with Server(lambda _: reply({"a": "x"})) as server:
        assert 0 == run(capsys, "live", "--base-url", server.url, spec=file).status
        sent = {each.path: (each.headers.get("authorization"), each.headers.get("cookie")) for each in server.requests}
    assert {"/me": ("Bearer t", None), "/open": (None, None), "/admin": (None, "mark=k")} == sent


LANG = {"name": "lang", "in": "cookie", "required": True, "schema": {"type": "string", "default": "de"}}


def test_a_credential_in_a_cookie_stands_beside_the_cookies_of_the_operation(spec, capsys, monkeypatch):
    monkeypatch.setenv("YARD_API_KEY", "k")
    file = spec({"/me": get("getMe", [{"mark": []}], parameters=[LANG])}, ["mark"])
    with Server(lambda _: reply({"a": "x"})) as server:
        run(capsys, "live", "--base-url", server.url, spec=file)
        (asked,) = server.requests
    assert asked.headers["cookie"] == "lang=de; mark=k"


def test_the_generated_client_sends_each_operation_its_own_credentials(spec, tmp_path):
    paths = {
        "/me": get("getMe", [{"grant": []}]),
        "/open": get("getOpen", []),
        "/admin": get("getAdmin", [{"mark": []}]),
        "/both": get("getBoth", [{"header": [], "mark": []}]),
        "/drop": get("getDrop", []),
    }
    file = spec(paths, ["grant", "mark", "header"], servers=[{"url": "https://a.test"}])
    (tmp_path / "pyproject.toml").write_text('[tool.specloop]\nspec = "openapi.json"\n')
    assert 0 == run_generate("--spec", file, "--output", tmp_path / "generated").returncode
    variables = {"YARD_ACCESS_TOKEN": "t", "YARD_MARK": "m", "YARD_HEADER": "h"}
    with Server(lambda asked: [CLOSE] if asked.path == "/drop" else reply({"a": "x"})) as server:
        arguments = [sys.executable, ROOT / "drift.py", "live", "--base-url", server.url]
        env = {**os.environ, **variables}
        done = subprocess.run(arguments, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        names = ("authorization", "cookie", "x-key")
        sent = {each.path: tuple(each.headers.get(name) for name in names) for each in server.requests}
    assert (0, "") == (done.returncode, done.stderr)
    assert "getDrop cannot be called: the connection ended before the response was complete\n" in done.stdout
    assert sent == {
        "/me": ("Bearer t", None, None),
        "/open": (None, None, None),
        "/admin": (None, "mark=m", None),
        "/both": (None, "mark=m", "h"),
        "/drop": (None, None, None),
    }


ELEVEN = {f"/r{number}": get(f"getR{number}") for number in range(11)}


@pytest.mark.parametrize(
    ("broken", "output"),
    [
        (lambda: reply({}, 401), "getR3 returned 401"),
        (lambda: reply({}, 429), "getR3 returned 429: too many requests"),
        (lambda: reply({}, 503), "getR3 returned 503: the API is failing, which is not drift"),
        (lambda: [CLOSE], "getR3 cannot be called: "),
        (
            lambda: reply({}).replace(b"\r\n", b"\r\nContent-Encoding: gzip\r\n", 1),
            "getR3 cannot be called: the body of the response cannot be decompressed",
        ),
    ],
)
def test_one_refused_operation_does_not_end_the_run(broken, output, spec, capsys):
    file = spec(ELEVEN)
    drifted = {"a": "x", "b": 1}
    with Server(
        lambda asked: broken() if asked.path == "/r3" else reply(drifted if asked.path == "/r9" else {})
    ) as server:
        found = run(capsys, "live", "--base-url", server.url, spec=file)
        assert (1, ["undocumented-property"], 10) == (found.status, found.codes, found.examined["answers"])
        assert 1 == drift.main(["live", "--base-url", server.url, "--spec", str(file)])
    printed = capsys.readouterr().out
    assert output in printed
    assert "this run is not complete: 1 of 11 requests are not examined" in printed


def test_several_dropped_connections_in_a_row_do_not_end_the_run(spec, capsys):
    with Server(lambda asked: [CLOSE] if asked.path < "/r5" else reply({})) as server:
        found = run(capsys, "live", "--base-url", server.url, spec=spec(ELEVEN))
    dropped = sum(each < "/r5" for each in ELEVEN)
    assert (0, 11 - dropped) == (found.status, found.examined["answers"])


def test_a_server_that_drops_every_connection_is_not_asked_without_end(spec, capsys):
    many = {f"/r{number}": get(f"getR{number}") for number in range(25)}
    with Server(lambda _: [CLOSE]) as server:
        found = run(capsys, "live", "--base-url", server.url, spec=spec(many))
    assert 2 == found.status
    assert "5 requests were not sent, because 20 in a row had no response" in found.error


def test_a_run_that_is_not_complete_says_so_first(spec, capsys):
    with Server(lambda asked: reply({}, 401) if asked.path == "/r3" else reply({})) as server:
        assert 0 == drift.main(["live", "--base-url", server.url, "--spec", str(spec(ELEVEN))])
    printed = capsys.readouterr().out
    headline = "No drift in the part that was examined, 10 of 11 operations (examined: 10 answers, 10 operations)\n"
    assert printed.startswith(headline)


def test_an_api_that_is_not_there_is_asked_three_times(spec, capsys):
    found = run(capsys, "live", "--base-url", "http://127.0.0.1:9", spec=spec(ELEVEN))
    assert 2 == found.status
    assert "is the server running, and is --base-url correct?" in found.error
    assert "8 requests were not sent, because 3 in a row had no response" in found.error
    first, *notes = found.error.splitlines()
    assert "http://127.0.0.1:9: no request succeeded, so nothing was examined" == first
    assert [len(note) < 100 for note in notes] == [True] * 4


@pytest.mark.parametrize("source", ["docs", "upstream"])
def test_a_server_has_no_lines(source, spec, capsys):
    assert run(capsys, source, "http://127.0.0.1:9", spec=spec(ELEVEN)).error.startswith(
        "http://127.0.0.1:9: cannot be"
    )


@pytest.mark.parametrize("address", ["ftp://api.test/x", "api.test"])
def test_an_address_without_http_is_told_as_that_of_the_option(address, spec, capsys):
    found = run(capsys, "live", "--base-url", address, spec=spec(ELEVEN))
    assert found.error.startswith("--base-url ")
    assert "this is not the base URL of an API; expected https://host" in found.error


def test_a_refused_operation_names_its_own_variables_and_a_dropped_one_no_address(spec, capsys):
    file = spec({"/a": get("getA"), "/b": get("getB", [{"mark": []}]), "/c": get("getC")}, ["mark", "grant"])
    answers = {"/a": lambda: reply({}), "/b": lambda: reply({}, 401), "/c": lambda: [CLOSE]}
    with Server(lambda asked: answers[asked.path]()) as server:
        assert 0 == drift.main(["live", "--base-url", server.url, "--spec", str(file)])
    printed = capsys.readouterr().out
    assert "getB returned 401: the credential is missing, wrong or not sufficient; set YARD_API_KEY\n" in printed
    assert "getC cannot be called: the connection ended before the response was complete\n" in printed


@pytest.mark.parametrize("address", ["http://api.other.example", "HTTP://api.other.example"])
@pytest.mark.parametrize("scheme", ["header", "secret", "mark", "token"])
def test_no_credential_goes_over_plain_http_to_another_machine(scheme, address, spec, capsys, monkeypatch):
    monkeypatch.setenv("YARD_API_KEY", "k")
    file = spec({"/a": get("a", [{scheme: []}])}, [scheme], servers=[{"url": address}])
    found = run(capsys, "live", spec=file)
    assert 2 == found.status
    assert "a key would be sent over plain HTTP to another machine; expected https://" in found.error
    found = run(capsys, "live", "--base-url", address, spec=file)
    assert "a key would be sent over plain HTTP" in found.error


@pytest.mark.parametrize("stated", [False, True])
def test_the_own_server_of_an_operation_gets_a_credential_only_if_the_operation_states_it(
    stated, spec, capsys, monkeypatch
):
    monkeypatch.setenv("YARD_API_KEY", "k")
    with Server(lambda _: reply({})) as server:
        item = get("a", [{"header": []}] if stated else None) | {"servers": [{"url": server.url}]}
        file = spec({"/a": item}, ["header"], servers=[{"url": "https://api.test"}], security=[{"header": []}])
        run(capsys, "live", spec=file)
        assert [each.headers.get("x-key") for each in server.requests] == ["k" if stated else None]


def test_a_credential_that_no_header_can_hold_is_told_without_it(spec, capsys, monkeypatch):
    monkeypatch.setenv("YARD_API_KEY", "sk-1\u00e9")
    found = run(
        capsys, "live", "--base-url", "http://127.0.0.1:9", spec=spec({"/a": get("a", [{"token": []}])}, ["token"])
    )
    assert (2, True, False) == (found.status, "YARD_API_KEY contains characters" in found.error, "sk-1" in found.error)


ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
LIST = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": {"properties": {"id": {"type": "integer"}}}}},
}
THINGS = {
    "/things": get("listThings", schema=LIST),
    "/things/{id}": get("getThing", parameters=[ID]),
    "/things/{id}/parts": get("listParts", schema=LIST, parameters=[ID]),
    "/shelves/{id}": get("getShelf", parameters=[ID]),
}


def things(asked):
    return reply({"items": [{"id": 7}]} if asked.path in {"/things", "/things/7/parts"} else {"a": "x"})


def test_a_parameter_is_of_one_operation_or_of_all(spec, capsys):
    file = spec(THINGS)
    with Server(things) as server:
        run(capsys, "live", "--base-url", server.url, "--param", "getThing:id=7", spec=file)
        assert ["/things", "/things/7"] == [each.path for each in server.requests]
        run(capsys, "live", "--base-url", server.url, "--param", "id=8", "--param", "getThing:id=7", spec=file)
    paths = [each.path for each in server.requests[2:]]
    assert ["/things", "/things/7", "/things/8/parts", "/shelves/8"] == paths


@pytest.mark.parametrize(
    ("param", "output"),
    [
        ("getThing:x=7", "--param getThing:x: no operation has this parameter; expected one of id"),
        ("getNothing:id=7", "--param getNothing:id: there is no operation getNothing"),
    ],
)
def test_a_parameter_of_no_operation_is_told(param, output, spec, capsys):
    assert output in run(capsys, "live", "--base-url", "http://127.0.0.1:9", "--param", param, spec=spec(THINGS)).error


def test_ids_are_taken_from_the_responses_of_lists(spec, capsys):
    file = spec(THINGS)
    with Server(things) as server:
        assert 0 == drift.main(["live", "--base-url", server.url, "--follow", "--spec", str(file)])
    assert ["/things", "/things/7", "/things/7/parts"] == [each.path for each in server.requests]
    printed = capsys.readouterr().out
    assert "getShelf was not probed: a required value is not known; pass --param id=..." in printed


def test_no_ids_are_taken_from_an_error_that_is_not_documented(spec, capsys):
    with Server(lambda _: reply({"items": [{"id": 7}]}, 404)) as server:
        found = run(capsys, "live", "--base-url", server.url, "--follow", spec=spec(THINGS))
    assert ["/things"] == [each.path for each in server.requests]
    assert ["undocumented-status"] == [each["code"] for each in found.findings]


def test_a_server_that_sends_byte_by_byte_meets_the_time_limit(spec, capsys, monkeypatch):
    monkeypatch.setattr("specloop.drift.sources.http_probe.PROBE_TIMEOUT_S", 0.5)
    stop = threading.Event()

    def drip():
        yield b"HTTP/1.1 200 OK\r\n"
        while not stop.is_set():
            yield b"X-A: b\r\n"
            yield 0.1

    with Server(lambda asked: drip() if asked.path == "/r0" else reply({})) as server:
        found = run(
            capsys, "live", "--base-url", server.url, spec=spec({each: ELEVEN[each] for each in ("/r0", "/r1")})
        )
        stop.set()
    assert (0, 1) == (found.status, found.examined["answers"])


@pytest.mark.parametrize("pause", [0.05, 30], ids=["dripping", "silent"])
def test_a_stream_that_does_not_end_is_examined_as_far_as_it_came(pause, spec, capsys, monkeypatch):
    monkeypatch.setattr("specloop.drift.sources.http_probe.STREAM_SAMPLE_S", 0.5)
    content = {"text/event-stream": {"schema": A_SCHEMA}}
    document = spec(
        {"/ticks": {"get": {"operationId": "watch", "responses": {"200": {"description": "d", "content": content}}}}}
    )
    event = b'data: {"a": 1}\n\n'
    chunk = b"%x\r\n%s\r\n" % (len(event), event)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    with Server(lambda _: [head, *[chunk, pause] * 200]) as server:
        found = run(capsys, "live", "--base-url", server.url, spec=document)
    assert found.codes == ["type-mismatch"]
    assert found.examined["stream items"] >= 1
