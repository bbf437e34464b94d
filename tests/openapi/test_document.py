"""Loading and validation of a contract: the data, the source locations, and the error messages."""

# ruff: noqa: E501, ISC004 - messages are compared as a whole, so each stays on one line

from __future__ import annotations

import contextlib
import http.server
import itertools
import json
import os
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specloop.errors import MAX_PRINTED_PROBLEMS, InputError, Problem, SourceLocation, run_main
from specloop.openapi import yaml_composer, yaml_parser
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document
from specloop.openapi.validation import validate

HERE = Path(__file__).parents[1]
OPENAPI = HERE.parent / "openapi.yaml"


@pytest.fixture(params=["libyaml", "python"])
def parser(request, monkeypatch):
    """Run the test with both parsers of PyYAML, since the faster one (libyaml) is not available everywhere."""
    if request.param == "python":
        monkeypatch.setattr(yaml_parser, "_PARSER", yaml.Loader)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML came without libyaml")


def document(text: str, file: str = "api.yaml") -> Document:
    return load_document(file, text=textwrap.dedent(text).encode())


def reading(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else textwrap.dedent(text).encode()
    with pytest.raises(InputError) as caught:
        load_document("api.yaml", text=data)
    return str(caught.value).replace("api.yaml:", "").splitlines()


def checking(text: str) -> list[str]:
    contract = document(text)
    with pytest.raises(InputError) as caught:
        validate(contract)
    return str(caught.value).replace("api.yaml:", "").splitlines()


def pointers(node, pointer=()):
    yield pointer
    for step, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from pointers(child, (*pointer, step))


# --- YAML data ---


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-01-01", "2024-01-01"),
        ("2024-01-01T12:00:00Z", "2024-01-01T12:00:00Z"),
        ("on", "on"),
        ("No", "No"),
        ("y", "y"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("=", "="),
        ("nULL", "nULL"),
        ("<<", "<<"),
        ("0123", 123),
        ("0o17", 15),
        ("0x1F", 31),
        ("+1", 1),
        ("-0", 0),
        ("1.5e3", 1500.0),
        ("-.5", -0.5),
        ("1.", 1.0),
        ("18446744073709551616", 2**64),
        ("TRUE", True),
        ("False", False),
        ("~", None),
        ("Null", None),
        ("", None),
        ("'true'", "true"),
        ('"12"', "12"),
        ("! 12", "12"),
        ("!!str 12", "12"),
        ('!!int "0x1F"', 31),
        ("!!float 1", 1),
        ("!!null ''", None),
        ("!!map {}", {}),
        ("!!seq []", []),
        ("%41", None),
    ],
    ids=itertools.count(),
)
@pytest.mark.usefixtures("parser")
def test_a_scalar_means_what_the_core_schema_of_yaml_1_2_says(written, meant):
    if written.startswith("%"):
        assert reading(f"a: {written}")
        return
    value = document(f"a: {written}\n").data["a"]
    assert (meant, type(meant)) == (value, type(value))


@pytest.mark.usefixtures("parser")
def test_keys_that_are_no_text_become_the_text_that_stands_there():
    text = "{200: a, 4.0: b, true: c, ~: d, 0x10: e, on: f, -1: g}"
    assert {"200": "a", "4.0": "b", "true": "c", "~": "d", "0x10": "e", "on": "f", "-1": "g"} == document(text).data


@pytest.mark.usefixtures("parser")
def test_anchors_aliases_and_merge_keys_are_followed():
    text = """\
        base: &base {a: 1, b: 2}
        same: *base
        more: {<<: *base, b: 3, c: 4}
        both: {<<: [{a: 5, d: 6}, *base], "<<": quoted}
        key: &key word
        *key : value
        """
    assert {
        "base": {"a": 1, "b": 2},
        "same": {"a": 1, "b": 2},
        "more": {"a": 1, "b": 3, "c": 4},
        "both": {"a": 5, "b": 2, "d": 6, "<<": "quoted"},
        "key": "word",
        "word": "value",
    } == document(text).data


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_any_encoding_that_yaml_knows_is_read(encoding):
    contract = load_document("api.yaml", text="a: é\nb: 😀 # c\nd: e".encode(encoding))
    assert {"a": "é", "b": "😀", "d": "e"} == contract.data
    assert SourceLocation("api.yaml", 3, 4) == contract.place(("d",), key=False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32-be", "utf-8-sig"])
def test_json_in_any_encoding_is_read(encoding):
    assert load_document("api.json", text='{"a": "é"}'.encode(encoding)).data == {"a": "é"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children, max_size=5) | st.dictionaries(st.text(), children, max_size=5),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), json_values), st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_json_is_read_as_json(value, ascii_only, indent):
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert value == load_document("api.json", text=text.encode()).data


@given(st.dictionaries(st.text(), json_values), st.booleans())
def test_yaml_is_read_as_it_was_written(value, flow):
    text = yaml.safe_dump(value, default_style='"', default_flow_style=flow, allow_unicode=True)
    assert value == load_document("api.yaml", text=text.encode()).data


def test_what_json_escapes_is_read_though_pyyaml_could_not():
    text = r'{"a":	"\ud83d\ude00\u0000\/\u007f", "b": "' + "\x7f" + '"}'
    assert {"a": "😀\0/\x7f", "b": "\x7f"} == document(text).data


# --- source locations ---


def test_every_node_of_the_contract_is_found_where_it_is_written():
    contract = load_document(OPENAPI)
    lines = OPENAPI.read_text().splitlines()
    for pointer in pointers(contract.data):
        place = contract.place(pointer)
        written = lines[place.line - 1][place.column - 1 :]
        if pointer and isinstance(pointer[-1], str):
            assert written.lstrip("'\"").startswith(pointer[-1])
        value = contract.value(pointer)
        place = contract.place(pointer, key=False)
        if isinstance(value, bool | int | float):
            assert lines[place.line - 1][place.column - 1 :].startswith(json.dumps(value))


@given(st.dictionaries(st.text(), json_values), st.sampled_from([None, 2]))
def test_every_node_of_a_json_document_is_found_where_it_is_written(value, indent):
    text = json.dumps(value, indent=indent)
    lines = text.split("\n")
    contract = load_document("api.json", text=text.encode())
    decoder = json.JSONDecoder()
    for pointer in pointers(value):
        place = contract.place(pointer, key=False)
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        assert contract.value(pointer) == decoder.raw_decode(rest)[0]
        if pointer and isinstance(pointer[-1], str):
            place = contract.place(pointer)
            assert lines[place.line - 1][place.column - 1 :].startswith(json.dumps(pointer[-1]))


def test_what_is_absent_is_placed_at_its_nearest_ancestor():
    contract = document("a:\n  b:\n    - c: 1\n")
    assert SourceLocation("api.yaml", 2, 3) == contract.place(("a", "b"))
    assert SourceLocation("api.yaml", 3, 5) == contract.place(("a", "b"), key=False)
    assert SourceLocation("api.yaml", 3, 7) == contract.place(("a", "b", 0, "c", "d"))
    assert SourceLocation("api.yaml", 3, 7) == contract.place(("a", "b", 0, "x", "y"))
    assert SourceLocation("api.yaml", 2, 3) == contract.place(("a", "b", 1))
    assert SourceLocation("api.yaml", 2, 3) == contract.place(("a", "b", "c"))
    assert SourceLocation("api.yaml", 1, 1) == contract.place(("x",))


def test_what_comes_by_alias_or_merge_is_placed_where_it_is_written():
    contract = document("a: &a\n  x: 1\nb: *a\nc:\n  <<: *a\n  y: 2\n")
    assert SourceLocation("api.yaml", 3, 4) == contract.place(("b",), key=False)
    assert SourceLocation("api.yaml", 2, 3) == contract.place(("b", "x"))
    assert SourceLocation("api.yaml", 2, 6) == contract.place(("c", "x"), key=False)


def test_the_end_of_a_line_is_what_editors_say_it_is():
    contract = load_document("api.yaml", text=b"a: 1\r\nb: 2\rc: 3\nd: 4")
    assert [1, 2, 3, 4] == [contract.place((key,)).line for key in "abcd"]


def test_references_are_resolved_with_their_escapes():
    contract = document('{"a/b": {"c~d": [{"e f": 1}]}, "": {"": 2}, "~1": {"01": 3}}')
    assert ("a/b", "c~d", 0, "e f") == contract.resolve("#/a~1b/c~0d/0/e%20f")
    assert () == contract.resolve("#")
    assert ("", "") == contract.resolve("#//")
    assert ("~1", "01") == contract.resolve("#/~01/01")
    for ref in ("#/a~1b/c~0d/1", "#/a~1b/c~0d/00", "#/a~1b/c~0d/-1", "#/x", "#x", "", "other.yaml#/a", "#/~01/01/0"):
        with pytest.raises(LookupError):
            contract.resolve(ref)


# --- unreadable text ---


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "a: b: c",
            [
                "1:5: not valid YAML: a ':' where a key is not allowed; quote text that contains ': ', or fix the indentation"
            ],
        ),
        ("a:\n\tb: 1", ["2:1: not valid YAML: a tab; indent with spaces"]),
        ("a: @x", ["1:4: not valid YAML: unquoted text begins with '@'; put it in quotes"]),
        ("a: `x`", ["1:4: not valid YAML: unquoted text begins with '`'; put it in quotes"]),
        ("a: 1\nb: 'x\nc: 1", ["2:4: not valid YAML: this quotation mark is never closed; close it"]),
        (
            "a:\n  [1,\nb: 2\n}",
            [
                "4:1: not valid YAML: this does not belong to the list in brackets that begins in line 2; put commas between items, and ']' at the end"
            ],
        ),
        (
            "a: {b: 1\nc: 2",
            [
                "2:2: not valid YAML: this does not belong to the map in braces that begins in line 1; put commas between pairs, and '}' at the end"
            ],
        ),
        (
            "a: 1\n- b",
            [
                "2:1: not valid YAML: this does not belong to the map that begins in line 1; begin all its keys in one column, and quote text that has quotes inside"
            ],
        ),
        (
            "a: 'b' c",
            [
                "1:8: not valid YAML: this does not belong to the map; begin all its keys in one column, and quote text that has quotes inside"
            ],
        ),
        (
            "a: 1\nb\n",
            ["3:1: not valid YAML: a key without ':'; write ':' after a key, or quote text of several lines"],
        ),
        (
            "a: \0",
            [
                "1:4: not valid YAML: the character U+0000 is not allowed; remove it, or write an escape in double quotes"
            ],
        ),
        (b"a: 1\nb: \xe9", ["2:4: the byte 0xe9 is not UTF-8; save the file as UTF-8"]),
        ("\ufeffa: 1".encode("utf-16") + b"\x00", ["1:6: the byte 0x00 is not UTF-16; save the file as UTF-8"]),
        ("", ["1:1: the document is empty; expected an OpenAPI document, which begins with `openapi: 3.1.0`"]),
        (
            "# nothing\n",
            ["1:1: the document is empty; expected an OpenAPI document, which begins with `openapi: 3.1.0`"],
        ),
        ("word", ["1:1: the document is a string; expected an OpenAPI document, which begins with `openapi: 3.1.0`"]),
        ("12", ["1:1: the document is a number; expected an OpenAPI document, which begins with `openapi: 3.1.0`"]),
        ("- a: 1", ["1:1: the document is a list; expected an OpenAPI document, which begins with `openapi: 3.1.0`"]),
        (
            "<!DOCTYPE html>\n<title>API: documentation</title>",  # It is not YAML, either.
            ["1:1: the document is HTML or XML; expected an OpenAPI document, which begins with `openapi: 3.1.0`"],
        ),
        ("a: 1\n---\nb: 2", ["2:1: a second document begins here; expected one document in a file"]),
        (
            "a: 1\nb:\n  c: 1\n  c: 2\na: 3",
            [
                "4:3: the key 'c' is defined twice, first at 3:3; remove or rename one",
                "5:1: the key 'a' is defined twice, first at 1:1; remove or rename one",
            ],
        ),
        ("200: a\n'200': b", ["2:1: the key '200' is defined twice, first at 1:1; remove or rename one"]),
        ('{"a": 1,\n "a": 2}', ["2:2: the key 'a' is defined twice, first at 1:2; remove or rename one"]),
        (
            "? [a]\n: b\n? {c: d}\n: e",
            ["1:3: this key is a list; expected text", "3:3: this key is a map; expected text"],
        ),
        ("a: &a [1]\n? *a\n: b", ["2:3: this key is a list; expected text"]),
        ("a: *a", ["1:4: '*a' has no anchor; write '&a' before the node it refers to"]),
        (
            "a: &a [*a]",
            ["1:8: '*a' refers to a node that contains it, so the data would be infinite; remove the alias"],
        ),
        (
            "a: &a\n  b: [*a]",
            ["2:7: '*a' refers to a node that contains it, so the data would be infinite; remove the alias"],
        ),
        (
            "a: !python/object:x 1\nb: !!python/name:os.system x\nc: !x {}\nd: !!set {}\ne: !!binary aGk=",
            [
                "1:4: the tag '!python/object:x' is not part of JSON; remove it",
                "2:4: the tag '!!python/name:os.system' is not part of JSON; remove it",
                "3:4: the tag '!x' is not part of JSON; remove it",
                "4:4: the tag '!!set' is not part of JSON; remove it",
                "5:4: the tag '!!binary' is not part of JSON; remove it",
            ],
        ),
        ("a: !!int x", ["1:4: 'x' has the tag '!!int' but another type; remove the tag"]),
        (
            "a: .inf\nb: [-.INF, .nan]",
            [
                "1:4: JSON has no number .inf; remove it, or quote it if it is text",
                "2:5: JSON has no number -.INF; remove it, or quote it if it is text",
                "2:12: JSON has no number .nan; remove it, or quote it if it is text",
            ],
        ),
        ("a: 1e999", ["1:4: the number 1e999... is too large; quote it if it is text"]),
        ('{"a": 1e999}', ["1:7: the number 1e999... is too large; quote it if it is text"]),
        ("a: " + "9" * 5000, ["1:4: the number 99999999999999999999... is too large; quote it if it is text"]),
        (
            r'{"a": "\ud83d"}',
            ["1:7: half of a surrogate pair is not a character; write both halves, or remove this one"],
        ),
        (
            "<<: 1\na: {<<: [x]}",
            [
                "1:5: `<<` merges a number; expected a map or a list of maps",
                "2:9: `<<` merges a string; expected a map or a list of maps",
            ],
        ),
    ],
    ids=itertools.count(),
)
@pytest.mark.usefixtures("parser")
def test_what_is_wrong_with_the_yaml_is_said_with_its_place(text, messages):
    assert messages == reading(text)


DEEP = 100_000
HOSTILE = {
    "brackets": "a: " + "[" * DEEP,
    "braces": "{a: " * DEEP,
    "JSON": '{"a":' * DEEP + "1" + "}" * DEEP,
    "dashes": "a:\n  " + "- " * DEEP,
    "question marks": "? " * DEEP,
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)),
    "merge keys": "a0: &a0 {x: 1}\n"
    + "".join(f"a{i}: &a{i} {{<<: [{','.join([f'*a{i - 1}'] * 10)}]}}\n" for i in range(1, 12)),
    "a tower of aliases": "a0: &a0 [1]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, DEEP)),
    "many duplicates": "a: 1\n" * 1_000_000,
    "many numbers": "a: [" + "1e999, " * 100_000 + "]",
    "a long key": "a: 1\n? " + "k" * 3_000_000 + "\n: 1\n? " + "k" * 3_000_000 + "\n: 1\n",
}


def test_hostile_documents_end_in_an_error_within_seconds_and_bounded_memory():
    program = f"""
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
sys.path.insert(0, {str(HERE.parent)!r})
sys.path.insert(0, {str(HERE)!r})
from openapi.test_document import HOSTILE
from specloop.openapi.loader import load_document
from specloop.errors import InputError
for name, text in HOSTILE.items():
    begin = time.monotonic()
    try:
        load_document("api.yaml", text=text.encode())
    except InputError as error:
        assert len(str(error)) < 20_000
        assert time.monotonic() - begin < 30, name
    else:
        raise AssertionError(name)
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("brackets", "1:203: nested more than 200 levels deep"),
        ("JSON", "1:1001: nested more than 200 levels deep"),
        ("a tower of aliases", "200:14: aliases nest the document more than 200 levels deep"),
        ("aliases", "5:29: aliases expand the document to more than 100446 nodes"),
    ],
    ids=itertools.count(),
)
def test_the_error_of_a_hostile_document_says_where(name, beginning):
    assert reading(HOSTILE[name])[-1].startswith(beginning)


# --- origins of contracts ---


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no.yaml", "there is no such file; expected the path or the URL of an OpenAPI document"),
        ("", "this is a directory; expected the path or the URL of an OpenAPI document"),
        ("holds", "this is a directory; did you mean 'holds/openapi.json'?"),
        ("file.yaml/x", "cannot be read: Not a directory; expected the path or the URL of an OpenAPI document"),
        ("a\0b", "the path contains a NUL character; expected the path or the URL of an OpenAPI document"),
        ("x" * 300, "cannot be read: File name too long; expected the path or the URL of an OpenAPI document"),
        ("/dev/zero", "is not a plain file; expected the path or the URL of an OpenAPI document"),
    ],
    ids=itertools.count(),
)
def test_a_file_that_cannot_be_read_is_named_as_it_was_given(tmp_path, monkeypatch, name, message):
    monkeypatch.chdir(tmp_path)
    Path("file.yaml").write_text("a: 1")
    Path("holds").mkdir()
    Path("holds/openapi.json").write_text("{}")
    with pytest.raises(InputError) as caught:
        load_document(Path(name) if name != "a\0b" else name)
    file = str(Path(name)) if "\0" not in name else r"a\x00b"
    assert f"{file}:1:1: {message}" == str(caught.value)


@pytest.fixture(scope="module")
def server():
    answers = {
        "/good": (200, {}, b"a: 1\nb: 2\n"),
        "/moved": (302, {"Location": "/good"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/page": (200, {}, b"<!doctype html>"),
        "/picture": (200, {}, b"\x89PNG\r\n"),
        "/large": (200, {}, b"x" * 2_000_000),
    }

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": len(body)}.items():
                self.send_header(name, str(value))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def test_a_url_is_read_like_a_file(server):
    contract = load_document(f"{server}/moved")
    assert {"a": 1, "b": 2} == contract.data
    assert f"{server}/moved:2:1" == str(contract.place(("b",)))


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/none", "1:1: the server responds with 404 Not Found; expected 200 and an OpenAPI document"),
        ("/page", "1:1: the document is HTML or XML; expected an OpenAPI document"),
        ("/picture", "1:1: the byte 0x89 is not UTF-8; save the file as UTF-8"),
        ("/large", "1:1: larger than 1 MiB; expected an OpenAPI document"),
        ("/round", "1:1: cannot be fetched: "),
    ],
    ids=itertools.count(),
)
def test_a_url_that_gives_no_document_is_named_with_the_reason(server, monkeypatch, path, message):
    monkeypatch.setattr(yaml_composer, "MAX_DOCUMENT_BYTES", 1 << 20)
    with pytest.raises(InputError) as caught:
        load_document(f"{server}{path}")
    assert str(caught.value).startswith(f"{server}{path}:{message}")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/x", "http://", "http://[", "https://name.invalid/x", "http://a b/"]
)
def test_a_url_that_cannot_be_reached_is_an_error(url):
    with pytest.raises(InputError, match=r": cannot be fetched: .*; expected a URL that can be reached"):
        load_document(url)


# --- invalid contracts ---

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"
"""The first two lines of each document, so that the text of a case begins at line 3."""


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "swagger: '2.0'\ninfo: {}",
            ["1:10: this is Swagger '2.0'; convert it to OpenAPI 3, as https://converter.swagger.io does"],
        ),
        ("swagger: 2.0", ["1:10: this is Swagger 2.0; convert it to OpenAPI 3, as https://converter.swagger.io does"]),
        (
            "asyncapi: 3.0.0",
            ["1:1: this looks like AsyncAPI; expected an OpenAPI document, which begins with `openapi: 3.1.0`"],
        ),
        (
            "name: x\non: [push]",
            [
                "1:1: no `openapi` among the keys 'name', 'on'; expected an OpenAPI document, which begins with `openapi: 3.1.0`"
            ],
        ),
        ("{}", ["1:1: no `openapi` among the keys; expected an OpenAPI document, which begins with `openapi: 3.1.0`"]),
        ("openapi: 3.1", ["1:10: the version is 3.1, which is not text; write 3.1.0"]),
        ("openapi: 3", ["1:10: the version is 3, which is not text; write 3.1.0"]),
        ("openapi: [3]", ["1:1: the version is a list, which is not text; write 3.1.0"]),
        ("openapi:", ["1:1: the version is null, which is not text; write 3.1.0"]),
        ("openapi: '3.0'", ["1:10: OpenAPI '3.0' is not supported; write 3.0.0"]),
        ("openapi: 4.0.0", ["1:10: OpenAPI '4.0.0' is not supported; expected 3.0.x, 3.1.x or 3.2.x"]),
        (
            "openapi: 3.1.0",
            [
                "1:1: `info` is missing; add it, with a `title` and a `version`",
                "1:1: there are no `paths`; expected `paths`, `webhooks` or `components`",
            ],
        ),
        (
            "openapi: 3.1.0\ninfo: {version: 1.0}\npaths: {}",
            [
                "2:1: `title` is missing from `info`; write, for example, `title: My API`",
                "2:17: the version is 1.0, which is not text; put it in quotes",
            ],
        ),
        (
            "openapi: 3.1.0\ninfo: x\npaths: []",
            [
                "2:7: this info is 'x'; expected a map",
                "3:1: `paths` is a list; expected a map of names to path items",
            ],
        ),
    ],
    ids=itertools.count(),
)
def test_a_document_that_is_not_openapi_is_told_so(text, messages):
    assert messages == checking(text)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        # paths
        ("paths:", ["3:1: `paths` is null; expected a map"]),
        ("paths: {a: {}}", ["3:9: the path 'a' does not begin with '/'; write '/a'"]),
        ("paths: {/a: x, /b: {get: []}}", [
            "3:13: this path item is 'x'; expected a map",
            "3:21: this operation is a list; expected a map",
        ]),
        # references
        ("components: {schemas: {Pet: {}, A: {$ref: '#/components/schemas/Pets'}}}", [
            "3:43: '#/components/schemas/Pets' does not resolve; did you mean '#/components/schemas/Pet'?",
        ]),
        ("components: {schemas: {Pet: {}, A: {$ref: '#/definitions/Pet'}}}", [
            "3:43: '#/definitions/Pet' does not resolve; did you mean '#/components/schemas/Pet'?",
        ]),
        ("components: {schemas: {A: {$ref: '#/x'}}}", [
            "3:34: '#/x' does not resolve; expected a path to an object in this document",
        ]),
        ("components: {schemas: {A: {$ref: 3}, B: {$ref: }, C: {properties: {$ref: {type: string}}}}}", [
            "3:34: `$ref` is 3; expected text such as '#/components/schemas/Name'",
            "3:42: `$ref` is null; expected text such as '#/components/schemas/Name'",
        ]),
        ("components: {schemas: {A: {$ref: 'other.yaml#/A'}, B: {$ref: 'https://a.example/b'}, C: {$ref: ''}}}", [
            "3:34: 'other.yaml#/A': there is no such file; expected the path or the URL of an OpenAPI document",
            "3:62: 'https://a.example/b' is on another machine; keep a copy beside this document, "
            "or pass --allow-remote-refs",
            "3:96: `$ref` is ''; expected text such as '#/components/schemas/Name'",
        ]),
        ("components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}", [
            "3:71: this reference is circular: it leads back to api.yaml:3:24; remove a reference of the cycle",
        ]),
        ("components: {schemas: {A: {$ref: '#/components/schemas/A'}}}", [
            "3:34: this reference is circular: it leads back to api.yaml:3:24; remove a reference of the cycle",
        ]),
        ("components: {schemas: {A: {allOf: [{type: object}, {$ref: '#/components/schemas/A'}]}}}", [
            "3:59: this reference is circular: it leads back to api.yaml:3:24; remove a reference of the cycle",
        ]),
        ("components: {schemas: {A: {}}, parameters: {P: {$ref: '#/components/schemas/A'}}}", [
            "3:55: '#/components/schemas/A' is a schema; expected a parameter",
        ]),
        ("components: {schemas: {A: {$ref: '#/x-more/B'}}}\nx-more: {B: {type: strnig}, C: {type: foo}}", [
            "4:20: unknown type 'strnig'; did you mean 'string'?",
        ]),
        # operations
        ("paths:\n  /a:\n    get: {operationId: a}\n    put: {operationId: a}\nwebhooks: {w: {post: {operationId: [b]}}}", [
            "7:23: the operationId is a list; expected text",
        ]),
        ("paths: {/a: {get: {responses: {200: {description: ''}, 4xx: {description: ''}, 20: {description: ''},\n"
         " default: {description: ''}, x-y: 1, ok: {}}}}}", [
            "3:56: '4xx' is not a valid status code; did you mean '4XX'?",
            "3:80: '20' is not a valid status code; expected a code like 200, a range like 4XX, or default",
            "4:38: 'ok' is not a valid status code; expected a code like 200, a range like 4XX, or default",
        ]),
        # parameters
        ("paths: {'/a/{b}': {get: {parameters: [{$ref: '#/nowhere'}]}}}", [
            "3:46: '#/nowhere' does not resolve; expected a path to an object in this document",
        ]),
        ("paths: {/a: {get: {parameters: [{name: x, in: query}, {name: x, in: header}, {name: x, in: query}]}}}", [
            "3:78: a second query parameter 'x', after api.yaml:3:33; remove or rename one of them",
        ]),
        ("components: {parameters: {A: {in: query}, B: {name: b}, C: {name: c, in: qeury}, D: {name: d, in: body},\n"
         " E: {name: [e], in: [query]}}}", [
            "3:27: this parameter has no `name`; add it",
            "3:43: this parameter has no `in`; add `in: query`, for example",
            "3:74: a parameter cannot be in 'qeury'; expected path, query, header or cookie",
            "3:99: a parameter cannot be in 'body'; move it to the `requestBody` of the operation",
            "4:6: `name` is a list; expected text",
            "4:17: a parameter cannot be in a list; expected path, query, header or cookie",
        ]),
        ("paths: {/a: {get: {parameters: {name: x}}}}", ["3:20: `parameters` is a map; expected a list of parameters"]),
        # schemas
        ("components: {schemas: {A: {type: strnig}, B: {type: int}, C: {type: file}, D: {type: [string, nul]}}}", [
            "3:34: unknown type 'strnig'; did you mean 'string'?",
            "3:53: unknown type 'int'; did you mean 'integer'?",
            "3:69: unknown type 'file'; expected string, number, integer, boolean, array, object or null",
            "3:95: unknown type 'nul'; did you mean 'null'?",
        ]),
        ("components: {schemas: {A: {type: null}, B: {type: [string, null]}, C: {type: {}}, D: {type: 3}, E: {type: []}}}", [
            '3:28: `type` is null; put the word in quotes: "null"',
            '3:60: `type` is null; put the word in quotes: "null"',
            "3:72: `type` is a map; expected string, number, integer, boolean, array, object or null",
            "3:93: `type` is 3; expected string, number, integer, boolean, array, object or null",
            "3:101: `type` is an empty list; add a type, or remove `type`",
        ]),
        ("components: {schemas: {A: {required: true}, B: {required: a}, C: {required: [a, 1.5]}, D: {required: {}}}}", [
            "3:38: `required` is true; list the property's name in the `required` of the schema that contains it",
            "3:59: `required` is 'a'; expected a list of names",
            "3:81: 1.5 is not the name of a property; expected text",
            "3:92: `required` is a map; expected a list of names",
        ]),
        ("components: {schemas: {A: {properties: [a]}, B: {properties: {a: string, b: x, c: }}, C: {contains: [{}]}}}", [
            "3:28: `properties` is a list; expected a map of names to schemas",
            "3:66: this schema is 'string'; did you mean `type: string`?",
            "3:77: this schema is 'x'; expected a map, true or false",
            "3:80: this schema is null; expected a map, true or false",
            "3:91: this schema is a list; expected a map, true or false",
        ]),
        ("components: {schemas: {A: {enum: a}, B: {allOf: {}}, C: {not: 1}, D: {additionalProperties: x}}}", [
            "3:34: `enum` is 'a'; expected a list of values",
            "3:42: `allOf` is a map; expected a list of schemas",
            "3:63: this schema is 1; expected a map, true or false",
            "3:93: this schema is 'x'; expected a map, true or false",
        ]),
        # errors that the models of openapi-python-client find
        ("components: {schemas: {A: {maxLength: -1, minLength: x, maximum: [], exclusiveMinimum: a, title: [1]}}}", [
            "3:39: `maxLength` is -1; expected at least 0",
            "3:54: `minLength` is 'x'; expected a whole number",
            "3:57: `maximum` is a list; expected a number",
            "3:88: `exclusiveMinimum` is 'a'; expected a number",
            "3:91: `title` is a list; expected text",
        ]),
        ("servers: {}\ntags: [{}, 1]\nsecurity: [{a: }]\npaths: {/a: {get: {tags: x, deprecated: maybe}}}", [
            "3:1: `servers` is a map; expected a list of servers",
            "4:8: `name` is missing; add it",
            "4:12: this tag is 1; expected a map",
            "5:13: no security scheme is called 'a'; expected a name in `components.securitySchemes`",
            "6:26: `tags` is 'x'; expected a list",
            "6:41: `deprecated` is 'maybe'; expected true or false",
        ]),
        # parameters that cannot be sent
        ('paths: {/a: {get: {parameters: [{name: "X: 1", in: header}, {name: "a b", in: cookie}, {name: "a b", in: query}]}}}', [
            "3:40: a header cannot be called 'X: 1'; expected letters, digits and characters such as '-', without spaces",
            "3:68: a cookie cannot be called 'a b'; expected letters, digits and characters such as '-', without spaces",
        ]),
        ('components: {securitySchemes: {k: {type: apiKey, in: header, name: "K\\r\\nE: v"}}, '
         'responses: {r: {description: d, content: {"a/b\\r\\nX: y": {}}}}}', [
            "3:68: a header cannot be called 'K\\r\\nE: v'; expected letters, digits and characters such as '-', without spaces",
            "3:125: 'a/b\\r\\nX: y' is not a valid media type; expected one like application/json",
        ]),
        ("webhooks: {w: {post: {tags: x}}}\ncomponents: {pathItems: {p: {get: {responses: {200: {}}}}}}", [
            "3:29: `tags` is 'x'; expected a list",
        ]),
        ("components: {schemas: {ref: {properties: {other: {maxLength: x}, ref: {other: {}, title: [1]}}}}}", [
            "3:62: `maxLength` is 'x'; expected a whole number",
            "3:83: `title` is a list; expected text",
        ]),
    ],
    ids=itertools.count(),
)  # fmt: skip
def test_all_errors_of_a_document_are_reported_with_their_places(text, messages):
    messages = [message.replace("api.yaml:", "") for message in messages]
    assert messages == checking(HEAD + text)


@pytest.mark.parametrize(
    "text",
    [
        "paths: {}",
        "webhooks: {w: {post: {}}}",
        "components: {}",
        "openapi: 3.2.0",
        "paths: {/a: {get: {responses: {200: {description: ok}, x-a: 1, default: {description: ok}}}, x-b: 1}, x-c: 1}",
        "paths: {'/a/{b}': {parameters: [{name: b, in: path}], get: {}, put: {parameters: [{name: b, in: path}]}}}",
        "paths: {'/a/{b}': {$ref: '#/components/pathItems/P'}}\ncomponents: {pathItems: {P: {get: {}}}}",
        "paths: {/a: {post: {callbacks: {c: {$ref: '#/components/callbacks/C'}}}}}\n"
        "components: {callbacks: {C: {'{$request.body#/url}': {post: {}}, x-a: 1}}}",
        "components: {schemas: {A: true, B: {properties: {a: false}, items: true, enum: [], const: [1]}}}",
        "components: {schemas: {A: {properties: {next: {$ref: '#/components/schemas/A'}}}}}",
        "components: {schemas: {A: {anyOf: [{$ref: '#/components/schemas/B'}]},\n"
        "  B: {allOf: [{$ref: '#/components/schemas/A'}]}}}",
        # These values look like invalid schemas, but are data.
        "components: {schemas: {A: {example: {$ref: 3, type: x}, default: {type: x}, const: {type: x},\n"
        "  enum: [{type: x, $ref: 3}], examples: [{$ref: nowhere}], x-a: {type: x, $ref: 3}}}}",
        "components: {schemas: {A: {properties: {type: {}, $ref: {}, required: {}, enum: {}, x-a: {}}}}}",
        "components: {parameters: {A: {name: a, in: query, example: {$ref: 3}, examples: {b: {value: {$ref: 3}}}}}}",
    ],
    ids=itertools.count(),
)
def test_what_openapi_allows_passes(text):
    version = "3.2.0" if text.startswith("openapi") else "3.1.0"
    body = "paths: {}" if text.startswith("openapi") else text
    validate(document(HEAD.replace("3.1.0", version) + body))


def test_the_contract_of_this_project_is_a_good_one():
    validate(load_document(OPENAPI))


WORDS = [
    *("$ref", "type", "string", "schema", "parameters", "in", "path", "name", "#/components/schemas/Segment", "#"),
    *("allOf", "items", "properties", "required", "x-a", "3.1.0", "get", "/a/{b}", "responses", "callbacks", ""),
]
pieces = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text() | st.sampled_from(WORDS),
    lambda children: st.lists(children, max_size=4)
    | st.dictionaries(st.sampled_from(WORDS) | st.text(), children, max_size=4),
    max_leaves=8,
)  # fmt: skip
POINTERS = [pointer for pointer in pointers(load_document(OPENAPI).data) if pointer]


def passes_or_explains(value) -> None:
    problems = []
    try:
        validate(load_document("api.json", text=json.dumps(value).encode()))
    except InputError as error:
        problems = error.problems
    for problem in problems:
        assert "; " in problem.message
        assert len(problem.message) < 1000
        assert str(problem).isprintable()


@given(st.lists(st.tuples(st.sampled_from(POINTERS), pieces), min_size=1, max_size=4))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_damage_to_a_contract_passes_or_is_explained(damages):
    value = load_document(OPENAPI).data
    for pointer, piece in damages:
        node = value
        with contextlib.suppress(LookupError, TypeError):
            for step in pointer[:-1]:
                node = node[step]
            node[pointer[-1]] = piece
    passes_or_explains(value)


@given(pieces, pieces, pieces, pieces)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_json_passes_or_is_explained(first, second, third, fourth):
    passes_or_explains(first)
    passes_or_explains({"openapi": "3.1.0", "info": first, "paths": second, "components": third, "webhooks": fourth})
    passes_or_explains({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a/{b}": first, "/b": {"get": second}},
        "components": {"schemas": {"A": third, "B": {"properties": {"c": fourth}}}, "parameters": {"P": second}},
    })  # fmt: skip


def large(count: int) -> dict:
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {
            "schemas": {
                f"S{i}": {
                    "type": "object",
                    "required": ["id"],
                    "properties": {
                        "id": {"type": "string"},
                        "next": {"$ref": f"#/components/schemas/S{(i + 1) % count}"},
                    },
                }
                for i in range(count)
            }
        },
    }


def test_ten_thousand_schemas_are_read_and_checked_within_seconds():
    text = json.dumps(large(10_000)).encode()
    begin = time.monotonic()
    validate(load_document("api.json", text=text))
    assert time.monotonic() - begin < 60


def test_ten_thousand_wrong_schemas_are_explained_within_seconds():
    value = large(10_000)
    for name, schema in value["components"]["schemas"].items():
        schema["type"] = "objekt"
        schema["properties"]["next"]["$ref"] += "x"
        schema["properties"][name] = None
    contract = load_document("api.json", text=json.dumps(value).encode())
    with pytest.raises(InputError) as caught:
        validate(contract)
    assert 30_000 == len(caught.value.problems)
    assert MAX_PRINTED_PROBLEMS + 1 == len(str(caught.value).splitlines())


def test_a_long_chain_of_references_is_followed_once():
    links = {f"P{i}": {"$ref": f"#/components/parameters/P{i + 1}"} for i in range(5_000)}
    value = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {f"/p{i}": {"get": {"parameters": [{"$ref": "#/components/parameters/P0"}]}} for i in range(5_000)},
        "components": {"parameters": {**links, "P5000": {"name": "p", "in": "query"}}},
    }
    passes_or_explains(value)


# --- error messages ---


def test_problems_are_told_once_each_in_the_order_of_their_places():
    first, second = Problem(SourceLocation("a", 2, 10), "x; y"), Problem(SourceLocation("a", 10, 2), "x; y")
    assert "a:2:10: x; y\na:10:2: x; y" == str(InputError([second, first, second]))


def test_of_many_problems_the_first_hundred_are_told():
    error = InputError(Problem(SourceLocation("a", line), "x; y") for line in range(1, 151))
    assert [*(f"a:{line}:1: x; y" for line in range(1, 101)), "... and 50 more"] == str(error).splitlines()


def test_a_document_cannot_move_the_cursor_or_begin_a_line():
    problem = Problem(SourceLocation("a\nb"), "\x1b[2J\r::error::\u202e\ud800; y")
    assert r"a\nb:1:1: \x1b[2J\r::error::\u202e\ud800; y" == str(problem)


def wrong():
    raise InputError.at("f", "x; y", 2, 3)


def interrupted():
    raise KeyboardInterrupt


def buggy():
    raise RuntimeError("line one\nline two")


def deep():
    return deep()


def no_reader():
    raise BrokenPipeError


@pytest.mark.parametrize(
    ("main", "status", "output"),
    [
        (lambda: None, 0, ""),
        (int, 0, ""),
        (lambda: 1, 1, ""),
        (wrong, 2, "f:2:3: x; y\n"),
        (interrupted, 130, ""),
        (buggy, 2, "internal error: RuntimeError: line one line two\n"
            "This is a bug in the tool, not in its input; PIPELINE_TRACEBACK=1 shows where.\n"),
        (deep, 2, None),
        (lambda: sys.exit(3), 3, ""),
    ],
    ids=itertools.count(),
)  # fmt: skip
def test_a_script_ends_with_its_status_and_never_with_a_traceback(capsys, monkeypatch, main, status, output):
    monkeypatch.delenv("PIPELINE_TRACEBACK", raising=False)
    with pytest.raises(SystemExit) as caught:
        run_main(main)
    assert status == caught.value.code
    errors = capsys.readouterr().err
    assert "Traceback" not in errors
    assert output is None or output == errors


def test_a_traceback_can_be_asked_for(capsys, monkeypatch):
    monkeypatch.setenv("PIPELINE_TRACEBACK", "1")
    with pytest.raises(SystemExit):
        run_main(buggy)
    assert "in buggy" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_output_that_cannot_be_written_is_an_error():
    program = "from specloop.errors import run_main\nrun_main(lambda: print('x'))"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-c", program], cwd=HERE.parent, stdout=full, stderr=-1, check=False)
    assert 2 == done.returncode
    assert b"internal error: OSError: [Errno 28] No space left on device" == done.stderr.splitlines()[0]


def test_a_reader_that_leaves_is_no_error():
    program = "from specloop.errors import run_main\nrun_main(lambda: print('x\\n' * 1_000_000))"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=HERE.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "."},
    ) as process:  # fmt: skip
        process.stdout.readline()
        process.stdout.close()
        assert b"" == process.stderr.read()
        assert 141 == process.wait()
