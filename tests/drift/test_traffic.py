"""The source `traffic`: the operation of each request, bodies as recorders write them, and invalid recordings."""

from __future__ import annotations

import base64
import gzip
import json
import os
import pty
import random
import subprocess
import sys
import tracemalloc
import zlib

import pytest
from support.drift_fixtures import ROOT, SPEC, URL, exchange, har, har_of, line, ndjson, pages, run

from specloop.drift import cli as drift
from specloop.drift.finding_kinds import FINDING_KINDS
from specloop.drift.findings import SourceResult, result_from_counter
from specloop.drift.run import format_headline
from specloop.drift.sources.traffic import count_traffic
from specloop.drift.validation.observation_counter import ObservationCounter
from specloop.drift.validation.observations import Observation, Population
from specloop.drift.validation.request_router import RequestRouter
from specloop.openapi.loader import load_document

SERVERS = """\
openapi: 3.1.0
info: {title: Shelves, version: "1"}
servers:
  - url: https://api.example.com/v1/
  - url: https://{region}.example.org/base
    variables: {region: {default: eu}}
security: [{key: []}]
paths:
  /shelves/{shelf}:
    parameters: [{name: shelf, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getShelf
      parameters:
        - {name: filter, in: query, style: deepObject, schema: {type: object}}
        - {name: tags, in: query, schema: {type: array, items: {type: string}}}
      responses: {"200": {description: ok}, 4XX: {description: no}, default: {description: any}}
    delete: {operationId: burnShelf, responses: {"204": {description: gone}}}
  /shelves/first: {get: {operationId: firstShelf, responses: {"200": {description: ok}}}}
  /files/{name}.json:
    parameters: [{name: name, in: path, required: true, schema: {type: string}}]
    get: {operationId: getFile, responses: {"200": {description: ok}}}
  /caf\u00e9: {get: {operationId: getCafe, responses: {"200": {description: ok}}}}
components:
  securitySchemes: {key: {type: apiKey, in: query, name: key}}
"""


@pytest.fixture
def shelves(tmp_path):
    spec = tmp_path / "shelves.yaml"
    spec.write_text(SERVERS, encoding="utf-8")
    return spec


@pytest.mark.parametrize(
    ("request_", "operation", "unknown"),
    [
        ("GET https://api.example.com/v1/shelves/7", "getShelf", ()),
        ("GET https://api.example.com:443/v1/shelves/7", "getShelf", ()),
        ("GET https://API.example.com/v1/shelves/7/", "getShelf", ()),
        ("GET https://eu.example.org/base/shelves/7", "getShelf", ()),
        ("get https://api.example.com/v1/shelves/a%2Fb%20c", "getShelf", ()),
        ("GET https://api.example.com/v1/shelves/first", "firstShelf", ()),
        ("DELETE https://api.example.com/v1/shelves/first", "burnShelf", ()),
        ("GET https://api.example.com/v1/files/a.b.json", "getFile", ()),
        ("GET https://api.example.com/v1/caf%C3%A9", "getCafe", ()),
        ("GET http://localhost:8000/v1/shelves/7", "getShelf", ()),
        ("GET /v1/shelves/7?key=s3cret", "getShelf", ()),
        ("GET /v1/shelves/7?filter[name]=x&tags[]=y&tags=z", "getShelf", ()),
        ("GET /v1/shelves/7?is_admin=1&is_admin=2&q", "getShelf", ("is_admin", "q")),
        ("POST https://api.example.com/v1/shelves/7", None, ()),
        ("GET https://api.example.com/v1/", None, ()),
    ],
)
def test_a_request_is_matched_to_its_operation(request_, operation, unknown, shelves):
    method, url = request_.split()
    match = RequestRouter(load_document(shelves)).match(method, url)
    assert (operation, unknown, "") == (match.operation and match.operation.label, match.unknown, match.set_aside)


@pytest.mark.parametrize(
    "url", ["https://fonts.example.net/x.woff", "https://api.example.com/", "https://[", "data:,x"]
)
def test_other_traffic_is_none_of_ours(url, shelves):
    match = RequestRouter(load_document(shelves)).match("GET", url)
    assert match is None or match.set_aside


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/v1/shelves/7/books", "GET /v1/shelves/{}/books"),
        ("/v1/users/550e8400-e29b-41d4-a716-446655440000", "GET /v1/users/{}"),
        ("/v1/users/me", "GET /v1/users/me"),
        ("/v1/orgs/org_7Hq2vKxW9sTn4LbYc8RdZm/api-keys/sk_live_abc", "GET /v1/orgs/{}/api-keys/{}"),
        ("/v1/by-mail/ann%40example.com", "GET /v1/by-mail/{}"),
        ("/v1/xYzKqWpLmNbVcR", "GET /v1/{}"),
    ],
)
def test_an_undocumented_path_is_shown_without_what_is_like_an_id(path, shown, shelves):
    assert shown == RequestRouter(load_document(shelves)).match("GET", f"https://api.example.com{path}").shown


def test_the_help_says_what_of_a_request_is_read(capsys):
    with pytest.raises(SystemExit):
        drift.main(["traffic", "--help"])
    assert "request bodies are never read" in " ".join(capsys.readouterr().out.split())


def test_what_nobody_documented_is_counted(capsys, tmp_path):
    recorded = [
        exchange(body=[]),
        exchange(f"{URL}?page=2&search=x", body=[]),
        exchange(f"{URL}?search=y", status=418),
        exchange("https://api.useinvent.com/orgs/c/contacts/4711", body={}),
        exchange("https://api.useinvent.com/orgs/c/contacts/4712", body={}),
        exchange("https://api.dev.useinvent.com/orgs/c/broadcasts", body=[]),
        exchange(status=404, body={"message": "no"}),
        exchange("https://cdn.example.com/logo.png"),
    ]
    found = run(capsys, "traffic", ndjson(tmp_path / "t.ndjson", recorded))
    output = {(each["code"], each["pointer"], each["observed"], each["count"], each["of"]) for each in found.findings}
    assert output == {
        ("undocumented-operation", "/path", "answered 200", 2, 7),
        ("undocumented-parameter", "/query/search", "given", 2, 5),
        ("undocumented-status", "", "418", 1, 5),
        ("undocumented-server", "/host", "api.dev.useinvent.com", 1, 5),
    }
    assert {"files": 1, "exchanges": 8, "to other hosts": 1} == found.examined


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"status": 204, "body": None}, "undocumented-status"),
        ({"body": ""}, "body-missing"),
        ({"body": "<html>no</html>"}, "body-not-json"),
        ({"headers": {"Content-Type": "text/html"}, "body": "<html>"}, "undocumented-content-type"),
        (
            {"headers": {"Content-Type": "application/problem+json", "pagination-count": "1"}, "body": []},
            "missing-response-header",
        ),
        ({"body": {"items": []}}, "type-mismatch"),
        ({"headers": {**exchange()["headers"], "pagination-take": "many"}, "body": []}, "type-mismatch"),
    ],
)
def test_an_answer_that_is_not_what_it_should_be(changes, code, capsys, tmp_path):
    record = {**exchange(body=[]), **changes}
    record = {name: value for name, value in record.items() if value is not None}
    found = run(capsys, "traffic", ndjson(tmp_path / "t.ndjson", [record]))
    assert code in found.codes


@pytest.mark.parametrize("status", [400, 401, 404, 429])
def test_an_error_whose_body_is_not_documented_is_no_drift(status, capsys, tmp_path):
    found = run(capsys, "traffic", ndjson(tmp_path / "t.ndjson", [exchange(status=status, body={"error": "x"})]))
    assert (0, []) == (found.status, found.findings)


def encodings(body):
    text = json.dumps(body).encode()
    return {
        "text": {"text": text.decode()},
        "base64": {"text": base64.b64encode(text).decode(), "encoding": "base64"},
        "gzip in base64": {"text": base64.b64encode(gzip.compress(text)).decode(), "encoding": "base64"},
        "deflate in base64": {"text": base64.b64encode(zlib.compress(text)).decode(), "encoding": "base64"},
        "wrapped base64": {"text": base64.encodebytes(text).decode(), "encoding": "base64"},
        "URL-safe base64 without padding": {
            "text": base64.urlsafe_b64encode(text).decode().rstrip("="),
            "encoding": "base64",
        },
    }


@pytest.mark.parametrize("encoding", encodings([]))
def test_har_bodies_are_read_as_recorders_write_them(encoding, capsys, tmp_path):
    ((headers, body),) = pages("null", count=30)
    written = har_of([{**exchange(body=body), "headers": headers}])
    content = written["log"]["entries"][0]["response"]["content"]
    del content["text"]
    content.update(encodings(body)[encoding])
    file = tmp_path / "t.har"
    file.write_text(json.dumps(written))
    if encoding.startswith("deflate"):
        written["log"]["entries"][0]["response"]["headers"].append({"name": "Content-Encoding", "value": "deflate"})
        file.write_text(json.dumps(written))
    found = run(capsys, "traffic", file).one()
    assert ("null-not-allowed", 10, 30) == (found["code"], found["count"], found["of"])


def test_what_har_holds_beside_answers_is_passed_over_and_counted(capsys, tmp_path):
    written = har_of(
        [
            exchange(body=[]),
            exchange(status=0),
            exchange(status=304),
            exchange(method="OPTIONS", access_control_allow_methods="GET"),
        ]
    )
    file = tmp_path / "t.har"
    file.write_text(json.dumps(written))
    found = run(capsys, "traffic", file)
    assert (0, {"files": 1, "exchanges": 4, "without an answer": 1, "not modified": 1, "preflights": 1}) == (
        found.status,
        found.examined,
    )


def test_a_body_that_was_not_recorded_is_no_body_that_is_missing(capsys, tmp_path):
    """Browsers omit large bodies, or all bodies if asked to; the recorded parts of the response are still compared."""
    written = har_of([exchange(), exchange(status=418), exchange(body=[])])
    for entry in written["log"]["entries"][:2]:
        entry["response"]["content"]["size"] = 48_213
    (tmp_path / "t.har").write_text(json.dumps(written))
    found = run(capsys, "traffic", tmp_path / "t.har")
    assert (["undocumented-status"], 1) == (found.codes, found.examined["bodies not recorded"])
    lines = [exchange(content_length="48213"), exchange(), exchange(content_length="0"), {**exchange(), "body": None}]
    found = run(capsys, "traffic", ndjson(tmp_path / "t.ndjson", lines))
    assert ("body-missing", 2, 2) == (found.one()["code"], found.one()["count"], found.examined["bodies not recorded"])


@pytest.mark.parametrize("write", [ndjson, har])
def test_gzipped_files_are_read(write, capsys, tmp_path):
    ((headers, body),) = pages("null", count=30)
    file = write(tmp_path / "t", [{**exchange(body=body), "headers": headers}])
    packed = tmp_path / "t.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert ["null-not-allowed"] == run(capsys, "traffic", packed).codes


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("files", "1 file"),
        ("bodies not recorded", "1 body not recorded"),
        ("HSTS redirects", "1 HSTS redirect"),
        ("browser addresses", "1 browser address"),
        ("mismatches", "1 mismatch"),
        ("of operations that the contract does not have", "1 of operations that the contract does not have"),
        ("from a service worker", "1 from a service worker"),
        ("to other hosts", "1 to other hosts"),
        ("operations that only they have", "1 operation that only they have"),
    ],
)
def test_the_headline_counts_in_words(unit, one):
    for count, shown in ((1, one), (1000, f"1,000 {unit}")):
        assert format_headline(SourceResult("traffic", {unit: count}, [], []), []) == f"No drift (examined: {shown})"


@pytest.mark.parametrize(
    ("content", "output"),
    [
        (b"", "t:1:1: is empty"),
        (b"<html></html>", "t:1:1: begins with markup"),
        (b'{"a": 1}\n', "t:1:1: has neither `log` nor `url`"),
        (b'{"url": "/x", "status": \n', "t:1:25: this is not valid JSON, or it is incomplete"),
        (b'{"url": "/x"}\n', "t:1:1: this is not a valid exchange (`status` is missing)"),
        (b'{"url": "/x", "status": "two"}\n', "t:1:1: this is not a valid exchange"),
        (
            b'{"url": "/x", "status": 4711}\n',
            "t:1:1: this is not a valid exchange (Expected `int` <= 999 - at `$.status`)",
        ),
        (b'{"url": "/x", "body": ' + b"[" * 99_999 + b"]" * 99_999 + b"}", "t:1:200022: this is not valid JSON"),
        (b'{"log": {"entries": [{"request": {"url": "/x"}, "resp', "the file ends in entry 1"),
        (b'{"log": {"entries": [{"request": {}}]}}', "t:1:1: entry 1, byte 1: this is not a valid exchange"),
        (b'{"log": {"pages": []}}', "t:1:1: there is no list `log.entries`"),
        (b'{"log": {"entries": []}}', "there was nothing to examine"),
        (
            b'{"url": "https://example.net/", "status": 200}',
            "there was nothing to examine (but 1 to other hosts); expected exchanges of this API; `--base-url` names",
        ),
        (gzip.compress(b'{"url": "/x", "status": 200}\n' * 99, mtime=0)[:-9], "the compressed data is incomplete"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_its_place(content, output, capsys, tmp_path):
    (tmp_path / "t").write_bytes(content)
    found = run(capsys, "traffic", tmp_path / "t")
    assert 2 == found.status
    assert output in found.error


def test_a_file_that_is_not_there_is_told(capsys, tmp_path):
    assert "t.har:1:1: cannot be read" in run(capsys, "traffic", tmp_path / "t.har").error


def output(contract, counter):
    return [finding.drift for finding in result_from_counter(contract, "traffic", counter, is_traffic=True).findings]


def test_portions_are_merged_the_same_in_any_order_on_any_number_of_cores(tmp_path, monkeypatch):
    monkeypatch.setattr("specloop.drift.sources.recordings.CHUNK_BYTES", 100_000)
    recorded = [
        {**exchange(body=body), "headers": headers} for headers, body in pages("new-property", "new-enum-value", "null")
    ]
    recorded += [exchange(f"{URL}?{name}=1", body=[]) for name in ("a", "b", "a")]
    contract = load_document(SPEC)
    reports = []
    for seed, cores in ((0, 1), (1, 1), (2, 2)):
        random.Random(seed).shuffle(recorded)
        file = ndjson(tmp_path / "t.ndjson", recorded)
        reports.append(output(contract, count_traffic(contract, [str(file)], workers=cores)[0]))
    assert reports[0] == reports[1] == reports[2]
    assert 5 == len(reports[0])


def test_every_line_is_read_once_wherever_portions_end(tmp_path, monkeypatch):
    recorded = [exchange(f"{URL}?page={number}", body=[]) for number in range(1, 51)]
    file = ndjson(tmp_path / "t.ndjson", recorded)
    contract = load_document(SPEC)
    for size in (1, 100, 255, 256, 257, 1000, 10**6):
        monkeypatch.setattr("specloop.drift.sources.recordings.CHUNK_BYTES", size)
        assert 50 == count_traffic(contract, [str(file)], workers=1)[0].examined["exchanges"]


def test_har_is_cut_the_same_wherever_chunks_end(tmp_path, monkeypatch):
    recorded = [exchange(f"{URL}?page={number}", body=[]) for number in range(1, 9)]
    written = har_of(recorded)
    written["log"]["entries"][3]["response"]["content"]["text"] = '[]          "{[\\"'
    file = tmp_path / "t.har"
    file.write_text(json.dumps(written))
    contract = load_document(SPEC)
    for size in (1, 7, 64, 1000, 10**6):
        monkeypatch.setattr("specloop.drift.sources.har.READ_BYTES", size)
        assert 8 == count_traffic(contract, [str(file)], workers=1)[0].examined["exchanges"]


def test_names_that_are_many_are_data_in_whatever_order_they_come():
    limit = FINDING_KINDS["undocumented-property"].max_details
    population = Population("op", "200", "/*")

    def counter(numbers):
        made = ObservationCounter()
        for number in numbers:
            name = f"name_{'abcdefghijklmnop'[number % 16]}{'abcdefghijklmnop'[number // 16]}"
            made.add(
                Observation("undocumented-property", "op", f"/*/{name}", ("s", "properties", name), "", name),
                population,
                "string",
            )
        return made

    few, one, two = counter(range(limit)), counter(range(limit // 2 + 1)), counter(range(limit // 2, limit + 1))
    assert limit == len(few.seen)
    both = [ObservationCounter(), ObservationCounter()]
    for parts, whole in (((one, two), both[0]), ((two, one), both[1])):
        for part in parts:
            whole.merge(part)
    assert both[0].seen == both[1].seen
    ((observation, _),) = both[0].seen
    assert ("/*/{}", "{}") == (observation.at, observation.detail)


def test_what_no_traffic_touches_is_information(capsys, tmp_path, shelves):
    recorded = [exchange("/v1/shelves/7?tags=x", status=204) for _ in range(100)]
    found = run(capsys, "traffic", ndjson(tmp_path / "t.ndjson", recorded), spec=shelves)
    assert 0 == found.status
    assert {"documented-never-seen"} == {each["code"] for each in found.findings}
    wheres = {each["where"] for each in found.findings}
    assert line("/shelves/first:", spec=shelves).rpartition(":")[0] in {each.rpartition(":")[0] for each in wheres}


def packed(file):
    file.with_suffix(".gz").write_bytes(gzip.compress(file.read_bytes(), 1))
    return file.with_suffix(".gz")


@pytest.mark.parametrize("write", [ndjson, har, lambda *words: packed(ndjson(*words))], ids=["lines", "HAR", "gzipped"])
def test_memory_does_not_grow_with_the_file(write, tmp_path, monkeypatch):
    monkeypatch.setattr("specloop.drift.sources.recordings.CHUNK_BYTES", 200_000)
    monkeypatch.setattr("specloop.drift.sources.har.READ_BYTES", 100_000)
    recorded = [
        {**exchange(body=body), "headers": headers} for headers, body in pages("new-property", "null", count=100)
    ]
    contract = load_document(SPEC)
    peaks = []
    for times in (10, 60):
        file = write(tmp_path / f"{times}.log", recorded * times)
        tracemalloc.start()
        assert times == count_traffic(contract, [str(file)], workers=1)[0].examined["exchanges"]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


def test_progress_is_shown_on_a_terminal_alone(tmp_path):
    recorded = [{**exchange(body=body), "headers": headers} for headers, body in pages("null")]
    file = ndjson(tmp_path / "t.ndjson", recorded * 10)
    command = [sys.executable, str(ROOT / "drift.py"), "traffic", str(file), "--format", "json"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT, env={**os.environ, "TERM": "xterm"}
    ) as it:
        os.close(theirs)
        out, said = it.stdout.read(), b""
        while chunk := _read(ours):
            said += chunk
    os.close(ours)
    size = f"{file.stat().st_size / 1e6:.1f} MB"
    assert {"files": 1, "exchanges": 30} == json.loads(out)["examined"]
    assert size in said.decode()


def _read(terminal):
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # The other end of the terminal is closed.
        return b""


def test_the_command_reads_stdin_and_divides_the_work(tmp_path):
    """The command runs in a process of its own, because it starts worker processes."""
    recorded = [{**exchange(body=body), "headers": headers} for headers, body in pages("null")]
    file = ndjson(tmp_path / "t.ndjson", recorded * 120)  # Larger than PARALLEL_MIN_BYTES.
    assert file.stat().st_size > 32 * 1024 * 1024
    command = [sys.executable, str(ROOT / "drift.py"), "traffic", "-", "--format", "json"]
    with file.open("rb") as stdin:
        piped = subprocess.run(command, stdin=stdin, capture_output=True, text=True, cwd=ROOT, check=False)
    command[3] = str(file)
    named = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (1, 1, "", "") == (piped.returncode, named.returncode, piped.stderr, named.stderr)
    assert json.loads(piped.stdout) == json.loads(named.stdout)
    (finding,) = [each for each in json.loads(named.stdout)["findings"] if each["severity"] != "info"]
    assert (84 * 120, 250 * 120) == (finding["count"], finding["of"])
