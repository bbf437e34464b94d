"""Requests over loopback to the sandbox -> the documented API, or the failures and the drift asked for."""

from __future__ import annotations

import copy
import gc
import http.client
import json
import math
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import httpx2
import jsonschema_rs
import pytest
import yaml
from support.servers import PATIENCE, ROOT, sandbox_command

import sandbox as sandbox_module
from sandbox import (
    ALL,
    API_KEY,
    DRIFT,
    KEPT_REQUESTS,
    MAX_BROADCASTS,
    MAX_STATUS_LENGTH,
    MAX_TAKE,
    ORGANISATION,
    PATH,
    STATUSES,
    SUBORGANISATION,
    Broadcasts,
    Sandbox,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

BROADCASTS = "/orgs/c/broadcasts"
ORGANISATIONS = (ORGANISATION, SUBORGANISATION)
CONTRACT: dict[str, Any] = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))
OPERATION = CONTRACT["paths"]["/orgs/{org_id}/broadcasts"]["get"]
ATTRIBUTES = set(CONTRACT["components"]["schemas"]["Broadcast"]["properties"])


def connect(server: Sandbox, **options: Any) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {server.api_key}"}
    return httpx2.Client(base_url=server.url, headers=headers, timeout=PATIENCE, trust_env=False, **options)


@pytest.fixture(scope="module")
def server() -> Iterator[Sandbox]:
    with Sandbox(broadcasts=250) as server:
        yield server


@pytest.fixture(scope="module")
def client(server: Sandbox) -> Iterator[httpx2.Client]:
    with connect(server) as client:
        yield client


def walk(client: httpx2.Client, org_id: str = ORGANISATION, **params: object) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for page in range(1, 1000):
        answer = client.get(f"/orgs/{org_id}/broadcasts", params={**params, "page": page})
        assert 200 == answer.status_code
        items += answer.json()
        if len(items) >= int(answer.headers["pagination-count"]):
            break
    return items


# ---- the contract, as a judge ----


def closed(schema: Any) -> Any:
    """Refuse members that are not documented, which the contract leaves open."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: closed(part) for key, part in schema.items()}
    if "properties" in schema and isinstance(schema["properties"], dict):
        schema.setdefault("unevaluatedProperties", False)
    return schema


def judge(schema: dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
    components = {"schemas": closed(CONTRACT["components"]["schemas"])}
    return jsonschema_rs.Draft202012Validator({**schema, "components": components}, validate_formats=True)


BODY = judge(OPERATION["responses"]["200"]["content"]["application/json"]["schema"])


def against_contract(answer: httpx2.Response) -> list[str]:
    """Say in which ways an answer leaves the contract."""
    documented = OPERATION["responses"].get(str(answer.status_code))
    if documented is None:
        return [f"status {answer.status_code}"]
    if answer.status_code != 200:
        return []
    found = []
    for name, reference in documented["headers"].items():
        header = CONTRACT["components"]["headers"][reference["$ref"].rpartition("/")[2]]
        if name not in answer.headers:
            found += [f"no header {name}"] if header["required"] else []
        elif not jsonschema_rs.is_valid(header["schema"], json.loads(answer.headers[name])):
            found.append(f"header {name}")
    if answer.headers["content-type"] not in documented["content"]:
        found.append("content type")
    for error in BODY.iter_errors(answer.json()):
        place = "/".join("*" if isinstance(part, int) else part for part in error.instance_path)
        found.append(f"{place}: {error.kind.name}")
    return found


def test_constants_are_those_of_the_contract():
    schemas, parameters = CONTRACT["components"]["schemas"], CONTRACT["components"]["parameters"]
    assert [*STATUSES] == schemas["BroadcastStatus"]["enum"]
    assert [ALL, *STATUSES] == schemas["BroadcastStatusFilter"]["enum"]
    assert MAX_STATUS_LENGTH == schemas["BroadcastStatusFilter"]["maxLength"]
    assert MAX_TAKE == parameters["Take"]["schema"]["maximum"] == parameters["Take"]["schema"]["default"]
    assert 1 == parameters["Page"]["schema"]["minimum"] == parameters["Page"]["schema"]["default"]
    assert all(PATH.fullmatch(path.replace("{org_id}", "c")) for path in CONTRACT["paths"])
    names = {part["name"] for part in parameters.values() if part["in"] == "query"} | {"status"}
    assert names == set(sandbox_module.PARAMETERS)


# ---- well-formed requests ----

WELL_FORMED = [
    {},
    {"page": 2},
    {"page": 3, "take": 100},
    {"take": 1},
    {"take": 100, "next": "anything"},
    {"take": 101},
    {"page": 1000},
    {"status": "ALL", "take": 3},
    *({"status": status} for status in STATUSES),
    {"status": "SENT", "page": 2, "take": 7},
    {"is_admin": "true", "ключ": "значение"},
]


@pytest.mark.parametrize("org_id", ORGANISATIONS)
@pytest.mark.parametrize("params", WELL_FORMED, ids=str)
def test_every_answer_fits_the_contract(client, org_id, params):
    answer = client.get(f"/orgs/{org_id}/broadcasts", params=params)
    assert 200 == answer.status_code
    assert [] == against_contract(answer)
    assert re.fullmatch(r"req_\d+", answer.headers["x-request-id"])


def test_the_judge_would_notice():
    """The schema used here refuses a wrong type, a bare date and an unknown member at any depth."""
    item = Broadcasts("c", 1).broadcast(0)
    assert BODY.is_valid([item])
    for name, value in (("id", 1), ("status", "ALL"), ("created_at", "2026-11-02"), ("further", 1)):
        assert not BODY.is_valid([{**item, name: value}])
    for part in ("segments", "templates"):
        assert not BODY.is_valid([{**item, part: [{"further": 1}]}])


def test_defaults_are_page_1_of_100(client):
    answer = client.get(BROADCASTS)
    assert 100 == len(answer.json())
    assert ("250", "1", "100") == totals(answer)
    assert answer.content == client.get(BROADCASTS, params={"page": 1, "take": 100}).content
    assert answer.content == client.get(BROADCASTS, params={"status": "ALL", "next": "token"}).content


def totals(answer: httpx2.Response) -> tuple[str, ...]:
    return tuple(answer.headers[f"pagination-{name}"] for name in ("count", "page", "take"))


@pytest.mark.parametrize("take", [1, 7, 50, 99, 100])
@pytest.mark.parametrize("status", [ALL, "SENT", "FAILED"])
def test_pages_of_any_size_join_to_the_same_list(client, status, take):
    walked = walk(client, status=status, take=take)
    assert walk(client, status=status) == walked
    assert len(walked) == len({item["id"] for item in walked})


def test_take_beyond_100_is_capped_and_said_so(client):
    for take in ("101", "1e300", "9" * 300):
        answer = client.get(BROADCASTS, params={"take": take})
        assert ("250", "1", "100") == totals(answer)
        assert 100 == len(answer.json())


def test_a_page_beyond_the_end_is_empty(client):
    for page in ("4", "251", "1e300", "9" * 300):
        answer = client.get(BROADCASTS, params={"page": page})
        assert (200, []) == (answer.status_code, answer.json())
        assert "250" == answer.headers["pagination-count"]
        assert [] == against_contract(answer)


def test_a_status_gives_those_and_only_those(client):
    everything = walk(client)
    for status in STATUSES:
        assert [item for item in everything if item["status"] == status] == walk(client, status=status) != []


def test_there_may_be_no_broadcasts():
    with Sandbox(broadcasts=0) as server, connect(server) as client:
        for status in (ALL, *STATUSES):
            answer = client.get(BROADCASTS, params={"status": status})
            assert [] == answer.json()
            assert ("0", "1", "100") == totals(answer)


@pytest.mark.parametrize("count", [1, 2, 9, 10, 11, 13, 20])
def test_totals_are_those_of_the_list(count):
    for status in (ALL, *STATUSES):
        total, items = Broadcasts("c", count).page(status, 1, count)
        assert total == len(items)
        assert all(number < count for number in items)


# ---- the data ----


def test_a_suborganisation_has_fewer_and_other_broadcasts(client):
    ours, theirs = walk(client), walk(client, SUBORGANISATION)
    assert (250, 62) == (len(ours), len(theirs))
    assert not {item["id"] for item in ours} & {item["id"] for item in theirs}
    assert [item["contacts_count"] for item in ours[:62]] != [item["contacts_count"] for item in theirs]


@pytest.mark.parametrize("org_id", ORGANISATIONS)
def test_broadcasts_agree_with_themselves(client, org_id):
    """Counts, instants and nulls are those that the status allows; all variants occur."""
    items = walk(client, org_id)
    for item in items:
        assert ATTRIBUTES == set(item)
        assert re.fullmatch(r"bc_[A-Za-z0-9]{22}", item["id"])
        assert item["contacts_count"] == item["recipients_count"] + item["skipped_count"]
        chain = ("contacts", "recipients", "sent", "delivered", "opened", "click")
        counts = [item[f"{name}_count"] for name in chain]
        assert counts == sorted(counts, reverse=True)
        assert all(type(item[name]) is int and item[name] >= 0 for name in item if name.endswith("_count"))
        assert item["sent_count"] == item["failed_count"] + item["delivered_count"]
        assert item["played_count"] <= item["opened_count"]
        assert item["complained_count"] + item["unsubscribed_count"] <= item["delivered_count"]
        begun = item["status"] in {"SENDING", "SENT", "FAILED"}
        assert begun == (item["started_at"] is not None)
        assert begun == (item["sent_count"] > 0)
        assert (item["status"] == "SENT") == (item["completed_at"] is not None)
        assert (item["status"] == "FAILED") == (item["error_message"] is not None)
        assert item["status"] != "DRAFT" or item["scheduled_at"] is None
        assert item["status"] not in {"SCHEDULED", "CANCELLED"} or item["scheduled_at"] is not None
        assert item["send_to_all"] == (item["segments"] == [])
        if item["segments"]:
            assert item["contacts_count"] == sum(part["contacts_count"] for part in item["segments"])
        if item["templates"]:
            assert item["recipients_count"] == sum(part["recipients_count"] for part in item["templates"])
        assert all(part["broadcast_id"] == item["id"] for part in item["templates"])
        order = ("created_at", "scheduled_at", "started_at", "completed_at", "updated_at")
        assert all(item[name].endswith("Z") for name in order if item[name])
        past = [name for name in order if item[name] and (begun or name != "scheduled_at")]
        instants = [datetime.fromisoformat(item[name]) for name in past]
        assert instants == sorted(instants)
    assert set(STATUSES) == {item["status"] for item in items}
    assert {0, 1, 3} == {len(item["segments"]) for item in items} == {len(item["templates"]) for item in items}
    assert {True, False} == {item["scheduled_at"] is None for item in items if item["status"] == "SENT"}
    assert any(not item["name"].isascii() for item in items)
    parts = [part for item in items for part in (item, *item["segments"], *item["templates"])]
    assert len(parts) == len({part["id"] for part in parts})
    assert all(newer > older for newer, older in pairwise(item["created_at"] for item in items))


def test_two_sandboxes_say_the_same_byte_for_byte():
    def told(server: Sandbox) -> list[tuple[int, bytes, list[tuple[bytes, bytes]]]]:
        with connect(server) as client:
            requests = [(org_id, params) for org_id in (*ORGANISATIONS, "x") for params in WELL_FORMED[:8]]
            answers = [client.get(f"/orgs/{org_id}/broadcasts", params=params) for org_id, params in requests]
            return [(answer.status_code, answer.content, answer.headers.raw) for answer in answers]

    with Sandbox() as one, Sandbox() as other:
        assert told(one) == told(other)


def test_another_process_says_the_same(client, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    with sandbox_command() as command:
        headers = {"Authorization": f"Bearer {command.api_key}"}
        answer = httpx2.get(command.url + BROADCASTS, headers=headers, trust_env=False)
    assert client.get(BROADCASTS).content == answer.content


def test_a_broadcast_is_the_same_however_many_there_are(client):
    with Sandbox(broadcasts=10) as small, connect(small) as other:
        assert other.get(BROADCASTS).json() == client.get(BROADCASTS, params={"take": 10}).json()


def test_a_million_broadcasts_are_no_burden():
    with Sandbox(broadcasts=MAX_BROADCASTS) as server, connect(server) as client:
        for params in ({"page": 10_000}, {"page": 100, "status": "FAILED"}):
            answer = client.get(BROADCASTS, params=params)
            assert 100 == len(answer.json())
            assert [] == against_contract(answer)
        assert "100000" == answer.headers["pagination-count"]


# ---- requests that are refused ----

BAD_NUMBERS = ["", " ", "0", "-1", "1.5", "x", "NaN", "nan", "Infinity", "inf", "-inf", "1e999", "9" * 5000]
BAD_NUMBERS += [
    "1_0",
    " 1",
    "+1",
    "0x1",
    "٣",
    "1\n",
    "1e-1",
    "-1e999999999",
    "1e9999999999999999999",
    "null",
    "1,2",
]


@pytest.mark.parametrize("name", ["page", "take"])
@pytest.mark.parametrize("value", BAD_NUMBERS, ids=lambda value: ascii(value[:20]))
def test_what_is_no_whole_number_from_1_up_is_a_400(client, name, value):
    refused(client.get(BROADCASTS, params={name: value}), 400)


def refused(answer: httpx2.Response, status: int) -> None:
    assert status == answer.status_code
    assert ["message"] == list(answer.json())
    assert "application/json" == answer.headers["content-type"]
    assert "x-request-id" in answer.headers
    assert "pagination-count" not in answer.headers


@pytest.mark.parametrize("value", ["1.0", "10e-1", "1E0", "01"])
def test_a_whole_number_may_be_written_in_any_way(client, value):
    assert client.get(BROADCASTS).content == client.get(BROADCASTS, params={"page": value}).content


@pytest.mark.parametrize("value", ["", "sent", "PAUSED", "SENT,FAILED", " SENT", "S" * 257, "\N{SNOWMAN}" * 300])
def test_a_status_that_is_not_documented_is_a_400(client, value):
    refused(client.get(BROADCASTS, params={"status": value}), 400)


@pytest.mark.parametrize("name", ["status", "page", "take", "next"])
def test_a_parameter_given_twice_is_a_400_even_with_one_value(client, name):
    value = "SENT" if name == "status" else "1"
    refused(client.get(BROADCASTS, params=[(name, value), (name, value)]), 400)
    unknown = client.get(BROADCASTS, params=[("further", "1"), ("further", "2")])
    assert 200 == unknown.status_code


@pytest.mark.parametrize(
    "key", [None, "", "Bearer", "Bearer  sandbox-key", "Bearer wrong", "Basic sandbox-key", "sandbox-key"]
)
def test_without_the_key_it_is_a_401(server, key):
    headers = {} if key is None else {"Authorization": key}
    answer = httpx2.get(server.url + BROADCASTS, headers=headers, trust_env=False)
    refused(answer, 401)
    assert "Bearer" == answer.headers["www-authenticate"]
    assert API_KEY not in answer.text


def test_the_key_is_the_one_that_was_set():
    with Sandbox(api_key="another") as server, connect(server) as client:
        assert 200 == client.get(BROADCASTS).status_code
        refused(client.get(BROADCASTS, headers={"Authorization": f"Bearer {API_KEY}"}), 401)
        assert "another" not in repr(server)


@pytest.mark.parametrize("org_id", ["C", "org_7Hq2vKxW9sTn4LbYc8RdZn", "%00", "%2e%2e", "%E2%98%83", "%ff", "x" * 5000])
def test_an_unknown_organisation_is_a_404(client, org_id):
    refused(client.get(f"/orgs/{org_id}/broadcasts"), 404)


@pytest.mark.parametrize(
    "path", ["/", "/orgs", "/orgs//broadcasts", f"{BROADCASTS}/", f"{BROADCASTS}/1", "/orgs/c/%62/x"]
)
def test_an_unknown_route_is_a_404(client, path):
    refused(client.get(path), 404)


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FURTHER"])
def test_another_method_is_a_405_that_names_get(client, method):
    answer = client.request(method, BROADCASTS, content=b"x" * 100_000 if method in {"POST", "PUT"} else None)
    assert (405, "GET") == (answer.status_code, answer.headers["allow"])
    assert 200 == client.get(BROADCASTS).status_code


def odd_queries(count: int) -> Iterator[list[tuple[str, str]]]:
    """Make queries of known and unknown names, with numbers and text of all kinds. The same in every run."""
    chance = random.Random(0)  # not Hypothesis, which leaves a directory behind

    def text() -> str:
        return chance.randbytes(chance.choice((0, 1, 2, 8, 600))).decode("utf-16-le", "replace")

    def value() -> str:
        exponent = chance.choice((0, 1, 9, 19, 308, 309, 10**9))
        number = f"{chance.uniform(-10, 10):.{chance.randrange(4)}f}"
        return chance.choice((text(), number, f"{number}e{exponent}", "1", "SENT", "nan", "-inf"))

    for _ in range(count):
        known = chance.sample(sandbox_module.PARAMETERS, chance.randrange(4))
        yield [(name, value()) for name in (*known, *chance.choices((text(), "page"), k=chance.randrange(2)))]


def test_no_query_is_a_500(client):
    answers = [client.get(BROADCASTS, params=query) for query in odd_queries(300)]
    assert [] == [found for answer in answers for found in against_contract(answer)]
    assert {200, 400} == {answer.status_code for answer in answers}


@pytest.mark.parametrize(
    "target",
    [
        f"{BROADCASTS}?page=%ff%fe&take=%",
        f"{BROADCASTS}?%ed%a0%80=1&&&=&status=%00",
        f"{BROADCASTS}?page=\xff",
        f"{BROADCASTS}?{'x' * 100_000}",
        f"http://elsewhere{BROADCASTS}",
        "/%ed%a0%80",
        "*",
    ],
    ids=range(7),
)
def test_no_request_line_is_a_500_or_stops_the_server(server, client, target):
    head = f"GET {target} HTTP/1.1\r\nHost: \xe4\r\nAuthorization: Bearer {API_KEY}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as raw:
        raw.sendall(head.encode("latin-1"))
        assert int(raw.recv(100).split()[1]) in {200, 400, 404}
    assert 200 == client.get(BROADCASTS).status_code


# ---- drift ----

PATHS = {
    "new-member": ("is_archived",),
    "new-nested-member": ("segments", 0, "color"),
    "new-status": ("status",),
    "null": ("name",),
    "missing-member": ("played_count",),
    "renamed-member": ("error_message", "error"),
    "changed-type": ("delivered_count",),
    "naive-timestamp": ("created_at",),
}
SEEN = {
    "new-member": ["*: unevaluatedProperties"],
    "new-nested-member": ["*/segments/*: unevaluatedProperties"],
    "new-status": ["*/status: enum"],
    "null": ["*/name: type"],
    "missing-member": ["*: required"],
    "renamed-member": ["*: required", "*: unevaluatedProperties"],
    "changed-type": ["*/delivered_count: type"],
    "naive-timestamp": ["*/created_at: format"],
}
ELSEWHERE = {"missing-header", "undocumented-status"}


def test_every_kind_of_drift_is_tested_and_described():
    assert set(DRIFT) == set(PATHS) | ELSEWHERE == set(SEEN) | ELSEWHERE
    assert all(kind.__doc__ for kind in DRIFT.values())


@pytest.mark.parametrize("kind", PATHS)
def test_drift_of_members_touches_every_third_broadcast_and_nothing_else(client, kind):
    with Sandbox(drift=[kind]) as server, connect(server) as other:
        for org_id in ORGANISATIONS:
            before, after = (who.get(f"/orgs/{org_id}/broadcasts") for who in (client, other))
            assert before.headers.keys() == after.headers.keys()
            assert len(before.json()) == len(after.json())
            for number, (plain, drifted) in enumerate(zip(before.json(), after.json(), strict=True)):
                assert (plain != drifted) == (number % 3 == 0)
                if number % 3 == 0:
                    assert without(plain, PATHS[kind]) == without(drifted, PATHS[kind])
            affected = math.ceil(len(after.json()) / 3)
            assert Counter(SEEN[kind] * affected) == Counter(against_contract(after))


def without(item: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    """Leave out the member at the end of a path, or for `renamed-member` both names."""
    item = copy.deepcopy(item)
    if path == PATHS["renamed-member"]:
        item.pop("error_message", None)
        item.pop("error", None)
        return item
    place: Any = item
    for part in path[:-1]:
        place = place[part]
    place.pop(path[-1], None)
    return item


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("kind", PATHS)
def test_drift_of_members_shows_whatever_status_is_asked_for(kind, status):
    answer = sandbox_module.Answer(status, Broadcasts("c", 250).page(status, 1, 100)[1], {})
    plain = copy.deepcopy(answer.items)
    DRIFT[kind](answer)
    assert [n for n in plain if n % 3 == 0] == [n for n, item in answer.items.items() if item != plain[n]] != []


def test_what_drift_turns_values_into():
    def drifted(kind: str) -> tuple[dict[str, Any], dict[str, Any]]:
        before, after = (Broadcasts("c", 1).page(ALL, 1, 1)[1] for _ in range(2))
        DRIFT[kind](sandbox_module.Answer(ALL, after, {}))
        return before[0], after[0]

    assert False is drifted("new-member")[1]["is_archived"]
    assert "teal" == drifted("new-nested-member")[1]["segments"][0]["color"]
    assert "PAUSED" == drifted("new-status")[1]["status"]
    assert None is drifted("null")[1]["name"]
    assert "played_count" not in drifted("missing-member")[1]
    before, after = drifted("renamed-member")
    assert "error_message" not in after
    assert before["error_message"] == after["error"]
    before, after = drifted("changed-type")
    assert str(before["delivered_count"]) == after["delivered_count"]
    before, after = drifted("naive-timestamp")
    assert before["created_at"] == after["created_at"] + "Z"


def test_a_missing_header_is_missing_from_every_page(client):
    with Sandbox(drift=["missing-header"]) as server, connect(server) as other:
        for params in WELL_FORMED:
            before, after = client.get(BROADCASTS, params=params), other.get(BROADCASTS, params=params)
            assert before.content == after.content
            assert ["no header pagination-count"] == against_contract(after)
            assert set(before.headers) - {"pagination-count"} == set(after.headers)


def test_an_undocumented_status_comes_for_failed_ones_only(client):
    with Sandbox(drift=["undocumented-status"]) as server, connect(server) as other:
        for params in WELL_FORMED:
            before, after = client.get(BROADCASTS, params=params), other.get(BROADCASTS, params=params)
            if params.get("status") == "FAILED":
                refused(after, 418)
                assert ["status 418"] == against_contract(after)
            else:
                assert (200, before.content) == (after.status_code, after.content)
                assert before.headers.keys() == after.headers.keys()


def test_kinds_of_drift_combine():
    with Sandbox(drift=DRIFT) as server, connect(server) as client:
        answer = client.get(BROADCASTS)
        expected = Counter(word for words in SEEN.values() for word in words)
        expected["*: unevaluatedProperties"] = 1  # one report for all the members that are too many in one place
        seen = {word: count // 34 for word, count in Counter(against_contract(answer)).items() if count >= 34}
        assert expected == seen
        assert 418 == client.get(BROADCASTS, params={"status": "FAILED"}).status_code


def test_drift_leaves_refusals_alone():
    with Sandbox(drift=DRIFT) as server, connect(server) as client:
        refused(client.get(BROADCASTS, params={"page": 0}), 400)
        refused(client.get("/orgs/x/broadcasts"), 404)


# ---- latency and failures ----


def test_no_answer_is_late_unasked(client):
    """Without TCP_NODELAY every answer on a kept connection takes 40 ms."""
    times = []
    for _ in range(20):
        begun = time.perf_counter()
        client.get(BROADCASTS, params={"take": 1})
        times.append(time.perf_counter() - begun)
    assert sorted(times)[10] < 0.03


def test_every_answer_is_late():
    with Sandbox(latency=0.15) as server, connect(server) as client:
        for path in (BROADCASTS, "/orgs/x/broadcasts", f"{BROADCASTS}?page=0"):
            begun = time.perf_counter()
            client.get(path)
            assert 0.15 <= time.perf_counter() - begun < PATIENCE


def test_slow_answers_do_not_wait_for_one_another():
    with Sandbox(latency=0.3) as server:
        threads = [threading.Thread(target=outcomes, args=(server, 1)) for _ in range(10)]
        begun = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert time.perf_counter() - begun < 10 * 0.3


def outcomes(server: Sandbox, count: int) -> list[int | str]:
    """Send requests one by one, each on a new connection; give their statuses, or "reset"."""
    found: list[int | str] = []
    for _ in range(count):
        raw = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        try:
            raw.request("GET", f"{BROADCASTS}?take=1", headers={"Authorization": f"Bearer {API_KEY}"})
            found.append(raw.getresponse().status)
        except ConnectionResetError:
            found.append("reset")
        finally:
            raw.close()
    return found


@pytest.mark.parametrize("rate", [0, 0.1, 0.25, 1 / 3, 0.5, 0.7, 1])
def test_exactly_that_share_fails_in_turn(rate):
    with Sandbox(fail_rate=rate) as server:
        found = outcomes(server, 60)
    failed = [outcome for outcome in found if outcome != 200]
    assert round(60 * rate) == len(failed)
    assert [(429, 500, "reset")[nth % 3] for nth in range(len(failed))] == failed
    if rate <= 0.5:
        assert all(200 in pair for pair in pairwise(found))


def test_the_same_seed_fails_the_same_requests():
    def failing(seed: int) -> list[int | str]:
        with Sandbox(fail_rate=0.3, seed=seed) as server:
            return outcomes(server, 20)

    assert failing(0) == failing(0)
    assert failing(1) == failing(1)
    assert failing(0) != failing(1)


def test_failures_say_what_the_documentation_leaves_open():
    with Sandbox(fail_rate=1, retry_after=7) as server, connect(server) as client:
        limit, crash = client.get(BROADCASTS), client.get(BROADCASTS)
        refused(limit, 429)
        assert "7" == limit.headers["retry-after"]
        refused(crash, 500)


def test_a_reset_connection_is_reset_and_the_next_one_works():
    """On a connection in use, the caller sees neither an answer nor an end; later requests are answered."""
    with Sandbox(fail_rate=0.25) as server, connect(server) as client:
        statuses: list[object] = []
        for _ in range(16):
            try:
                statuses.append(client.get(BROADCASTS).status_code)
            except httpx2.ReadError as error:
                statuses.append("reset" if "reset" in str(error) else str(error))
        ok = [200, 200, 200]
        assert [*ok, 429, *ok, 500, *ok, "reset", *ok, 429] == statuses


def test_a_request_with_a_body_can_be_reset_too():
    with Sandbox(fail_rate=1) as server, connect(server) as client:
        client.post(BROADCASTS)
        client.post(BROADCASTS)
        with pytest.raises(httpx2.TransportError):
            client.post(BROADCASTS, content=b"x" * 1_000_000)
        assert 429 == client.post(BROADCASTS).status_code


# ---- what was received ----


def test_requests_are_kept_without_credentials():
    secrets = {"Authorization": f"Bearer {API_KEY}", "Cookie": "a=secret", "X-API-Key": "secret"}
    with Sandbox() as server:
        httpx2.get(f"{server.url}/orgs/%C3%BC/broadcasts?page=1&page=2&%C3%BC=", headers=secrets, trust_env=False)
        (received,) = server.requests
    assert ("GET", "/orgs/ü/broadcasts") == (received.method, received.path)
    assert (("page", "1"), ("page", "2"), ("ü", "")) == received.query
    assert {"[removed]"} == {received.headers[name.lower()] for name in secrets}
    assert f"127.0.0.1:{server.port}" == received.headers["host"]
    assert "secret" not in str(received)
    assert API_KEY not in str(received)


def test_no_more_requests_are_kept_than_said():
    with Sandbox() as server, connect(server) as client:
        for number in range(KEPT_REQUESTS + 2):
            client.get("/", params={"n": number})
        assert KEPT_REQUESTS == len(server.requests)
        assert {"n": str(KEPT_REQUESTS + 1)} == dict(server.requests[-1].query)


# ---- starting and stopping ----


def test_nothing_is_left_behind():
    """No thread, no socket, no warning; and the port can be had again at once."""
    threads = set(threading.enumerate())
    with Sandbox() as server, connect(server) as client:
        assert 200 == client.get(BROADCASTS).status_code
        begun = time.perf_counter()
    assert time.perf_counter() - begun < 2
    assert threads == set(threading.enumerate())
    with Sandbox(port=server.port) as again, connect(again) as client:
        assert 200 == client.get(BROADCASTS).status_code
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
    gc.collect()  # what was not closed would be told now


def test_stopping_waits_for_nobody_for_long():
    """Neither for a caller who says nothing, nor for half a request, nor for an answer a minute late."""
    with Sandbox(latency=60) as server, ExitStack() as stack:
        where = ("127.0.0.1", server.port)
        silent, half, late = (stack.enter_context(socket.create_connection(where, PATIENCE)) for _ in range(3))
        half.sendall(b"GET / HTTP/1.1\r\n")
        late.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        deadline = time.monotonic() + PATIENCE
        while not server.requests and time.monotonic() < deadline:
            threading.Event().wait(0.01)
        begun = time.perf_counter()
        server.__exit__()
        assert time.perf_counter() - begun < 5
        assert not server._thread.is_alive()
        assert [b"", b""] == [raw.recv(100) for raw in (silent, half)]
        server.__enter__()  # for the `with` to have something to end, and to see that it can begin anew
    gc.collect()


def test_only_loopback_is_listened_on(server):
    assert server.url == f"http://127.0.0.1:{server.port}"
    with pytest.raises(OSError, match=r"refused|timed out|unreachable|assign"):
        socket.create_connection(("127.0.0.2", server.port), timeout=1)


def test_a_port_in_use_is_an_oserror(server):
    with pytest.raises(OSError, match="in use"), Sandbox(port=server.port):
        pass


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"port": -1}, "port: -1 is not within 0 to 65535"),
        ({"port": 65536}, "port: 65536"),
        ({"broadcasts": -1}, "broadcasts: -1"),
        ({"broadcasts": MAX_BROADCASTS + 1}, "broadcasts: 1000001"),
        ({"latency": -0.1}, "latency in seconds: -0.1"),
        ({"latency": math.nan}, "latency in seconds: nan"),
        ({"latency": math.inf}, "latency in seconds: inf"),
        ({"fail_rate": 1.01}, "fail-rate: 1.01 is not within 0 to 1"),
        ({"fail_rate": math.nan}, "fail-rate: nan"),
        ({"drift": ["nul", "null", "x"]}, "drift: 'nul', 'x' is unknown; choose from new-member, "),
        ({"port": -1, "fail_rate": 2}, "port: -1 is not within 0 to 65535; fail-rate: 2"),
    ],
)
def test_what_cannot_be_is_refused_all_at_once(options, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        Sandbox(**options)


# ---- the command ----


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", str(ROOT / "sandbox.py"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_until_a_signal_and_ends_well(number):
    with sandbox_command("--broadcasts", "3") as running:
        assert API_KEY == running.api_key
        headers = {"Authorization": f"Bearer {running.api_key}"}
        with httpx2.Client(base_url=running.url, headers=headers, trust_env=False) as client:
            assert "3" == client.get(BROADCASTS).headers["pagination-count"]
            running.process.send_signal(number)  # while a connection is open
            out, err = running.process.communicate(timeout=PATIENCE)
        assert (0, "", "") == (running.process.returncode, out, err)


def test_a_background_command_of_a_shell_hears_ctrl_c():
    """A shell without job control starts background commands with SIGINT ignored."""
    ignored = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with sandbox_command() as running:
            running.process.send_signal(signal.SIGINT)
            assert 0 == running.process.wait(PATIENCE)
    finally:
        signal.signal(signal.SIGINT, ignored)


def test_the_flags_arrive():
    with sandbox_command("--fail-rate", "0.5", "--drift", "null, new-status", "--latency", "100") as running:
        headers = {"Authorization": f"Bearer {running.api_key}"}
        with httpx2.Client(base_url=running.url, headers=headers, trust_env=False) as client:
            begun = time.perf_counter()
            answer, failed = client.get(BROADCASTS), client.get(BROADCASTS)
            assert time.perf_counter() - begun >= 0.2
    assert 429 == failed.status_code
    assert {"*/name: type": 34, "*/status: enum": 34} == Counter(against_contract(answer))


def test_a_port_in_use_is_told_in_one_line_with_the_cure(server):
    done = command("--port", str(server.port))
    assert 2 == done.returncode
    assert "" == done.stdout
    assert re.fullmatch(
        rf"sandbox\.py: cannot listen on 127\.0\.0\.1:{server.port}: Address already in use; "
        r"choose another port with --port N, or --port 0 for a free one\n",
        done.stderr,
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--drift", "null,nonsense"], f"drift: 'nonsense' is unknown; choose from {', '.join(DRIFT)}"),
        (["--fail-rate", "1.5"], "fail-rate: 1.5 is not within 0 to 1"),
        (["--fail-rate", "-0.5"], "fail-rate: -0.5 is not within 0 to 1"),
        (["--fail-rate", "half"], "--fail-rate: invalid float value: 'half'"),
        (["--broadcasts", "-1"], "broadcasts: -1 is not within 0 to 1000000"),
        (["--broadcasts", "1.5"], "--broadcasts: invalid int value: '1.5'"),
        (["--latency", "-5"], "latency in seconds: -0.005 is not within 0 to 3600"),
        (["--latency", "nan"], "latency in seconds: nan is not within 0 to 3600"),
        (["--port", "99999"], "port: 99999 is not within 0 to 65535"),
        (["--further"], "unrecognized arguments: --further"),
    ],
    ids=str,
)
def test_bad_flags_are_told(arguments, message):
    done = command(*arguments)
    assert (2, "") == (done.returncode, done.stdout)
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_help_names_every_flag_and_every_kind_of_drift():
    done = command("--help")
    assert (0, "") == (done.returncode, done.stderr)
    for word in (
        "--port",
        "--broadcasts",
        "--latency",
        "--fail-rate",
        "--drift",
        "8765",
        "250",
        *ORGANISATIONS,
    ):
        assert word in done.stdout
    for name, kind in DRIFT.items():
        assert f"  {name} " in done.stdout
        assert str(kind.__doc__) in done.stdout
    assert all(len(line) <= 110 for line in done.stdout.splitlines())


# ---- schemathesis, which knows nothing of the sandbox ----

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


def schemathesis(server: Sandbox, directory: Any, *, known: bool) -> subprocess.CompletedProcess[str]:
    """Run it in a directory of its own, where it leaves what it likes."""
    contract = copy.deepcopy(CONTRACT)
    if known:
        contract["components"]["parameters"]["OrgId"]["schema"]["enum"] = [*ORGANISATIONS]
    (directory / "openapi.json").write_text(json.dumps(contract), encoding="utf-8")
    arguments = ["--url", server.url, "--header", f"Authorization: Bearer {server.api_key}", "--no-color"]
    arguments += ["--checks", ",".join(CHECKS), "--max-examples", "60", "--generation-deterministic"]
    return subprocess.run(
        [sys.executable, "-B", "-m", "schemathesis.cli", "run", "openapi.json", *arguments],
        cwd=directory,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "NO_PROXY": "127.0.0.1"},
    )


@pytest.mark.parametrize("known", [True, False])
def test_schemathesis_finds_nothing(tmp_path, known):
    """With the organisations that there are, and with any that it thinks of."""
    with Sandbox() as server:
        done = schemathesis(server, tmp_path, known=known)
        asked = {received.path for received in server.requests}
    assert 0 == done.returncode, done.stdout + done.stderr
    assert re.search(r"(\d{2,}) generated, \1 passed", done.stdout)
    assert (BROADCASTS in asked) >= known


def test_schemathesis_would_find_drift(tmp_path):
    with Sandbox(drift=["changed-type"]) as server:
        done = schemathesis(server, tmp_path, known=True)
    assert 1 == done.returncode, done.stdout + done.stderr
    assert "delivered_count" in done.stdout
