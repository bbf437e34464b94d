"""Responses with an undocumented status, media type or body: the client returns the body, and reports a mismatch."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from support.api_server import reply

from invent_client import UNSET, Mismatch, Redirect, ResponseValidationError, UnprocessableEntityError, Unset
from invent_client._model import Model
from invent_client._operation import Operation

NOTHING: dict[str, Any] = {"200": {}}
ANYTHING: dict[str, Any] = {"200": {"application/json": lambda: Any}}
NUMBERS: dict[str, Any] = {"200": {"application/json": lambda: list[int], "text/csv": lambda: str}}


def call(api, server, responses, method="GET", **settings):
    """Call an operation with these documented responses; return its result, and the mismatches."""
    found: list[Mismatch] = []
    operation = Operation(name="x", id="x", method=method, path="/x", responses=responses)
    value = api.call(
        lambda client: client._call(operation), base_url=server.url, **{"on_mismatch": found.append} | settings
    )
    return value, [(each.pointer, each.expected, each.got) for each in found]


@pytest.mark.parametrize(
    ("content", "content_type", "value", "got"),
    [
        (b'{"id": 7}', "application/json", {"id": 7}, "object"),
        (b"a,b\n", "text/csv", "a,b\n", "text/csv"),
        ("gr\u00fcn".encode("latin-1"), "text/plain; charset=ISO-8859-1", "gr\u00fcn", "text/plain"),
        (b"\x89PNG\xff", "image/png", b"\x89PNG\xff", "image/png"),
        (b"done", "application/json", "done", "text"),
        (b"\xff\xfe\xfd", "text/plain", b"\xff\xfe\xfd", "text/plain"),
    ],
)
def test_a_body_where_none_is_documented_is_returned_and_reported(  # noqa: PLR0917
    api, serve, content, content_type, value, got
):
    server = serve(reply(content=content, content_type=content_type))
    assert call(api, server, NOTHING) == (value, [("", "no content", got)])


@pytest.mark.parametrize("responses", [NOTHING, ANYTHING])
def test_no_body_is_none(api, serve, responses):
    assert call(api, serve(reply(content=b"")), responses) == (None, [])


@pytest.mark.parametrize(
    ("response", "value", "got"),
    [
        (reply(status=204, content=b""), None, [("", "JSON", "no content")]),
        (reply(status=205, content=b"", content_type="text/plain"), None, [("", "application/json", "no content")]),
        (reply([1], 202), [1], []),
        (reply({"job": 7}, 202), {"job": 7}, [("", "JSON", "object")]),
        (
            reply(content=b"queued", status=202, content_type="text/plain"),
            "queued",
            [("", "application/json", "text/plain")],
        ),
    ],
)
def test_the_body_of_an_undocumented_status_is_returned_and_reported(api, serve, response, value, got):
    only_200: dict[str, Any] = {"200": {"application/json": lambda: list[int]}}
    assert call(api, serve(response), only_200) == (value, got)


@pytest.mark.parametrize("key", ["200", "2XX", "default"])
@pytest.mark.parametrize(
    ("content", "content_type", "value"),
    [
        (b"a,b", "text/csv", "a,b"),
        (b"it works", "text/plain; charset=utf-8", "it works"),
        (b"<a/>", "application/xml", "<a/>"),
        (b"%PDF\xff", "application/pdf", b"%PDF\xff"),
        (b"\x00\xff", "application/octet-stream", b"\x00\xff"),
        (b"[1]", "text/plain", [1]),
    ],
)
def test_a_body_of_another_media_type_is_returned_and_reported(  # noqa: PLR0917
    api, serve, key, content, content_type, value
):
    server = serve(reply(content=content, content_type=content_type))
    got = [] if value == [1] else [("", "application/json", content_type.partition(";")[0])]
    assert call(api, server, {key: {"application/json": lambda: list[int]}}) == (value, got)


@pytest.mark.parametrize("content_type", ["text/html", "application/xhtml+xml; charset=utf-8"])
def test_the_page_of_a_proxy_raises_where_json_is_documented(api, serve, content_type):
    server = serve(reply(content=b"Bad gateway", content_type=content_type))
    with pytest.raises(ResponseValidationError, match="not JSON"):
        call(api, server, {"200": {"application/json": lambda: list[int]}})


@pytest.mark.parametrize("key", ["200", "2XX", "default"])
def test_an_empty_body_of_a_documented_status_raises(api, serve, key):
    with pytest.raises(ResponseValidationError):
        call(api, serve(reply(content=b"")), {key: {"application/json": lambda: list[int]}})


def test_204_has_no_content_whatever_is_documented(api, serve):
    responses = {"204": {"application/json": lambda: list[int]}}
    assert call(api, serve(reply(status=204, content=b"")), responses) == (None, [("", "JSON", "no content")])


def test_text_where_the_schema_says_nothing_is_returned_and_reported(api, serve):
    csv = reply(content=b"a,b\n1,2\n", content_type="text/csv")
    assert call(api, serve(csv), ANYTHING) == ("a,b\n1,2\n", [("", "application/json", "text/csv")])
    text = reply(content=b"it works")
    assert call(api, serve(text), ANYTHING) == ("it works", [("", "JSON", "text")])


def test_of_several_documented_media_types_the_content_type_decides(api, serve):
    assert call(api, serve(reply([1])), NUMBERS) == ([1], [])
    assert call(api, serve(reply(content=b"1,2", content_type="text/csv; charset=utf-8")), NUMBERS) == ("1,2", [])


def test_a_page_of_markup_where_a_list_is_documented_raises(api, serve):
    server = serve(reply(content=b"<html>", content_type="text/html"))
    with pytest.raises(ResponseValidationError, match="not JSON"):
        call(api, server, {"200": {"application/json": lambda: list[int]}})


def test_accept_lists_what_is_documented_and_anything_else_last(api, serve):
    server = serve(reply(content=b"", content_type="text/csv"))
    call(api, server, {"200": {"text/csv": lambda: str}})
    assert server.requests[0].headers["accept"] == "text/csv, */*;q=0.1"


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("utf-8-sig", "application/json"),
        ("utf-16", "application/json"),
        ("utf-32-le", "application/json"),
        ("latin-1", "application/json; charset=ISO-8859-1"),
        ("utf-16-be", 'application/json; charset="utf-16be"'),
    ],
)
def test_json_is_read_in_the_encoding_that_the_server_uses(api, serve, encoding, content_type):
    server = serve(reply(content='["gr\u00fcn"]'.encode(encoding), content_type=content_type))
    assert call(api, server, {"200": {"application/json": lambda: list[str]}}) == (["gr\u00fcn"], [])


@pytest.mark.parametrize(
    ("encoding", "content_type", "text"),
    [
        ("latin-1", "application/json; charset=ISO-8859-1", '{"detail": "gr\u00fcn"}'),
        ("utf-16-le", "application/json; charset=utf-16le", '\ufeff{"detail": "gr\u00fcn"}'),
        ("utf-16", "text/plain", "gr\u00fcn"),
        ("cp1252", 'text/plain; charset="windows-1252"', "gr\u00fcn"),
    ],
)
def test_an_error_is_read_in_the_encoding_that_the_server_uses(api, serve, encoding, content_type, text):
    server = serve(reply(content=text.encode(encoding), content_type=content_type, status=422))
    with pytest.raises(UnprocessableEntityError, match="gr\u00fcn"):
        call(api, server, NOTHING)


@pytest.mark.parametrize(
    "charset", ["hex", "base64", "rot13", "zlib", "idna", "punycode", "undefined", "unicode_escape", "no-such"]
)
@pytest.mark.parametrize("responses", [NOTHING, NUMBERS])
def test_a_charset_that_is_none_is_ignored(api, serve, charset, responses):
    server = serve(reply(content=b"1,2\xff", content_type=f"text/csv; charset={charset}"))
    assert call(api, server, responses)[0] in ("1,2\ufffd", b"1,2\xff")
    server = serve(reply(content=b"[1]", content_type=f"application/json; charset={charset}"))
    assert call(api, server, responses)[0] == [1]


@pytest.mark.parametrize("responses", [{}, {"302": {}}])
def test_a_success_of_which_nothing_is_documented_is_a_mismatch(api, serve, responses):
    assert call(api, serve(reply([1])), responses) == ([1], [("", "no content", "array")])
    assert call(api, serve(reply(content=b"")), responses) == (None, [])


@pytest.mark.parametrize("documented", ["302", "3XX"])
def test_a_documented_redirect_is_the_result_and_is_not_followed(api, serve, documented):
    server = serve(reply(content=b"", status=302, headers={"Location": "/files/1"}))
    value, _ = call(api, server, {documented: {}})
    assert value == Redirect(location="/files/1", status_code=302)
    assert [each.path for each in server.requests] == ["/x"]


def test_not_modified_is_none_where_it_is_documented(api, serve):
    server = serve(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    assert call(api, server, {"200": {"application/json": lambda: list[int]}, "304": {}}) == (None, [])


@attrs.define(kw_only=True, repr=False)
class Flag(Model):
    """A model whose schema has `properties`, but no `type`."""

    _open_type = True

    ok: bool | Unset = UNSET


@attrs.define(kw_only=True, repr=False)
class Holder(Model):
    flag: Flag | Unset = UNSET
    flags: list[Flag] | Unset = UNSET


@pytest.mark.parametrize("value", [True, "x", 1.5, None, [1]])
def test_properties_without_type_say_nothing_of_what_is_no_object(api, serve, value):
    flags: dict[str, Any] = {"200": {"application/json": lambda: Flag}}
    assert call(api, serve(reply(value)), flags) == (value, [])
    holders: dict[str, Any] = {"200": {"application/json": lambda: Holder}}
    data = {"flag": value, "flags": [{"ok": True}, value]}
    found, mismatches = call(api, serve(reply(data)), holders)
    assert (found.to_dict(), mismatches, found.flags[0]) == (data, [], Flag(ok=True))
    assert call(api, serve(reply({"ok": 1})), flags)[1] == [("/ok", "boolean", "integer")]


def test_the_answer_1_0_is_the_constant_1(api, serve):
    from typing import Literal

    responses: dict[str, Any] = {"200": {"application/json": lambda: Literal[1]}}
    assert call(api, serve(reply(content=b"1.0")), responses) == (1.0, [])
