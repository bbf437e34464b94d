"""Encoding of arguments: the exact paths, queries, headers, cookies and bodies that the server receives."""

from __future__ import annotations

import enum
import io
import json
import math
from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import parse_qsl, unquote
from uuid import UUID

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.api_server import KEY, broadcast, in_turn, reply

from invent_client import UNSET, AsyncInvent, BroadcastStatusFilter, Invent, __version__
from invent_client._operation import Body, Operation, Parameter

ONE = Operation(
    name="things.get",
    id="getThing",
    method="GET",
    path="/a/{x}/b",
    parameters=(Parameter("x", "path"),),
    responses={"200": {}},
)


def sent(api, serve, operation, values, **options):
    server = serve(reply())
    api.call(lambda client: client._call(operation, values, **options), base_url=server.url)
    (received,) = server.requests
    return received


def of(*parameters, path="/x", method="GET", **more):
    return Operation(name="x", id="x", method=method, path=path, parameters=parameters, responses={"200": {}}, **more)


# Whole requests


def test_a_request_has_these_headers_and_no_others(api, serve):
    server = serve(reply([]))
    api.call(lambda client: client.broadcasts.list("c"), base_url=server.url)
    (received,) = server.requests
    assert received.target == "/orgs/c/broadcasts"
    agent = received.headers.pop("user-agent")
    assert agent.startswith(f"invent-client/{__version__} python/3.")
    assert agent.endswith(f" httpx2/{httpx2.__version__}")
    assert received.headers == {
        "host": server.url.removeprefix("http://"),
        "accept": "application/json, */*;q=0.1",
        "accept-encoding": received.headers["accept-encoding"],
        "connection": "keep-alive",
        "authorization": f"Bearer {KEY}",
    }
    assert "gzip" in received.headers["accept-encoding"]


def test_arguments_of_a_method(api, serve):
    server = serve(reply([]))

    def use(client):
        return client.broadcasts.list("c", status=BroadcastStatusFilter.SENT, page=2, take=1.0, next="a b")

    api.call(use, base_url=f"{server.url}/v2/")
    assert server.requests[0].target == "/v2/orgs/c/broadcasts?status=SENT&page=2&take=1.0&next=a%20b"


def test_default_and_extra_headers_and_query(api, serve):
    server = serve(reply([]))
    api.call(
        lambda client: client.broadcasts.list(
            "c",
            page=1,
            status="SENT",
            extra_headers={"x-a": "call", "X-C": "c", "Accept": None},
            extra_query={"page": 9, "more": ["a", "b"], "none": None, "flag": True},
        ),
        base_url=server.url,
        default_headers={"X-A": "client", "X-B": "b", "User-Agent": "mine"},
    )
    (received,) = server.requests
    assert received.raw_query == "status=SENT&page=9&more=a&more=b&flag=true"
    assert [received.headers.get(name) for name in ("x-a", "x-b", "x-c", "user-agent", "accept")] == [
        "call",
        "b",
        "c",
        "mine",
        None,
    ]


def test_headers_and_cookies_of_a_callers_own_http_client_are_sent(serve):
    server = serve(in_turn(reply([], headers={"Set-Cookie": "b=2"}), reply([])))
    with httpx2.Client(headers={"X-Mine": "1", "Authorization": "theirs"}, cookies={"a": "1"}) as http:
        client = Invent(api_key=KEY, base_url=server.url, http_client=http)
        client.broadcasts.list("c")
        client.broadcasts.list("c")
    assert [each.headers["x-mine"] for each in server.requests] == ["1", "1"]
    assert [each.headers["authorization"] for each in server.requests] == [f"Bearer {KEY}"] * 2
    assert [sorted(each.headers["cookie"].split("; ")) for each in server.requests] == [["a=1"], ["a=1", "b=2"]]


def test_cookies_of_the_server_are_not_kept_by_a_client_of_ours(api, serve):
    server = serve(reply([], headers={"Set-Cookie": "session=1"}))

    def use(client):
        if api.name == "sync":
            return [client.broadcasts.list("c") for _ in range(2)]

        async def twice():
            return [await client.broadcasts.list("c") for _ in range(2)]

        return twice()

    api.call(use, base_url=server.url)
    assert [each.headers.get("cookie") for each in server.requests] == [None, None]


def test_a_mock_transport_serves_recorded_payloads():
    seen = []

    def handle(request):
        seen.append((request.method, str(request.url), request.content, request.headers["host"]))
        return httpx2.Response(200, json=[broadcast(1)], headers={"pagination-count": "1"})

    http = httpx2.Client(transport=httpx2.MockTransport(handle))
    with Invent(api_key=KEY, http_client=http) as client:
        assert [item.id for item in client.broadcasts.list("c", take=5)] == ["bc_1"]
        client._call(of(method="POST", bodies=(Body("application/json"),)), (), body={"a": 1})
    assert seen == [
        ("GET", "https://api.useinvent.com/orgs/c/broadcasts?take=5", b"", "api.useinvent.com"),
        ("POST", "https://api.useinvent.com/x", b'{"a":1}', "api.useinvent.com"),
    ]


def test_a_mock_transport_serves_the_async_client_too():
    import asyncio

    http = httpx2.AsyncClient(transport=httpx2.MockTransport(lambda _: httpx2.Response(200, json=[broadcast(1)])))

    async def main():
        async with AsyncInvent(api_key=KEY, http_client=http) as client:
            return (await client.broadcasts.list("c")).items[0].id

    assert asyncio.run(main()) == "bc_1"


# Paths

UNSAFE = "a/b", "a b", "a?b", "a#b", "a%2Fb", "%", "%2e%2e", "\u00fc\U0001f600", "a\r\nb", "\x00", "a;b=c", "a:b@c"
UNSAFE += ("..a", "...", "a..", "~", "*", "\\", "+", "&=", "'\"<>`{}|^")


@pytest.mark.parametrize("value", UNSAFE, ids=ascii)
def test_a_path_value_arrives_as_it_was_and_stays_in_its_place(api, serve, value):
    received = sent(api, serve, ONE, (value,))
    assert received.raw_path.count("/") == 3
    assert unquote(received.raw_path.split("/")[2]) == value
    assert received.raw_path.split("/")[3] == "b"
    assert received.raw_query == ""


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text not in {".", ".."}))
def test_any_text_is_a_path_value(value):
    path = ONE.encode_arguments((value,)).path
    assert path.split("/")[:2] + path.split("/")[3:] == ["", "a", "b"]
    assert unquote(path.split("/")[2]) == value
    assert httpx2.URL(f"https://h{path}").raw_path.decode() == path


@pytest.mark.parametrize("value", ["", ".", "..", None, UNSET, [], {}])
def test_a_path_value_that_would_make_another_path_is_refused(api, serve, value):
    server = serve(reply())
    with pytest.raises(ValueError, match=r"path|x is"):
        api.call(lambda client: client._call(ONE, (value,)), base_url=server.url)
    assert server.requests == []


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_method_refuses_it_too(api, serve, value):
    server = serve(reply([]))
    with pytest.raises(ValueError, match="path"):
        api.call(lambda client: client.broadcasts.list(value), base_url=server.url)
    assert server.requests == []


def test_dots_that_only_together_make_another_path_are_refused():
    both = of(Parameter("x", "path"), Parameter("y", "path"), path="/a/{x}{y}")
    with pytest.raises(ValueError, match=r"'\.\.'"):
        both.encode_arguments((".", "."))
    assert both.encode_arguments((".", "a")).path == "/a/.a"


@pytest.mark.parametrize(
    ("style", "explode", "value", "path"),
    [
        ("simple", False, "v w", "v%20w"),
        ("simple", False, [3, 4], "3,4"),
        ("simple", True, [3, 4], "3,4"),
        ("simple", False, {"a": 3, "b": 4}, "a,3,b,4"),
        ("simple", True, {"a": 3, "b": 4}, "a=3,b=4"),
        ("simple", False, ["a,b", "c"], "a%2Cb,c"),
        ("label", False, "v", ".v"),
        ("label", False, [3, 4], ".3,4"),
        ("label", True, [3, 4], ".3.4"),
        ("label", True, {"a": 3, "b": 4}, ".a=3.b=4"),
        ("matrix", False, "v", ";x=v"),
        ("matrix", False, [3, 4], ";x=3,4"),
        ("matrix", True, [3, 4], ";x=3;x=4"),
        ("matrix", True, {"a": 3, "b": 4}, ";a=3;b=4"),
        ("matrix", False, {"a": 3, "b": 4}, ";x=a,3,b,4"),
    ],
)
def test_path_styles(api, serve, style, explode, value, path):  # noqa: PLR0917
    operation = of(Parameter("x", "path", style=style, explode=explode), path="/p/{x}")
    assert sent(api, serve, operation, (value,)).target == f"/p/{path}"


# Queries


class Color(enum.StrEnum):
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 3


class Odd(enum.Enum):
    ONE = "1 of 1"


@pytest.mark.parametrize(
    ("value", "query"),
    [
        ("", "x="),
        ("a b&c=d", "x=a%20b%26c%3Dd"),
        ("\u00fc+%41", "x=%C3%BC%2B%2541"),
        (0, "x=0"),
        (False, "x=false"),
        (True, "x=true"),
        (10**30, f"x={10**30}"),
        (1.0, "x=1.0"),
        (0.1, "x=0.1"),
        (1e22, "x=1e%2B22"),
        (Color.RED, "x=red"),
        (Level.HIGH, "x=3"),
        (Odd.ONE, "x=1%20of%201"),
        (BroadcastStatusFilter("NEW_WORD"), "x=NEW_WORD"),
        (datetime(2026, 3, 2, 8, 0, tzinfo=UTC), "x=2026-03-02T08%3A00%3A00Z"),
        (
            datetime(2026, 3, 2, 8, 0, 0, 120000, tzinfo=timezone(timedelta(hours=2))),
            "x=2026-03-02T08%3A00%3A00.120%2B02%3A00",
        ),
        (date(2026, 3, 2), "x=2026-03-02"),
        (UUID(int=5), "x=00000000-0000-0000-0000-000000000005"),
        (None, ""),
        (UNSET, ""),
        ([], ""),
        (["a", 1, True, None, Color.RED], "x=a&x=1&x=true&x=&x=red"),
        (("a",), "x=a"),
        ({"a": 1, "b": None, "c": "d e"}, "a=1&c=d%20e"),
        ({}, ""),
    ],
    ids=repr,
)
def test_a_query_value(api, serve, value, query):
    assert sent(api, serve, of(Parameter("x", "query")), (value,)).raw_query == query


@pytest.mark.parametrize(
    ("style", "explode", "value", "query"),
    [
        ("form", False, [3, 4], "x=3,4"),
        ("form", False, ["a,b", "c d"], "x=a%2Cb,c%20d"),
        ("form", False, {"a": 3, "b": 4}, "x=a,3,b,4"),
        ("spaceDelimited", False, [3, 4], "x=3%204"),
        ("spaceDelimited", True, [3, 4], "x=3&x=4"),
        ("pipeDelimited", False, [3, 4], "x=3%7C4"),
        ("pipeDelimited", False, {"a": 3}, "x=a%7C3"),
        (
            "deepObject",
            True,
            {"a": 3, "b": {"c": [1, 2]}},
            "x%5Ba%5D=3&x%5Bb%5D%5Bc%5D%5B0%5D=1&x%5Bb%5D%5Bc%5D%5B1%5D=2",
        ),
        ("form", False, [], ""),
        ("deepObject", True, {}, ""),
    ],
)
def test_query_styles(api, serve, style, explode, value, query):  # noqa: PLR0917
    operation = of(Parameter("x", "query", style=style, explode=explode))
    assert sent(api, serve, operation, (value,)).raw_query == query


def test_a_query_parameter_of_json(api, serve):
    operation = of(Parameter("x", "query", content_type="application/json"))
    received = sent(api, serve, operation, ({"a": [1, "\u00fc", None]},))
    assert json.loads(received.query["x"]) == {"a": [1, "\u00fc", None]}


def test_reserved_characters_are_left_alone_where_allowed_and_harmless(api, serve):
    operation = of(Parameter("x", "query", allow_reserved=True), Parameter("y", "query"))
    received = sent(api, serve, operation, ("a/b:c?d&e#f+g", "a/b"))
    assert received.raw_query == "x=a/b:c?d%26e%23f%2Bg&y=a%2Fb"


@given(st.dictionaries(st.text(min_size=1), st.text() | st.lists(st.text(), min_size=1), max_size=4))
def test_any_query_is_read_back_as_it_was(values):
    operation = of(*[Parameter(name, "query") for name in values])
    query = operation.encode_arguments(list(values.values())).query
    expected = [(name, item) for name, each in values.items() for item in (each if isinstance(each, list) else [each])]
    url = httpx2.URL(f"https://h/?{query}")
    assert url.query.decode() == query
    assert parse_qsl(query, keep_blank_values=True, max_num_fields=1000) == expected


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, [math.nan], {"a": math.inf}])
def test_a_number_that_json_has_no_word_for_is_refused(api, serve, value):
    server = serve(reply())
    with pytest.raises(ValueError, match="no such number"):
        api.call(lambda client: client._call(of(Parameter("x", "query")), (value,)), base_url=server.url)
    assert server.requests == []


def test_what_cannot_travel_is_a_type_error(api, serve):
    with pytest.raises(TypeError):
        api.call(lambda client: client._call(of(Parameter("x", "query")), (object(),)), base_url=serve(reply()).url)


def test_a_url_that_is_too_long_is_a_value_error(api, serve):
    server = serve(reply([]))
    with pytest.raises(ValueError, match="too long"):
        api.call(lambda client: client.broadcasts.list("c", next="x" * 70_000), base_url=server.url)


# Headers and cookies


@pytest.mark.parametrize(
    ("explode", "value", "header"),
    [
        (False, "v w", "v w"),
        (False, True, "true"),
        (False, [3, 4], "3,4"),
        (False, {"a": 3, "b": 4}, "a,3,b,4"),
        (True, {"a": 3, "b": 4}, "a=3,b=4"),
        (False, Color.RED, "red"),
        (False, datetime(2026, 3, 2, tzinfo=UTC), "2026-03-02T00:00:00Z"),
        (False, None, None),
    ],
)
def test_header_parameters(api, serve, explode, value, header):
    received = sent(api, serve, of(Parameter("X-Thing", "header", explode=explode)), (value,))
    assert received.headers.get("x-thing") == header


@pytest.mark.parametrize("value", ["a\r\nX-B: c", "\n", "a ", "\x7f"])
def test_a_header_parameter_cannot_hold_a_line_break(api, serve, value):
    server = serve(reply())
    with pytest.raises(ValueError, match="X-Thing"):
        api.call(lambda client: client._call(of(Parameter("X-Thing", "header")), (value,)), base_url=server.url)
    assert server.requests == []


def test_cookie_parameters(api, serve):
    operation = of(
        Parameter("a", "cookie"),
        Parameter("b", "cookie", explode=False),
        Parameter("c", "cookie"),
        Parameter("d", "cookie"),
    )
    received = sent(api, serve, operation, ("x; y=1", [1, 2], None, True))
    assert received.headers["cookie"] == "a=x%3B%20y%3D1; b=1,2; d=true"


def test_cookie_parameters_of_style_cookie_are_not_encoded(api, serve):
    operation = of(Parameter("a", "cookie", style="cookie"), Parameter("b", "cookie", style="cookie"))
    assert sent(api, serve, operation, ("x/y=%41 z", [1, 2])).headers["cookie"] == "a=x/y=%41 z; b=1; b=2"
    for value in ("x; y=1", "x\ny"):
        with pytest.raises(ValueError, match="semicolon or a control character"):
            sent(api, serve, operation, (value, None))


# Bodies


def posted(api, serve, content_type, value, **body):
    operation = of(method="POST", bodies=(Body(content_type, **body),))
    return sent(api, serve, operation, (), body=value)


@pytest.mark.parametrize("content_type", ["application/json", "application/vnd.api+json", "application/json; v=2"])
def test_a_json_body(api, serve, content_type):
    value = {"n": 1, "f": 1.0, "at": datetime(2026, 3, 2, tzinfo=UTC), "color": Color.RED, "gone": UNSET, "null": None}
    received = posted(api, serve, content_type, value)
    assert received.headers["content-type"] == content_type
    assert received.headers["content-length"] == str(len(received.body))
    assert json.loads(received.body) == {"n": 1, "f": 1.0, "at": "2026-03-02T00:00:00Z", "color": "red", "null": None}


@pytest.mark.parametrize(("value", "body"), [([], b"[]"), ("x", b'"x"'), (0, b"0"), (None, b"null")])
def test_a_json_body_of_any_kind(api, serve, value, body):
    assert posted(api, serve, "application/json", value).body == body


@pytest.mark.parametrize(("value", "required"), [(UNSET, True), (UNSET, False), (None, False)])
def test_no_body(api, serve, value, required):
    received = posted(api, serve, "application/json", value, required=required)
    assert (received.body, received.headers["content-length"]) == (b"", "0")
    assert "content-type" not in received.headers


def test_a_get_has_no_content_headers(api, serve):
    received = sent(api, serve, of(), (), extra_headers={"X-A": "1"})
    assert {"content-type", "content-length", "transfer-encoding"}.isdisjoint(received.headers)


def test_a_delete_may_have_a_body(api, serve):
    operation = of(method="DELETE", bodies=(Body("application/json"),))
    assert sent(api, serve, operation, (), body=[1]).body == b"[1]"


def test_a_form_body(api, serve):
    value = {"a": "x y&z", "b": [1, True], "c": {"d": 1}, "e": None, "f": UNSET, "g": 1.5}
    received = posted(api, serve, "application/x-www-form-urlencoded", value)
    assert received.headers["content-type"] == "application/x-www-form-urlencoded"
    assert received.body == b"a=x+y%26z&b=1&b=true&c=%7B%22d%22%3A1%7D&g=1.5"


def test_a_multipart_body(api, serve):
    value = {
        "name": "n\u00fc",
        "tags": ["a", "b"],
        "meta": {"k": [1]},
        "raw": b"\x00\x01",
        "file": io.BytesIO(b"in memory"),
        "named": ('r"e.txt', b"text", "text/x-odd"),
        "gone": UNSET,
    }
    received = posted(api, serve, "multipart/form-data", value)
    kind, boundary = received.headers["content-type"].split("; boundary=")
    assert kind == "multipart/form-data"
    parts = received.body.split(b"--" + boundary.encode())
    assert parts[-1] == b"--\r\n"
    found = [part.strip(b"\r\n").partition(b"\r\n\r\n") for part in parts[1:-1]]
    assert [content for _, _, content in found] == [
        "n\u00fc".encode(),
        b"a",
        b"b",
        b'{"k":[1]}',
        b"\x00\x01",
        b"in memory",
        b"text",
    ]
    heads = [head.decode().lower() for head, _, _ in found]
    assert ['name="name"' in heads[0], "filename" in heads[0]] == [True, False]
    assert "application/json" in heads[3]
    assert 'filename="upload"' in heads[4]
    assert "application/octet-stream" in heads[4]
    assert "text/x-odd" in heads[6]
    assert received.headers["content-length"] == str(len(received.body))


def test_a_path_is_sent_as_the_file_that_is_there(api, serve, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_bytes(b"noted")
    received = posted(api, serve, "multipart/form-data", {"one": path, "two": ("other.bin", path)})
    assert received.body.count(b"\r\n\r\nnoted\r\n") == 2
    assert b'name="one"; filename="notes.txt"' in received.body
    assert b'name="two"; filename="other.bin"' in received.body
    assert posted(api, serve, "application/octet-stream", path).body == b"noted"


@pytest.mark.parametrize(
    ("content_type", "value", "body", "header"),
    [
        ("application/octet-stream", b"\x00", b"\x00", "application/octet-stream"),
        ("application/octet-stream", bytearray(b"x"), b"x", "application/octet-stream"),
        ("application/octet-stream", io.BytesIO(b"file"), b"file", "application/octet-stream"),
        ("application/pdf", iter([b"a", b"b"]), b"ab", "application/pdf"),
        ("text/plain", "gr\u00fcn", "gr\u00fcn".encode(), "text/plain; charset=utf-8"),
        ("application/xml", "<a/>", b"<a/>", "application/xml"),
        ("image/*", b"png", b"png", "application/octet-stream"),
    ],
    ids=["bytes", "bytearray", "file", "iterable", "text", "xml", "wildcard"],
)
def test_other_bodies(serve, content_type, value, body, header):
    server = serve(reply())
    operation = of(method="PUT", bodies=(Body(content_type),))
    with Invent(api_key=KEY, base_url=server.url) as client:
        client._call(operation, (), body=value)
    (received,) = server.requests
    assert (received.body, received.headers["content-type"]) == (body, header)


def test_a_caller_may_choose_the_media_type(api, serve):
    operation = of(method="POST", bodies=(Body("application/json"), Body("text/plain"), Body("image/*")))
    for chosen, value, header in [
        ("text/plain", "x", "text/plain; charset=utf-8"),
        ("application/json", "x", "application/json"),
        ("image/png", b"x", "image/png"),
        (None, "x", "application/json"),
    ]:
        received = sent(api, serve, operation, (), body=value, content_type=chosen)
        assert received.headers["content-type"] == header


def test_a_body_where_there_is_none_is_a_value_error(api, serve):
    with pytest.raises(ValueError, match="no body"):
        sent(api, serve, of(method="POST"), (), body=1)


@pytest.mark.parametrize(
    ("content_type", "value"),
    [("application/json", object()), ("multipart/form-data", 5), ("application/x-www-form-urlencoded", "x" and 5)],
)
def test_a_body_that_cannot_be_encoded_is_a_type_error(api, serve, content_type, value):
    with pytest.raises(TypeError):
        posted(api, serve, content_type, value)


# Requests that are not in the contract


def test_a_free_request(api, serve):
    server = serve(reply({"a": [1]}, 201))

    def use(client):
        return client.request(
            "post",
            "/v1/{raw}/x%2Fy?q=1",
            params={"p": ["a", "b"], "n": None, "q": 2},
            json={"k": 1},
            headers={"X-A": "a"},
            extra_headers={"X-B": "b"},
        )

    raw = api.call(use, base_url=server.url)
    (received,) = server.requests
    assert (raw.status_code, raw.parse()) == (201, {"a": [1]})
    assert (received.method, received.target) == ("POST", "/v1/%7Braw%7D/x%2Fy?p=a&p=b&q=2")
    assert received.body == b'{"k":1}'
    assert [received.headers[name] for name in ("x-a", "x-b", "content-type")] == ["a", "b", "application/json"]
    assert received.headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("options", "body", "content_type"),
    [
        ({"content": b"raw"}, b"raw", "application/octet-stream"),
        ({"content": "text", "headers": {"Content-Type": "text/csv"}}, b"text", "text/csv"),
        ({"json": None}, b"null", "application/json"),
        ({}, b"", None),
    ],
)
def test_the_body_of_a_free_request(api, serve, options, body, content_type):
    server = serve(reply(content=b""))
    raw = api.call(lambda client: client.request("PUT", "/x", **options), base_url=server.url)
    assert raw.parse() is None
    assert (server.requests[0].body, server.requests[0].headers.get("content-type")) == (body, content_type)


@pytest.mark.parametrize("name", ["params", "headers", "data", "files", "extra_headers", "extra_query"])
def test_an_argument_that_is_no_mapping_is_named(api, serve, name):
    server = serve(reply())
    with pytest.raises(TypeError, match=rf"^{name} is a list; expected a mapping, such as {{name: value}}$"):
        api.call(lambda client: client.request("PUT", "/x", **{name: [("a", b"")]}), base_url=server.url)
    assert server.connections == 0


@pytest.mark.parametrize("method", ["", "GET /y HTTP/1.1\r\nX: y", "GÉT"])
def test_a_method_that_is_none_is_refused(api, serve, method):
    server = serve(reply())
    with pytest.raises(ValueError, match=r"^method is .*; expected an HTTP method, such as GET$"):
        api.call(lambda client: client.request(method, "/x"), base_url=server.url)
    assert server.connections == 0


def test_a_free_request_has_one_body(api, serve):
    with pytest.raises(ValueError, match="one body"):
        api.call(lambda client: client.request("PUT", "/x", json=1, content=b""), base_url=serve(reply()).url)
