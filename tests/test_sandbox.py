"""The command `sandbox.py`, which serves a mock of this repository's contract: options, signals and messages."""

from __future__ import annotations

import copy
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import jsonschema_rs
import pytest
import yaml
from support.commands import run_script
from support.servers import PATIENCE, ROOT, invent_mock, sandbox_command

from specloop.mock.drifts import DRIFT_KINDS
from specloop.mock.server import MockServer

BROADCASTS = "/orgs/c/broadcasts"
SUBORGANISATION = "org_7Hq2vKxW9sTn4LbYc8RdZm"
ORGANISATIONS = ("c", SUBORGANISATION)
CONTRACT: dict[str, Any] = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))
OPERATION = CONTRACT["paths"]["/orgs/{org_id}/broadcasts"]["get"]
STATUSES = CONTRACT["components"]["schemas"]["BroadcastStatus"]["enum"]
ITEMS = 250


@pytest.fixture(scope="module")
def mock() -> Iterator[MockServer]:
    with invent_mock() as mock:
        yield mock


@pytest.fixture(scope="module")
def client(mock: MockServer) -> Iterator[httpx2.Client]:
    with connect(mock) as client:
        yield client


def connect(mock: MockServer) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {mock.api_key}"}
    return httpx2.Client(base_url=mock.url, headers=headers, timeout=PATIENCE, trust_env=False)


def walk(client: httpx2.Client, org_id: str = "c", **params: object) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for page in range(1, 1000):
        answer = client.get(f"/orgs/{org_id}/broadcasts", params={**params, "page": page})
        assert 200 == answer.status_code
        items += answer.json()
        if len(items) >= int(answer.headers["pagination-count"]):
            break
    return items


# ---- validation of responses with the contract ----


def closed(schema: Any) -> Any:
    """Return a schema that forbids undocumented properties, which the contract allows."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: closed(part) for key, part in schema.items()}
    if "properties" in schema and isinstance(schema["properties"], dict):
        schema.setdefault("unevaluatedProperties", False)
    return schema


SCHEMA = OPERATION["responses"]["200"]["content"]["application/json"]["schema"]
BODY = jsonschema_rs.Draft202012Validator(
    {**SCHEMA, "components": {"schemas": closed(CONTRACT["components"]["schemas"])}}, validate_formats=True
)


def against_contract(answer: httpx2.Response) -> list[str]:
    """Return a short text for each difference between a response and the contract."""
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


WELL_FORMED = [
    {},
    {"page": 2},
    {"page": 3, "take": 100},
    {"take": 1},
    {"take": 100, "next": "anything"},
    {"page": 1000},
    {"status": "ALL", "take": 3},
    *({"status": status} for status in STATUSES),
    {"status": "SENT", "page": 2, "take": 7},
    {"is_admin": "true", "ключ": "значение"},
]


@pytest.mark.parametrize("org_id", ORGANISATIONS)
@pytest.mark.parametrize("params", WELL_FORMED, ids=str)
def test_every_response_fits_the_contract(client: httpx2.Client, org_id: str, params: dict[str, str]):
    answer = client.get(f"/orgs/{org_id}/broadcasts", params=params)
    assert 200 == answer.status_code
    assert [] == against_contract(answer)
    assert re.fullmatch(r"req_\d+", answer.headers["x-request-id"])


def totals(answer: httpx2.Response) -> tuple[str, ...]:
    return tuple(answer.headers[f"pagination-{name}"] for name in ("count", "page", "take"))


def test_defaults_are_page_1_of_100(client: httpx2.Client):
    answer = client.get(BROADCASTS)
    assert 100 == len(answer.json())
    assert ("250", "1", "100") == totals(answer)
    assert answer.content == client.get(BROADCASTS, params={"page": 1, "take": 100}).content
    assert answer.content == client.get(BROADCASTS, params={"status": "ALL", "next": "token"}).content


@pytest.mark.parametrize("take", [1, 7, 50, 99, 100])
@pytest.mark.parametrize("status", ["ALL", "SENT", "FAILED"])
def test_pages_of_any_size_join_to_the_same_list(client: httpx2.Client, status: str, take: int):
    walked = walk(client, status=status, take=take)
    assert walk(client, status=status) == walked
    assert len(walked) == len({item["id"] for item in walked})


def test_a_page_beyond_the_end_is_empty(client: httpx2.Client):
    for page in ("4", "251", "1e300", "9" * 300):
        answer = client.get(BROADCASTS, params={"page": page})
        assert (200, [], "250") == (answer.status_code, answer.json(), answer.headers["pagination-count"])


def test_a_status_returns_those_and_only_those(client: httpx2.Client):
    everything = walk(client)
    assert ITEMS == len(everything)
    for status in STATUSES:
        assert [item for item in everything if item["status"] == status] == walk(client, status=status) != []


def test_there_may_be_no_broadcasts():
    with invent_mock(items=0) as mock, connect(mock) as client:
        for status in ("ALL", *STATUSES):
            answer = client.get(BROADCASTS, params={"status": status})
            assert ([], ("0", "1", "100")) == (answer.json(), totals(answer))


def test_what_the_contract_shows_is_there(client: httpx2.Client):
    shown = OPERATION["responses"]["200"]["content"]["application/json"]["examples"]["one"]["value"]
    assert shown == client.get(BROADCASTS, params={"take": 1}).json()
    everything = walk(client)
    assert all(re.fullmatch(r"bc_[A-Za-z0-9]{22}", item["id"]) for item in everything)
    assert {0, 1, 2, 3} == {len(item["segments"]) for item in everything}
    assert {True, False} == {item["scheduled_at"] is None for item in everything}


def test_a_suborganisation_has_other_broadcasts_and_another_organisation_is_a_404(client: httpx2.Client):
    ours, theirs = walk(client), walk(client, SUBORGANISATION)
    assert not {item["id"] for item in ours[1:]} & {item["id"] for item in theirs[1:]}
    answer = client.get("/orgs/another/broadcasts")
    assert 404 == answer.status_code
    assert (
        "path 'org_id' is 'another', which does not exist; "
        f"existing values are c, {SUBORGANISATION}" == answer.json()["message"]
    )


@pytest.mark.parametrize("key", [None, "", "Bearer", "Bearer wrong", "Basic sandbox-key", "sandbox-key"])
def test_without_the_key_it_is_a_401(mock: MockServer, key: str | None):
    headers = {} if key is None else {"Authorization": key}
    answer = httpx2.get(mock.url + BROADCASTS, headers=headers, trust_env=False)
    assert (401, "Bearer") == (answer.status_code, answer.headers["www-authenticate"])
    assert mock.api_key not in answer.text


def test_the_key_is_the_one_that_was_set():
    with invent_mock(api_key="another") as mock, connect(mock) as client:
        assert 200 == client.get(BROADCASTS).status_code
        assert 401 == client.get(BROADCASTS, headers={"Authorization": "Bearer sandbox-key"}).status_code
        assert "another" not in repr(mock.application.settings)


def test_another_process_says_the_same(client: httpx2.Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    with sandbox_command() as command:
        headers = {"Authorization": f"Bearer {command.api_key}"}
        answer = httpx2.get(command.url + BROADCASTS, headers=headers, trust_env=False)
    assert client.get(BROADCASTS).content == answer.content


# ---- the command ----


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return run_script("sandbox.py", *arguments)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_until_a_signal_and_ends_well(number: signal.Signals):
    with sandbox_command("--items", "3") as running:
        headers = {"Authorization": f"Bearer {running.api_key}"}
        with httpx2.Client(base_url=running.url, headers=headers, trust_env=False) as client:
            assert "3" == client.get(BROADCASTS).headers["pagination-count"]
            running.process.send_signal(number)  # The signal arrives while a connection is open.
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


def test_the_options_arrive():
    with sandbox_command("--fail-rate", "0.5", "--drift", "null, new-enum-value", "--latency", "100") as running:
        headers = {"Authorization": f"Bearer {running.api_key}"}
        with httpx2.Client(base_url=running.url, headers=headers, trust_env=False) as client:
            begun = time.perf_counter()
            answer, failed = client.get(BROADCASTS), client.get(BROADCASTS)
            assert time.perf_counter() - begun >= 0.2
    assert 429 == failed.status_code
    assert {"*/name: type": 34, "*/status: enum": 34} == Counter(against_contract(answer))


def test_another_contract_is_served_with_its_own_variables(tmp_path: Path):
    spec = ROOT / "tests" / "mock" / "shop.yaml"
    with sandbox_command("--spec", str(spec)) as running:
        variables = running.environment
        assert {"CORNER_SHOP_BASE_URL", "CORNER_SHOP_USERNAME", "CORNER_SHOP_PASSWORD"} <= variables.keys()
        answer = httpx2.get(f"{variables['CORNER_SHOP_BASE_URL']}/report", headers={"X-Days": "1"}, trust_env=False)
    assert "number,text" == answer.text.splitlines()[0]


def test_a_port_in_use_is_told_in_one_line_with_the_fix(mock: MockServer):
    done = command("--port", mock.port)
    assert (2, "") == (done.returncode, done.stdout)
    assert re.fullmatch(
        rf"sandbox\.py: cannot listen on 127\.0\.0\.1:{mock.port}: Address already in use; "
        r"choose another port with --port N, or --port 0 for a free one\n",
        done.stderr,
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--drift", "null,nonsense"], f"drift: 'nonsense' is unknown; choose from {', '.join(DRIFT_KINDS)}"),
        (["--fail-rate", "1.5"], "fail-rate: 1.5 is not within 0 to 1"),
        (["--fail-rate", "half"], "--fail-rate: invalid float value: 'half'"),
        (["--items", "-1"], "items: -1 is not within 0 to 100000"),
        (["--latency", "-5"], "latency in seconds: -0.005 is not within 0 to 3600"),
        (["--port", "99999"], "port: 99999 is not within 0 to 65535"),
        (["--further"], "unrecognized arguments: --further"),
        (["--spec", "nowhere.yaml"], "nowhere.yaml:1:1: "),
    ],
    ids=str,
)
def test_bad_options_are_told(arguments: list[str], message: str):
    done = command(*arguments)
    assert (2, "") == (done.returncode, done.stdout)
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_help_names_every_option_and_every_kind_of_drift():
    done = command("--help")
    assert (0, "") == (done.returncode, done.stderr)
    for option in ("spec", "port", "items", "latency", "fail-rate", "drift", "seed", "check", "overlay"):
        assert f"--{option}" in done.stdout
    for name, text in DRIFT_KINDS.items():
        assert f"  {name} " in done.stdout
        assert text in done.stdout
    assert all(len(line) <= 120 for line in done.stdout.splitlines())


def test_check_finds_examples_that_do_not_fit_with_their_place(tmp_path: Path):
    done = command("--check")
    assert (0, "1 operation: every documented response can be generated and is valid\n") == (
        done.returncode,
        done.stdout,
    )
    spec = tmp_path / "openapi.yaml"
    text = (ROOT / "openapi.yaml").read_text("utf-8")
    spec.write_text(text.replace("contacts_count: 412\n", "contacts_count: many\n", 1), "utf-8")
    found = command("--check", "--spec", spec)
    assert 1 == found.returncode
    assert found.stdout.endswith(
        'example /0/contacts_count: "many" is not of type "number"; expected an example that matches the schema\n'
        "1 operation: 1 problem\n"
    )
    line = int(found.stdout.removeprefix(f"{spec}:").partition(":")[0])
    assert "value:" in spec.read_text("utf-8").splitlines()[line - 1]


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf"])
def test_values_are_generated_for_deep_and_circular_unions(tmp_path: Path, keyword: str):
    chain = {f"A{number}": {keyword: [{"$ref": f"#/components/schemas/A{number + 1}"}]} for number in range(900)}
    for union in chain.values():
        union[keyword].append({"type": "integer"})
    circle = {
        "B0": {keyword: [{"$ref": "#/components/schemas/B1"}]},
        "B1": {keyword: [{"$ref": "#/components/schemas/B0"}]},
    }
    for union in circle.values():
        union[keyword].append(union[keyword][0])
    contract = copy.deepcopy(CONTRACT)
    contract["components"]["schemas"] |= {**chain, "A900": {"type": "string"}, **circle}
    for name in ("A0", "B0"):
        media = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        contract["paths"][f"/{name}"] = {"get": {"responses": {"200": {"description": "", "content": media}}}}
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(contract), "utf-8")
    done = command("--check", "--spec", spec)
    assert "" == done.stderr
    assert done.returncode in {0, 1}
    assert "3 operations: " in done.stdout


def test_schemas_that_too_many_paths_lead_to_are_refused(tmp_path: Path):
    for keyword in ("allOf", "oneOf"):
        contract = copy.deepcopy(CONTRACT)
        schemas = {f"A{n}": {keyword: [{"$ref": f"#/components/schemas/A{n + 1}"}] * 2} for n in range(60)}
        contract["components"]["schemas"] |= {**schemas, "A60": {"type": "string"}}
        spec = tmp_path / "openapi.json"
        spec.write_text(json.dumps(contract), "utf-8")
        done = command("--check", "--spec", spec)
        assert 2 == done.returncode
        assert re.search(r"openapi\.json:1:\d+: more than 100000 schemas are combined here, .*; remove", done.stderr)


def test_an_invalid_contract_is_not_served(tmp_path: Path):
    spec = tmp_path / "openapi.yaml"
    text = (ROOT / "openapi.yaml").read_text("utf-8")
    spec.write_text(text.replace('schemas/Broadcast"', 'schemas/Broadcasts"'), "utf-8")
    for options in ((), ("--check",)):
        done = command("--spec", spec, *options)
        assert (2, "") == (done.returncode, done.stdout)
        assert "does not resolve" in done.stderr


def test_an_overlay_is_applied_first(tmp_path: Path):
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text(
        "overlay: 1.0.0\ninfo: {title: o, version: '1'}\n"
        "actions:\n- {target: $.paths, update: {/ping: {get: {responses: {'204': {description: Up.}}}}}}\n"
    )
    done = command("--check", "--overlay", overlay)
    assert (0, "2 operations: every documented response can be generated and is valid\n") == (
        done.returncode,
        done.stdout,
    )
    found = command("--check", "--overlay", tmp_path / "none.yaml")
    assert (2, True) == (found.returncode, "none.yaml" in found.stderr)


# ---- schemathesis ----


def schemathesis(mock: MockServer, directory: Path, *, known: bool) -> subprocess.CompletedProcess[str]:
    """Run schemathesis with all of its checks against a mock, in a separate directory for its files.

    With `known`, the contract lists the identifiers of the mock's organisations, so that schemathesis uses them.
    """
    contract = copy.deepcopy(CONTRACT)
    if known:
        contract["components"]["parameters"]["OrgId"]["schema"]["enum"] = [*ORGANISATIONS]
    (directory / "openapi.json").write_text(json.dumps(contract), encoding="utf-8")
    arguments = ["--url", mock.url, "--header", f"Authorization: Bearer {mock.api_key}", "--no-color"]
    arguments += ["--max-examples", "40", "--generation-deterministic"]
    return subprocess.run(
        [sys.executable, "-B", "-m", "schemathesis.cli", "run", "openapi.json", *arguments],
        cwd=directory,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=110,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "NO_PROXY": "127.0.0.1"},
    )


@pytest.mark.parametrize("known", [True, False])
def test_schemathesis_finds_nothing(tmp_path: Path, known: bool):
    """Schemathesis runs with the mock's organisations (`known`), and with random identifiers."""
    with invent_mock() as mock:
        done = schemathesis(mock, tmp_path, known=known)
        asked = {received.path for received in mock.requests}
    assert 0 == done.returncode, done.stdout + done.stderr
    assert re.search(r"(\d{2,}) generated, \1 passed", done.stdout)
    assert (BROADCASTS in asked) >= known


def test_schemathesis_would_find_drift(tmp_path: Path):
    with invent_mock(drift=["changed-type"]) as mock:
        done = schemathesis(mock, tmp_path, known=True)
    assert 1 == done.returncode, done.stdout + done.stderr
    assert "contacts_count" in done.stdout
