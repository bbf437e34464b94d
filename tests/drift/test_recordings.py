"""Recordings of real tools: unrecorded parts are not examined, and requests made by the browser are set aside."""

from __future__ import annotations

import base64
import gzip
import json
import zlib

import httpx2
import pytest
from support.drift_fixtures import run

from specloop.drift import cli as drift
from specloop.drift.sources.har import EntryScanner
from specloop.drift.sources.recordings import PEEK_BYTES

SPEC = {
    "openapi": "3.1.0",
    "info": {"title": "S", "version": "1"},
    "servers": [
        {"url": "https://{region}.a.test/v1", "variables": {"region": {"default": "eu", "enum": ["eu", "us"]}}},
        {"url": "https://{any}.b.test", "variables": {"any": {"default": "x"}}},
    ],
    "paths": {
        "/things": {
            "get": {
                "operationId": "getT",
                "responses": {
                    "200": {
                        "description": "ok",
                        "headers": {
                            "X-Text": {"schema": {"type": "string"}},
                            "X-Number": {"schema": {"type": "integer"}},
                            "X-List": {"schema": {"type": "array", "items": {"type": "integer"}}},
                            "X-Pairs": {"schema": {"type": "object", "properties": {"a": {"type": "integer"}}}},
                            "X-Counts": {"schema": {"type": "object", "additionalProperties": {"type": "integer"}}},
                            "X-Tuple": {
                                "schema": {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}]}
                            },
                            "X-Flag": {"schema": {"type": "boolean"}},
                            "X-Body": {"content": {"application/json": {"schema": {"type": "array"}}}},
                            "X-Exploded": {
                                "explode": True,
                                "schema": {"type": "object", "properties": {"a": {"type": "integer"}}},
                            },
                        },
                        "content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}},
                    },
                    "202": {"description": "accepted"},
                },
            }
        }
    },
}
URL = "https://eu.a.test/v1/things"
JSON = {"name": "Content-Type", "value": "application/json"}


@pytest.fixture
def spec(tmp_path):
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(SPEC))
    return file


def entry(method="GET", url=URL, status=200, headers=(JSON,), asked=(), content=None, target="", **more):  # noqa: PLR0917
    content = {"size": 5, "mimeType": "application/json", "text": '["a"]'} if content is None else content
    response = {"status": status, "headers": list(headers), "content": content, "redirectURL": target}
    response["_transferSize"] = 100
    return {"request": {"method": method, "url": url, "headers": list(asked)}, "response": response, **more}


def recorded(folder, *entries, name="t.har", encoding="utf-8", head=()):
    text = json.dumps({**dict(head), "log": {"version": "1.2", "entries": [entry(), *entries]}})
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


ACCESS = {"name": "Access-Control-Request-Method", "value": "GET"}
ALLOW = {"name": "Access-Control-Allow-Origin", "value": "*"}
HSTS = {"name": "Non-Authoritative-Reason", "value": "HSTS"}
ASIDE = [
    (entry(method="OPTIONS", status=204, headers=[ALLOW]), "preflights"),
    (entry(method="OPTIONS", status=200, headers=[], asked=[ACCESS]), "preflights"),
    (entry(method="OPTIONS", status=200, headers=[], _resourceType="preflight"), "preflights"),
    (entry(url=URL.replace("https", "http"), status=307, headers=[HSTS]), "HSTS redirects"),
    (
        entry(url=URL.replace("https", "http"), status=307, headers=[{"name": "Location", "value": URL}]),
        "HSTS redirects",
    ),
    (
        entry(
            url="http://EU.a.test:80/v1/things?a=b",
            status=301,
            headers=[{"name": "location", "value": "https://eu.a.test:443/v1/things?a=b"}],
        ),
        "HSTS redirects",
    ),
    (entry(url=URL.replace("https", "http"), status=307, headers=[], target=URL), "HSTS redirects"),
    (
        {
            "request": {"method": "GET", "url": URL.replace("https", "http")},
            "response": {"status": 307, "headers": None, "redirectURL": URL},
        },
        "HSTS redirects",
    ),
    (
        entry(method="OPTIONS", status=403, headers=[], asked=[{"name": "access-control-request-headers"}]),
        "preflights",
    ),
    (entry(method="OPTIONS", status=204, headers=[{"name": "Allow", "value": "GET"}]), "OPTIONS requests"),
    (entry(method="CONNECT", url="https://eu.a.test:443/", headers=[]), "tunnels"),
    (entry(method="HEAD", content={"size": 0, "mimeType": "application/json"}), "HEAD requests"),
    (entry(url="https://eu.a.test/v1/app.js", _resourceType="script"), "parts of web pages"),
    (entry(url="https://eu.a.test/v1/favicon.ico", _resourceType="other"), "parts of web pages"),
    (entry(url="https://eu.a.test/v1/.well-known/appspecific/com.chrome.devtools.json"), "parts of web pages"),
    (entry(method="POST", url="https://eu.a.test/v1/csp", _resourceType="csp-violation-report"), "parts of web pages"),
    (entry(content={"text": "[1]"}, _fetchType="Service Worker"), "from a service worker"),
    (entry(content={"text": "[1]"}, _fetchType="Inspector Override"), "overridden in the browser"),
    (entry(url="https://eu.a.test/favicon.ico"), "outside the base path"),
    (entry(url="https://cdn.test/v1/shadow"), "to other hosts"),
    (entry(url="chrome-extension://abc/page.html"), "browser addresses"),
    (entry(url="moz-extension://abc/page.html"), "browser addresses"),
    (entry(url="blob:https://eu.a.test/1f2e"), "browser addresses"),
    (entry(url="data:text/plain,x"), "browser addresses"),
    (entry(url="wss://eu.a.test/v1/things", status=101), "websockets"),
    (entry(content={"text": "x"}, _fetchedViaServiceWorker=True), "from a service worker"),
    (entry(status=0, content={"size": 0, "mimeType": "x-unknown"}, _error="net::ERR_FAILED"), "without an answer"),
    ({"request": {"method": "GET", "url": URL}}, "without an answer"),
    ({"request": {"method": "GET", "url": URL}, "response": None}, "without an answer"),
]


@pytest.mark.parametrize(("own", "reason"), ASIDE)
def test_entries_of_the_browser_are_set_aside_and_counted(own, reason, spec, capsys, tmp_path):
    found = run(capsys, "traffic", recorded(tmp_path, own), spec=spec)
    assert (0, [], 2, 1) == (found.status, found.findings, found.examined["exchanges"], found.examined[reason])


@pytest.mark.parametrize(
    ("url", "target"), [(URL, URL), (URL, f"{URL}/"), (URL.replace("https", "http"), f"{URL}?page=2")]
)
def test_another_redirect_is_compared(url, target, spec, capsys, tmp_path):
    own = entry(url=url, status=307, headers=[{"name": "Location", "value": target}])
    assert ["undocumented-status"] == run(capsys, "traffic", recorded(tmp_path, own), spec=spec).codes


@pytest.mark.parametrize(("target", "codes"), [("/there", []), ("", ["missing-response-header"])])
def test_a_redirect_url_stands_for_a_header_that_was_left_out(target, codes, spec, capsys, tmp_path):
    document = json.loads(spec.read_text())
    location = {"Location": {"required": True, "schema": {"type": "string"}}}
    document["paths"]["/things"]["get"]["responses"]["302"] = {"description": "moved", "headers": location}
    spec.write_text(json.dumps(document))
    own = entry(status=302, headers=[{"name": "Date", "value": "today"}], content={"size": 0}, target=target)
    assert codes == run(capsys, "traffic", recorded(tmp_path, own), spec=spec).codes


GZIPPED = {"name": "Content-Encoding", "value": "gzip"}
LENGTH = {"name": "Content-Length", "value": "900"}
UNRECORDED = [
    entry(content={"size": -1, "mimeType": "application/json"}),
    entry(content={"size": -1, "mimeType": "application/json", "_file": "a.json"}),
    entry(content={"mimeType": "application/json"}),
    {
        "request": {"method": "GET", "url": URL},
        "response": {"status": 200, "headers": [JSON], "content": {"size": 0}, "bodySize": 120},
    },
    entry(content={"size": 3, "mimeType": "application/json", "text": "\x1f\ufffd\b"}, headers=[JSON, GZIPPED]),
    entry(content={"size": 900, "mimeType": "application/json", "text": ""}),
    entry(content={"size": 900, "mimeType": "application/json; charset=utf-8", "text": '["a", "b'}),
    entry(content={"size": 0, "mimeType": "application/json"}, headers=[JSON, LENGTH]),
    {"request": {"method": "GET", "url": URL}, "response": {"status": 200, "headers": [JSON], "content": None}},
    *(
        {
            "request": {"method": "GET", "url": URL},
            "response": {"status": 200, "headers": [JSON], "content": {"size": 0}, name: "net::ERR_ABORTED"},
        }
        for name in ("_error", "_failureText")
    ),
]  # fmt: skip


@pytest.mark.parametrize("own", UNRECORDED)
def test_a_body_that_was_not_recorded_is_not_examined(own, spec, capsys, tmp_path):
    found = run(capsys, "traffic", recorded(tmp_path, own), spec=spec)
    assert (0, [], 1) == (found.status, found.findings, found.examined["bodies not recorded"])


BROTLI = base64.b64decode("CwKAWyJhIl0D")
ZSTD = base64.b64decode("KLUv/SAFKQAAWyJhIl0=")
"""The JSON text `["a"]` in each coding."""


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_a_body_whose_coding_needs_another_package_says_which(coding, spec, capsys, tmp_path, monkeypatch):
    """httpx2 decodes br and zstd with packages that may not be installed: here, neither is, and then one is."""
    decoders, body = httpx2._decoders.SUPPORTED_DECODERS, {"br": BROTLI, "zstd": ZSTD}[coding]
    monkeypatch.delitem(decoders, coding, raising=False)
    content = {"size": 5, "text": base64.b64encode(body).decode(), "encoding": "base64"}
    file = recorded(tmp_path, entry(content=content, headers=[JSON, {"name": "Content-Encoding", "value": coding}]))
    found = run(capsys, "traffic", file, spec=spec)
    assert (0, [], 1) == (found.status, found.findings, found.examined[f"bodies in {coding} not read"])
    drift.main(["traffic", str(file), "--spec", str(spec)])
    extra = {"br": "httpx2[brotli]", "zstd": "httpx2[zstd]"}[coding]
    assert f"bodies in {coding} not read: install `{extra}` to read them" in capsys.readouterr().out

    class Decoder(httpx2._decoders.IdentityDecoder):
        def decode(self, data):
            assert data == body
            yield b"[1]"

    monkeypatch.setitem(decoders, coding, Decoder)
    assert ["type-mismatch"] == run(capsys, "traffic", file, spec=spec).codes


NULLS = [
    entry(content={"size": 5, "mimeType": None, "text": '["a"]', "encoding": None}),
    {"request": {"method": None, "url": URL}, "response": {"status": 200, "headers": None, "content": {"text": "[]"}}},
    entry(headers=[JSON, {"name": None, "value": "x"}, {"name": "X-Text", "value": None}]),
    entry(status=None),
]


@pytest.mark.parametrize("own", NULLS)
def test_null_is_as_if_it_were_not_there(own, spec, capsys, tmp_path):
    found = run(capsys, "traffic", recorded(tmp_path, own), spec=spec)
    assert (0, [], 2) == (found.status, found.findings, found.examined["exchanges"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("is_packed", [False, True])
def test_encodings_and_keys_before_log(encoding, is_packed, spec, capsys, tmp_path):
    head = {"_meta": {"log": "x" * 200_000, "by": ["{", "url"]}}
    file = recorded(tmp_path, entry(content={"text": '["a", 1]'}), encoding=encoding, head=head)
    if is_packed:
        file.write_bytes(gzip.compress(file.read_bytes()))
    assert ["type-mismatch"] == run(capsys, "traffic", file, spec=spec).codes


@pytest.mark.parametrize("key", ["url", "status"])
@pytest.mark.parametrize("value", ["ok", "x" * 200_000])
def test_a_key_of_lines_before_log_makes_no_lines(key, value, spec, capsys, tmp_path):
    file = recorded(tmp_path, entry(content={"text": '["a", 1]'}), head={key: value})
    assert ["type-mismatch"] == run(capsys, "traffic", file, spec=spec).codes


@pytest.mark.parametrize("log", ["info", {"level": "info"}, ["entries"], None])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_key_log_in_lines_makes_no_har(log, is_first, spec, capsys, tmp_path):
    line = {"method": "GET", "status": 200, "body": ["a", 1]}
    file = tmp_path / "t.ndjson"
    file.write_text(json.dumps({"log": log, "url": URL, **line} if is_first else {"url": URL, "log": log, **line}))
    assert ["type-mismatch"] == run(capsys, "traffic", file, spec=spec).codes


@pytest.mark.parametrize(("length", "codes"), [("5", []), ("0", ["body-missing"])])
def test_a_line_with_an_empty_body_and_a_length_has_no_body_to_examine(length, codes, spec, capsys, tmp_path):
    headers = {"content-type": "application/json", "content-length": length}
    file = tmp_path / "t.ndjson"
    file.write_text(json.dumps({"method": "GET", "url": URL, "status": 200, "headers": headers, "body": ""}))
    assert codes == run(capsys, "traffic", file, spec=spec).codes


@pytest.mark.parametrize(
    "text", ['{"url": "https://a.test/v1/things"}', '{"url": "https://a.test/v1/things", "body": "']
)
def test_a_line_without_a_status_is_told_as_such(text, spec, capsys, tmp_path):
    file = tmp_path / "t.ndjson"
    file.write_text(text)
    assert "there was nothing to examine (but 1 malformed record)" in run(capsys, "traffic", file, spec=spec).error


@pytest.mark.parametrize("where", range(3))
def test_a_broken_entry_is_told_and_omitted(where, spec, capsys, tmp_path):
    entries = [entry(content={"text": '["a", 1]'}), entry()]
    entries.insert(where, {"request": {"url": 7}})
    file = recorded(tmp_path, *entries)
    found = run(capsys, "traffic", file, spec=spec)
    assert (["type-mismatch"], 1) == (found.codes, found.examined["malformed records"])
    lines = [
        json.dumps({"url": URL, "status": 200, "body": ["a", 1]}),
        json.dumps({"url": URL, "status": 200, "body": []}),
    ]
    lines.insert(where, "{")
    (tmp_path / "t.ndjson").write_text("\n".join([json.dumps({"url": URL, "status": 200, "body": []}), *lines]))
    found = run(capsys, "traffic", tmp_path / "t.ndjson", spec=spec)
    assert (["type-mismatch"], 1) == (found.codes, found.examined["malformed records"])


def test_a_recording_that_breaks_off_is_examined_up_to_there(spec, capsys, tmp_path):
    file = recorded(tmp_path, entry(content={"text": '["a", 1]'}), entry())
    file.write_bytes(file.read_bytes()[:-60])
    found = run(capsys, "traffic", file, spec=spec)
    assert ["type-mismatch"] == found.codes


@pytest.mark.parametrize(
    ("url", "code"),
    [
        (URL, None),
        ("https://us.a.test/v1/things", None),
        ("https://anything.b.test/things", None),
        ("https://eu.a.test/v1/%74hings", None),
        ("https://eu.a.test/v1/%54hings", "undocumented-operation"),
        ("https://fr.a.test/v1/things", "undocumented-server"),
        ("https://eu.a.test/v2/things", None),
    ],
)
def test_servers_with_variables_and_escaped_letters(url, code, spec, capsys, tmp_path):
    found = run(capsys, "traffic", recorded(tmp_path, entry(url=url)), spec=spec)
    assert [code] * bool(code) == found.codes


@pytest.mark.parametrize(
    ("server", "url"),
    [
        ({"url": "https://[2001:db8::1]:8443/v1"}, "https://[2001:db8::1]:8443/v1/things"),
        ({"url": "https://b\u00fccher.test"}, "https://xn--bcher-kva.test/things"),
        ({"url": "https://a.test/v%31"}, "https://a.test./v1/things"),
        ({"url": "https://a.test/v1?key=1"}, "https://a.test/v1/things"),
        ({"url": "https://a.test/{base}", "variables": {"base": {"default": "/prod"}}}, "https://a.test/prod/things"),
        ({"url": "{all}/v1", "variables": {"all": {"default": "https://a.test/x"}}}, "https://a.test/x/v1/things"),
        (
            {"url": "https://a.test/{stage}", "variables": {"stage": {"default": "", "enum": ["", "v2/b"]}}},
            "https://a.test/v2/b/things",
        ),
        ({"url": "https://a.test/{stage}", "variables": {"stage": {"default": ""}}}, "https://a.test/things"),
        ({"url": "https://a.test/{stage}", "variables": {"stage": {"default": ""}}}, "https://a.test/beta/things"),
        # without an enum, a variable has any value
        ({"url": "http://{host}", "variables": {"host": {"default": "localhost:80"}}}, "http://a.test:9000/things"),
        ({"url": "https://a.test/{base}", "variables": {"base": {"default": "api/v1"}}}, "https://a.test/v2/things"),
        ({"url": "https://a.test/{base}", "variables": {"base": {"default": "api/v1"}}}, "https://a.test/b/v2/things"),
        ({"url": "https://a.test{base}", "variables": {"base": {"default": "/v1"}}}, "https://a.test/v2/things"),
    ],
)
def test_a_server_is_found_however_its_url_is_written(server, url, spec, capsys, tmp_path):
    spec.write_text(json.dumps({**SPEC, "servers": [server]}))
    file = tmp_path / "t.har"
    file.write_text(json.dumps({"log": {"entries": [entry(url=url, content={"text": "[1]"})]}}))
    assert ["type-mismatch"] == run(capsys, "traffic", file, spec=spec).codes


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("/b\u00fccher", "/b%c3%bccher"),
        ("/b%C3%BCcher", "/b\u00fccher"),
        ("/b%c3%bccher", "/b%C3%BCcher"),
        ("/a%2Fb", "/a%2fb"),
        ("/books", "/x/../books"),
        ("/books", "/x/%2E%2E/./books"),
    ],
)
def test_a_path_is_found_however_it_is_escaped(path, url, spec, capsys, tmp_path):
    """RFC 3986, 6.2.2: the case of hex digits, escaped unreserved characters, and dot segments make no difference."""
    spec.write_text(json.dumps({**SPEC, "paths": {path: SPEC["paths"]["/things"]}}))
    file = tmp_path / "t.har"
    own = entry(url=f"https://eu.a.test/v1{url}", content={"text": "[1]"})
    file.write_text(json.dumps({"log": {"entries": [own]}}))
    assert ["type-mismatch"] == run(capsys, "traffic", file, spec=spec).codes


@pytest.mark.parametrize("servers", [None, [{"url": "/api"}]])
def test_a_base_url_tells_the_api_from_other_hosts(servers, spec, capsys, tmp_path):
    spec.write_text(json.dumps({**SPEC, "servers": servers} if servers else SPEC | {"servers": []}))
    urls = ["https://a.test/api/things", "https://stats.test/api/collect"]
    file = tmp_path / "t.har"
    file.write_text(json.dumps({"log": {"entries": [entry(url=url) for url in urls]}}))
    found = run(capsys, "traffic", file, "--base-url", "https://a.test/api", spec=spec)
    assert (0, 1) == (found.status, found.examined["to other hosts"])


@pytest.mark.parametrize(
    ("server", "base_url", "path"),
    [
        ("v1", "https://a.test", "/v1/things"),
        ("./v1", "https://a.test", "/v1/things"),
        ("v1", "https://a.test/api?key=1", "/api/v1/things"),
        ("../v1", "https://a.test/api/", "/v1/things"),
        ("{stage}/v1", "https://a.test", "/prod/v1/things"),
        ("v1", None, "/v1/things"),
    ],
)
def test_a_relative_server_without_a_leading_slash_is_found(server, base_url, path, spec, capsys, tmp_path):  # noqa: PLR0917
    servers = [{"url": server, "variables": {"stage": {"default": "prod"}}}]
    spec.write_text(json.dumps({**SPEC, "servers": servers}))
    file = tmp_path / "t.har"
    file.write_text(json.dumps({"log": {"entries": [entry(url=f"https://a.test{path}", content={"text": "[1]"})]}}))
    found = run(capsys, "traffic", file, *([f"--base-url={base_url}"] if base_url else []), spec=spec)
    assert ["type-mismatch"] == found.codes


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("nowhere", "(no host)"),
        ("", "(no host)"),
        ("ftp://a.test", "ftp://a.test"),
        ("ftp://user:hunter2@a.test/v1?api_key=SECRET", "ftp://a.test"),
        ("user:hunter2@a.test/v1?api_key=SECRET", "(no host)"),
    ],
)
def test_a_base_url_that_is_none_is_told_without_its_secrets(address, shown, spec, capsys, tmp_path):
    found = run(capsys, "traffic", recorded(tmp_path), f"--base-url={address}", spec=spec)
    assert f"--base-url {shown}: this is not the base URL of an API; expected https://host" == found.error


def test_a_documented_host_with_the_base_path_of_another_is_no_new_server(spec, capsys, tmp_path):
    spec.write_text(json.dumps({**SPEC, "servers": [{"url": "https://a.test/v1"}, {"url": "https://b.test/v2"}]}))
    file = tmp_path / "t.har"
    urls = ["https://a.test/v1/things", "https://a.test/v2/things"]
    file.write_text(json.dumps({"log": {"entries": [entry(url=url) for url in urls]}}))
    found = run(capsys, "traffic", file, spec=spec)
    assert ([], 1) == (found.codes, found.examined["outside the base path"])


PATHS = [
    "/t/{id}",
    "/t/{name}.json",
    "/t/v{n}",
    "/sum/a+b:c",
    "/ends/",
    "/ends/{id}/",
    "/ends/last",
    "/find?kind=new",
    "/find?kind=old",
    "/twice/{a}",
    "/twice/{b}",
    "/both",
    "/both/",
    "/both/{id}/",
    "/both/{id}",
]


@pytest.mark.parametrize(
    ("path", "operation"),
    [
        ("/t/x", "/t/{id}"),
        ("/t/x.json", "/t/{name}.json"),
        ("/t/v7", "/t/v{n}"),
        ("/sum/a%2Bb%3Ac", "/sum/a+b:c"),
        ("/ends", "/ends/"),
        ("/ends/last/", "/ends/{id}/"),
        ("/ends/last", "/ends/last"),
        ("/find?kind=old", "/find?kind=old"),
        ("/both", "/both"),
        ("/both/", "/both/"),
        ("/both/7", "/both/{id}"),
        ("/both/7/", "/both/{id}/"),
    ],
)
def test_the_path_that_fits_best_is_chosen(path, operation, spec, capsys, tmp_path):
    """Each operation documents another property, and the response has that of the right one only."""
    paths = {
        each: {"get": {"responses": {"200": {"description": "d", "content": {"application/json": {"schema": schema}}}}}}
        for number, each in enumerate(PATHS)
        for schema in [{"type": "object", "properties": {f"p{number}": {"type": "integer"}}}]
    }
    spec.write_text(json.dumps({**SPEC, "servers": [{"url": "https://a.test"}], "paths": paths}))
    body = json.dumps({f"p{PATHS.index(operation)}": 1})
    file = tmp_path / "t.har"
    own = entry(url=f"https://a.test{path}", content={"text": body})
    other = entry(url="https://a.test/twice/1", content={"text": "[]"})
    file.write_text(json.dumps({"log": {"entries": [own, other]}}))
    found = run(capsys, "traffic", file, spec=spec)
    assert ([], 1) == (found.codes, found.examined["of more than one operation"])


OBJECT = {"type": ["object", "null"], "properties": {"a": {"type": "string"}}}


@pytest.mark.parametrize(
    ("parameter", "query", "codes"),
    [
        ({"in": "query", "schema": {"$ref": "#/components/schemas/F"}}, "a=1&b=2", []),
        ({"in": "query", "schema": {"oneOf": [OBJECT, {"type": "string"}]}}, "b=1", []),
        ({"in": "query", "schema": {**OBJECT, "additionalProperties": False}}, "a=1", []),
        ({"in": "query", "schema": {**OBJECT, "additionalProperties": False}}, "b=1", ["undocumented-parameter"]),
        ({"in": "query", "explode": False, "schema": OBJECT}, "b=1", ["undocumented-parameter"]),
        ({"in": "query", "schema": {"type": "array"}}, "f[0]=1&f[1]=2", []),
        ({"in": "querystring", "content": {"application/x-www-form-urlencoded": {"schema": OBJECT}}}, "a=1&b", []),
    ],
)
def test_names_of_parameters_are_read_by_their_style(parameter, query, codes, spec, capsys, tmp_path):  # noqa: PLR0917
    document = {**SPEC, "openapi": "3.2.0", "components": {"schemas": {"F": OBJECT}}}
    operation = {**SPEC["paths"]["/things"]["get"], "parameters": [{"name": "f", **parameter}]}
    spec.write_text(json.dumps({**document, "paths": {"/things": {"get": operation}}}))
    found = run(capsys, "traffic", recorded(tmp_path, entry(url=f"{URL}?{query}")), spec=spec)
    assert codes == found.codes


@pytest.mark.parametrize("headers", [[], [{"name": "date", "value": None}]])
def test_a_response_without_any_header_has_none_recorded(headers, spec, capsys, tmp_path):
    document = json.loads(spec.read_text())
    answer = document["paths"]["/things"]["get"]["responses"]["200"]
    answer["headers"] = {"X-Id": {"required": True, "schema": {"type": "string"}}}
    spec.write_text(json.dumps(document))
    file = tmp_path / "t.har"
    file.write_text(json.dumps({"log": {"entries": [entry(headers=headers)]}}))
    assert [] == run(capsys, "traffic", file, spec=spec).codes


def test_a_content_type_that_is_there_twice_is_one(spec, capsys, tmp_path):
    assert [] == run(capsys, "traffic", recorded(tmp_path, entry(headers=[JSON, JSON])), spec=spec).codes


def test_compressed_bytes_that_were_read_as_latin_1_are_decompressed(spec, capsys, tmp_path):
    own = entry(headers=[JSON, GZIPPED], content={"text": gzip.compress(b"[1]").decode("latin-1")})
    assert ["type-mismatch"] == run(capsys, "traffic", recorded(tmp_path, own), spec=spec).codes


def test_an_event_stream_whose_items_a_browser_left_out_is_not_missing(spec, capsys, tmp_path):
    content = {"text/event-stream": {"schema": {"type": "object"}}}
    answer = {"200": {"description": "events", "content": content}}
    document = {**SPEC, "paths": {**SPEC["paths"], "/events": {"get": {"responses": answer}}}}
    spec.write_text(json.dumps(document))
    stream = {"name": "content-type", "value": "text/event-stream"}
    own = entry(url="https://eu.a.test/v1/events", headers=[stream], content={"size": 0, "text": ""})
    found = run(capsys, "traffic", recorded(tmp_path, own), spec=spec)
    assert ([], 1) == (found.codes, found.examined["bodies not recorded"])


def test_a_har_file_in_zlib_as_mitmproxy_writes_it(spec, capsys, tmp_path):
    file = recorded(tmp_path, entry(content={"text": "[1]"}))
    content = zlib.compress(file.read_bytes())
    (tmp_path / "t.zhar").write_bytes(content)
    assert ["type-mismatch"] == run(capsys, "traffic", tmp_path / "t.zhar", spec=spec).codes


@pytest.mark.parametrize(("cut", "added"), [(20, 0), (0, 1), (0, PEEK_BYTES * 3)])
def test_zlib_data_that_does_not_end_with_its_file_is_told(cut, added, spec, capsys, tmp_path):
    content = zlib.compress(recorded(tmp_path, entry(content={"text": "[1]"})).read_bytes())
    (tmp_path / "t.zhar").write_bytes(content[: len(content) - cut] + bytes(added))
    found = run(capsys, "traffic", tmp_path / "t.zhar", spec=spec)
    assert "the compressed data is incomplete or damaged" in found.error


def test_what_precedes_the_end_of_zlib_data_is_examined(spec, capsys, tmp_path):
    """The file is read up to the piece after the end, however many bytes follow."""
    record = {"url": URL, "status": 200, "headers": {"content-type": "application/json"}, "body": [1]}
    lines = b"".join(json.dumps({**record, "body": [each]}).encode() + b"\n" for each in range(100_000))
    file = tmp_path / "t.ndjson.zz"
    file.write_bytes(zlib.compress(lines) + bytes(1 << 20))
    found = run(capsys, "traffic", file, spec=spec)
    assert (["type-mismatch"], 1) == (found.codes, found.examined["incomplete recordings"])


def test_the_schema_of_a_json_body_is_that_of_a_json_media_type(spec, capsys, tmp_path):
    """The media types of JSON lines come first, but their schemas describe other values."""
    document = json.loads(spec.read_text())
    answer = document["paths"]["/things"]["get"]["responses"]["200"]
    lines = {"schema": {"type": "object", "required": ["id"]}}
    answer["content"] = {"application/x-ndjson": lines, "application/jsonl": lines, **answer["content"]}
    spec.write_text(json.dumps(document))
    (tmp_path / "body.json").write_text("[1]")
    count = {"operation": "getT", "pointer": "/*", "kind": "type", "got": "integer", "count": 1, "of": 2}
    (tmp_path / "counts.ndjson").write_text(json.dumps(count))
    payload = run(capsys, "payload", tmp_path / "body.json", "--operation", "getT", spec=spec)
    counted = run(capsys, "mismatches", tmp_path / "counts.ndjson", spec=spec)
    assert [("type-mismatch", "/*", "string")] * 2 == [
        (each.one()["code"], each.one()["pointer"], each.one()["expected"]) for each in (payload, counted)
    ]


@pytest.mark.parametrize(("value", "codes"), [("[1]", []), ("{}", ["type-mismatch"])])
def test_a_header_whose_media_type_object_is_a_reference(value, codes, spec, capsys, tmp_path):
    document = {**SPEC, "openapi": "3.2.0", "components": {"mediaTypes": {"List": {"schema": {"type": "array"}}}}}
    document = json.loads(json.dumps(document))
    answer = document["paths"]["/things"]["get"]["responses"]["200"]
    answer["headers"] = {"X-Body": {"content": {"application/json": {"$ref": "#/components/mediaTypes/List"}}}}
    spec.write_text(json.dumps(document))
    own = entry(headers=[JSON, {"name": "X-Body", "value": value}])
    assert codes == run(capsys, "traffic", recorded(tmp_path, own), spec=spec).codes


@pytest.mark.parametrize("first", ["{}", '{"time": 1}', "starting"])
def test_a_first_line_that_is_malformed_is_told_and_omitted(first, spec, capsys, tmp_path):
    record = {"url": URL, "status": 200, "headers": {"content-type": "application/json"}, "body": [1]}
    file = tmp_path / "t.ndjson"
    file.write_text(f"{first}\n{json.dumps(record)}\n")
    found = run(capsys, "traffic", file, spec=spec)
    assert (["type-mismatch"], 1) == (found.codes, found.examined["malformed records"])


def test_an_undocumented_operation_can_be_acted_on_by_itself(spec, capsys, tmp_path):
    found = run(capsys, "traffic", recorded(tmp_path, entry(url="https://eu.a.test/v1/shadow/4711")), spec=spec)
    assert "GET /v1/shadow/{}" == found.one()["operation"]


def test_a_base_url_is_a_server_besides_those_of_the_contract(spec, capsys, tmp_path):
    document = {name: value for name, value in SPEC.items() if name != "servers"}
    spec.write_text(json.dumps(document))
    own = entry(url="http://10.0.0.7:9050/api/v1/things", content={"text": "[1]"})
    file = tmp_path / "t.har"
    file.write_text(json.dumps({"log": {"entries": [own]}}))
    found = run(capsys, "traffic", file, "--base-url", "http://10.0.0.7:9050/api/v1/", spec=spec)
    assert "type-mismatch" == found.one()["code"]


@pytest.mark.parametrize(
    ("name", "value", "codes"),
    [
        ("X-Text", "12345", []),
        ("X-Text", "true", []),
        ("X-Number", "12", []),
        ("X-Number", "many", ["type-mismatch"]),
        ("X-List", "1, 2,3", []),
        ("X-List", "1,b", ["type-mismatch"]),
        ("X-Pairs", "a,1", []),
        ("X-Pairs", "a,b", ["type-mismatch"]),
        ("X-Exploded", "a=1", []),
        ("X-Counts", "a,1,b,2", []),
        ("X-Counts", "a,1,b,x", ["type-mismatch"]),
        ("X-Tuple", "1, 2", []),
        ("X-Tuple", "a, 2", ["type-mismatch"]),
        ("X-Flag", True, []),
        ("X-Number", None, []),
        ("X-Body", "[1]", []),
        ("X-Body", '{"a": 1}', ["type-mismatch"]),
        ("X-Exploded", "a=b", ["type-mismatch"]),
    ],
)
def test_a_header_is_read_by_its_documented_type(name, value, codes, spec, capsys, tmp_path):  # noqa: PLR0917
    found = run(capsys, "traffic", recorded(tmp_path, entry(headers=[JSON, {"name": name, "value": value}])), spec=spec)
    assert codes == found.codes


def test_a_documented_header_content_type_is_ignored(spec, capsys, tmp_path):
    document = json.loads(spec.read_text())
    answer = document["paths"]["/things"]["get"]["responses"]["200"]
    answer["headers"] = {"Content-Type": {"required": True, "schema": {"enum": ["text/plain"]}}}
    spec.write_text(json.dumps(document))
    assert [] == run(capsys, "traffic", recorded(tmp_path, entry()), spec=spec).codes


@pytest.mark.parametrize(
    ("header", "values", "codes"),
    [
        ("Retry-After", ["120"], []),
        ("Retry-After", ["2026-01-01T00:00:00Z"], []),
        ("Retry-After", ["soon"], ["format-mismatch"]),
        ("Set-Cookie", ["session=1", "theme=2"], []),
        ("Set-Cookie", [], ["missing-response-header"]),
    ],
)
def test_headers_with_two_forms_and_headers_that_are_repeated(header, values, codes, spec, capsys, tmp_path):  # noqa: PLR0917
    document = json.loads(spec.read_text())
    union = {"oneOf": [{"type": "integer"}, {"type": "string", "format": "date-time"}]}
    documented = {
        "Retry-After": {"schema": union},
        "Set-Cookie": {"required": header == "Set-Cookie", "schema": {"type": "string", "pattern": "^session="}},
    }
    document["paths"]["/things"]["get"]["responses"]["200"]["headers"] = documented
    spec.write_text(json.dumps(document))
    file = tmp_path / "t.har"
    own = entry(headers=[JSON, *({"name": header, "value": value} for value in values)])
    file.write_text(json.dumps({"log": {"entries": [own]}}))
    assert codes == run(capsys, "traffic", file, spec=spec).codes


SHEET = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = {
    "application/json;v=1": {"type": "array", "items": {"type": "string"}},
    "application/json; v=2": {"type": "array", "items": {"type": "integer"}},
    "application/*+json": {"type": "object"},
}


@pytest.mark.parametrize(
    ("given", "text", "codes"),
    [
        ("application/json; charset=utf-8; v=1", '["a"]', []),
        ("application/json;v=1", "[1]", ["type-mismatch"]),
        ('application/json; v="2"', "[1]", []),
        ("application/hal+json", "{}", []),
        ("application/hal+json", "[]", ["type-mismatch"]),
        ("application/hal+xml", "<a/>", ["undocumented-content-type"]),
    ],
)
def test_media_types_are_told_apart_by_parameters_and_suffixes(given, text, codes, spec, capsys, tmp_path):  # noqa: PLR0917
    document = json.loads(spec.read_text())
    content = {name: {"schema": schema} for name, schema in MEDIA_TYPES.items()}
    document["paths"]["/things"]["get"]["responses"]["200"] = {"description": "ok", "content": content}
    spec.write_text(json.dumps(document))
    file = tmp_path / "t.har"
    own = entry(headers=[{"name": "content-type", "value": given}], content={"text": text})
    file.write_text(json.dumps({"log": {"entries": [own]}}))
    assert codes == run(capsys, "traffic", file, spec=spec).codes


def test_a_body_may_have_any_type_where_the_contract_leaves_the_media_type_empty(spec, capsys, tmp_path):
    document = json.loads(spec.read_text())
    document["paths"]["/things"]["get"]["responses"]["200"] = {"description": "A file.", "content": {"": {}}}
    spec.write_text(json.dumps(document))
    own = entry(headers=[{"name": "content-type", "value": "text/x-python"}], content={"text": "pass"})
    assert run(capsys, "traffic", recorded(tmp_path, own), spec=spec).codes == []


def test_an_undocumented_body_brings_the_schema_that_its_samples_suggest(spec, capsys, tmp_path):
    bodies = ['{"id": 7, "by": {"name": "x"}}', '{"id": 8, "by": null, "tags": ["a"]}']
    own = [entry(status=202, content={"text": body}) for body in bodies]
    finding = run(capsys, "traffic", recorded(tmp_path, *own), spec=spec).one()
    assert ("undocumented-body", 2, 2) == (finding["code"], finding["count"], finding["of"])
    assert run(capsys, "traffic", recorded(tmp_path, *own), "--apply", spec=spec).status
    again = run(capsys, "traffic", recorded(tmp_path, *own), spec=spec)
    assert (0, []) == (again.status, again.findings)
    schema = json.loads(spec.read_text())["paths"]["/things"]["get"]["responses"]["202"]["content"]["application/json"]
    assert {"type": "number"} == schema["schema"]["properties"]["id"]
    assert ["object", "null"] == schema["schema"]["properties"]["by"]["type"]


@pytest.mark.parametrize(
    ("media_type", "output"),
    [
        ("application/problem+json", "application/problem+json"),
        ("image/svg+xml; charset=utf-8", "image/svg+xml"),
        (f"application/{SHEET}", f"application/{SHEET}"),
        ("application/vnd.8f3a9c1d2e5b7a60+json", None),
    ],
)
def test_a_media_type_is_named_unless_it_could_be_an_id(media_type, output, spec, capsys, tmp_path):
    headers = [{"name": "content-type", "value": media_type}]
    document = json.loads(spec.read_text())
    document["paths"]["/things"]["get"]["responses"]["201"] = {"description": "ok", "content": {"text/csv": {}}}
    spec.write_text(json.dumps(document))
    own = [entry(status=status, headers=headers, content={"text": "{}"}) for status in (201, 202)]
    drift.main(["traffic", str(recorded(tmp_path, *own)), "--spec", str(spec)])
    found = capsys.readouterr().out
    assert f"responds with a body{f' of media type {output}' if output else ''}, where no body is documented" in found
    other = f"the media type {output}, where text/csv is documented" if output else "another media type than text/csv"
    assert f"responds with {other}: " in found


def test_an_entry_that_is_no_object_is_malformed(spec, capsys, tmp_path):
    file = tmp_path / "t.har"
    file.write_text(json.dumps({"log": {"entries": [5, entry(), "x", None, entry(), True]}}))
    found = run(capsys, "traffic", file, spec=spec)
    assert (0, 6, 4) == (found.status, found.examined["exchanges"], found.examined["malformed records"])


@pytest.mark.parametrize("size", range(1, 40))
def test_an_entry_without_brackets_can_continue_in_the_next_piece(size):
    text = b'{"log": {"entries": [12345, {"a": [1, "b]"]}, "x,y", true]}}'
    scanner = EntryScanner("t.har")
    pieces = (text[at : at + size] for at in range(0, len(text), size))
    entries = [each for piece in pieces for each in scanner.scanned(piece)]
    assert [b"12345", b'{"a": [1, "b]"]}', b'"x,y"', b"true"] == entries


def test_each_malformed_record_of_a_recording_without_others_has_its_own_line(spec, capsys, tmp_path):
    file = tmp_path / "t.har"
    file.write_text(json.dumps({"log": {"entries": [{}, {"request": 1}]}}))
    first, *notes = run(capsys, "traffic", file, spec=spec).error.splitlines()
    assert (
        f"{file}:1:1: there was nothing to examine (but 2 malformed records); expected exchanges of this API" == first
    )
    assert [f"{file}:1:1: entry 1", f"{file}:1:1: entry 2"] == [note.partition(",")[0] for note in notes]


@pytest.mark.parametrize("is_cut", [True, False])
def test_a_recording_of_which_not_all_was_read_is_not_clean(is_cut, spec, capsys, tmp_path):
    file = recorded(tmp_path, entry() if is_cut else {})
    if is_cut:
        file.write_bytes(file.read_bytes()[:-60])
    assert 0 == drift.main(["traffic", str(file), "--spec", str(spec)])
    assert capsys.readouterr().out.startswith("No drift in the part that was examined (")


@pytest.mark.parametrize("body", ['["\\ud83d"]', '["a", "\\udc00b"]'])
def test_half_a_surrogate_pair_is_a_string(body, spec, capsys, tmp_path):
    found = run(capsys, "traffic", recorded(tmp_path, entry(content={"text": body})), spec=spec)
    assert (0, []) == (found.status, found.codes)


@pytest.mark.parametrize("number", ["1e400", "-1e400", "123456789012345678901234567890", "9" * 5000, f"-{'9' * 5000}"])
def test_a_number_of_any_size_is_a_number(number, spec, capsys, tmp_path):
    found = run(capsys, "traffic", recorded(tmp_path, entry(content={"text": f"[{number}]"})), spec=spec)
    assert ["type-mismatch"] == found.codes


def test_bodies_that_were_not_recorded_are_not_clean(spec, capsys, tmp_path):
    drift.main(["traffic", str(recorded(tmp_path, entry(content={"size": 500}))), "--spec", str(spec)])
    headline = "No drift in the part that was examined (examined: 2 exchanges, 1 body not recorded, 1 file)"
    assert headline == capsys.readouterr().out.splitlines()[0]
