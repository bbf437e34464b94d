"""Every source finds exactly the planted differences, and nothing in responses without drift."""

from __future__ import annotations

import json
import re

import pytest
from support.drift_fixtures import SPEC, exchange, har, line, ndjson, pages, payloads, run
from support.servers import invent_mock

from specloop.drift import cli as drift
from specloop.drift.sources.live import examine_live
from specloop.mock.drifts import DRIFT_KINDS
from specloop.openapi.loader import load_document

# For each kind of drift of the mock: the code, the pointer, the words that lead to the line in the contract, the count
# and the population. 84 is every third of 250 broadcasts, which have 378 segments.
BODY = {
    "new-property": [("undocumented-property", "/*/is_archived", ("Broadcast:", "properties:"), 84, 250)],
    "new-nested-property": [("undocumented-property", "/*/segments/*/color", ("Segment:", "properties:"), 64, 378)],
    "new-enum-value": [("undocumented-enum-value", "/*/status", ("BroadcastStatus:", "enum:"), 84, 250)],
    "null": [("null-not-allowed", "/*/name", ("Broadcast:", "properties:", "name:"), 84, 250)],
    "missing-property": [("missing-required", "/*/recipients_count", ("Broadcast:", "- recipients_count"), 84, 250)],
    "renamed-property": [
        ("missing-required", "/*/send_to_all", ("Broadcast:", "- send_to_all"), 84, 250),
        ("undocumented-property", "/*/new_send_to_all", ("Broadcast:", "properties:"), 84, 250),
    ],
    "changed-type": [("type-mismatch", "/*/contacts_count", ("Broadcast:", "contacts_count:", "type:"), 84, 250)],
    "naive-timestamp": [
        ("format-mismatch", "/*/created_at", ("Broadcast:", "send_to_all:", "created_at:", "format:"), 84, 250)
    ],
}
AROUND = {
    "missing-header": [
        ("missing-response-header", "/headers/pagination-count", ("headers:", "headers:", "PaginationCount:"), 3, 3)
    ],
}


def planted(findings):
    return sorted(
        (each["code"], each["pointer"], each["where"], each["count"], each["of"])
        for each in findings
        if each["severity"] != "info"
    )


def expected(rows):
    found = []
    for code, pointer, words, count, of in rows:
        where = line(*words)
        if code == "missing-required":  # The location of a list item is after its dash.
            where = re.sub(r"\d+$", lambda match: str(int(match[0]) + 2), where)
        found.append((code, pointer, where, count, of))
    return sorted(found)


def test_every_kind_of_drift_of_the_mock_is_in_the_tables():
    assert set(DRIFT_KINDS) == {*BODY, *AROUND, "undocumented-status"}


@pytest.mark.parametrize("kind", BODY)
def test_payload(kind, capsys, tmp_path):
    files = payloads(tmp_path, [body for _, body in pages(kind)])
    found = run(capsys, "payload", *files, "--operation", "listBroadcasts")
    assert (1, expected(BODY[kind])) == (found.status, planted(found.findings))


@pytest.mark.parametrize("write", [ndjson, har])
@pytest.mark.parametrize("kind", [*BODY, *AROUND])
def test_traffic(kind, write, capsys, tmp_path):
    recorded = [exchange(body=body) | {"headers": headers} for headers, body in pages(kind)]
    found = run(capsys, "traffic", write(tmp_path / "recorded", recorded))
    assert (1, expected({**BODY, **AROUND}[kind])) == (found.status, planted(found.findings))


def test_nothing_is_found_where_nothing_drifts(capsys, tmp_path):
    clean = pages()
    recorded = [exchange(body=body) | {"headers": headers} for headers, body in clean]
    runs = [
        run(capsys, "payload", *payloads(tmp_path, [body for _, body in clean]), "--operation", "listBroadcasts"),
        run(capsys, "traffic", ndjson(tmp_path / "recorded.ndjson", recorded)),
        run(capsys, "traffic", har(tmp_path / "recorded.har", recorded)),
    ]
    assert [(0, [])] * 3 == [(each.status, each.findings) for each in runs]
    assert {"files": 3, "bodies": 3} == runs[0].examined
    assert {"files": 1, "exchanges": 3} == runs[1].examined


# --- live ---

# A run sends nine requests: one without parameters, one for each of seven statuses, and one for the second page.
LIVE = {
    kind: [(code, pointer, words) for code, pointer, words, _, _ in rows] for kind, rows in {**BODY, **AROUND}.items()
}
LIVE["undocumented-status"] = [("undocumented-status", "", ("responses:",))]


@pytest.fixture
def live(monkeypatch):
    """Return a function that probes a mock without pauses, and returns the findings, notes and requests."""

    def probed(*kinds, **params):
        with invent_mock(drift=kinds) as sandbox:
            monkeypatch.setenv("INVENT_API_KEY", sandbox.api_key)
            contract = load_document(SPEC)
            found = examine_live(contract, base_url=sandbox.url, params=list(params.items()), rate=10_000)
            return [finding.drift.data() for finding in found.findings], found.notes, sandbox.requests

    return probed


@pytest.mark.parametrize("kind", LIVE)
def test_live_finds_each_kind_of_drift_and_no_other(kind, live):
    findings, notes, _ = live(kind)
    wanted = sorted(each[:3] for each in expected([(*row, 0, 0) for row in LIVE[kind]]))
    assert (wanted, []) == (sorted(each[:3] for each in planted(findings)), notes)


def test_live_finds_them_together(live):
    kinds = [*BODY, *AROUND, "undocumented-status"]
    findings, _, _ = live(*kinds)
    wanted = sorted(each[:3] for kind in kinds for each in expected([(*row, 0, 0) for row in LIVE[kind]]))
    assert wanted == sorted(each[:3] for each in planted(findings))


def test_live_finds_nothing_in_a_healthy_api_and_is_polite(live):
    findings, notes, requests = live()
    assert ([], []) == (findings, notes)
    assert {"GET"} == {each.method for each in requests}
    asked = [dict(each.query) for each in requests]
    statuses = ["ALL", "DRAFT", "SCHEDULED", "SENDING", "SENT", "CANCELLED", "FAILED"]
    assert [{}, *({"status": status} for status in statuses), {"page": "2"}] == asked
    assert {"invent-client drift-check (read-only)"} == {each.headers["user-agent"] for each in requests}


def test_live_makes_five_requests_a_second(monkeypatch):
    from specloop.drift.sources import live as module

    slept, now = [], [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(
        module.time, "sleep", lambda seconds: (slept.append(seconds), now.__setitem__(0, now[0] + seconds))
    )
    pace = module._Pace(module.REQUESTS_PER_SECOND)
    for _ in range(6):
        pace()
    assert 1.0 == pytest.approx(sum(slept))


def test_live_uses_what_it_is_given(live):
    _, _, requests = live(org_id="org_7Hq2vKxW9sTn4LbYc8RdZm", status="SENT")
    assert {"/orgs/org_7Hq2vKxW9sTn4LbYc8RdZm/broadcasts"} == {each.path for each in requests}
    assert [{"status": "SENT"}, {"status": "SENT", "page": "2"}] == [dict(each.query) for each in requests]


@pytest.mark.parametrize(
    ("key", "arguments", "output"),
    [
        ("sandbox-key", ["--base-url", "http://127.0.0.1:9"], "is the server running"),
        ("wrong", [], "returned 401: the credential is missing, wrong or not sufficient; set INVENT_API_KEY"),
        ("", [], "INVENT_API_KEY"),
        ("sandbox-key", ["--param", "org_id=another"], "another --param name=value"),
        ("sandbox-key", ["--param", "organisation=c"], "no operation has this parameter; expected one of next, org_id"),
    ],
)
def test_live_that_cannot_tell_says_why_and_what_to_do(key, arguments, output, capsys, monkeypatch):
    monkeypatch.setenv("INVENT_API_KEY", key)
    monkeypatch.setattr("specloop.drift.sources.live.REQUESTS_PER_SECOND", 10_000)
    with invent_mock() as sandbox:
        address = [] if "--base-url" in arguments else ["--base-url", sandbox.url]
        found = run(capsys, "live", *address, *arguments)
    assert 2 == found.status
    assert output in found.error


@pytest.mark.parametrize("address", ["https://example.com:port", "nowhere", "ftp://example.com", "", " "])
def test_an_address_that_is_none_is_told(address, capsys, monkeypatch):
    monkeypatch.setenv("INVENT_API_KEY", "any")
    found = run(capsys, "live", "--base-url", address)
    assert 2 == found.status
    assert "base_url" in found.error


def test_live_says_what_it_does_not_probe(capsys, tmp_path, monkeypatch):
    spec = tmp_path / "other.yaml"
    spec.write_text(
        "openapi: 3.0.3\ninfo: {title: Other, version: '1'}\nsecurity: [{key: []}]\n"
        "components: {securitySchemes: {key: {type: http, scheme: bearer}}}\npaths:\n"
        "  /orgs/{org}/broadcasts:\n    get:\n      operationId: list\n"
        "      parameters: [{name: org, in: path, required: true, schema: {type: string}}]\n"
        "      responses: {'200': {description: ok}, '401': {description: no}}\n"
        "  /things:\n    post:\n      operationId: make\n      responses: {'201': {description: ok}}\n"
    )
    monkeypatch.setattr("specloop.drift.sources.live.REQUESTS_PER_SECOND", 10_000)
    with invent_mock() as sandbox:
        monkeypatch.setenv("OTHER_API_KEY", sandbox.api_key)
        without = run(capsys, "live", "--base-url", sandbox.url, spec=spec)
        assert (2, True, True) == (without.status, "pass --param org=..." in without.error, "make" in without.error), (
            without.error
        )
        drift.main(["live", "--base-url", sandbox.url, "--param", "org=c", "--spec", str(spec)])
        agent = sandbox.requests[-1].headers["user-agent"]
    output = capsys.readouterr().out
    assert "not probed, because only GET and HEAD are read-only: make" in output
    assert "other-client drift-check (read-only)" == agent


# --- findings that need enough samples ---


def test_what_is_documented_and_never_seen_is_information_once_there_was_enough(capsys, tmp_path):
    bodies = [[each for each in body if each["status"] != "FAILED"] for _, body in pages()]
    for each in bodies:
        for broadcast in each:
            for segment in broadcast["segments"]:
                del segment["updated_at"]
    few = run(capsys, "payload", *payloads(tmp_path, [bodies[0][:5]]), "--operation", "listBroadcasts")
    many = run(capsys, "payload", *payloads(tmp_path, bodies), "--operation", "listBroadcasts")
    assert (0, []) == (few.status, few.findings)
    assert 0 == many.status
    output = sorted((each["code"], each["where"]) for each in many.findings)
    places = [line("BroadcastStatus:", "- FAILED"), line("Segment:", "updated_at:")]
    places[0] = re.sub(r"\d+$", lambda match: str(int(match[0]) + 2), places[0])
    assert sorted(("documented-never-seen", place) for place in places) == output


def test_a_body_that_is_not_json_names_the_place(capsys, tmp_path):
    (tmp_path / "cut.json").write_text('[\n {"id": "x"')
    (tmp_path / "empty.json").write_text("")
    found = run(
        capsys,
        "payload",
        tmp_path / "cut.json",
        tmp_path / "empty.json",
        tmp_path / "no.json",
        "--operation",
        "listBroadcasts",
    )
    assert 2 == found.status
    assert [f"{tmp_path}/cut.json:2:12", f"{tmp_path}/empty.json:1:1", f"{tmp_path}/no.json:1:1"] == [
        each.split(": ")[0] for each in found.error.splitlines()
    ]


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        (["--operation", "listBroadcast"], "did you mean 'listBroadcasts'?"),
        (["--operation", "listBroadcasts", "--status", "404"], "no schema of a JSON body is documented for status 404"),
        (
            ["--operation", "listBroadcasts", "--status", "500"],
            "documents no 500; expected one of 200, 400, 401, 404, 429",
        ),
    ],
)
def test_an_answer_that_the_contract_does_not_have_is_told(arguments, output, capsys, tmp_path):
    (tmp_path / "body.json").write_text("[]")
    found = run(capsys, "payload", tmp_path / "body.json", *arguments)
    assert 2 == found.status
    assert output in found.error


def test_lines_of_bodies_are_read_one_by_one(capsys, tmp_path):
    file = tmp_path / "bodies.ndjson"
    file.write_text("".join(json.dumps(body) + "\n" for _, body in pages("null")))
    found = run(capsys, "payload", file, "--operation", "listBroadcasts")
    assert ({"files": 1, "bodies": 3}, ["null-not-allowed"]) == (found.examined, found.codes)


def test_a_method_that_only_openapi_3_2_can_name_is_examined(tmp_path, capsys):
    """The operations in `additionalOperations` are examined like all others."""
    spec = tmp_path / "openapi.yaml"
    spec.write_text(
        """\
openapi: 3.2.0
info: {title: T, version: "1"}
paths:
  /a:
    additionalOperations:
      LINK:
        operationId: linkA
        responses:
          "200":
            description: d
            content: {application/json: {schema: {type: object, required: [name], properties: {name: {type: string}}}}}
"""
    )
    body = tmp_path / "body.json"
    body.write_text("{}")
    found = run(capsys, "payload", body, "--operation", "linkA", spec=spec)
    assert found.status == 1
    assert [(each["code"], each["operation"]) for each in found.findings] == [("missing-required", "linkA")]
