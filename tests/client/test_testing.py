"""`<package>.testing`: a client without a network, valid models, and checks of recorded payloads."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import pytest

from invent_client import Broadcast, RateLimitError, models
from invent_client import testing as invent_testing
from specloop.commands.generate import main as generate

ROOT = Path(__file__).parents[2]


@pytest.fixture
def testing(depot_package: ModuleType) -> Any:
    return importlib.import_module(f"{depot_package.__name__}.testing")


def test_a_list_has_what_it_is_given_on_every_page(testing, depot_package):
    crates = [testing.make(depot_package.models.Crate, id=f"cr_000{number}") for number in range(5)]
    with testing.fake(crates=crates) as client:
        assert [each.id for each in client.crates.list(size=2)] == [each.id for each in crates]
        assert client.crates.retrieve("cr_0003").id == "cr_0003"
        with pytest.raises(depot_package.NotFoundError):
            client.crates.retrieve("cr_0009")
        created = client.crates.create(name="Pears")
        assert created.name == "Pears"
        assert len(list(client.crates.list())) == 6
    assert [each.url.path for each in client.requests][:2] == ["/crates", "/crates"]
    assert json.loads(client.requests[-2].content) == {"name": "Pears"}


@pytest.mark.parametrize("is_async", [False, True])
def test_a_stream_has_what_it_is_given_or_examples(media_package, is_async):
    testing = importlib.import_module(f"{media_package.__name__}.testing")
    uses = [
        (lambda client: client.feeds.watch_ticks(), {}, ["Tick"] * 3),
        (lambda client: client.feeds.read_log(), {}, ["Tick"] * 3),
        (lambda client: client.feeds.read_records(), {}, ["Tick"] * 3),
        (lambda client: client.feeds.create_chat(text="x", stream=True), {}, ["Delta"] * 3),
        (lambda client: client.feeds.watch_events(), {}, ["WatchEventsTickResponseItem"] * 3),
        (lambda client: client.feeds.watch_colors(), {}, ["WatchColorsResponse"] * 3),
        (lambda client: client.feeds.read_audit(), {}, ["Tick"] * 3),
        (lambda client: client.feeds.watch_ticks(), {"feeds": [{"number": 7}]}, ["Tick"]),
        (lambda client: client.feeds.create_chat(text="x", stream=True), {"feeds": [{"number": 7}]}, ["Delta"] * 3),
    ]

    async def names(use, things):
        async with testing.afake({"on_mismatch": "raise"}, **things) as client:
            return [type(item).__name__ async for item in await use(client)]

    for use, things, expected in uses:
        if is_async:
            assert anyio.run(names, use, things) == expected
            continue
        with testing.fake({"on_mismatch": "raise"}, **things) as client:
            assert [type(item).__name__ for item in use(client)] == expected
    with testing.fake() as client:
        assert type(client.feeds.create_chat(text="x")).__name__ == "Chat"


STREAMS = """
openapi: 3.2.0
info: {title: Ticking, version: 1.0.0}
servers: [{url: "https://streams.example.com"}]
paths:
  /a: {get: {operationId: referred, tags: [ticks], responses: {"200": {$ref: "#/components/responses/Referred"}}}}
  /b: {get: {operationId: nullable, tags: [ticks], responses: {"200": {$ref: "#/components/responses/Nullable"}}}}
  /c: {get: {operationId: data, tags: [ticks], responses: {"200": {$ref: "#/components/responses/Data"}}}}
  /d: {get: {operationId: one, tags: [ticks], responses: {"200": {$ref: "#/components/responses/One"}}}}
  /e: {get: {operationId: either, tags: [ticks], responses: {"200": {$ref: "#/components/responses/Either"}}}}
components:
  responses:
    Referred: {description: Ticks., content: {text/event-stream: {$ref: "#/components/mediaTypes/Ticks"}}}
    Nullable:
      description: Ticks.
      content: {application/jsonl: {schema: {type: [array, "null"], items: {$ref: "#/components/schemas/Tick"}}}}
    Data:
      description: Ticks.
      content:
        application/jsonl:
          itemSchema: {$ref: "#/components/schemas/Tick"}
          examples: {two: {dataValue: [{number: 7}, {number: 8}]}}
    One:
      description: Ticks.
      content: {application/jsonl: {schema: {$ref: "#/components/schemas/Tick"}, example: {number: 9}}}
    Either:
      description: Ticks and the end, told apart by a value that is not the name of the schema.
      content:
        text/event-stream:
          itemSchema:
            oneOf: [{$ref: "#/components/schemas/TickEvent"}, {$ref: "#/components/schemas/EndEvent"}]
            discriminator: {propertyName: type}
  mediaTypes:
    Ticks: {itemSchema: {$ref: "#/components/schemas/Tick"}}
  schemas:
    Tick: {type: object, required: [number], properties: {number: {type: integer}}}
    TickEvent: {type: object, required: [type], properties: {type: {type: string, enum: [clock.tick]}}}
    EndEvent: {type: object, required: [type], properties: {type: {type: string, enum: [clock.end]}}}
"""


def test_a_stream_has_the_items_and_examples_of_its_media_type(tmp_path, monkeypatch):
    (tmp_path / "openapi.yaml").write_text(STREAMS)
    assert generate(["--spec", str(tmp_path / "openapi.yaml"), "--output", str(tmp_path / "out")]) == 0
    monkeypatch.syspath_prepend(str(tmp_path / "out"))
    with importlib.import_module("ticking_client.testing").fake({"on_mismatch": "raise"}) as client:
        ticks = client.ticks
        found = [[each.number for each in use()] for use in (ticks.referred, ticks.nullable, ticks.data, ticks.one)]
        kinds = [each.type for each in ticks.either()]
    assert kinds == ["clock.tick"] * 3
    assert found == [[1, 2, 3], [1, 2, 3], [7, 8], [9]]


UPLOADS = """
openapi: 3.0.3
info: {title: Uploads, version: 1.0.0}
servers: [{url: /v1}]
paths:
  /files: {get: {operationId: listFiles, tags: [files], responses: {"204": {description: Done.}}}}
  /blobs:
    servers: [{url: /upload/v2}]
    post: {operationId: uploadFile, tags: [files], responses: {"204": {description: Done.}}}
"""


def test_an_operation_with_a_server_of_its_own_is_found(tmp_path, monkeypatch):
    (tmp_path / "openapi.yaml").write_text(UPLOADS)
    assert generate(["--spec", str(tmp_path / "openapi.yaml"), "--output", str(tmp_path / "out")]) == 0
    monkeypatch.syspath_prepend(str(tmp_path / "out"))
    with importlib.import_module("uploads_client.testing").fake() as client:
        client.files.list()
        client.files.upload()
        assert [each.url.path for each in client.requests] == ["/v1/files", "/upload/v2/blobs"]


def test_a_response_to_post_has_only_documented_properties(testing):
    with testing.fake() as client:
        created = client.crates.create(name="Pears", extra_body={"notify": True})
    assert (created.name, created.additional_properties) == ("Pears", {})


def test_calls_fail_as_they_are_told_to(testing, depot_package):
    with testing.fake() as client:
        client.fail("crates.list", 429, times=1, headers={"Retry-After": "0"})
        with pytest.raises(depot_package.RateLimitError) as caught:
            client.crates.list()
        assert type(caught.value.body) is depot_package.models.Problem
        assert list(client.crates.list()) == []
        client.mock.fail("crates.retrieve", 409, body={"reason": "no"})
        for _ in range(2):
            with pytest.raises(depot_package.ConflictError, match="no"):
                client.crates.retrieve("cr_0001")
        with pytest.raises(ValueError, match=r"no operation 'crates\.steal'; expected one of crates\.list, "):
            client.fail("crates.steal", 500)


@pytest.mark.parametrize("is_async", [False, True])
def test_a_faked_job_ends(testing, depot_package, is_async):
    """Its example has the first value of the enum, which is not final, so `wait` would never return."""
    if not is_async:
        assert testing.fake().jobs.wait("j1", deadline=5).state.name == "done"
        return

    async def main() -> Any:
        return await testing.afake().jobs.wait("j1", deadline=5)

    assert anyio.run(main).state.name == "done"


def test_the_async_client_is_the_same(testing, depot_package):
    async def main() -> Any:
        async with testing.afake({"max_retries": 1}, crates=[{"id": "cr_0001", "name": "x"}]) as client:
            return [each.name async for each in client.crates.list()], len(client.requests)

    assert anyio.run(main) == (["x"], 1)


def test_a_resource_that_is_none_is_refused(testing):
    with pytest.raises(TypeError, match="boxes: there is no such resource; expected one of crates"):
        testing.fake(boxes=[])


def test_a_model_is_made_of_documented_valid_values(testing, depot_package):
    crate = testing.make(depot_package.models.Crate, name="x")
    assert crate.name == "x"
    assert str(crate.color) == "red"
    testing.assert_valid(crate.to_dict(), depot_package.models.Crate)


def test_a_recorded_payload_is_checked_against_the_contract(testing, depot_package, tmp_path):
    crate = depot_package.models.Crate
    testing.assert_valid('{"id": "cr_12ab", "name": "x"}', crate)
    (tmp_path / "page.json").write_text('{"crates": [{"id": "cr_12ab", "name": ""}], "total": "1"}')
    with pytest.raises(AssertionError) as caught:
        testing.assert_valid(tmp_path / "page.json", "crates.list")
    lines = str(caught.value).splitlines()
    assert lines[0] == "the payload is no valid crates.list:"
    assert [line.partition(":")[0] for line in lines[1:]] == ["/crates/0/name", "/total"]


# Contracts with a schema that no value matches, or with an example that does not match its schema.
IMPOSSIBLE = {"compositions", "defaults", "enums", "names", "openapi_31", "references", "refinements", "unions"}
CASES = [each.parent for each in sorted(ROOT.glob("tests/golden/*/openapi.yaml")) if each.parent.name not in IMPOSSIBLE]


@pytest.mark.large
@pytest.mark.parametrize("case", CASES, ids=lambda each: each.name)
def test_every_model_of_every_golden_case_can_be_made(case, tmp_path):
    if (case / "stderr.txt").exists():
        return
    assert (
        generate(
            ["--spec", str(case / "openapi.yaml"), "--output", str(tmp_path / "out"), "--package-name", "a_client"]
        )
        == 0
    )
    code = (
        "import a_client, a_client.testing as t\n"
        "for name in t._SCHEMAS:\n"
        "    model = t.make(getattr(a_client.models, name))\n"
        "    t.assert_valid(model.to_dict(), type(model))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "out", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_committed_package_has_it_all():
    broadcasts = [invent_testing.make(Broadcast, name=f"b{number}") for number in range(120)]
    with invent_testing.fake(broadcasts=broadcasts) as client:
        page = client.broadcasts.list("c")
        assert (page.total, len(list(page)), len(client.requests)) == (120, 120, 2)
        client.fail("broadcasts.list", 429)
        with pytest.raises(RateLimitError):
            client.broadcasts.list("c")
    for name in invent_testing._SCHEMAS:
        made = invent_testing.make(getattr(models, name))
        invent_testing.assert_valid(made.to_json(), type(made))


def test_the_package_has_an_entry_point_for_pytest():
    project = (ROOT / "generated" / "pyproject.toml").read_text()
    assert 'entry-points.pytest11."invent_client" = "invent_client._pytest_plugin"' in project


@pytest.mark.large
def test_pytest_finds_the_fixture_in_that_module(tmp_path):
    (tmp_path / "test_it.py").write_text(
        "def test_it(fake_invent):\n    assert list(fake_invent.broadcasts.list('c')) == []\n"
        "    assert len(fake_invent.requests) == 1\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "invent_client._pytest_plugin", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, str(tmp_path)], cwd=ROOT / "generated", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_what_is_missing_is_told_with_how_to_install_it(testing, depot_package, monkeypatch):
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    with pytest.raises(depot_package.DepotError, match=r"pip install 'depot-client\[testing\]'"):
        testing.assert_valid({}, depot_package.models.Crate)
