"""The option --matrix of drift.py: for each finding, the releases whose contracts have it, too."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support.compare_rows import api, obj, ok, operation
from support.workshop import Workshop

from specloop.drift import cli as drift
from specloop.errors import run_main

Command = Callable[..., tuple[object, str, str]]


def contract(*words: str) -> str:
    schema = obj("kind", kind={"type": "string", "enum": list(words)})
    found = api(operation("/pet", operationId="getPet", responses=ok(schema)), servers=[{"url": "https://a.test"}])
    return json.dumps(found)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as caught:
            run_main(lambda: drift.main([*arguments]))
        return (caught.value.code, *capsys.readouterr())

    return call


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Two releases, of which only the later one documents the enum value COW, and a recording with this value."""
    project = Workshop(tmp_path)
    project.git("init", "--quiet", "--initial-branch", "main")
    for version, words in {"1.0.0": ["CAT"], "1.1.0": ["CAT", "COW"]}.items():
        project.write("openapi.yaml", contract(*words))
        project.git("add", "--all")
        project.git("commit", "--quiet", "--message", version)
        project.git("tag", f"v{version}")
    project.write("openapi.yaml", contract("CAT"))
    line = {
        "method": "GET",
        "url": "https://a.test/pet",
        "status": 200,
        "headers": {"content-type": "application/json"},
    }
    project.write("traffic.ndjson", json.dumps({**line, "body": {"kind": "COW", "age": 1}}) + "\n")
    monkeypatch.chdir(tmp_path)
    return project


def test_each_finding_names_the_releases_that_it_hits(history: Workshop, command: Command):
    status, out, _ = command("traffic", "traffic.ndjson", "--matrix", "--format", "json")
    assert status == 1
    found = {each["pointer"]: each["versions"] for each in json.loads(out)["matrix"]}
    assert found == {"/kind": ["1.0.0"], "/age": ["1.1.0", "1.0.0"]}


def test_the_matrix_is_a_table_for_people(history: Workshop, command: Command):
    out = command("traffic", "traffic.ndjson", "--matrix", "--format", "markdown")[1]
    assert "| undocumented-enum-value getPet /kind | 1.0.0 |" in out
    assert "| undocumented-property getPet /age | all 2 |" in out
    out = command("traffic", "traffic.ndjson", "--matrix", "--format", "html")[1]
    assert '<th scope="row">undocumented-property getPet /age</th><td>all 2</td>' in out


def test_a_finding_that_no_release_has_hits_none(history: Workshop, command: Command):
    history.write("openapi.yaml", json.dumps({**json.loads(contract("CAT", "COW"))}).replace('"COW"', '"DOG"'))
    history.git("tag", "--delete", "v1.0.0")
    out = command("traffic", "traffic.ndjson", "--matrix")[1]
    assert "undocumented-enum-value getPet /kind  none" in out


def test_without_a_release_nothing_could_be_examined(history: Workshop, command: Command):
    history.git("tag", "--delete", "v1.0.0", "v1.1.0")
    status, out, err = command("traffic", "traffic.ndjson", "--matrix")
    assert (status, out) == (2, "")
    assert "no release could be examined" in err


@pytest.mark.parametrize("source", [("live",), ("traffic", "-")])
def test_a_source_that_can_be_read_once_has_no_matrix(source: tuple[str, ...], history: Workshop, command: Command):
    status, _, err = command(*source, "--matrix")
    assert status == 2
    assert "examines the source once for each release" in err
