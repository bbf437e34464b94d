"""Recorded streams: each item is validated against the item schema, for all stream formats and recording formats."""

from __future__ import annotations

import base64
import json

import httpx2
import pytest
from support.drift_fixtures import ROOT, run

from specloop.mock.server import MockServer
from specloop.openapi.loader import load_document

MEDIA = ROOT / "tests" / "client" / "contracts" / "media.yaml"
URL = "https://media.example.com"
PATHS = ("/ticks", "/log", "/records")
OTHER_PATHS = ("/events", "/colors", "/audit")


STREAMED = ["*/*", "text/event-stream", "application/stream+json"]
WORD = "2026-01-01"
WORDS = (
    {"type": ["string", "null"], "format": "date"},
    {"type": "string", "enum": [WORD, "red"]},
    {"$ref": "#/components/schemas/Word"},
    {"oneOf": [{"type": "integer"}, {"type": "string"}]},
)


@pytest.fixture
def drift(tmp_path, capsys):
    """Return a function that compares recorded streams with the contract.

    Each stream is a pair of a path and a body in the media type of that path.
    """
    kinds = {
        **dict.fromkeys(("/ticks", "/events", "/notes", "/marks", "/colors", "/days"), "text/event-stream"),
        "/log": "application/x-ndjson",
        "/records": "application/json-seq",
    }

    def compare(*streams):
        file = tmp_path / "recording.ndjson"
        records = [
            {"method": "GET", "url": URL + path, "status": 200, "headers": {"Content-Type": kinds[path]}, "body": body}
            for path, body in streams
        ]
        file.write_text("\n".join(map(json.dumps, records)))
        return run(capsys, "traffic", file, spec=MEDIA)

    return compare


def recorded(*drift: str, paths: tuple[str, ...] = PATHS) -> list[httpx2.Response]:
    with MockServer(load_document(MEDIA), drift=drift) as mock, httpx2.Client(base_url=mock.url) as client:
        chat = client.post("/chats", json={"text": "x", "stream": True}, headers={"Accept": "text/event-stream"})
        return [*(client.get(path) for path in paths), chat]


def as_line(response: httpx2.Response) -> str:
    request = response.request
    record = {"method": request.method, "url": URL + request.url.path, "status": response.status_code}
    return json.dumps(record | {"headers": dict(response.headers), "body": response.text})


def as_har(response: httpx2.Response) -> dict[str, object]:
    request = response.request
    headers = [{"name": name, "value": value} for name, value in response.headers.items()]
    content = {"mimeType": response.headers["content-type"], "text": response.text}
    return {
        "request": {"method": request.method, "url": URL + request.url.path},
        "response": {"status": response.status_code, "headers": headers, "content": content},
    }


@pytest.mark.parametrize("form", ["lines", "har"])
def test_what_the_mock_streams_is_read_item_by_item(tmp_path, capsys, form):
    def compare(responses):
        file = tmp_path / form
        entries = {"log": {"entries": [as_har(each) for each in responses]}}
        file.write_text(json.dumps(entries) if form == "har" else "\n".join(map(as_line, responses)))
        return run(capsys, "traffic", file, spec=MEDIA)

    clean = compare(recorded(paths=PATHS + OTHER_PATHS))
    assert (clean.status, clean.codes, clean.examined["stream items"]) == (0, [], 68)
    drifted = compare(recorded("new-property", "changed-type"))
    found = {(each["code"], each["operation"], each["pointer"], each["count"], each["of"]) for each in drifted.findings}
    readers = ("watchTicks", "readLog", "readRecords")
    assert found == {
        *(("type-mismatch", each, "/number", 4, 10) for each in readers),
        *(("undocumented-property", each, "/is_archived", 4, 10) for each in readers),
        ("undocumented-property", "createChat", "/is_archived", 4, 10),
    }
    assert all(each["patch"] for each in drifted.findings)


def test_framing_is_that_of_the_standards_and_a_recording_may_stop_anywhere(drift):
    found = drift(
        ("/ticks", '\ufeff: hello\rdata: {"number":\r\ndata: 1}\n\nid: 2\n\ndata: {"number": 2}\n\ndata: {"num'),
        ("/log", '{"number": 1}\r\n\n{"number": 2}\n{"num'),
        ("/log", '{"number": 1}\n{"number": 2}'),
        ("/records", '\x1e{"number":\n1}\n\x1e{"number": 2}\n\x1e{"num'),
    )
    assert (found.status, found.examined["stream items"]) == (0, 8)


def test_the_data_of_a_whole_event_is_validated_as_json(drift):
    events = (
        'event: tick\ndata: {"number": "1"}\n\nevent: count\ndata: 2\n\nevent: word\ndata: 3\n\n'
        'event: tick\ndata: {"number": 4}\n\n'
    )
    found = drift(("/events", events))
    assert found.examined["stream items"] == 4
    assert [(each["code"], each["pointer"], each["count"]) for each in found.findings] == [
        ("type-mismatch", "/data/number", 1)
    ]


@pytest.mark.parametrize(
    ("path", "event", "found"),
    [
        ("/notes", 'data: {"number": 1, "x": 1, "y": 2}', ["undocumented-property", "undocumented-property"]),
        ("/notes", "data: 5", ["type-mismatch"]),
        ("/marks", "event: mark\ndata: pause", ["undocumented-enum-value"]),
        ("/marks", "event: new\ndata: end", ["undocumented-enum-value"]),
        ("/events", "event: word\nretry: 1\ndata: {}", ["undocumented-property"]),
        ("/colors", "data: blue", ["undocumented-enum-value"]),
        ("/colors", 'data: "blue"', ["undocumented-enum-value"]),
        ("/days", "data: 2026", ["format-mismatch"]),
        ("/ticks", "data: 2026", ["type-mismatch"]),
    ],
)
def test_the_data_of_an_event_is_text_only_where_the_contract_has_texts(drift, path, event, found):
    assert drift((path, f"{event}\n\n")).codes == found


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "iso-8859-1", "unknown"])
def test_a_recorded_stream_is_read_in_its_charset(tmp_path, capsys, charset):
    media_type = f"application/json-seq; charset={charset}"
    text = '\x1e{"number": 1, "at": "é"}\n\x1e{"number": 2}\n'
    content = text.encode("utf-8" if charset == "unknown" else charset)
    response = {
        "status": 200,
        "headers": [{"name": "Content-Type", "value": media_type}],
        "content": {"mimeType": media_type, "encoding": "base64", "text": base64.b64encode(content).decode()},
    }
    entry = {"request": {"method": "GET", "url": f"{URL}/records"}, "response": response}
    (tmp_path / "recording.har").write_text(json.dumps({"log": {"entries": [entry]}}))
    found = run(capsys, "traffic", tmp_path / "recording.har", spec=MEDIA)
    assert found.examined["stream items"] == 2
    assert [(each["code"], each["pointer"]) for each in found.findings] == [("format-mismatch", "/at")]


def test_an_item_that_is_no_json_is_found(drift):
    found = drift(("/ticks", 'data: hello\n\ndata: {"number": 1}\n\n'), ("/log", 'hello\n{"number": 1}\n'))
    assert [(each["code"], each["count"], each["of"]) for each in found.findings] == [("body-not-json", 1, 2)] * 2


def test_items_that_a_recorder_has_parsed_already_are_read(drift):
    found = drift(("/log", [{"number": 1}, {"number": "2"}]))
    assert [(each["code"], each["count"], each["of"]) for each in found.findings] == [("type-mismatch", 1, 2)]


def test_a_time_before_reconnecting_of_any_number_of_digits_is_read(drift):
    found = drift(("/events", f"event: word\nretry: {'9' * 5000}\ndata: a\n\n"))
    assert (found.status, found.examined["stream items"]) == (0, 1)


@pytest.mark.parametrize("schema", WORDS, ids=["date", "enumeration", "reference", "text or number"])
@pytest.mark.parametrize(
    "body", ["data: %s\n\n", 'data: "%s"\n\n', ['"%s"\n'], ["%s"]], ids=["bare", "quoted", "line", "parsed"]
)
def test_a_text_is_the_data_of_an_event_with_and_without_quotes(tmp_path, capsys, schema, body):
    media_type = "text/event-stream" if isinstance(body, str) else "application/jsonl"
    text = body if isinstance(body, str) else body[0]
    recorded_body = text % WORD if "\n" in text else [text % WORD]
    found = compare_words(tmp_path, capsys, schema, media_type, recorded_body)
    assert (found.status, found.examined["stream items"]) == (0, 1)
    wrong = text % "blue" if "\n" in text else ["blue"]
    if schema != WORDS[-1]:
        assert compare_words(tmp_path, capsys, schema, media_type, wrong).status == 1


def test_an_error_event_and_what_follows_the_end_are_no_items(tmp_path, capsys):
    stream = {"sentinel": "[DONE]", "error-event": "error"}
    content = {"text/event-stream": {"schema": {"type": "integer"}, "x-stream": stream}}
    paths = {
        "/numbers": {"get": {"operationId": "watch", "responses": {"200": {"description": "ok", "content": content}}}}
    }
    spec = tmp_path / "openapi.json"
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "servers": [{"url": URL}], "paths": paths}
    spec.write_text(json.dumps(document))
    body = "data: 1\n\nevent: error\ndata: no more\n\ndata: 2\n\ndata: [DONE]\n\ndata: never\n\n"
    record = {"method": "GET", "url": f"{URL}/numbers", "status": 200, "body": body}
    (tmp_path / "recording").write_text(json.dumps(record | {"headers": {"content-type": "text/event-stream"}}))
    found = run(capsys, "traffic", tmp_path / "recording", spec=spec)
    assert (found.status, found.examined["stream items"]) == (0, 2)


def compare_words(tmp_path, capsys, schema, media_type, body):
    """Compare a recorded stream with a contract whose items have a schema that allows the text WORD."""
    content = {media_type: {"schema": schema}}
    paths = {
        "/words": {"get": {"operationId": "watch", "responses": {"200": {"description": "ok", "content": content}}}}
    }
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "servers": [{"url": URL}], "paths": paths}
    document["components"] = {"schemas": {"Word": {"type": "string", "enum": [WORD]}}}
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    record = {
        "method": "GET",
        "url": f"{URL}/words",
        "status": 200,
        "headers": {"content-type": media_type},
        "body": body,
    }
    (tmp_path / "recording").write_text(json.dumps(record))
    return run(capsys, "traffic", tmp_path / "recording", spec=tmp_path / "openapi.json")


def test_the_mock_sends_the_stream_that_is_accepted_beside_a_range(tmp_path):
    content = {name: {"schema": {"type": "object", "properties": {"a": {"type": "integer"}}}} for name in STREAMED}
    paths = {"/ticks": {"get": {"operationId": "t", "responses": {"200": {"description": "ok", "content": content}}}}}
    document = {"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "servers": [{"url": URL}], "paths": paths}
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    with MockServer(load_document(tmp_path / "openapi.json")) as mock, httpx2.Client(base_url=mock.url) as client:
        found = [client.get("/ticks", headers={"Accept": f"{each}, */*;q=0.1"}) for each in STREAMED[1:]]
    assert [each.headers["content-type"] for each in found] == STREAMED[1:]
    assert [each.text.count('"a"') for each in found] == [10, 10]


@pytest.mark.parametrize(
    ("default", "sent", "is_streamed"),
    [(True, {}, True), (True, {"stream": False}, False), (False, {}, False), (False, {"stream": True}, True)],
)
@pytest.mark.parametrize("place", ["body", "query"])
def test_the_mock_streams_as_the_flag_says(tmp_path, *, place, default, sent, is_streamed):
    content = {each: {"schema": {"type": "integer"}} for each in ("application/json", "text/event-stream")}
    operation = {"operationId": "t", "responses": {"200": {"description": "ok", "content": content}}}
    flag = {"type": "boolean", "default": default}
    if place == "query":
        operation["parameters"] = [{"name": "stream", "in": "query", "schema": flag}]
    else:
        schema = {"type": "object", "properties": {"stream": flag}}
        operation["requestBody"] = {"content": {"application/json": {"schema": schema}}}
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "servers": [{"url": URL}]}
    document["paths"] = {"/ticks": {"post": operation}}
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    with MockServer(load_document(tmp_path / "openapi.json")) as mock, httpx2.Client(base_url=mock.url) as client:
        query = {name: json.dumps(value) for name, value in sent.items()}
        response = client.post("/ticks", params=query) if place == "query" else client.post("/ticks", json=sent)
    assert (response.headers["content-type"] == "text/event-stream") == is_streamed


def test_the_mock_sends_events_without_data_as_they_are(tmp_path, capsys):
    events = [
        {"type": "object", "required": ["event"], "properties": {"event": {"const": "ping"}}},
        {
            "type": "object",
            "required": ["event", "data"],
            "properties": {"event": {"const": "a"}, "data": {"type": "integer"}},
        },
    ]
    content = {"text/event-stream": {"itemSchema": {"oneOf": events}}}
    paths = {
        "/pings": {"get": {"operationId": "watch", "responses": {"200": {"description": "ok", "content": content}}}}
    }
    document = {"openapi": "3.2.0", "info": {"title": "T", "version": "1"}, "servers": [{"url": URL}], "paths": paths}
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document))
    with MockServer(load_document(spec)) as mock, httpx2.Client(base_url=mock.url) as client:
        response = client.get("/pings")
    assert "event: ping\n\n" in response.text
    (tmp_path / "recording").write_text(as_line(response))
    found = run(capsys, "traffic", tmp_path / "recording", spec=spec)
    assert (found.status, found.examined["stream items"]) == (0, response.text.count("event: a\n"))
