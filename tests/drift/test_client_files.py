"""Files that the generated client writes for drift: counts of mismatches, and recordings, without secrets."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.api_server import KEY, Received, Server, reply
from support.drift_fixtures import SPEC, run

from invent_client import AsyncInvent, Invent, InventError

ROOT = Path(__file__).parents[2]
DOCUMENTED = json.loads((ROOT / "tests" / "payloads" / "documented.json").read_text())
DRIFTED = [{**DOCUMENTED[0], "is_archived": "a-value", "status": "A-STATUS", "name": 1}]
PAGING = {f"Pagination-{name}": "1" for name in ("Page", "Take", "Count")}
DRIFT_EVERY = 10
CALLS = 60
"""The number of calls that each of the two clients makes."""


@pytest.fixture
def api() -> Iterator[Server]:
    """Serve an API of which every tenth response differs from the contract."""
    seen: list[Received] = []

    def answer(asked: Received) -> bytes:
        seen.append(asked)
        body = DRIFTED if len(seen) % DRIFT_EVERY == 0 else DOCUMENTED
        return reply(body, headers={**PAGING, "Set-Cookie": "session=a-cookie", "X-Echo": KEY})

    with Server(answer) as server:
        yield server


def arguments(server: Server) -> dict[str, Any]:
    return {"api_key": KEY, "base_url": server.url.replace("127.0.0.1", "localhost"), "on_mismatch": "ignore"}


async def call_often(server: Server, **more: Any) -> None:
    async with AsyncInvent(**arguments(server), **more) as client:
        for _ in range(CALLS):
            await client.broadcasts.list("c")


def test_counts_of_mismatches_become_rates(api: Server, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    file = tmp_path / "mismatches.ndjson"
    with Invent(**arguments(api), mismatch_log=file) as client:
        for _ in range(CALLS):
            client.broadcasts.list("c")
    asyncio.run(call_often(api, mismatch_log=file))
    found = run(capsys, "mismatches", file)
    assert 1 == found.status
    assert ["type-mismatch", "undocumented-enum-value", "undocumented-property"] == found.codes
    rates = {(each["count"], each["of"]) for each in found.findings if each["severity"] != "info"}
    assert {(2 * CALLS // DRIFT_EVERY, 2 * CALLS)} == rates


def test_counts_contain_no_values(api: Server, tmp_path: Path):
    file = tmp_path / "mismatches.ndjson"
    with Invent(**arguments(api), mismatch_log=file) as client:
        for _ in range(DRIFT_EVERY):
            client.with_options(on_mismatch="report").broadcasts.list("c")
    text = file.read_text()
    assert 4 == len(text.splitlines())  # One line counts the responses; the others count one kind of mismatch each.
    assert not [value for value in ("a-value", "A-STATUS", KEY, DOCUMENTED[0]["id"]) if value in text]
    assert {"operation", "of", "pointer", "kind", "got", "count"} == {
        key for line in text.splitlines() for key in json.loads(line)
    }


def test_keys_of_maps_are_values():
    from invent_client._mismatch_log import _key
    from invent_client._mismatch_records import ROOT as TOP
    from invent_client._mismatch_records import Location, MapKey, MismatchRecord

    place = Location(Location(Location(TOP, "labels"), MapKey("someone@example.com")), 3)
    assert "/labels/*/*" == _key("list", MismatchRecord(place, "a string", "null", "null"), str).pointer


def test_the_exit_of_a_program_writes_what_was_counted(api: Server, tmp_path: Path):
    file = tmp_path / "mismatches.ndjson"
    program = (
        "import os\nfrom invent_client import Invent\n"
        f"client = Invent(**{arguments(api)!r}, mismatch_log={str(file)!r})\n"
        "os.chdir('/')\nclient.broadcasts.list('c')\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT / "generated")
    assert {"operation": "listBroadcasts", "of": 1} == json.loads(file.read_text())


def test_a_file_that_cannot_be_written_is_told_at_once(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        Invent(api_key=KEY, mismatch_log=tmp_path / "nowhere" / "mismatches.ndjson")


# --- recordings ---


def recorded(server: Server, file: Path, *, is_async: bool) -> None:
    async def record() -> None:
        async with AsyncInvent(**arguments(server)) as client:
            with client.record(file):
                await call_often_with(client)

    async def call_often_with(client: AsyncInvent) -> None:
        for _ in range(DRIFT_EVERY):
            await client.broadcasts.list("c")

    if is_async:
        asyncio.run(record())
        return
    with Invent(**arguments(server)) as client, client.record(file):
        for _ in range(DRIFT_EVERY):
            client.broadcasts.list("c")


@pytest.mark.parametrize("is_async", [False, True])
def test_a_recording_is_compared_as_the_api_itself_would_be(
    api: Server, capsys: pytest.CaptureFixture[str], tmp_path: Path, *, is_async: bool
):
    file = tmp_path / "session.har"
    recorded(api, file, is_async=is_async)
    found = run(capsys, "traffic", file, "--base-url", arguments(api)["base_url"])
    assert ["type-mismatch", "undocumented-enum-value", "undocumented-property"] == found.codes
    assert DRIFT_EVERY == found.examined["exchanges"]
    text = file.read_text()
    assert not [secret for secret in (KEY, "a-cookie") if secret in text]
    log = json.loads(text)["log"]
    assert ("1.2", "invent-client") == (log["version"], log["creator"]["name"])
    sent = {each["name"].lower(): each["value"] for each in log["entries"][0]["request"]["headers"]}
    assert "[secret]" == sent["authorization"]


def test_a_recording_replaces_no_file_and_ends_with_its_block(api: Server, tmp_path: Path):
    file = tmp_path / "session.har"
    with Invent(**arguments(api)) as client:
        with client.record(file):
            client.with_options(max_retries=0).broadcasts.list("c")
            with pytest.raises(InventError, match="already recording"), client.record(tmp_path / "other.har"):
                pass
        client.broadcasts.list("c")
        with pytest.raises(FileExistsError), client.record(file):
            pass
    assert 1 == len(json.loads(file.read_text())["log"]["entries"])


def test_declared_passwords_are_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    from invent_client import _redaction

    monkeypatch.setattr(_redaction, "_DECLARED", frozenset({"pin"}))
    user = {"user": {"pin": "hunter2", "name": "a"}}
    with (
        Server(lambda asked: reply(user)) as server,
        Invent(**arguments(server)) as client,
        client.record(tmp_path / "a.har"),
    ):
        client.request("POST", "/login", json={"pin": "hunter2"})
    (entry,) = json.loads((tmp_path / "a.har").read_text())["log"]["entries"]
    bodies = [json.loads(text) for text in (entry["request"]["postData"]["text"], entry["response"]["content"]["text"])]
    assert [{"pin": "[secret]"}, {"user": {"pin": "[secret]", "name": "a"}}] == bodies


SAFE = """
openapi: 3.1.0
info: {title: Safe, version: "1"}
servers: [{url: "https://safe.example.com"}]
paths:
  /keys:
    get:
      operationId: getKeys
      responses:
        "200":
          description: Keys.
          content: {application/json: {schema: {type: object, properties: {
            access_token: {type: string, pattern: "^[a-z]+$"}, api_key: {type: string, format: uuid},
            token: {enum: [a]}, name: {type: string, maxLength: 2}}}}}
"""


def test_a_replaced_secret_is_no_drift(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    keys = dict.fromkeys(("access_token", "api_key", "token", "name"), "s-secret-1")
    with Server(lambda _: reply(keys)) as server:
        (tmp_path / "safe.yaml").write_text(SAFE.replace("https://safe.example.com", arguments(server)["base_url"]))
        with Invent(**arguments(server)) as client, client.record(tmp_path / "a.har"):
            client.request("GET", "/keys")
    found = run(capsys, "traffic", tmp_path / "a.har", spec=tmp_path / "safe.yaml")
    assert [("constraint-violated", "/name")] == [(each["code"], each["pointer"]) for each in found.findings]


def test_the_contract_says_which_names_are_passwords():
    from specloop.codegen.builder import build_client
    from specloop.openapi.loader import load_document

    properties = "pin: {type: string, format: password}, note: {type: string, writeOnly: true}"
    kept = "name: {type: string, writeOnly: true}, mode: {type: string, writeOnly: true, enum: [a]}"
    login = f"    Login: {{type: object, properties: {{{properties}, {kept}}}}}\n"
    text = SPEC.read_text().replace("  schemas:\n", f"  schemas:\n{login}", 1)
    assert ("note", "pin") == build_client(load_document("a.yaml", text=text.encode())).secret_names
